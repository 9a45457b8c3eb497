import { asSpend, spentInLifetime, spentInYear } from "../../ledger/index.ts";
import { toNumber } from "../../privacy/index.ts";
import { HOME, KEY, withCommons } from "../options.ts";
import { columns, type Verb } from "../verb.ts";

export const ledger: Verb = {
  name: "ledger",
  summary: "the privacy ledger: what was debited, spent and left; its chain is verified",
  options: { home: HOME, key: KEY },
  run: (input) =>
    withCommons(input, async (commons) => {
      const { entries } = await commons.ledger();
      const { budget } = commons.plan;
      const years = [...new Set(entries.map((entry) => entry.year))]
        .sort()
        .map((year) => ({ year, ...asSpend(spentInYear(entries, year), budget.conversionDelta) }));
      const lifetime = asSpend(spentInLifetime(entries), budget.conversionDelta);
      const allowed = { rho: toNumber(budget.rho), epsilon: budget.epsilon, delta: toNumber(budget.delta) };
      const json = { verified: true, allowed, years, lifetime, entries };
      if (entries.length === 0) return { json, text: "the ledger is empty: nothing was published" };
      const rows = entries.map((entry) => [String(entry.seq), entry.at, entry.kind, entry.publication, entry.hash.slice(0, 12)]);
      return {
        json,
        text: [
          `the chain of ${entries.length} entries verifies; allowed a year: ε = ${allowed.epsilon}, δ = ${allowed.delta}`,
          ...years.map((year) => `${year.year}: ε = ${year.epsilon.toFixed(4)}, δ = ${year.delta.toExponential(2)}`),
          `lifetime: ε = ${lifetime.epsilon.toFixed(4)}, δ = ${lifetime.delta.toExponential(2)}`,
          "",
          columns([["entry", "at", "kind", "publication", "hash"], ...rows]),
        ].join("\n"),
      };
    }),
};
