import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { type Household, unknownHousehold } from "../../src/contract/attributes.ts";
import type { Reading } from "../../src/contract/donation.ts";
import { parsePeriod } from "../../src/contract/period.ts";
import { parseSettings, type SettingsInput, splitSettings } from "../../src/contract/settings.ts";
import { type Ledger, openLedger } from "../../src/ledger/index.ts";
import { boundedQueries, type ExactCells, exactCells } from "../../src/pipeline/exact.ts";
import {
  explicitSettings,
  makePlan,
  type Plan,
  type PublicationContext,
  planPublication,
  readSteps,
} from "../../src/pipeline/index.ts";
import { type BoundedCell, measureCells } from "../../src/pipeline/mechanism.ts";
import { type DrawnCell, makeDraw } from "../../src/pipeline/payload.ts";
import { type Cube, makeCube } from "../../src/pipeline/plan/cube.ts";
import type { PublicationPlan } from "../../src/pipeline/plan/plan.ts";
import { decideFates } from "../../src/pipeline/protect.ts";
import type { RandomBytes } from "../../src/privacy/index.ts";
import { openDuck } from "../../src/storage/duckdb/index.ts";
import { buildTerritory, type TerritoryInput } from "../../src/territory/index.ts";
import type { SnapshotHousehold } from "../../src/vault/index.ts";
import { authenticate } from "./ledger.ts";
import { gridTerritory } from "./territory.ts";

export const STEPS = readSteps(fileURLToPath(new URL("../../pipelines", import.meta.url)));
export const CLOCK = () => new Date("2026-02-01T00:00:00Z");

/**
 * Fixed shares of the budget, even over the tables of a level and over publications, so that a test can work them out by hand.
 */
export const EVEN = { counts: 0.2, sums: 0.55, histograms: 0.25 } as const;
/** The shares of the levels that then follow, by the number of published levels. */
export const EVEN_LEVELS = [[], [1], [0.4, 0.6], [0.2, 0.3, 0.5]] as const;

/** A plan over a whole, its middle areas `m0…` and their leaves `m0l0…`. */
export function gridPlan(middle: number, leaves: number, settings: SettingsInput = {}, dwellings = 200): Plan {
  return planOf(gridTerritory(middle, leaves, dwellings), settings);
}

const plans = new Map<string, Plan>();

/** A plan from settings in which every default is written out, as in a home. A plan is public and never changes: each is searched for once. */
export function planOf(input: TerritoryInput, settings: SettingsInput = {}): Plan {
  const key = JSON.stringify([input, settings]);
  const known = plans.get(key);
  if (known) return known;
  const territory = buildTerritory(input);
  const plan = makePlan(explicitSettings(parseSettings({ measures: ["water.volume"], ...settings }), territory), territory);
  plans.set(key, plan);
  return plan;
}

/** The same amount, in base units, for each of the twelve months of 2025. */
export function months(amount: number, key = "water.volume"): Reading[] {
  const [domain = "", measure = ""] = key.split(".");
  return Array.from({ length: 12 }, (_, m) => ({
    domain,
    measure,
    period: `2025-${String(m + 1).padStart(2, "0")}`,
    amount,
    source: "meter",
  }));
}

/** The `i`-th household of a snapshot. */
export function household(
  i: number,
  area: string,
  readings: readonly Reading[],
  attributes: Partial<Household> = {},
): SnapshotHousehold {
  return {
    unit: i.toString(16).padStart(32, "0"),
    household: { ...unknownHousehold(area), ...attributes },
    readings,
  };
}

/** What `publish` needs to publish these households, with a ledger in memory. */
export function publicationContextOf(
  plan: Plan,
  households: Iterable<SnapshotHousehold>,
  o: { random?: RandomBytes; ledger?: Ledger; steps?: PublicationContext["steps"] } = {},
): PublicationContext {
  const ledger = o.ledger ?? openLedger({ path: ":memory:", clock: CLOCK, authenticate });
  const territorySha256 = "0".repeat(64);
  // A commons states its terms before anything else, and publications are verified against them.
  if (ledger.entries().length === 0)
    ledger.state({ year: 2025, terms: splitSettings(plan.settings).terms, territory: territorySha256 }, true);
  return {
    plan,
    ledger,
    snapshot: () => households,
    duck: () => openDuck(),
    steps: o.steps ?? STEPS,
    random: o.random ?? randomBytes,
    codeVersion: "0.0.0",
    territorySha256,
  };
}

/** A publication with its exact sums, which are computed once so that many draws can be made over them. */
export interface Sums {
  readonly publication: PublicationPlan;
  readonly cube: Cube;
  readonly exact: ExactCells;
  readonly bounded: readonly BoundedCell[];
}

/** @param publication id of the publication when it is not the period's own, such as a revision's */
export async function sumsOf(
  plan: Plan,
  households: Iterable<SnapshotHousehold>,
  period: string,
  publication: PublicationPlan = planPublication(plan, parsePeriod(period)),
): Promise<Sums> {
  const cube = makeCube(publication);
  const exact = await exactCells({ duck: () => openDuck(), steps: STEPS, snapshot: () => households }, publication, cube);
  return { publication, cube, exact, bounded: boundedQueries(cube, exact) };
}

/** Makes one draw over the sums, in the form in which `publish` stores it. */
export function drawOf({ publication, cube, bounded }: Sums, random: RandomBytes): readonly DrawnCell[] {
  const noisy = measureCells(cube.cells, bounded, BigInt(publication.plan.settings.k), random);
  return makeDraw("", noisy, decideFates(publication, cube, noisy)).cells;
}

/** The position in the cube of one measured cell. */
export function cellAt({ cube }: Pick<Sums, "cube">, area: string, type = "_T", measure = "water.volume"): number {
  const cubeCell = cube.cells.find(
    (cell) => cell.area.code === area && cell.type === type && cell.publication.measure.key === measure,
  );
  if (!cubeCell) throw new RangeError(`no cell ${measure} ${area} ${type}`);
  return cubeCell.cell;
}
