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
WITH weighed AS (
  SELECT
    readings.household,
    weights.stream,
    weights.cap,
    weights.weight,
    CASE WHEN readings.total IS NULL THEN readings.months_sum ELSE readings.total END AS base_units
  FROM readings
  JOIN weights
    ON weights.domain = readings.domain
    AND weights.measure = readings.measure
    -- Without a total and without a month there is nothing: NULL equals no weight.
    AND weights.months = CASE WHEN readings.total IS NOT NULL THEN 0 WHEN readings.months > 0 THEN readings.months END
)
SELECT
  household,
  stream,
  CASE WHEN base_units > cap THEN cap ELSE base_units END * weight AS amount
FROM weighed
