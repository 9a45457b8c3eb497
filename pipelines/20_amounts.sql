-- purpose: one amount per household and measure: its own yearly total if given, else the mean of its months where
--          there are enough of them. A missing month is never zero; too few months are no amount at all
-- reads:   readings, households (snapshot of the vault), weights (public: how many 1/scale base units a sum of so many
--          months weighs; months = 0 is a total)
-- grain:   household, domain, measure
-- units:   amount in 1/scale base units per month, exact
-- privacy: raw
-- kind:    view
WITH gathered AS (
  -- What a household is comes after: grouping by seven attributes as well costs more than all the rest of the step.
  SELECT
    household,
    domain,
    measure,
    MAX(CASE WHEN kind = 'total' THEN amount END) AS total,
    CAST(SUM(CASE WHEN kind = 'month' THEN amount END) AS BIGINT) AS months_sum,
    COUNT(CASE WHEN kind = 'month' THEN 1 END) AS months
  FROM readings
  GROUP BY household, domain, measure
)
SELECT
  gathered.household,
  household.shard,
  household.area,
  household.size,
  household.dwelling,
  household.surface,
  household.heating,
  household.heating_mode,
  household.tenure,
  household.built,
  gathered.domain,
  gathered.measure,
  CAST((CASE WHEN gathered.total IS NULL THEN gathered.months_sum ELSE gathered.total END) * weights.weight AS BIGINT) AS amount
FROM gathered
JOIN households AS household ON household.household = gathered.household
JOIN weights
  ON weights.domain = gathered.domain
  AND weights.measure = gathered.measure
  AND weights.months = CASE WHEN gathered.total IS NULL THEN gathered.months ELSE 0 END
