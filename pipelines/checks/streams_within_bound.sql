-- promise: a household contributes at most L measures
-- runs: on each shard
SELECT places.household
FROM places
CROSS JOIN run
GROUP BY places.household, run.streams
HAVING COUNT(*) > run.streams
