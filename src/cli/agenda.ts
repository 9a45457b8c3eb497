import { homePaths } from "../commons/home.ts";
import { readLog } from "../commons/home-log.ts";
import type { TermsOfYear } from "../commons/terms-of-year.ts";
import type { OperatedCommons } from "../commons/types.ts";
import type { LedgerEntry } from "../contract/chain.ts";
import { parsePeriod } from "../contract/period.ts";
import {
  duePeriods,
  type Plan,
  type PublicationPlan,
  planPublication,
  planRevision,
  predictPublication,
  promisesCell,
} from "../pipeline/index.ts";

/** What an operator may ask for, and what is no more to be had. */
export interface Agenda {
  /** ids, as `releases` */
  readonly published: readonly string[];
  /** ids of periods that can be published now and are not paid for yet, of years that are neither closed nor counted as spent */
  readonly unpublished: readonly string[];
  /** those of them of which a cell is expected; none where nobody has stated how many households are */
  readonly due: readonly string[];
  /** years that can be revised now, and of whose revision a cell is expected */
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
  const unpublished = years
    .filter((year) => !over.includes(year))
    .flatMap((year) => duePeriods(commons.terms(year).plan, [year], now))
    .map((period) => period.id)
    .filter((id) => ![...published, ...pending, ...lost].includes(id));
  const promises = promisesOf(commons);
  const revisable = years
    .filter((year) => !over.includes(year) && commons.terms(year).plan.settings.budget.shares.revision > 0)
    .filter((year) => published.includes(String(year)) && year < thisYear)
    .filter((year) => ![...published, ...pending, ...lost].includes(`${year}-r1`))
    .filter((year) => promises(commons.terms(year), "revision", (plan) => planRevision(plan, year)));
  const due = unpublished.filter((id) => {
    const period = parsePeriod(id);
    return promises(commons.terms(period.year), period.step, (plan) => planPublication(plan, period));
  });
  return { published, unpublished, due, revisable, pending, lost };
}

/** Is a cell expected of a publication? Asked once for all of the same kind under the same terms. */
function promisesOf({ settings: { expected_households: households } }: OperatedCommons) {
  const known = new Map<string, boolean>();
  return (terms: TermsOfYear, kind: string, make: (plan: Plan) => PublicationPlan): boolean => {
    if (households === undefined) return false;
    const key = `${terms.entry.hash} ${terms.plan.measures.length} ${kind}`;
    const found = known.get(key) ?? promisesCell(predictPublication(make(terms.plan), households));
    known.set(key, found);
    return found;
  };
}

/** How many entries of the chain, from the first on, stand in the public log of the home. */
export function publicEntries(home: string): number {
  return readLog(homePaths(home).log)?.size ?? 0;
}
