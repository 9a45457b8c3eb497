-- promise: the measured cells are the public cube's, whatever was donated
-- runs: once
SELECT cube.cell
FROM cube
FULL OUTER JOIN cells ON cells.cell = cube.cell
WHERE cube.cell IS NULL OR cells.cell IS NULL
