-- purpose: first of two phases: exact sums of one shard. Running it again gives the same rows
-- reads:   bounded
-- grain:   shard, domain, measure, leaf, class, bin
-- units:   households; centred in 1/scale base units per month
-- privacy: exact; never leaves the run
-- kind:    table
SELECT
  shard,
  domain,
  measure,
  leaf,
  class,
  bin,
  CAST(COUNT(*) AS BIGINT) AS households,
  CAST(SUM(centred) AS BIGINT) AS centred
FROM bounded
GROUP BY shard, domain, measure, leaf, class, bin
