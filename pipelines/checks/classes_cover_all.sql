-- promise: no household is left out: every amount found its class
-- runs: on each shard
SELECT leaf, stream
FROM partials
WHERE class IS NULL
