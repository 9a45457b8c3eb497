-- purpose: the readings that a publication may use, in the canonical form; all later steps speak only this
-- reads:   households, donated (snapshot of the vault), periods, bounds (public)
-- grain:   household, domain, measure, period
-- units:   amount in base units per period, capped at 12 clamps. The cap changes no clamped mean (one month of
--          12 clamps alone lifts the mean of its year to the clamp) and keeps every later sum inside 64 bits
-- privacy: raw
-- kind:    view
SELECT
  household.household,
  household.shard,
  household.area,
  household.size,
  household.dwelling,
  household.surface,
  household.heating,
  household.heating_mode,
  household.tenure,
  household.built,
  donated.domain,
  donated.measure,
  donated.period,
  periods.kind,
  CASE WHEN donated.amount > bounds.cap THEN bounds.cap ELSE donated.amount END AS amount
FROM donated
JOIN households AS household ON household.household = donated.household
JOIN periods ON periods.period = donated.period
JOIN bounds ON bounds.domain = donated.domain AND bounds.measure = donated.measure
