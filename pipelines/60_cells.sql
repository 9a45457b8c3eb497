-- purpose: count and centred sum of every cell that the plan measures, empty ones included: a cell nobody is in is 0, not absent
-- reads:   merged, ancestry (public: the areas that hold a leaf), cube (public: the measured cells)
-- grain:   cell
-- units:   households; centred in 1/scale base units per month
-- privacy: exact; read only by the mechanisms, which add noise to every cell
-- kind:    table
WITH rolled AS (
  SELECT
    merged.domain,
    merged.measure,
    ancestry.area,
    merged.class AS type,
    CAST(SUM(merged.households) AS BIGINT) AS households,
    CAST(SUM(merged.centred) AS BIGINT) AS centred
  FROM merged
  JOIN ancestry ON ancestry.leaf = merged.leaf
  GROUP BY merged.domain, merged.measure, ancestry.area, merged.class
),
tables AS (
  SELECT domain, measure, area, type, households, centred FROM rolled
  UNION ALL
  SELECT
    domain,
    measure,
    area,
    '_T' AS type,
    CAST(SUM(households) AS BIGINT) AS households,
    CAST(SUM(centred) AS BIGINT) AS centred
  FROM rolled
  GROUP BY domain, measure, area
)
SELECT
  cube.cell,
  COALESCE(tables.households, 0) AS households,
  COALESCE(tables.centred, 0) AS centred
FROM cube
LEFT JOIN tables
  ON tables.domain = cube.domain
  AND tables.measure = cube.measure
  AND tables.area = cube.area
  AND tables.type = cube.type
ORDER BY cube.cell
