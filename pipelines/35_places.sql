-- purpose: the place of a household in the cube: one leaf, and one class of each measure's similarity partition
-- reads:   households (snapshot of the vault), classes (public: class of each pair of attribute values)
-- grain:   household, stream
-- privacy: raw
-- kind:    table
-- runs:    on each shard
WITH partitions AS (
  SELECT DISTINCT stream, first_attribute, second_attribute FROM classes
),
-- The attribute values are keys of the join, so that the engine can hash them: as a condition with CASE they would
-- compare every household with every class.
described AS (
  SELECT
    household.household,
    household.shard,
    household.area AS leaf,
    partitions.stream,
    CASE partitions.first_attribute
      WHEN 'size' THEN household.size
      WHEN 'dwelling' THEN household.dwelling
      WHEN 'surface' THEN household.surface
      WHEN 'heating' THEN household.heating
      WHEN 'heating_mode' THEN household.heating_mode
      WHEN 'tenure' THEN household.tenure
      WHEN 'built' THEN household.built
    END AS first_value,
    CASE partitions.second_attribute
      WHEN 'size' THEN household.size
      WHEN 'dwelling' THEN household.dwelling
      WHEN 'surface' THEN household.surface
      WHEN 'heating' THEN household.heating
      WHEN 'heating_mode' THEN household.heating_mode
      WHEN 'tenure' THEN household.tenure
      WHEN 'built' THEN household.built
      ELSE ''
    END AS second_value
  FROM households AS household
  CROSS JOIN partitions
)
SELECT
  described.household,
  described.shard,
  described.leaf,
  described.stream,
  classes.class
FROM described
LEFT JOIN classes
  ON classes.stream = described.stream
  AND classes.first_value = described.first_value
  AND classes.second_value = described.second_value
