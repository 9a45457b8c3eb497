-- promise: a household contributes at most L measures
-- runs: on each shard
SELECT bounded.household
FROM bounded
CROSS JOIN run
GROUP BY bounded.household, run.streams
HAVING COUNT(*) > run.streams
