-- promise: no household is lost, doubled or moved between the sums of shards and the sums of all of them
-- runs: when partial sums have gathered
SELECT summed.stream
FROM (
  SELECT stream, leaf, class, bin, SUM(households) AS households, SUM(centred) AS centred
  FROM partials
  GROUP BY stream, leaf, class, bin
) AS summed
FULL OUTER JOIN merged
  ON merged.stream = summed.stream
  AND merged.leaf = summed.leaf
  AND merged.class = summed.class
  AND merged.bin = summed.bin
WHERE summed.households IS NULL
  OR merged.households IS NULL
  OR summed.households <> merged.households
  OR summed.centred <> merged.centred
