-- purpose: one amount per household and measure: its own yearly total if given, else the mean of its months where
--          there are enough of them. A missing month is never zero; too few months are no amount at all
-- reads:   readings, weights (public: the number of each measure in the publication, `stream`, and how many 1/scale base units
--          a sum of `months` months weighs; months = 0 is a total)
-- grain:   household, stream
-- units:   amount in 1/scale base units per month, exact. A sum is capped at 12 clamps: this changes no clamped mean (at most
--          12 months are averaged) and keeps every later number inside 64 bits
-- privacy: raw
-- kind:    view
-- runs:    on each shard
WITH gathered AS (
  SELECT
    household,
    domain,
    measure,
    MAX(CASE WHEN kind = 'total' THEN amount END) AS total,
    SUM(CASE WHEN kind = 'month' THEN amount END) AS months_sum,
    COUNT(CASE WHEN kind = 'month' THEN 1 END) AS months
  FROM readings
  GROUP BY household, domain, measure
),
weighed AS (
  SELECT
    gathered.household,
    weights.stream,
    weights.cap,
    weights.weight,
    CASE WHEN gathered.total IS NULL THEN gathered.months_sum ELSE gathered.total END AS base_units
  FROM gathered
  JOIN weights
    ON weights.domain = gathered.domain
    AND weights.measure = gathered.measure
    AND weights.months = CASE WHEN gathered.total IS NULL THEN gathered.months ELSE 0 END
)
SELECT
  household,
  stream,
  CAST(CASE WHEN base_units > cap THEN cap ELSE base_units END AS BIGINT) * weight AS amount
FROM weighed
