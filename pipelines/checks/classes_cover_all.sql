-- promise: no household is left out: every amount found its class
SELECT leaf, stream
FROM partials
WHERE class IS NULL
