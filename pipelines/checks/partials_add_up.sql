-- promise: no household is lost, doubled or moved between the amounts and the sums of leaves and classes
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
FULL OUTER JOIN merged
  ON merged.stream = counted.stream
  AND merged.leaf = counted.leaf
  AND merged.class = counted.class
  AND merged.bin = counted.bin
WHERE counted.households IS NULL
  OR merged.households IS NULL
  OR counted.households <> merged.households
  OR counted.centred <> merged.centred
