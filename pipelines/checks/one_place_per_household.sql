-- promise: a household stands in the leaf that it lives in, and in no other
-- runs: on each shard
SELECT places.household
FROM places
LEFT JOIN households ON households.household = places.household
WHERE households.household IS NULL OR places.leaf <> households.area
