-- purpose: the place of an amount in the cube: the household's leaf, and its class in the measure's similarity partition. What is
--          summed is read from here and from nowhere else, so that amounts and households are joined once
-- reads:   bounded, households (snapshot of the vault), classes (public: class of each pair of attribute values)
-- grain:   household, stream
-- units:   centred and bin as in `bounded`
-- privacy: raw, bounded
-- kind:    table
-- runs:    on each shard
WITH partitions AS (
  SELECT DISTINCT stream, first_attribute, second_attribute FROM classes
),
-- The attribute values are keys of the join, so that the engine can hash them: as a condition with CASE they would
-- compare every household with every class.
described AS (
  SELECT
    bounded.household,
    bounded.stream,
    bounded.bin,
    bounded.centred,
    household.shard,
    household.area AS leaf,
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
  FROM bounded
  JOIN households AS household ON household.household = bounded.household
  JOIN partitions ON partitions.stream = bounded.stream
)
SELECT
  described.household,
  described.stream,
  described.shard,
  described.leaf,
  classes.class,
  described.bin,
  described.centred
FROM described
LEFT JOIN classes
  ON classes.stream = described.stream
  AND classes.first_value = described.first_value
  AND classes.second_value = described.second_value
