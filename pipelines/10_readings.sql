-- purpose: the readings that a publication may use, in the canonical form; later steps read no other. What a
--          household is (leaf, attributes) stands once in `households`, and joins where it is needed
-- reads:   donated (snapshot of the vault), periods (public)
-- grain:   household, domain, measure, period
-- units:   amount in base units per period
-- privacy: raw
-- kind:    view
-- runs:    on each shard
SELECT
  donated.household,
  donated.domain,
  donated.measure,
  donated.period,
  periods.kind,
  donated.amount
FROM donated
JOIN periods ON periods.period = donated.period
