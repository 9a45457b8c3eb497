-- promise: no household is left out: every amount found its class
SELECT household, domain, measure
FROM bounded
WHERE class IS NULL
