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
    SELECT
      merged.stream,
      merged.leaf,
      merged.class,
      clamped.last_bin,
      SUM(merged.households) AS households,
      SUM(
        CASE
          WHEN merged.bin > clamped.last_bin THEN merged.households * clamped.beyond
          ELSE merged.centred + merged.households * clamped.lower_by
        END
      ) AS centred
    FROM merged
    JOIN (SELECT DISTINCT stream, last_bin, lower_by, beyond FROM cube) AS clamped
      ON clamped.stream = merged.stream
    GROUP BY merged.stream, merged.leaf, merged.class, clamped.last_bin
  ) AS summed
    ON summed.stream = cube.stream AND summed.leaf = ancestry.leaf AND summed.last_bin = cube.last_bin
  WHERE cube.type = '_T' OR cube.type = summed.class
  GROUP BY cube.cell
) AS expected
  ON expected.cell = cells.cell
WHERE cells.cell IS NULL
  OR cells.households <> COALESCE(expected.households, 0)
  OR cells.centred <> COALESCE(expected.centred, 0)
