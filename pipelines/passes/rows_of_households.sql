-- promise: every household stands once in what is summed, and in no more than L measures
-- stands for: one_amount_per_household, one_place_per_household, streams_within_bound
-- runs: on each shard
SELECT bounded.household
FROM bounded
LEFT JOIN places ON places.household = bounded.household AND places.stream = bounded.stream
GROUP BY bounded.household, bounded.stream
HAVING COUNT(*) <> 1 OR COUNT(places.household) <> 1
UNION ALL
-- By now a household has at most one amount per measure, so it can exceed L only where there are more than L measures.
-- Its amounts are counted only then.
SELECT bounded.household
FROM bounded
CROSS JOIN run
WHERE (SELECT COUNT(DISTINCT all_amounts.stream) FROM bounded AS all_amounts) > run.streams
GROUP BY bounded.household, run.streams
HAVING COUNT(*) > run.streams
