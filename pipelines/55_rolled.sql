-- purpose: sums by area and type: every area that contains a leaf, every class, and `_T`, which is all classes together
-- reads:   merged, ancestry (public: the areas that hold a leaf, and have a cell)
-- grain:   stream, area, type, bin
-- units:   households; centred in 1/scale base units per month
-- privacy: exact; never leaves the run
-- kind:    table
-- runs:    once
WITH typed AS (
  SELECT
    merged.stream,
    ancestry.area,
    merged.class AS type,
    merged.bin,
    CAST(SUM(merged.households) AS BIGINT) AS households,
    CAST(SUM(merged.centred) AS BIGINT) AS centred
  FROM merged
  JOIN ancestry ON ancestry.leaf = merged.leaf
  GROUP BY merged.stream, ancestry.area, merged.class, merged.bin
)
SELECT stream, area, type, bin, households, centred FROM typed
UNION ALL
SELECT
  stream,
  area,
  '_T' AS type,
  bin,
  CAST(SUM(households) AS BIGINT) AS households,
  CAST(SUM(centred) AS BIGINT) AS centred
FROM typed
GROUP BY stream, area, bin
