-- purpose: histogram of every cell for which the plan has one: all bins of its measure, empty ones included
-- reads:   rolled, cube, bin_numbers (public)
-- grain:   cell, bin
-- units:   households
-- privacy: exact; read only by the mechanisms, which add noise to every bin
-- kind:    table
-- runs:    once
SELECT
  cube.cell,
  bin_numbers.bin,
  COALESCE(rolled.households, 0) AS households
FROM cube
JOIN bin_numbers ON cube.histogram = 1 AND bin_numbers.stream = cube.stream
LEFT JOIN rolled
  ON rolled.stream = cube.stream
  AND rolled.area = cube.area
  AND rolled.type = cube.type
  AND rolled.bin = bin_numbers.bin
ORDER BY cube.cell, bin_numbers.bin
