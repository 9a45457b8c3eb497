import { readHome, termsByYear } from "../commons/home.ts";
import type { Release } from "../commons/public.ts";
import { shelfIds } from "../commons/shelf.ts";
import type { OperatedCommons } from "../commons/types.ts";
import type { LedgerEntry } from "../contract/chain.ts";
import type { Observation } from "../contract/observation.ts";
import { isOver, isoDay, type Period } from "../contract/period.ts";
import { Refusal } from "../contract/problem.ts";
import { MOST_HOUSEHOLDS } from "../contract/settings.ts";
import { refuseClosed } from "../ledger/index.ts";
import { type Plan, type PublicationPlan, refuseNoSpark, refuseWideSums, type SparkEngine } from "../pipeline/index.ts";
import { chainOf } from "./chain.ts";
import { ENGINE, engineOf } from "./engine.ts";
import { HOME, KEY, withCommons } from "./options.ts";
import { outlookJson, outlookOf, outlookText, refuseUnpromised } from "./outlook.ts";
import { columns, flag, lines, type VerbInput, type VerbResult, wholeOption } from "./verb.ts";

/** Options of the verbs that spend a year's budget, which cannot be undone. */
const SPENDING = {
  households: wholeOption(
    "N",
    'households expected to contribute each measure, in place of the terms\' "expected_households"',
    1,
    MOST_HOUSEHOLDS,
  ),
  yes: flag("publish even if no cell is expected, or nobody has said how many households are"),
  dryRun: flag("show cost and expectation, from public numbers, and change nothing"),
  ...ENGINE,
};

/** Options of a verb that makes a publication: its own, which select the publication, and those about spending. */
export const spendingOptions = <Own extends object>(own: Own) => ({ home: HOME, ...own, ...SPENDING, key: KEY });

/** A publication that `release` or `revise` is to make. */
interface PublicationOrder {
  readonly id: string;
  readonly period: Period;
  /** checks that a required earlier publication exists. @throws Refusal */
  readonly check: (released: readonly string[]) => void;
  /** says that it can be made only once, for somebody who asks too early */
  readonly once: string;
  readonly doing: { readonly now: string; readonly before: string };
  readonly plan: (plan: Plan) => PublicationPlan;
  readonly make: (commons: OperatedCommons, spark: SparkEngine | undefined) => Promise<Release>;
}

type SpendingInput = VerbInput<typeof SPENDING & { home: typeof HOME; key: typeof KEY }> & { readonly early: boolean };

/**
 * Makes a publication, or returns it if it exists. Before anything new is spent, public numbers alone decide whether it proceeds.
 * A dry run opens neither vault nor key, and writes nothing.
 */
export async function runOrder(input: SpendingInput, order: PublicationOrder): Promise<VerbResult> {
  const { id, period } = order;
  const spark = engineOf(input);
  const outlook = (plan: Plan, entries: readonly LedgerEntry[], expected: number | undefined) =>
    outlookOf(order.plan(plan), entries, input.households ?? expected ?? null);
  if (input.dryRun) {
    const home = readHome(input.home);
    const { entries } = await chainOf(home.paths, [], input.progress);
    const state = stateOf(input.early, order, shelfIds(home.paths.releases), entries);
    if (state !== "new") {
      const text = `${id} ${state === "published" ? "was published" : "is paid for, and not published yet"}: asked for, it costs nothing more`;
      return { text, json: { id, state } };
    }
    const terms = termsByYear(home, entries);
    const found = outlook(terms(period.year).plan, entries, terms(new Date().getUTCFullYear()).settings.expected_households);
    const verdict = !found.cost.year.fits
      ? "It is more than the year's budget: it would be refused"
      : found.promised
        ? "It would be made"
        : "No cell is expected of it: it would be made with --yes only";
    return { text: `${outlookText(found)}\n${verdict}. Nothing was debited`, json: { state, ...outlookJson(found) } };
  }
  return withCommons(input, async (commons) => {
    const { entries } = await commons.ledger();
    const state = stateOf(input.early, order, await commons.releases(), entries);
    if (spark && state !== "published") refuseNoSpark(spark);
    if (state === "new") {
      const found = outlook(commons.terms(period.year).plan, entries, commons.settings.expected_households);
      if (!input.yes) refuseUnpromised(found);
      // Checked before the debit with the public number; the pipeline checks the snapshot's own count before anybody gets its
      // key.
      if (spark) refuseWideSums(order.plan(commons.terms(period.year).plan).measures, BigInt(found.households ?? 0));
      input.progress(outlookText(found));
    }
    const repeated = state === "published";
    input.progress(repeated ? order.doing.before : order.doing.now);
    return resultOf(await order.make(commons, spark), repeated);
  });
}

/**
 * The state of a publication. "paid": debited, but the run was stopped; repeated, it continues, and there is nothing left to
 * decide.
 */
function stateOf(
  early: boolean,
  { id, period, once, check }: PublicationOrder,
  released: readonly string[],
  entries: readonly LedgerEntry[],
): "published" | "paid" | "new" {
  if (released.includes(id)) return "published";
  const now = new Date();
  if (!early && !isOver(period, now)) {
    const today = isoDay(now);
    throw new Refusal("period-not-over", `${period.id} is not over on ${today}, and ${once}: wait, or say --early`);
  }
  check(released);
  if (entries.some((entry) => entry.kind === "debit" && entry.publication === id)) return "paid";
  refuseClosed(entries, period.year, id);
  return "new";
}

function resultOf({ id, observations, manifest }: Release, repeated: boolean): VerbResult {
  const levels = byLevel(observations);
  const { privacy, year } = manifest;
  return {
    json: { id, folder: `releases/${id}`, repeated, rows: observations.length, levels, privacy },
    text: lines(
      `${id}: ${observations.length} rows; ${year} has cost ε = ${privacy.year.epsilon.toFixed(3)} of ${privacy.epsilon_allowed}`,
      "",
      columns([
        ["level", "measure", "published", "of which unreliable", "withheld"],
        ...levels.map((level) => Object.values(level)),
      ]),
    ),
  };
}

/** Counts the means of all households by level and measure: published, unreliable, withheld. */
export function byLevel(observations: readonly Observation[]) {
  const counts = new Map<string, { level: string; measure: string; published: number; unreliable: number; withheld: number }>();
  for (const row of observations) {
    if (row.STATISTIC !== "MEAN" || row.HOUSEHOLD_TYPE !== "_T") continue;
    const measure = `${row.DOMAIN}.${row.MEASURE}`;
    const key = `${measure}\n${row.AREA_LEVEL}`;
    const count = counts.get(key) ?? { level: row.AREA_LEVEL, measure, published: 0, unreliable: 0, withheld: 0 };
    if (row.OBS_VALUE === null) count.withheld++;
    else count.published++;
    if (row.OBS_STATUS === "U") count.unreliable++;
    counts.set(key, count);
  }
  return [...counts.values()];
}
