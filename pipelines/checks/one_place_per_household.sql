-- promise: a household stands in one leaf, and in one class of each measure
-- runs: on each shard
SELECT bounded.household
FROM bounded
LEFT JOIN places ON places.household = bounded.household AND places.stream = bounded.stream
GROUP BY bounded.household, bounded.stream
HAVING COUNT(places.household) <> 1
