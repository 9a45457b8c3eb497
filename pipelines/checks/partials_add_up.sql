-- promise: no household is lost or doubled between the amounts and the shards' sums
SELECT counted.stream
FROM (SELECT stream, CAST(COUNT(*) AS BIGINT) AS households FROM bounded GROUP BY stream) AS counted
FULL OUTER JOIN (SELECT stream, CAST(SUM(households) AS BIGINT) AS households FROM merged GROUP BY stream) AS summed
  ON summed.stream = counted.stream
WHERE counted.households IS NULL OR summed.households IS NULL OR counted.households <> summed.households
