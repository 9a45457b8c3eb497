-- promise: every household stands once in what is summed, and in no more than L measures
-- stands for: one_amount_per_household, streams_within_bound
-- runs: on each shard
SELECT household
FROM places
GROUP BY household, stream
HAVING COUNT(*) > 1
UNION ALL
-- By now a household has at most one amount per measure, so it can exceed L only where there are more than L measures.
-- Its amounts are counted only then.
SELECT places.household
FROM places
CROSS JOIN run
WHERE (SELECT COUNT(DISTINCT all_amounts.stream) FROM places AS all_amounts) > run.streams
GROUP BY places.household, run.streams
HAVING COUNT(*) > run.streams
