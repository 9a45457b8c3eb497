-- promise: a household has one amount of a measure, in one leaf and one class
-- runs: on each shard
SELECT household, stream
FROM places
GROUP BY household, stream
HAVING COUNT(*) > 1
