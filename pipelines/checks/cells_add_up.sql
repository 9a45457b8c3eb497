-- promise: a cell is the sum of the households of its area and type, each once, however it was rolled up
-- runs: once
SELECT cells.cell
FROM cells
FULL OUTER JOIN (
  SELECT
    cube.cell,
    CAST(SUM(summed.households) AS BIGINT) AS households,
    CAST(SUM(CASE WHEN cube.last_bin < 31 THEN summed.lower_centred ELSE summed.centred END) AS BIGINT) AS centred
  FROM cube
  JOIN ancestry ON ancestry.area = cube.area
  JOIN (
    SELECT
      merged.stream,
      merged.leaf,
      merged.class,
      SUM(merged.households) AS households,
      SUM(merged.centred) AS centred,
      SUM(
        CASE
          WHEN merged.bin > lower.last_bin THEN merged.households * lower.beyond
          ELSE merged.centred + merged.households * lower.lower_by
        END
      ) AS lower_centred
    FROM merged
    LEFT JOIN (SELECT DISTINCT stream, last_bin, lower_by, beyond FROM cube WHERE last_bin < 31) AS lower
      ON lower.stream = merged.stream
    GROUP BY merged.stream, merged.leaf, merged.class
  ) AS summed
    ON summed.stream = cube.stream AND summed.leaf = ancestry.leaf
  WHERE cube.type = '_T' OR cube.type = summed.class
  GROUP BY cube.cell
) AS expected
  ON expected.cell = cells.cell
WHERE cells.cell IS NULL
  OR cells.households <> COALESCE(expected.households, 0)
  OR cells.centred <> COALESCE(expected.centred, 0)
