-- promise: a household has one amount of a measure
SELECT household, stream
FROM bounded
GROUP BY household, stream
HAVING COUNT(*) > 1
