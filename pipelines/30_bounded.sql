-- purpose: bounds what one household contributes: one leaf, one class, one bin, an amount clamped to the public bound
--          and centred on its half, so that a sum moves by at most half a clamp when a household comes or goes
-- reads:   amounts, classes (public: class of each pair of attribute values), bounds (public: clamp, centre, bin edges)
-- grain:   household, domain, measure
-- units:   amount, centred in 1/scale base units per month; bin 0 is zero, bin i in 1 … 30 goes from above edge i − 1 up
--          to edge i (the clamp itself excepted), bin 31 is at or above the clamp
-- privacy: raw, bounded. Nothing after this step may change an amount
-- kind:    table
WITH typed AS (
  SELECT
    amounts.household,
    amounts.shard,
    amounts.area AS leaf,
    amounts.domain,
    amounts.measure,
    classes.class,
    CASE WHEN amounts.amount > bounds.clamp THEN bounds.clamp ELSE amounts.amount END AS amount
  FROM amounts
  JOIN bounds ON bounds.domain = amounts.domain AND bounds.measure = amounts.measure
  LEFT JOIN classes
    ON classes.domain = amounts.domain
    AND classes.measure = amounts.measure
    AND classes.first_value = CASE classes.first_attribute
      WHEN 'size' THEN amounts.size
      WHEN 'dwelling' THEN amounts.dwelling
      WHEN 'surface' THEN amounts.surface
      WHEN 'heating' THEN amounts.heating
      WHEN 'heating_mode' THEN amounts.heating_mode
      WHEN 'tenure' THEN amounts.tenure
      WHEN 'built' THEN amounts.built
    END
    AND classes.second_value = CASE classes.second_attribute
      WHEN 'size' THEN amounts.size
      WHEN 'dwelling' THEN amounts.dwelling
      WHEN 'surface' THEN amounts.surface
      WHEN 'heating' THEN amounts.heating
      WHEN 'heating_mode' THEN amounts.heating_mode
      WHEN 'tenure' THEN amounts.tenure
      WHEN 'built' THEN amounts.built
      ELSE ''
    END
)
SELECT
  typed.household,
  typed.shard,
  typed.leaf,
  typed.domain,
  typed.measure,
  typed.class,
  typed.amount,
  typed.amount - bounds.centre AS centred,
  CASE WHEN typed.amount > 0 THEN 1 ELSE 0 END
    + CASE WHEN typed.amount > bounds.edge_01 THEN 1 ELSE 0 END
    + CASE WHEN typed.amount > bounds.edge_02 THEN 1 ELSE 0 END
    + CASE WHEN typed.amount > bounds.edge_03 THEN 1 ELSE 0 END
    + CASE WHEN typed.amount > bounds.edge_04 THEN 1 ELSE 0 END
    + CASE WHEN typed.amount > bounds.edge_05 THEN 1 ELSE 0 END
    + CASE WHEN typed.amount > bounds.edge_06 THEN 1 ELSE 0 END
    + CASE WHEN typed.amount > bounds.edge_07 THEN 1 ELSE 0 END
    + CASE WHEN typed.amount > bounds.edge_08 THEN 1 ELSE 0 END
    + CASE WHEN typed.amount > bounds.edge_09 THEN 1 ELSE 0 END
    + CASE WHEN typed.amount > bounds.edge_10 THEN 1 ELSE 0 END
    + CASE WHEN typed.amount > bounds.edge_11 THEN 1 ELSE 0 END
    + CASE WHEN typed.amount > bounds.edge_12 THEN 1 ELSE 0 END
    + CASE WHEN typed.amount > bounds.edge_13 THEN 1 ELSE 0 END
    + CASE WHEN typed.amount > bounds.edge_14 THEN 1 ELSE 0 END
    + CASE WHEN typed.amount > bounds.edge_15 THEN 1 ELSE 0 END
    + CASE WHEN typed.amount > bounds.edge_16 THEN 1 ELSE 0 END
    + CASE WHEN typed.amount > bounds.edge_17 THEN 1 ELSE 0 END
    + CASE WHEN typed.amount > bounds.edge_18 THEN 1 ELSE 0 END
    + CASE WHEN typed.amount > bounds.edge_19 THEN 1 ELSE 0 END
    + CASE WHEN typed.amount > bounds.edge_20 THEN 1 ELSE 0 END
    + CASE WHEN typed.amount > bounds.edge_21 THEN 1 ELSE 0 END
    + CASE WHEN typed.amount > bounds.edge_22 THEN 1 ELSE 0 END
    + CASE WHEN typed.amount > bounds.edge_23 THEN 1 ELSE 0 END
    + CASE WHEN typed.amount > bounds.edge_24 THEN 1 ELSE 0 END
    + CASE WHEN typed.amount > bounds.edge_25 THEN 1 ELSE 0 END
    + CASE WHEN typed.amount > bounds.edge_26 THEN 1 ELSE 0 END
    + CASE WHEN typed.amount > bounds.edge_27 THEN 1 ELSE 0 END
    + CASE WHEN typed.amount > bounds.edge_28 THEN 1 ELSE 0 END
    + CASE WHEN typed.amount > bounds.edge_29 THEN 1 ELSE 0 END
    + CASE WHEN typed.amount >= bounds.edge_30 THEN 1 ELSE 0 END
    AS bin
FROM typed
JOIN bounds ON bounds.domain = typed.domain AND bounds.measure = typed.measure
