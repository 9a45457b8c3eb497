-- promise: no household is lost, doubled or moved between the amounts and the sums of leaves and classes
-- runs: on each shard
SELECT counted.stream
FROM (
  SELECT stream, leaf, class, bin, CAST(COUNT(*) AS BIGINT) AS households, CAST(SUM(centred) AS BIGINT) AS centred
  FROM places
  GROUP BY stream, leaf, class, bin
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
UNION ALL
-- An amount that found no place, or was changed on its way there, is missing in its bin.
SELECT counted.stream
FROM (
  SELECT stream, bin, CAST(COUNT(*) AS BIGINT) AS households, CAST(SUM(centred) AS BIGINT) AS centred
  FROM bounded
  GROUP BY stream, bin
) AS counted
FULL OUTER JOIN (
  SELECT stream, bin, CAST(SUM(households) AS BIGINT) AS households, CAST(SUM(centred) AS BIGINT) AS centred
  FROM partials
  GROUP BY stream, bin
) AS summed
  ON summed.stream = counted.stream AND summed.bin = counted.bin
WHERE counted.households IS NULL
  OR summed.households IS NULL
  OR counted.households <> summed.households
  OR counted.centred <> summed.centred
