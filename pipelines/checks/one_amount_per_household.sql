-- promise: a household has one amount of a measure
-- runs: on each shard
SELECT household, stream
FROM bounded
GROUP BY household, stream
HAVING COUNT(*) > 1
