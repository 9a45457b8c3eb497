-- purpose: first of two phases: exact sums of one shard. Running it again gives the same rows
-- reads:   places
-- grain:   shard, stream, leaf, class, bin
-- units:   households; centred in 1/scale base units per month
-- privacy: exact; never leaves the run
-- kind:    table
-- runs:    on each shard
SELECT
  shard,
  stream,
  leaf,
  class,
  bin,
  CAST(COUNT(*) AS BIGINT) AS households,
  CAST(SUM(centred) AS BIGINT) AS centred
FROM places
GROUP BY shard, stream, leaf, class, bin
