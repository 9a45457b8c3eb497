-- promise: a household sits in one leaf, one class and one bin of a measure
SELECT household, domain, measure
FROM bounded
GROUP BY household, domain, measure
HAVING COUNT(*) > 1
