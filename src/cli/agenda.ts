import { homePaths } from "../commons/home.ts";
import { readLog } from "../commons/home-log.ts";
import type { OperatedCommons } from "../commons/types.ts";
import type { LedgerEntry } from "../contract/chain.ts";
import { duePeriods } from "../pipeline/index.ts";

/** What an operator may ask for, and what is no more to be had. */
export interface Agenda {
  /** ids, as `releases` */
  readonly published: readonly string[];
  /** ids of periods that can be published now and are not paid for yet, of years that are neither closed nor counted as spent */
  readonly due: readonly string[];
  /** years that can be revised now */
  readonly revisable: readonly number[];
  /** ids that are debited and not published: a run was stopped; asked for again it goes on, and pays nothing more */
  readonly pending: readonly string[];
  /** ids that were drawn, whose draw and folder are both lost */
  readonly lost: readonly string[];
}

/** What stands open in a commons at an instant: from ledger, calendar and releases; no record is looked at. */
export async function agendaOf(commons: OperatedCommons, now: Date): Promise<Agenda> {
  const [published, lost, { entries }] = [await commons.releases(), await commons.lost(), await commons.ledger()];
  const yearsWith = (...kinds: LedgerEntry["kind"][]) =>
    entries.filter(({ kind }) => kinds.includes(kind)).map(({ year }) => year);
  const [over, assumed] = [yearsWith("closed", "assumed"), yearsWith("assumed")];
  const thisYear = now.getUTCFullYear();
  const years = [...new Set([thisYear - 1, thisYear, ...yearsWith("opened")])].sort();
  const drawn = new Set(entries.flatMap((entry) => (entry.kind === "drawn" ? [entry.publication] : [])));
  const pending = entries.flatMap((entry) => {
    if (entry.kind !== "debit") return [];
    const { publication: id, year } = entry;
    // What may have been drawn elsewhere is not drawn again.
    const mayGoOn = drawn.has(id) || !assumed.includes(year);
    return mayGoOn && !published.includes(id) && !lost.includes(id) ? [id] : [];
  });
  const due = years
    .filter((year) => !over.includes(year))
    .flatMap((year) => duePeriods(commons.terms(year).plan, [year], now))
    .map((period) => period.id)
    .filter((id) => ![...published, ...pending, ...lost].includes(id));
  const revisable = years
    .filter((year) => !over.includes(year) && commons.terms(year).plan.settings.budget.shares.revision > 0)
    .filter((year) => published.includes(String(year)) && year < thisYear)
    .filter((year) => ![...published, ...pending, ...lost].includes(`${year}-r1`));
  return { published, due, revisable, pending, lost };
}

/** How many entries of the chain, from the first on, stand in the public log of the home. */
export function publicEntries(home: string): number {
  return readLog(homePaths(home).log)?.size ?? 0;
}
