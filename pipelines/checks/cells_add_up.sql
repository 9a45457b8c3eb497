-- promise: a cell is the sum of the households of its area and type, each once, however it was rolled up
-- runs: once
SELECT cells.cell
FROM cells
FULL OUTER JOIN (
  SELECT
    cube.cell,
    CAST(SUM(summed.households) AS BIGINT) AS households,
    CAST(SUM(summed.centred) AS BIGINT) AS centred
  FROM cube
  JOIN ancestry ON ancestry.area = cube.area
  JOIN (
    SELECT stream, leaf, class, SUM(households) AS households, SUM(centred) AS centred
    FROM merged
    GROUP BY stream, leaf, class
  ) AS summed
    ON summed.stream = cube.stream AND summed.leaf = ancestry.leaf
  WHERE cube.type = '_T' OR cube.type = summed.class
  GROUP BY cube.cell
) AS expected
  ON expected.cell = cells.cell
WHERE cells.cell IS NULL
  OR cells.households <> COALESCE(expected.households, 0)
  OR cells.centred <> COALESCE(expected.centred, 0)
