-- promise: every household stands once in what is summed, in the leaf that it lives in, and in no more than L measures
-- stands for: one_amount_per_household, one_place_per_household, streams_within_bound
-- runs: on each shard
-- Joins on one number each, because the engine then needs no hash table where the numbers are dense. Rows that are joined with
-- themselves are as many as they were only where none is there twice.
SELECT 1 AS broken
FROM (
  SELECT COUNT(*) AS found
  FROM (SELECT places.household * run.measures + places.stream AS amount FROM places CROSS JOIN run) AS own
  JOIN (SELECT places.household * run.measures + places.stream AS amount FROM places CROSS JOIN run) AS again
    ON again.amount = own.amount
) AS amounts
CROSS JOIN (
  SELECT COUNT(*) AS found FROM households JOIN households AS again ON again.household = households.household
) AS homes
CROSS JOIN (
  SELECT COUNT(*) AS found, COUNT(CASE WHEN places.leaf <> households.area THEN 1 END) AS moved
  FROM places
  JOIN households ON households.household = places.household
) AS housed
CROSS JOIN (SELECT COUNT(*) AS total FROM places) AS of_places
CROSS JOIN (SELECT COUNT(*) AS total FROM households) AS of_households
WHERE amounts.found <> of_places.total
  OR homes.found <> of_households.total
  OR housed.found <> of_places.total
  OR housed.moved > 0
UNION ALL
-- By now a household has at most one amount per measure, so it can exceed L only where there are more than L measures.
-- Its amounts are counted only then.
SELECT 1 AS broken
FROM places
CROSS JOIN run
WHERE (SELECT COUNT(DISTINCT all_amounts.stream) FROM places AS all_amounts) > run.streams
GROUP BY places.household, run.streams
HAVING COUNT(*) > run.streams
