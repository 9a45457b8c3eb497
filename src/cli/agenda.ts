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
 * The publications that can be made at an instant, and those that no longer can, from ledger, calendar and releases alone. All
 * lists have ids of publications, except `revisable`, which has years.
 */
export async function agendaOf(commons: OperatedCommons, now: Date) {
  const [published, lost, { entries }] = [await commons.releases(), await commons.lost(), await commons.ledger()];
  const yearsWith = (...kinds: LedgerEntry["kind"][]) =>
    entries.filter(({ kind }) => kinds.includes(kind)).map(({ year }) => year);
  const [closedYears, assumed] = [yearsWith("closed", "assumed"), yearsWith("assumed")];
  const thisYear = now.getUTCFullYear();
  const drawn = new Set(ofKind(entries, "drawn").map(({ publication }) => publication));
  const pending = ofKind(entries, "debit").flatMap(({ publication: id, year }) => {
    // A publication that another copy of the home may have drawn is not drawn again.
    const mayGoOn = drawn.has(id) || !assumed.includes(year);
    return mayGoOn && !published.includes(id) && !lost.includes(id) ? [id] : [];
  });
  const known = new Set([...published, ...pending, ...lost]);
  const years = [...new Set([thisYear - 1, thisYear, ...yearsWith("opened")])]
    .filter((year) => !closedYears.includes(year))
    .sort();
  const unpublished = years
    .flatMap((year) => duePeriods(commons.terms(year).plan, [year], now))
    .filter(({ id }) => !known.has(id));

  const households = commons.settings.expected_households;
  const found = new Map<string, boolean>();
  /** Whether a publication is expected to show a cell. It is predicted once for each kind of publication and terms. */
  const isCellExpected = (year: number, kind: string, make: (plan: Plan) => PublicationPlan): boolean => {
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
    .filter((year) => isCellExpected(year, "revision", (plan) => planRevision(plan, year)));
  const due = unpublished.filter((period) => isCellExpected(period.year, period.step, (plan) => planPublication(plan, period)));
  return {
    published,
    /** periods that can be published now and are not debited yet, of years that are neither closed nor counted as spent */
    unpublished: unpublished.map(({ id }) => id),
    /** those that are expected to show a cell; empty where the expected number of households is not stated */
    due: due.map(({ id }) => id),
    /** years that can be revised now, and whose revision is expected to show a cell */
    revisable,
    /** debited but not published, because a run was stopped. Repeated, it continues, and debits nothing more */
    pending,
    /** drawn, but both the draw and the release folder are lost */
    lost,
  };
}

/** How many entries of the chain, from the first on, are in the home's public log. */
export function publicEntries(home: string): number {
  return readLog(homePaths(home).log)?.size ?? 0;
}
