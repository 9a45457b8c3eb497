-- promise: no household is lost or doubled between the rows and the shards' sums
SELECT counted.domain, counted.measure
FROM (SELECT domain, measure, CAST(COUNT(*) AS BIGINT) AS households FROM bounded GROUP BY domain, measure) AS counted
FULL OUTER JOIN (SELECT domain, measure, CAST(SUM(households) AS BIGINT) AS households FROM merged GROUP BY domain, measure) AS summed
  ON summed.domain = counted.domain AND summed.measure = counted.measure
WHERE counted.households IS NULL OR summed.households IS NULL OR counted.households <> summed.households
