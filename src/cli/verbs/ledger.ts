import type { OperatedCommons } from "../../commons/types.ts";
import type { EntryOf, LedgerEntry } from "../../contract/chain.ts";
import { isOver, parsePeriod } from "../../contract/period.ts";
import { Refusal } from "../../contract/problem.ts";
import { statementsIn } from "../../contract/terms.ts";
import { lifetimeOf, type YearSummary, yearsOf } from "../../ledger/index.ts";
import { parse, toNumber } from "../../privacy/index.ts";
import { agendaOf, publicEntries } from "../agenda.ts";
import { HOME, KEY, withCommons } from "../options.ts";
import { columns, required, UsageError, type Verb, type VerbInput, wholeNumber } from "../verb.ts";

const YEAR = { least: 1900, most: 9999 };

export const ledger: Verb = {
  options: {
    home: HOME,
    close: {
      type: "string",
      value: "YYYY",
      help: "closes a year for good: nothing is debited to it any more, what is left is forfeited",
    },
    early: { type: "boolean", help: "with --close: a year that is not over" },
    "assume-spent": {
      type: "string",
      value: "YYYY",
      help: "counts all of a year as spent, for good: when the ledger, its witness and the releases are lost, and what was published is not known",
    },
    "renew-witness": {
      type: "boolean",
      help: "writes KEYFILE.ledger anew from this ledger, when it is lost or damaged: for a home that never came from a backup, or once the years that may have been published since are counted as spent. It counts those as spent that another copy of the home spent of",
    },
    key: KEY,
  },
  run: (input) =>
    withCommons(input, async (commons) => {
      const done = await act(commons, input);
      const { entries } = await commons.ledger();
      const carried = publicEntries(required(input, "home"));
      const [years, lifetime] = [yearsOf(entries), lifetimeOf(entries)];
      const json = { verified: true, public_entries: carried, years, lifetime, entries };
      if (entries.length === 0) return { json, text: [...done, "the ledger is empty"].join("\n") };
      const life = [lifetime.rho, lifetime.epsilon, lifetime.delta] as const;
      return {
        json,
        text: [
          ...done,
          `the chain of ${entries.length} entries verifies; ${publicity(entries.length, carried)}`,
          "",
          columns([
            ["year", "ρ", "of", "ε", "of", "δ", "of", ""],
            ...years.map(yearRow),
            ["lifetime", number(life[0]).toFixed(6), "", life[1].toFixed(4), "", life[2].toExponential(2), "", ""],
          ]),
          ...statementsIn(entries).map(statementLine),
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

/** What the operator adds to the chain, if anything, in words. */
async function act(commons: OperatedCommons, input: VerbInput): Promise<string[]> {
  const [close, assumed] = (["close", "assume-spent"] as const).map((name) => wholeNumber(input, name, YEAR.least, YEAR.most));
  const renew = input.flags["renew-witness"] === true;
  if ([close !== undefined, assumed !== undefined, renew].filter(Boolean).length > 1)
    throw new UsageError("--close, --assume-spent and --renew-witness are different things: one at a time");
  if (close !== undefined) return closed(commons, close, input.flags.early === true);
  if (assumed !== undefined) {
    await commons.assumeSpent(assumed);
    return [`${assumed} counts as spent: nothing more is drawn of it`];
  }
  if (!renew) return [];
  const strange = await commons.renewWitness();
  return [
    "the witness was written anew from this ledger",
    ...strange.map(({ year }) => `${year} counts as spent: another copy of this home spent of it`),
    ...strange
      .filter(({ over }) => over)
      .map(
        ({ year }) =>
          `WARNING: the two copies together have spent more of ${year} than it was allowed. No chain can show it: say it in public`,
      ),
  ];
}

async function closed(commons: OperatedCommons, year: number, early: boolean): Promise<string[]> {
  const period = parsePeriod(String(year));
  const now = new Date();
  if (!early && !isOver(period, now))
    throw new Refusal(
      "period-not-over",
      `${year} is not over on ${now.toISOString().slice(0, 10)}, and what is closed stays closed: wait, or say --early`,
    );
  const before = await agendaOf(commons, now);
  await commons.closeYear(year);
  const { unpublished } = await agendaOf(commons, now);
  const forfeited = before.unpublished.filter((id) => !unpublished.includes(id));
  return [`${year} is closed${forfeited.length === 0 ? "" : `; not published, and no more to be: ${forfeited.join(", ")}`}`];
}

function publicity(entries: number, carried: number): string {
  if (carried === entries) return "all are in the public log";
  return `${carried} are in the public log, the newest ${entries - carried} are not public yet`;
}

function statementLine({ year, at, territory }: EntryOf<"terms">): string {
  return `terms stated on ${at.slice(0, 10)} for ${year} and later: on the territory ${territory.slice(0, 12)}`;
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
