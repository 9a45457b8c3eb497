-- purpose: count and centred sum of every cell that the plan measures, empty ones included: a cell nobody is in is 0, not absent
-- reads:   rolled, cube (public: the measured cells)
-- grain:   cell
-- units:   households; centred in 1/scale base units per month
-- privacy: exact; read only by the mechanisms, which add noise to every cell
-- kind:    table
-- runs:    once
SELECT
  cube.cell,
  CAST(COALESCE(SUM(rolled.households), 0) AS BIGINT) AS households,
  CAST(COALESCE(SUM(rolled.centred), 0) AS BIGINT) AS centred
FROM cube
LEFT JOIN rolled
  ON rolled.stream = cube.stream
  AND rolled.area = cube.area
  AND rolled.type = cube.type
GROUP BY cube.cell
ORDER BY cube.cell
