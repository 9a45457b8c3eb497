-- purpose: count and centred sum of every cell that the plan measures; an empty cell is 0, never absent
-- reads:   rolled, cube (public: the measured cells, and how each is clamped)
-- grain:   cell
-- units:   households; centred in 1/scale base units per month. A cell may have a lower clamp than its measure, which is an edge
--          of its bins: amounts up to that edge then count in full and are centred anew, and those of later bins count as the clamp
-- privacy: exact; read only by the mechanisms, which add noise to every cell
-- kind:    table
-- runs:    once
SELECT
  cube.cell,
  CAST(COALESCE(SUM(rolled.households), 0) AS BIGINT) AS households,
  CAST(COALESCE(SUM(
    CASE
      WHEN rolled.bin <= cube.last_bin THEN rolled.centred + rolled.households * cube.lower_by
      ELSE rolled.households * cube.beyond
    END
  ), 0) AS BIGINT) AS centred
FROM cube
LEFT JOIN rolled
  ON rolled.stream = cube.stream
  AND rolled.area = cube.area
  AND rolled.type = cube.type
GROUP BY cube.cell
ORDER BY cube.cell
