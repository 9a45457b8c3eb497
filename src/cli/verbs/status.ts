import { changesIn } from "../../commons/terms.ts";
import type { EntryOf } from "../../contract/chain.ts";
import { retentionMonths } from "../../contract/settings.ts";
import type { Commons } from "../../index.ts";
import { duePeriods } from "../../pipeline/index.ts";
import { isLeaf } from "../../territory/index.ts";
import { HOME, KEY, withCommons } from "../options.ts";
import type { Verb } from "../verb.ts";

export const status: Verb = {
  name: "status",
  summary: "for the operator: publications due, budget, contributions, announced changes, erasures owed, retention",
  options: { home: HOME, key: KEY },
  run: (input) =>
    withCommons(input, async (commons) => {
      const now = new Date();
      const published = await commons.releases();
      const spent = await commons.ledger();
      const opened = spent.entries.flatMap((entry) => (entry.kind === "opened" ? [entry.year] : []));
      const years = [...new Set([now.getUTCFullYear() - 1, now.getUTCFullYear(), ...opened])].sort();
      const closed = spent.entries.flatMap((entry) => (entry.kind === "closed" ? [entry.year] : []));
      const due = years
        .filter((year) => !closed.includes(year))
        .flatMap((year) => duePeriods(commons.terms(year).plan, [year], now))
        .map((period) => period.id)
        .filter((id) => !published.includes(id));
      const revisable = years
        .filter((year) => !closed.includes(year) && commons.terms(year).plan.settings.budget.shares.revision > 0)
        .filter((year) => published.includes(String(year)) && !published.includes(`${year}-r1`) && year < now.getUTCFullYear());
      const contributions = commons.vault.status();
      const changes = changesIn(spent.entries).map((entry) => changeOf(commons, entry));
      const retention_months = retentionMonths(commons.settings);
      const allowed = (spent.year === null ? commons : commons.terms(spent.year)).plan.budget.epsilon;
      const json = {
        published,
        due,
        revisable,
        budget: { year: spent.year, epsilon: spent.epsilon, allowed },
        contributions,
        changes,
        retention_months,
      };
      return {
        json,
        text: [
          `published: ${published.join(", ") || "nothing"}`,
          `could be published: ${due.join(", ") || "nothing"}`,
          `could be revised: ${revisable.join(", ") || "nothing"}`,
          `budget: ${spent.year === null ? "untouched" : `ε = ${spent.epsilon.toFixed(3)} of ${allowed} in ${spent.year}`}`,
          `contributions: ${contributions.active} active, ${contributions.paused} paused, ${contributions.withdrawn} withdrawn; ${contributions.donations} files or entries`,
          ...changes.map(changeLine),
          `past retention (${retention_months} months): ${contributions.expired}; erasures owed: ${contributions.erasuresOwed}`,
          "These counts are exact: they are for the operator and must not be published.",
        ].join("\n"),
      };
    }),
};

interface ChangeStatus {
  readonly year: number;
  readonly announced: string;
  readonly settings: boolean;
  readonly territory: boolean;
  /** households in no leaf of the territory in force then, who will be in none of its publications; null: it stays */
  readonly outside: number | null;
}

function changeOf(commons: Commons, { year, at, settings, territory }: EntryOf<"announced">): ChangeStatus {
  const then = commons.terms(year).territory;
  return {
    year,
    announced: at.slice(0, 10),
    settings: settings !== null,
    territory: territory !== null,
    outside: territory === null ? null : commons.vault.outside((area) => isLeaf(then, area)),
  };
}

function changeLine({ year, announced, settings, territory, outside }: ChangeStatus): string {
  const what = [settings ? "settings" : "", territory ? "territory" : ""].filter(Boolean).join(" and ");
  const who = outside === null ? "" : `; contributions in no area of it: ${outside}`;
  return `from ${year}, announced on ${announced}: other ${what}${who}`;
}
