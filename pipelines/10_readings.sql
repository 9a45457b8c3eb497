-- purpose: what a household gave of a measure in the publication's period: its yearly total, and how many of its months, with
--          their sum; later steps read no readings. The leaf and the attributes of a household are stored once, in `households`,
--          and joined where they are needed
-- reads:   donated (snapshot of the vault: for each household and measure the amounts of the period's months, from its first one
--          on, and of its year; −1 where none was given)
-- grain:   household, domain, measure
-- units:   base units; total is NULL where none was given. Twelve amounts below 2^53 are within 64 bits
-- privacy: raw
-- kind:    view
-- runs:    on each shard
SELECT
  household,
  domain,
  measure,
  CASE WHEN total >= 0 THEN total END AS total,
  CASE WHEN month_01 >= 0 THEN month_01 ELSE 0 END
  + CASE WHEN month_02 >= 0 THEN month_02 ELSE 0 END
  + CASE WHEN month_03 >= 0 THEN month_03 ELSE 0 END
  + CASE WHEN month_04 >= 0 THEN month_04 ELSE 0 END
  + CASE WHEN month_05 >= 0 THEN month_05 ELSE 0 END
  + CASE WHEN month_06 >= 0 THEN month_06 ELSE 0 END
  + CASE WHEN month_07 >= 0 THEN month_07 ELSE 0 END
  + CASE WHEN month_08 >= 0 THEN month_08 ELSE 0 END
  + CASE WHEN month_09 >= 0 THEN month_09 ELSE 0 END
  + CASE WHEN month_10 >= 0 THEN month_10 ELSE 0 END
  + CASE WHEN month_11 >= 0 THEN month_11 ELSE 0 END
  + CASE WHEN month_12 >= 0 THEN month_12 ELSE 0 END AS months_sum,
  CASE WHEN month_01 >= 0 THEN 1 ELSE 0 END
  + CASE WHEN month_02 >= 0 THEN 1 ELSE 0 END
  + CASE WHEN month_03 >= 0 THEN 1 ELSE 0 END
  + CASE WHEN month_04 >= 0 THEN 1 ELSE 0 END
  + CASE WHEN month_05 >= 0 THEN 1 ELSE 0 END
  + CASE WHEN month_06 >= 0 THEN 1 ELSE 0 END
  + CASE WHEN month_07 >= 0 THEN 1 ELSE 0 END
  + CASE WHEN month_08 >= 0 THEN 1 ELSE 0 END
  + CASE WHEN month_09 >= 0 THEN 1 ELSE 0 END
  + CASE WHEN month_10 >= 0 THEN 1 ELSE 0 END
  + CASE WHEN month_11 >= 0 THEN 1 ELSE 0 END
  + CASE WHEN month_12 >= 0 THEN 1 ELSE 0 END AS months
FROM donated
