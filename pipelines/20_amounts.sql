-- purpose: one amount per household and measure: its own yearly total if given, else the mean of its months where
--          there are enough of them. A missing month is never zero; too few months are no amount at all
-- reads:   readings, weights (public: how many 1/scale base units a sum of so many months weighs; months = 0 is a total)
-- grain:   household, domain, measure
-- units:   amount in 1/scale base units per month, exact
-- privacy: raw
-- kind:    view
WITH gathered AS (
  SELECT
    household,
    shard,
    area,
    size,
    dwelling,
    surface,
    heating,
    heating_mode,
    tenure,
    built,
    domain,
    measure,
    MAX(CASE WHEN kind = 'total' THEN amount END) AS total,
    CAST(SUM(CASE WHEN kind = 'month' THEN amount END) AS BIGINT) AS months_sum,
    COUNT(CASE WHEN kind = 'month' THEN 1 END) AS months
  FROM readings
  GROUP BY household, shard, area, size, dwelling, surface, heating, heating_mode, tenure, built, domain, measure
)
SELECT
  gathered.household,
  gathered.shard,
  gathered.area,
  gathered.size,
  gathered.dwelling,
  gathered.surface,
  gathered.heating,
  gathered.heating_mode,
  gathered.tenure,
  gathered.built,
  gathered.domain,
  gathered.measure,
  CAST((CASE WHEN gathered.total IS NULL THEN gathered.months_sum ELSE gathered.total END) * weights.weight AS BIGINT) AS amount
FROM gathered
JOIN weights
  ON weights.domain = gathered.domain
  AND weights.measure = gathered.measure
  AND weights.months = CASE WHEN gathered.total IS NULL THEN gathered.months ELSE 0 END
