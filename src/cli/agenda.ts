import { homePaths } from "../commons/home.ts";
import { readLog } from "../commons/home-log.ts";
import type { OperatedCommons } from "../commons/types.ts";
import { type LedgerEntry, ofKind } from "../contract/chain.ts";
import {
  duePeriods,
  type Plan,
  type PublicationPlan,
  planPublication,
  planRevision,
  predictPublication,
  promisesCell,
} from "../pipeline/index.ts";

/**
 * The publications that an operator may ask for at an instant, and those that are no longer possible, from ledger, calendar and
 * releases alone. Members are ids, as `releases`, but for `revisable`.
 */
export async function agendaOf(commons: OperatedCommons, now: Date) {
  const [published, lost, { entries }] = [await commons.releases(), await commons.lost(), await commons.ledger()];
  const yearsWith = (...kinds: LedgerEntry["kind"][]) =>
    entries.filter(({ kind }) => kinds.includes(kind)).map(({ year }) => year);
  const [over, assumed] = [yearsWith("closed", "assumed"), yearsWith("assumed")];
  const thisYear = now.getUTCFullYear();
  const drawn = new Set(ofKind(entries, "drawn").map(({ publication }) => publication));
  const pending = ofKind(entries, "debit").flatMap(({ publication: id, year }) => {
    // A publication that may have been drawn elsewhere is not drawn again.
    const mayGoOn = drawn.has(id) || !assumed.includes(year);
    return mayGoOn && !published.includes(id) && !lost.includes(id) ? [id] : [];
  });
  const known = new Set([...published, ...pending, ...lost]);
  const years = [...new Set([thisYear - 1, thisYear, ...yearsWith("opened")])].filter((year) => !over.includes(year)).sort();
  const unpublished = years
    .flatMap((year) => duePeriods(commons.terms(year).plan, [year], now))
    .filter(({ id }) => !known.has(id));

  const households = commons.settings.expected_households;
  const found = new Map<string, boolean>();
  /** Is a cell expected of a publication? It is predicted once for all of the same kind under the same terms. */
  const promises = (year: number, kind: string, make: (plan: Plan) => PublicationPlan): boolean => {
    if (households === undefined) return false;
    const { entry, plan } = commons.terms(year);
    const key = `${entry.hash} ${plan.measures.length} ${kind}`;
    const answer = found.get(key) ?? promisesCell(predictPublication(make(plan), households));
    found.set(key, answer);
    return answer;
  };
  const revisable = years
    .filter((year) => commons.terms(year).plan.settings.budget.shares.revision > 0)
    .filter((year) => published.includes(String(year)) && year < thisYear && !known.has(`${year}-r1`))
    .filter((year) => promises(year, "revision", (plan) => planRevision(plan, year)));
  const due = unpublished.filter((period) => promises(period.year, period.step, (plan) => planPublication(plan, period)));
  return {
    published,
    /** periods that can be published now and are not paid for yet, of years that are neither closed nor counted as spent */
    unpublished: unpublished.map(({ id }) => id),
    /** those of them of which a cell is expected; none where nobody has stated how many households are */
    due: due.map(({ id }) => id),
    /** years that can be revised now, and of whose revision a cell is expected */
    revisable,
    /** debited and not published: a run was stopped; asked for again it goes on, and pays nothing more */
    pending,
    /** drawn, and draw and folder are both lost */
    lost,
  };
}

/** How many entries of the chain, from the first on, stand in the public log of the home. */
export function publicEntries(home: string): number {
  return readLog(homePaths(home).log)?.size ?? 0;
}
