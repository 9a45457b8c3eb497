// What a release says of its own protection: `privacy.json`, and the manifest's spending.

import { type LedgerEntry, ofKind } from "../contract/chain.ts";
import { CONTRIBUTIONS, type Mechanism, type PrivacyReport } from "../contract/manifest.ts";
import type { Observation } from "../contract/observation.ts";
import { allowedIn, spendOf } from "../ledger/index.ts";
import {
  epsilonOf,
  format,
  HISTOGRAM_SENSITIVITY,
  type LeafRatio,
  mul,
  parse,
  type Rational,
  rational,
  rhoOf,
  toNumber,
} from "../privacy/index.ts";
import { oddsOf } from "../privacy/odds/index.ts";
import { clampLoss } from "./estimate/clamp-loss.ts";
import { leafRatios } from "./estimate/leaf-ratio.ts";
import { displayUnit, type RowState } from "./estimate/row-states.ts";
import type { DrawnCell } from "./payload.ts";
import { wholeBudget } from "./plan/budget.ts";
import type { Cube } from "./plan/cube.ts";
import { cellPlansOf, centreOf, type MeasurePublication, type PublicationPlan } from "./plan/plan.ts";
import type { ExposedCount } from "./protect.ts";

/** What the household that pays most has paid: in the year, in all years together, and for this publication. */
export function spendingOf(publication: PublicationPlan, entries: readonly LedgerEntry[]) {
  const { budget } = publication.plan;
  const { year } = publication.period;
  const debits = entries.filter((entry) => entry.kind === "debit" && entry.publication === publication.id);
  const spent = (some: readonly LedgerEntry[]) => spendOf(some, budget.conversionDelta, entries);
  const opened = ofKind(entries, "opened").find((entry) => entry.year === year);
  return {
    year: spent(entries.filter((entry) => entry.year === year)),
    lifetime: spent(entries),
    this_release: spent(debits),
    epsilon_allowed: budget.epsilon,
    delta_allowed: toNumber(budget.delta),
    odds_allowed: oddsOf(opened ? allowedIn(entries, opened) : wholeBudget(budget)),
  };
}

/**
 * Every Gaussian mechanism of the publication, one entry a measure, table and quantity, and for sums of leaves one a clamp; those of
 * twins last.
 */
export function mechanismsOf({ plan: { territory }, measures, tables }: PublicationPlan): Mechanism[] {
  return measures.flatMap((measure) =>
    tables.flatMap((cellTable) => {
      const { levels, table } = cellTable;
      const plans = cellPlansOf(territory, measure, cellTable);
      const [plan] = plans;
      const [{ level }, ...twins] = levels;
      const gate = {
        delta: format(plan.gate.delta),
        tau: String(plan.gate.tau),
        households_needed: Number(plan.gate.householdsNeeded),
      };
      const quantities = [
        { quantity: "count", sensitivity: 1n, charge: plan.count },
        ...plans.map(({ centre, sum }) => ({ quantity: "sum", sensitivity: centre, charge: sum }) as const),
        { quantity: "histogram", sensitivity: HISTOGRAM_SENSITIVITY, charge: plan.histogram },
      ] as const;
      return quantities.flatMap(({ quantity, sensitivity, charge }): Mechanism[] =>
        charge === null
          ? []
          : [
              {
                measure: measure.measure.key,
                level,
                ...(twins.length > 0 ? { twins: twins.map((twin) => twin.level) } : {}),
                table,
                quantity,
                sensitivity: String(sensitivity),
                rho: format(charge.rho),
                variance: format(charge.variance),
                sigma: Math.sqrt(toNumber(charge.variance)),
                gate: quantity === "count" ? gate : null,
              },
            ],
      );
    }),
  );
}

/** The privacy report: from public facts and the release's own noisy tables only. */
export function privacyReport(
  publication: PublicationPlan,
  cube: Cube,
  draw: readonly DrawnCell[],
  states: readonly RowState[],
  observations: readonly Observation[],
  entries: readonly LedgerEntry[],
  exposed: readonly ExposedCount[],
): PrivacyReport {
  const { epsilon_allowed, delta_allowed, odds_allowed, ...spent } = spendingOf(publication, entries);
  const ratios = [...leafRatios(cube, draw)];
  return {
    schema: "voisinage-privacy-report/1",
    release: publication.id,
    unit: "a household's whole stream: every measure and month of a calendar year of readings",
    neighbours: "two vaults that differ by the whole stream of one household",
    k: publication.plan.settings.k,
    year: { year: publication.period.year, ...spent.year, epsilon_allowed, delta_allowed, odds_allowed },
    lifetime: spent.lifetime,
    this_release: spent.this_release,
    several: {
      eligibility: publication.plan.settings.eligibility === undefined ? "off" : "on",
      costs: severalCosts(spent.year.rho, publication.plan.budget.conversionDelta),
    },
    mechanisms: mechanismsOf(publication),
    measures_together: true,
    types_linked: true,
    cells: cellsByLevel(publication, observations),
    clamp_loss: clampLosses(publication, cube, states),
    ...(ratios.length > 0 && { leaf_ratios: Object.fromEntries(ratios.map(ratiosOf)) }),
    exposed: [...exposed],
    criteria: CRITERIA,
    ledger: [...entries],
  };
}

/**
 * Group privacy of zCDP (Bun & Steinke 2016, proposition 1.9): m steps between neighbours cost m²ρ.
 *
 * @param year what a year costs one contribution, as a fraction
 * @param conversion the part of δ that the conversion to ε takes
 */
export function severalCosts(year: string, conversion: Rational): PrivacyReport["several"]["costs"] {
  return CONTRIBUTIONS.map((contributions) => {
    const cost = rhoOf(mul(parse(year), rational(BigInt(contributions * contributions))));
    return { contributions, rho: format(cost), epsilon: epsilonOf(cost, conversion) };
  });
}

/** The ratios of a measure's lower clamps, highest first, with their means in the display unit. */
function ratiosOf([publication, ratios]: readonly [MeasurePublication, ReadonlyMap<bigint, LeafRatio>]) {
  const { key, leaf, factor } = publication.measure;
  const highestFirst = leaf?.all.toSorted((a, b) => Number(b - a)) ?? [];
  const listed = highestFirst.flatMap((upper) => {
    const ratio = ratios.get(centreOf({ upper }, publication.scale));
    return ratio ? [{ upper: Number(upper) / Number(factor), ...ratio, mean: ratio.mean / displayUnit(publication) }] : [];
  });
  return [key, listed] as const;
}

/** The three criteria of WP29 opinion 05/2014, and what answers each. */
const CRITERIA = {
  singling_out:
    "Every published cell has at least k contributing households, and a differentially private gate decides so; no record is published.",
  linkability:
    "Cells are sums with noise of a fixed scale: two releases share no noise, no id and no exact figure through which a household could be linked.",
  inference:
    "Whatever is inferred about a household could be inferred, up to the factor e^ε and with probability 1 − δ, had it not contributed.",
};

function cellsByLevel(publication: PublicationPlan, observations: readonly Observation[]): PrivacyReport["cells"] {
  return Object.fromEntries(
    publication.levels.map(({ level }) => {
      const means = observations.filter(
        (row) => row.AREA_LEVEL === level && row.STATISTIC === "MEAN" && row.HOUSEHOLD_TYPE === "_T",
      );
      const withheld = means.filter((row) => row.OBS_VALUE === null).length;
      const unreliable = means.filter((row) => row.OBS_STATUS === "U").length;
      return [level, { published: means.length - withheld, unreliable, withheld }];
    }),
  );
}

function clampLosses(publication: PublicationPlan, cube: Cube, states: readonly RowState[]): PrivacyReport["clamp_loss"] {
  const { root } = publication.plan.territory;
  return Object.fromEntries(
    publication.measures.map((measure) => {
      const i = cube.rows.findIndex((row) => row.publication === measure && row.area.code === root.code && row.type === "_T");
      const state = states[i];
      if (state?.fate !== "published") return [measure.measure.key, null];
      const centre = Number(measure.centre);
      const mean = (centre + state.estimate.sum / state.estimate.count) / displayUnit(measure);
      return [measure.measure.key, clampLoss(state.estimate, (2 * centre) / displayUnit(measure), mean)];
    }),
  );
}
