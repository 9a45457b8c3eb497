import type { OperatedCommons } from "../../commons/types.ts";
import { isOver, isoDay, parsePeriod } from "../../contract/period.ts";
import { Refusal } from "../../contract/problem.ts";
import { statementsIn } from "../../contract/standing-terms.ts";
import { lifetimeOf, yearsOf } from "../../ledger/index.ts";
import { parse, toNumber } from "../../privacy/index.ts";
import { agendaOf, publicEntries } from "../agenda.ts";
import { commonsVerb } from "../options.ts";
import { columns, flag, lines, UsageError, wholeOption } from "../verb.ts";

export const ledger = commonsVerb({
  options: {
    close: wholeOption(
      "YYYY",
      "closes a year for good: nothing is debited to it any more, what is left is forfeited",
      1900,
      9999,
    ),
    early: flag("with --close: a year that is not over"),
    assumeSpent: wholeOption(
      "YYYY",
      "counts all of a year as spent, for good: when the ledger, its witness and the releases are lost, and what was published is not known",
      1900,
      9999,
    ),
    renewWitness: flag(
      "writes KEYFILE.ledger anew from this ledger, when it is lost or damaged: for a home that never came from a backup, or once the years that may have been published since are counted as spent. It counts those as spent that another copy of the home spent of",
    ),
  },
  run: async (commons, { home, close, early, assumeSpent, renewWitness }) => {
    if ([close !== undefined, assumeSpent !== undefined, renewWitness].filter(Boolean).length > 1)
      throw new UsageError("--close, --assume-spent and --renew-witness are different things: one at a time");
    const done: string[] = [];
    if (close !== undefined) done.push(await closeYear(commons, close, early));
    if (assumeSpent !== undefined) {
      await commons.assumeSpent(assumeSpent);
      done.push(`${assumeSpent} counts as spent: nothing more is drawn of it`);
    }
    if (renewWitness) done.push(...(await renew(commons)));
    const { entries } = await commons.ledger();
    const publicCount = publicEntries(home);
    const [years, lifetime] = [yearsOf(entries), lifetimeOf(entries)];
    const json = { verified: true, public_entries: publicCount, years, lifetime, entries };
    if (entries.length === 0) return { json, text: lines(done, "the ledger is empty") };
    const publicity =
      publicCount === entries.length
        ? "all are in the public log"
        : `${publicCount} are in the public log, the newest ${entries.length - publicCount} are not public yet`;
    return {
      json,
      text: lines(
        done,
        `the chain of ${entries.length} entries verifies; ${publicity}`,
        "",
        spentTable(years, lifetime),
        "Bets won: at best, by somebody who knows all other households and reads everything, on whether one contributed; if changed: on which of two streams it gave. A coin wins 50.",
        statementsIn(entries).map(
          ({ year, at, territory }) =>
            `terms stated on ${at.slice(0, 10)} for ${year} and later: on the territory ${territory.slice(0, 12)}`,
        ),
        "",
        columns([
          ["entry", "day", "kind", "of", "hash"],
          ...entries.map((entry) => {
            const subject = "publication" in entry ? entry.publication : entry.year;
            return [entry.seq, entry.at.slice(0, 10), entry.kind, subject, entry.hash.slice(0, 12)];
          }),
        ]),
      ),
    };
  },
});

/** A table of the budget spent in each year and in total, beside the allowed budget. */
function spentTable(years: ReturnType<typeof yearsOf>, lifetime: ReturnType<typeof lifetimeOf>): string {
  const rho = (exact: string) => toNumber(parse(exact)).toFixed(6);
  const bets = (odds: number) => odds.toFixed(2);
  return columns([
    ["year", "ρ", "of", "ε", "of", "δ", "of", "bets won of 100", "of", "if changed", ""],
    ...years.map((year) => [
      year.year,
      rho(year.rho),
      rho(year.rho_allowed),
      year.epsilon.toFixed(4),
      year.epsilon_allowed,
      year.delta.toExponential(2),
      year.delta_allowed.toExponential(2),
      bets(year.odds),
      bets(year.odds_allowed),
      bets(year.odds_changed),
      [year.closed ? "closed" : "", year.assumed ? "assumed spent" : ""].filter(Boolean).join(", "),
    ]),
    [
      ...["lifetime", rho(lifetime.rho), "", lifetime.epsilon.toFixed(4), "", lifetime.delta.toExponential(2), ""],
      ...[bets(lifetime.odds), "", bets(lifetime.odds_changed), ""],
    ],
  ]);
}

async function closeYear(commons: OperatedCommons, year: number, early: boolean): Promise<string> {
  const now = new Date();
  if (!early && !isOver(parsePeriod(String(year)), now))
    throw new Refusal(
      "period-not-over",
      `${year} is not over on ${isoDay(now)}, and what is closed stays closed: wait, or say --early`,
    );
  const before = await agendaOf(commons, now);
  await commons.closeYear(year);
  const { unpublished } = await agendaOf(commons, now);
  const forfeited = before.unpublished.filter((id) => !unpublished.includes(id));
  return `${year} is closed${forfeited.length === 0 ? "" : `; not published, and no more to be: ${forfeited.join(", ")}`}`;
}

async function renew(commons: OperatedCommons): Promise<string[]> {
  const foreignYears = await commons.renewWitness();
  return [
    "the witness was written anew from this ledger",
    ...foreignYears.map(({ year }) => `${year} counts as spent: another copy of this home spent of it`),
    ...foreignYears
      .filter(({ over }) => over)
      .map(
        ({ year }) =>
          `WARNING: the two copies together have spent more of ${year} than it was allowed. No chain can show it: say it in public`,
      ),
  ];
}
