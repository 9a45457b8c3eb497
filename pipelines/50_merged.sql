-- purpose: second phase: the shards' partials added up
-- reads:   partials
-- grain:   stream, leaf, class, bin
-- units:   households; centred in 1/scale base units per month
-- privacy: exact; never leaves the run
-- kind:    table
-- runs:    when partial sums have gathered
SELECT
  stream,
  leaf,
  class,
  bin,
  CAST(SUM(households) AS BIGINT) AS households,
  CAST(SUM(centred) AS BIGINT) AS centred
FROM partials
GROUP BY stream, leaf, class, bin
