import { duePeriods } from "../../pipeline/index.ts";
import { HOME, KEY, withCommons } from "../options.ts";
import type { Verb } from "../verb.ts";

export const status: Verb = {
  name: "status",
  summary: "for the operator: publications due, budget, contributions, erasures owed, retention",
  options: { home: HOME, key: KEY },
  run: (input) =>
    withCommons(input, async (commons) => {
      const now = new Date();
      const published = await commons.releases();
      const spent = await commons.ledger();
      const years = [
        ...new Set([now.getUTCFullYear() - 1, now.getUTCFullYear(), ...spent.entries.map((entry) => entry.year)]),
      ].sort();
      const due = duePeriods(commons.plan, years, now)
        .map((period) => period.id)
        .filter((id) => !published.includes(id));
      const contributions = commons.vault.status();
      const { epsilon, retention_months } = {
        epsilon: commons.plan.budget.epsilon,
        retention_months: commons.settings.retention_months,
      };
      const json = {
        published,
        due,
        budget: { year: spent.year, epsilon: spent.epsilon, allowed: epsilon },
        contributions,
        retention_months,
      };
      return {
        json,
        text: [
          `published: ${published.join(", ") || "nothing"}`,
          `could be published: ${due.join(", ") || "nothing"}`,
          `budget: ${spent.year === null ? "untouched" : `ε = ${spent.epsilon.toFixed(3)} of ${epsilon} in ${spent.year}`}`,
          `contributions: ${contributions.active} active, ${contributions.paused} paused, ${contributions.withdrawn} withdrawn; ${contributions.donations} files or entries`,
          `past retention (${retention_months} months): ${contributions.expired}; erasures owed: ${contributions.erasuresOwed}`,
          "These counts are exact: they are for the operator and must not be published.",
        ].join("\n"),
      };
    }),
};
