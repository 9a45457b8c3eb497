-- promise: no household moves a sum by more than half a clamp, nor one of a cell of leaves by more than half of a lower one, which
--          is an edge of the bins: amounts of the bins below it are at most the edge
-- runs: on each shard
SELECT bounded.household, bounded.stream
FROM bounded
JOIN bounds ON bounds.stream = bounded.stream
WHERE bounded.amount < 0
  OR bounded.amount > bounds.clamp
  OR bounded.centred > bounds.centre
  OR bounded.centred < 0 - bounds.centre
  OR (bounded.bin <= bounds.bin_29 AND bounded.amount > bounds.edge_29)
  OR (bounded.bin <= bounds.bin_28 AND bounded.amount > bounds.edge_28)
  OR (bounded.bin <= bounds.bin_27 AND bounded.amount > bounds.edge_27)
  OR (bounded.bin <= bounds.bin_26 AND bounded.amount > bounds.edge_26)
UNION ALL
-- What is summed is read from places.
SELECT places.household, places.stream
FROM places
JOIN bounds ON bounds.stream = places.stream
WHERE places.centred > bounds.centre
  OR places.centred < 0 - bounds.centre
  OR (places.bin <= bounds.bin_29 AND places.centred > bounds.edge_29 - bounds.centre)
  OR (places.bin <= bounds.bin_28 AND places.centred > bounds.edge_28 - bounds.centre)
  OR (places.bin <= bounds.bin_27 AND places.centred > bounds.edge_27 - bounds.centre)
  OR (places.bin <= bounds.bin_26 AND places.centred > bounds.edge_26 - bounds.centre)
