-- purpose: histogram of every cell that the plan gives one: 32 bins a cell, empty ones included
-- reads:   merged, ancestry, cube, bin_numbers (public)
-- grain:   cell, bin
-- units:   households
-- privacy: exact; read only by the mechanisms, which add noise to every bin
-- kind:    table
WITH rolled AS (
  SELECT
    merged.domain,
    merged.measure,
    ancestry.area,
    merged.class AS type,
    merged.bin,
    CAST(SUM(merged.households) AS BIGINT) AS households
  FROM merged
  JOIN ancestry ON ancestry.leaf = merged.leaf
  GROUP BY merged.domain, merged.measure, ancestry.area, merged.class, merged.bin
),
tables AS (
  SELECT domain, measure, area, type, bin, households FROM rolled
  UNION ALL
  SELECT
    domain,
    measure,
    area,
    '_T' AS type,
    bin,
    CAST(SUM(households) AS BIGINT) AS households
  FROM rolled
  GROUP BY domain, measure, area, bin
)
SELECT
  cube.cell,
  bin_numbers.bin,
  COALESCE(tables.households, 0) AS households
FROM cube
JOIN bin_numbers ON cube.histogram = 1
LEFT JOIN tables
  ON tables.domain = cube.domain
  AND tables.measure = cube.measure
  AND tables.area = cube.area
  AND tables.type = cube.type
  AND tables.bin = bin_numbers.bin
ORDER BY cube.cell, bin_numbers.bin
