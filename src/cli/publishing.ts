import { homeTerms, readHome } from "../commons/home.ts";
import type { Release } from "../commons/public.ts";
import { shelfIds } from "../commons/shelf.ts";
import type { OperatedCommons } from "../commons/types.ts";
import type { LedgerEntry } from "../contract/chain.ts";
import type { Observation } from "../contract/observation.ts";
import { isOver, type Period } from "../contract/period.ts";
import { Refusal } from "../contract/problem.ts";
import { MOST_HOUSEHOLDS } from "../contract/settings.ts";
import { refuseClosed } from "../ledger/index.ts";
import type { Plan, PublicationPlan } from "../pipeline/index.ts";
import { chainOf } from "./chain.ts";
import { withCommons } from "./options.ts";
import { type Outlook, outlookJson, outlookOf, outlookText, refuseUnpromised } from "./outlook.ts";
import { columns, type OptionHelp, required, type VerbInput, type VerbResult, wholeNumber } from "./verb.ts";

/** Options of the verbs that spend a year's budget for good. */
export const SPENDING: Readonly<Record<"households" | "yes" | "dry-run", OptionHelp>> = {
  households: {
    type: "string",
    value: "N",
    help: 'households expected to contribute each measure, in place of the terms\' "expected_households"',
  },
  yes: { type: "boolean", help: "publish even if no cell is expected, or nobody has said how many households are" },
  "dry-run": { type: "boolean", help: "show cost and expectation, from public numbers, and change nothing" },
};

/** What `release` and `revise` are asked for. */
export interface PublishingOrder {
  /** of the publication */
  readonly id: string;
  readonly period: Period;
  /** what was published before, if anything must have been. @throws Refusal */
  readonly check: (released: readonly string[]) => void;
  /** why it cannot be made again, for who asks too early */
  readonly once: string;
  readonly doing: { readonly now: string; readonly before: string };
  readonly plan: (plan: Plan) => PublicationPlan;
  readonly make: (commons: OperatedCommons) => Promise<Release>;
}

/** What is public of a home when something is asked of it. */
interface PublicationState {
  readonly released: readonly string[];
  readonly entries: readonly LedgerEntry[];
  readonly plan: () => Plan;
  /** by the settings */
  readonly expected: number | undefined;
}

/**
 * Makes what is ordered, or returns it where it was made before. What costs something new is looked at first: whether it
 * goes on is decided by public numbers, whatever the vault holds.
 */
export function carryOut(input: VerbInput, order: PublishingOrder): Promise<VerbResult> {
  if (input.flags["dry-run"]) return dryRun(input, order);
  return withCommons(input, async (commons) => {
    const standing: PublicationState = {
      released: await commons.releases(),
      entries: (await commons.ledger()).entries,
      plan: () => commons.terms(order.period.year).plan,
      expected: commons.settings.expected_households,
    };
    const state = stateOf(input, order, standing);
    if (state === "new") {
      const outlook = lookAhead(input, order, standing);
      if (!input.flags.yes) refuseUnpromised(outlook);
      input.progress(outlookText(outlook));
    }
    input.progress(state === "published" ? order.doing.before : order.doing.now);
    return published(await order.make(commons), state === "published");
  });
}

/** Opens neither vault nor key, and writes nothing. */
async function dryRun(input: VerbInput, order: PublishingOrder): Promise<VerbResult> {
  const home = readHome(required(input, "home"));
  const { entries } = await chainOf(home.paths, [], input.progress);
  const termsOf = homeTerms(home, entries);
  const standing: PublicationState = {
    released: shelfIds(home.paths.releases),
    entries,
    plan: () => termsOf(order.period.year).plan,
    expected: termsOf(new Date().getUTCFullYear()).settings.expected_households,
  };
  const state = stateOf(input, order, standing);
  if (state !== "new") {
    const text = `${order.id} ${state === "published" ? "was published" : "is paid for, and not published yet"}: asked for, it costs nothing more`;
    return { text, json: { id: order.id, state } };
  }
  const outlook = lookAhead(input, order, standing);
  return { text: `${outlookText(outlook)}\n${verdict(outlook)}. Nothing was debited`, json: { state, ...outlookJson(outlook) } };
}

function verdict({ promised, cost }: Outlook): string {
  if (!cost.year.fits) return "It is more than the year's budget: it would be refused";
  return promised ? "It would be made" : "No cell is expected of it: it would be made with --yes only";
}

/** "paid": it is debited, a run was stopped; asked for again it goes on, and there is nothing left to decide. */
function stateOf(
  input: VerbInput,
  order: PublishingOrder,
  { released, entries }: PublicationState,
): "published" | "paid" | "new" {
  const { id, period } = order;
  if (released.includes(id)) return "published";
  const now = new Date();
  if (!input.flags.early && !isOver(period, now)) {
    const today = now.toISOString().slice(0, 10);
    throw new Refusal("period-not-over", `${period.id} is not over on ${today}, and ${order.once}: wait, or say --early`);
  }
  order.check(released);
  if (entries.some((entry) => entry.kind === "debit" && entry.publication === id)) return "paid";
  refuseClosed(entries, period.year, id);
  return "new";
}

function lookAhead(input: VerbInput, order: PublishingOrder, { entries, plan, expected }: PublicationState) {
  const households = wholeNumber(input, "households", 1, MOST_HOUSEHOLDS) ?? expected ?? null;
  return outlookOf(order.plan(plan()), entries, households);
}

/** What was published, as `release` and `revise` tell it. */
function published({ id, observations, manifest }: Release, repeated: boolean): VerbResult {
  const levels = byLevel(observations);
  const json = {
    id,
    folder: `releases/${id}`,
    repeated,
    rows: observations.length,
    levels,
    privacy: manifest.privacy,
  };
  const rows = levels.map((level) => [
    level.level,
    level.measure,
    String(level.published),
    String(level.unreliable),
    String(level.withheld),
  ]);
  const { year } = manifest.privacy;
  return {
    json,
    text: [
      `${id}: ${observations.length} rows; ${manifest.year} has cost ε = ${year.epsilon.toFixed(3)} of ${manifest.privacy.epsilon_allowed}`,
      "",
      columns([["level", "measure", "published", "of which unreliable", "withheld"], ...rows]),
    ].join("\n"),
  };
}

/** Mean rows of all households, by level and measure. */
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
