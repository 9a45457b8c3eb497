-- promise: a histogram has each household of its cell once, in the bin that 30_bounded.sql gave it
-- runs: once
SELECT bins.cell
FROM bins
FULL OUTER JOIN (
  SELECT
    cube.cell,
    summed.bin,
    CAST(SUM(summed.households) AS BIGINT) AS households
  FROM cube
  JOIN (
    SELECT merged.stream, ancestry.area, merged.class, merged.bin, SUM(merged.households) AS households
    FROM merged
    JOIN ancestry ON ancestry.leaf = merged.leaf
    JOIN (SELECT DISTINCT stream, area FROM cube WHERE histogram = 1) AS drawn
      ON drawn.stream = merged.stream AND drawn.area = ancestry.area
    GROUP BY merged.stream, ancestry.area, merged.class, merged.bin
  ) AS summed
    ON summed.stream = cube.stream AND summed.area = cube.area
  WHERE cube.histogram = 1 AND (cube.type = '_T' OR cube.type = summed.class)
  GROUP BY cube.cell, summed.bin
) AS expected
  ON expected.cell = bins.cell AND expected.bin = bins.bin
WHERE bins.cell IS NULL OR bins.households <> COALESCE(expected.households, 0)
