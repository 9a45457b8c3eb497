-- purpose: first of two phases: exact sums of one shard. Running it again gives the same rows
-- reads:   bounded, places
-- grain:   shard, stream, leaf, class, bin
-- units:   households; centred in 1/scale base units per month
-- privacy: exact; never leaves the run
-- kind:    table
-- runs:    on each shard
SELECT
  places.shard,
  bounded.stream,
  places.leaf,
  places.class,
  bounded.bin,
  CAST(COUNT(*) AS BIGINT) AS households,
  CAST(SUM(bounded.centred) AS BIGINT) AS centred
FROM bounded
JOIN places ON places.household = bounded.household AND places.stream = bounded.stream
GROUP BY places.shard, bounded.stream, places.leaf, places.class, bounded.bin
