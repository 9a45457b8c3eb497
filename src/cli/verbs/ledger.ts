import { changesIn } from "../../commons/terms.ts";
import type { EntryOf, LedgerEntry } from "../../contract/chain.ts";
import type { Commons } from "../../index.ts";
import { lifetimeOf, type YearSummary, yearsOf } from "../../ledger/index.ts";
import { parse, toNumber } from "../../privacy/index.ts";
import { HOME, KEY, withCommons } from "../options.ts";
import { columns, UsageError, type Verb, type VerbInput, wholeNumber } from "../verb.ts";

const YEAR = { least: 1900, most: 9999 };

export const ledger: Verb = {
  name: "ledger",
  summary: "the privacy ledger: what was debited, spent and left, by year and for life; its chain is verified",
  options: {
    home: HOME,
    close: { type: "string", value: "YYYY", help: "closes a year: nothing is debited to it any more, what is left is forfeited" },
    "assume-spent": {
      type: "string",
      value: "YYYY",
      help: "counts all of a year as spent: when the ledger, its witness and the releases are lost, and what was published is not known",
    },
    key: KEY,
  },
  run: (input) =>
    withCommons(input, async (commons) => {
      await act(commons, input);
      const { entries } = await commons.ledger();
      const [years, lifetime] = [yearsOf(entries), lifetimeOf(entries)];
      const json = { verified: true, years, lifetime, entries };
      if (entries.length === 0) return { json, text: "the ledger is empty: nothing was published" };
      const life = [lifetime.rho, lifetime.epsilon, lifetime.delta] as const;
      return {
        json,
        text: [
          `the chain of ${entries.length} entries verifies`,
          "",
          columns([
            ["year", "ρ", "of", "ε", "of", "δ", "of", ""],
            ...years.map(yearRow),
            ["lifetime", number(life[0]).toFixed(6), "", life[1].toFixed(4), "", life[2].toExponential(2), "", ""],
          ]),
          ...changesIn(entries).map(changeLine),
          "",
          columns([
            ["entry", "day", "kind", "of", "hash"],
            ...entries.map((entry) => [
              String(entry.seq),
              entry.at.slice(0, 10),
              entry.kind,
              subject(entry),
              entry.hash.slice(0, 12),
            ]),
          ]),
        ].join("\n"),
      };
    }),
};

/** What the operator adds to the chain, if anything. */
async function act(commons: Commons, input: VerbInput): Promise<void> {
  const [close, assumed] = (["close", "assume-spent"] as const).map((name) => wholeNumber(input, name, YEAR.least, YEAR.most));
  if (close !== undefined && assumed !== undefined)
    throw new UsageError("--close and --assume-spent are two things: one at a time");
  if (close !== undefined) await commons.closeYear(close);
  if (assumed !== undefined) await commons.assumeSpent(assumed);
}

function changeLine({ year, at, settings, territory }: EntryOf<"announced">): string {
  const what = [settings ? `settings ${settings.slice(0, 12)}` : "", territory ? `territory ${territory.slice(0, 12)}` : ""];
  return `announced on ${at.slice(0, 10)} for ${year} and later: ${what.filter(Boolean).join(", ")}`;
}

function yearRow(year: YearSummary): string[] {
  return [
    String(year.year),
    number(year.rho).toFixed(6),
    number(year.rho_allowed).toFixed(6),
    year.epsilon.toFixed(4),
    String(year.epsilon_allowed),
    year.delta.toExponential(2),
    year.delta_allowed.toExponential(2),
    [year.closed ? "closed" : "", year.assumed ? "assumed spent" : ""].filter(Boolean).join(", "),
  ];
}

function number(exact: string): number {
  return toNumber(parse(exact));
}

/** What an entry is about: its publication, or its year. */
function subject(entry: LedgerEntry): string {
  return "publication" in entry ? entry.publication : String(entry.year);
}
