-- purpose: bounds what one household contributes: one leaf, one class, one bin, an amount clamped to the public bound
--          and centred on its half, so that a sum moves by at most half a clamp when a household comes or goes
-- reads:   amounts, classes (public: class of each pair of attribute values), bounds (public: clamp, centre, bin edges)
-- grain:   household, domain, measure
-- units:   amount, centred in 1/scale base units per month; bin 0 is zero, bin i in 1 … 30 goes from above edge i − 1 up
--          to edge i (the clamp itself excepted), bin 31 is at or above the clamp
-- privacy: raw, bounded. Nothing after this step may change an amount
-- kind:    table
WITH partitions AS (
  SELECT DISTINCT domain, measure, first_attribute, second_attribute FROM classes
),
-- The values that make the class, as keys of the join: left to its condition, every household would be tried against
-- every class.
described AS (
  SELECT
    amounts.household,
    amounts.shard,
    amounts.area AS leaf,
    amounts.domain,
    amounts.measure,
    amounts.amount,
    CASE partitions.first_attribute
      WHEN 'size' THEN amounts.size
      WHEN 'dwelling' THEN amounts.dwelling
      WHEN 'surface' THEN amounts.surface
      WHEN 'heating' THEN amounts.heating
      WHEN 'heating_mode' THEN amounts.heating_mode
      WHEN 'tenure' THEN amounts.tenure
      WHEN 'built' THEN amounts.built
    END AS first_value,
    CASE partitions.second_attribute
      WHEN 'size' THEN amounts.size
      WHEN 'dwelling' THEN amounts.dwelling
      WHEN 'surface' THEN amounts.surface
      WHEN 'heating' THEN amounts.heating
      WHEN 'heating_mode' THEN amounts.heating_mode
      WHEN 'tenure' THEN amounts.tenure
      WHEN 'built' THEN amounts.built
      ELSE ''
    END AS second_value
  FROM amounts
  LEFT JOIN partitions ON partitions.domain = amounts.domain AND partitions.measure = amounts.measure
)
SELECT
  described.household,
  described.shard,
  described.leaf,
  described.domain,
  described.measure,
  classes.class,
  CASE WHEN described.amount > bounds.clamp THEN bounds.clamp ELSE described.amount END AS amount,
  CASE WHEN described.amount > bounds.clamp THEN bounds.clamp ELSE described.amount END - bounds.centre AS centred,
  CASE
    WHEN described.amount >= bounds.edge_30 THEN 31
    WHEN described.amount > bounds.edge_29 THEN 30
    WHEN described.amount > bounds.edge_28 THEN 29
    WHEN described.amount > bounds.edge_27 THEN 28
    WHEN described.amount > bounds.edge_26 THEN 27
    WHEN described.amount > bounds.edge_25 THEN 26
    WHEN described.amount > bounds.edge_24 THEN 25
    WHEN described.amount > bounds.edge_23 THEN 24
    WHEN described.amount > bounds.edge_22 THEN 23
    WHEN described.amount > bounds.edge_21 THEN 22
    WHEN described.amount > bounds.edge_20 THEN 21
    WHEN described.amount > bounds.edge_19 THEN 20
    WHEN described.amount > bounds.edge_18 THEN 19
    WHEN described.amount > bounds.edge_17 THEN 18
    WHEN described.amount > bounds.edge_16 THEN 17
    WHEN described.amount > bounds.edge_15 THEN 16
    WHEN described.amount > bounds.edge_14 THEN 15
    WHEN described.amount > bounds.edge_13 THEN 14
    WHEN described.amount > bounds.edge_12 THEN 13
    WHEN described.amount > bounds.edge_11 THEN 12
    WHEN described.amount > bounds.edge_10 THEN 11
    WHEN described.amount > bounds.edge_09 THEN 10
    WHEN described.amount > bounds.edge_08 THEN 9
    WHEN described.amount > bounds.edge_07 THEN 8
    WHEN described.amount > bounds.edge_06 THEN 7
    WHEN described.amount > bounds.edge_05 THEN 6
    WHEN described.amount > bounds.edge_04 THEN 5
    WHEN described.amount > bounds.edge_03 THEN 4
    WHEN described.amount > bounds.edge_02 THEN 3
    WHEN described.amount > bounds.edge_01 THEN 2
    WHEN described.amount > 0 THEN 1
    ELSE 0
  END AS bin
FROM described
JOIN bounds ON bounds.domain = described.domain AND bounds.measure = described.measure
LEFT JOIN classes
  ON classes.domain = described.domain
  AND classes.measure = described.measure
  AND classes.first_value = described.first_value
  AND classes.second_value = described.second_value
