-- promise: no household moves a sum by more than half a clamp, nor one of a cell of leaves by more than half of the lower one
-- runs: on each shard
SELECT bounded.household, bounded.stream
FROM bounded
JOIN bounds ON bounds.stream = bounded.stream
WHERE bounded.amount < 0
  OR bounded.amount > bounds.clamp
  OR bounded.centred > bounds.centre
  OR bounded.centred < 0 - bounds.centre
  OR (bounded.bin <= bounds.leaf_bin AND bounded.amount > bounds.leaf_clamp)
