-- promise: no household is lost, doubled or moved between the amounts and the sums of leaves and classes
-- runs: on each shard
SELECT counted.stream
FROM (
  SELECT
    bounded.stream,
    places.leaf,
    places.class,
    bounded.bin,
    CAST(COUNT(*) AS BIGINT) AS households,
    CAST(SUM(bounded.centred) AS BIGINT) AS centred
  FROM bounded
  LEFT JOIN places ON places.household = bounded.household AND places.stream = bounded.stream
  GROUP BY bounded.stream, places.leaf, places.class, bounded.bin
) AS counted
FULL OUTER JOIN partials
  ON partials.stream = counted.stream
  AND partials.leaf = counted.leaf
  AND partials.class = counted.class
  AND partials.bin = counted.bin
WHERE counted.households IS NULL
  OR partials.households IS NULL
  OR counted.households <> partials.households
  OR counted.centred <> partials.centred
