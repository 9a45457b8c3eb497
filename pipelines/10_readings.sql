-- purpose: the readings that a publication may use, in canonical form; later steps read no others. The leaf and the attributes
--          of a household are stored once, in `households`, and joined where they are needed
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
