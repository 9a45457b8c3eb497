-- promise: no household moves a sum by more than half a clamp
SELECT bounded.household, bounded.domain, bounded.measure
FROM bounded
JOIN bounds ON bounds.domain = bounded.domain AND bounds.measure = bounded.measure
WHERE bounded.amount < 0
  OR bounded.amount > bounds.clamp
  OR bounded.centred > bounds.centre
  OR bounded.centred < 0 - bounds.centre
