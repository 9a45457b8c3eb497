-- purpose: bounds what a household contributes to a measure: one bin, and one amount, clamped to the public bound and centred on
--          half of it, so that a household that comes or goes changes a sum by at most half a clamp
-- reads:   amounts, bounds (public: clamp, centre, edges of the wide bins), parts (public: the bins that each wide bin is cut into)
-- grain:   household, stream
-- units:   amount, centred in 1/scale base units per month; wide bin 0 is zero, wide bin i in 1 … 30 goes from above edge i − 1 up
--          to edge i (the clamp itself excepted), wide bin 31 is at or above the clamp. Where amounts heap, upper wide bins have
--          four parts, each a bin; all others are one bin
-- privacy: raw, bounded. Nothing after this step may change an amount
-- kind:    table
-- runs:    on each shard
WITH placed AS (
  SELECT
    amounts.household,
    amounts.stream,
    CASE WHEN amounts.amount > bounds.clamp THEN bounds.clamp ELSE amounts.amount END AS amount,
    CASE WHEN amounts.amount > bounds.clamp THEN bounds.clamp ELSE amounts.amount END - bounds.centre AS centred,
    CASE
      WHEN amounts.amount >= bounds.edge_30 THEN 31
      WHEN amounts.amount > bounds.edge_29 THEN 30
      WHEN amounts.amount > bounds.edge_28 THEN 29
      WHEN amounts.amount > bounds.edge_27 THEN 28
      WHEN amounts.amount > bounds.edge_26 THEN 27
      WHEN amounts.amount > bounds.edge_25 THEN 26
      WHEN amounts.amount > bounds.edge_24 THEN 25
      WHEN amounts.amount > bounds.edge_23 THEN 24
      WHEN amounts.amount > bounds.edge_22 THEN 23
      WHEN amounts.amount > bounds.edge_21 THEN 22
      WHEN amounts.amount > bounds.edge_20 THEN 21
      WHEN amounts.amount > bounds.edge_19 THEN 20
      WHEN amounts.amount > bounds.edge_18 THEN 19
      WHEN amounts.amount > bounds.edge_17 THEN 18
      WHEN amounts.amount > bounds.edge_16 THEN 17
      WHEN amounts.amount > bounds.edge_15 THEN 16
      WHEN amounts.amount > bounds.edge_14 THEN 15
      WHEN amounts.amount > bounds.edge_13 THEN 14
      WHEN amounts.amount > bounds.edge_12 THEN 13
      WHEN amounts.amount > bounds.edge_11 THEN 12
      WHEN amounts.amount > bounds.edge_10 THEN 11
      WHEN amounts.amount > bounds.edge_09 THEN 10
      WHEN amounts.amount > bounds.edge_08 THEN 9
      WHEN amounts.amount > bounds.edge_07 THEN 8
      WHEN amounts.amount > bounds.edge_06 THEN 7
      WHEN amounts.amount > bounds.edge_05 THEN 6
      WHEN amounts.amount > bounds.edge_04 THEN 5
      WHEN amounts.amount > bounds.edge_03 THEN 4
      WHEN amounts.amount > bounds.edge_02 THEN 3
      WHEN amounts.amount > bounds.edge_01 THEN 2
      WHEN amounts.amount > 0 THEN 1
      ELSE 0
    END AS wide
  FROM amounts
  JOIN bounds ON bounds.stream = amounts.stream
)
SELECT
  placed.household,
  placed.stream,
  placed.amount,
  placed.centred,
  CAST(parts.bin + CASE
    WHEN placed.amount > parts.edge_3 THEN 3
    WHEN placed.amount > parts.edge_2 THEN 2
    WHEN placed.amount > parts.edge_1 THEN 1
    ELSE 0
  END AS INTEGER) AS bin
FROM placed
JOIN parts ON parts.stream = placed.stream AND parts.wide = placed.wide
