import { STEPS } from "../contract/period.ts";
import type { Allocation, Plan, Prediction, Proposal } from "../pipeline/index.ts";
import { ASSUMED_VARIATION, clampLossOf, WORTHWHILE } from "../privacy/forecast/index.ts";
import { toNumber } from "../privacy/index.ts";
import { columns } from "./verb.ts";

/** All that `plan` found, as `--json` gives it. */
export interface Planned {
  readonly plan: Plan;
  readonly households: number;
  /** of the areas where households are recruited */
  readonly dwellings: number;
  readonly allocation: Allocation;
  readonly predictions: readonly Prediction[];
  readonly proposals: readonly Proposal[];
}

export const percent = (share: number | null, digits = 1) => (share === null ? "-" : `${(100 * share).toFixed(digits)} %`);
export const margin = (width: number | null) => (width === null ? "-" : `± ${percent(width)}`);
const short = (value: number) => String(Number(value.toPrecision(3)));
export const expected = (cells: number) => (cells >= 100 ? String(Math.round(cells)) : String(Number(cells.toFixed(1))));

/** What `plan` prints for people: the budget, what it would publish, where the error comes from, other calendars. */
export function planText(planned: Planned): string {
  const { plan, households } = planned;
  const { budget, streams, settings } = plan;
  return [
    `ε = ${budget.epsilon} and δ = ${toNumber(budget.delta)} a household and year (ρ = ${toNumber(budget.rho).toFixed(6)}), split over ${streams} measure streams; k = ${settings.k}`,
    `half of δ pays for the conversion to ε, half for the gates. All figures are from public numbers: dwellings, settings, and ${households} households expected`,
    "",
    `How the year of one measure stream is split (ρ = ${toNumber(budget.rhoPerMeasure).toFixed(6)}):`,
    allocationTable(planned.allocation),
    "",
    ...twinLines(plan, planned.predictions),
    `What ${households} households would publish of a measure that all of them contribute, spread as dwellings are and evenly over types:`,
    predictionTable(plan, planned.predictions),
    "Margins are those of cells measured alone: what all cells tell together, and models of small areas, can only narrow them.",
    ...emptyKindText(plan, planned.predictions),
    "",
    "Where the error of a published mean comes from:",
    errorTable(plan, planned.predictions),
    `The clamp's part is an assumption: log-normal amounts around a quarter of the clamp, with a coefficient of variation of ${ASSUMED_VARIATION}.`,
    "",
    `The finest calendar with at least ${percent(WORTHWHILE.published, 0)} of each level's areas published and a median margin of at most ${margin(WORTHWHILE.halfWidth)}; k, ε and δ as they are:`,
    proposalTable(planned.proposals, planned.dwellings),
  ].join("\n");
}

function allocationTable({ tables, reserve }: Allocation): string {
  const rows = tables.map(({ level, twins, table, publications, rho, share, delta, sigmaCount, sigmaMean }) => [
    [level, ...twins].join(" + "),
    table,
    STEPS.flatMap((step) => (publications[step] ? [`${publications[step]} by ${step}`] : [])).join(" + "),
    [rho.counts, rho.sums, rho.histograms].map(short).join(" / "),
    percent(share),
    delta.toExponential(1),
    sigmaCount.toFixed(1),
    `${sigmaMean.toFixed(1)} / n`,
  ]);
  const kept = reserve > 0 ? [["revision", "", "1", "", percent(reserve), "", "", ""]] : [];
  const head = [
    "level",
    "table",
    "publications",
    "ρ of one: count / sum / bins",
    "of the year",
    "δ′",
    "σ of a count",
    "σ of a mean / mean",
  ];
  return columns([head, ...rows, ...kept]);
}

/** What cells of twins need; nothing where no area is an only child. */
function twinLines(plan: Plan, predictions: readonly Prediction[]): string[] {
  const each = predictions.flatMap(({ measure, table, twins }) => twins.map((cells) => ({ measure, table, ...cells })));
  // The rows of every level of theirs tell of the same cells.
  const once = [...new Map(each.map((one) => [[one.measure, one.table, ...one.levels].join("\n"), one])).values()];
  if (once.length === 0) return [];
  const rows = byMeasure(plan, once, (one) => [
    one.levels.join(" + "),
    one.table,
    String(one.areas),
    String(one.householdsNeeded),
    String(one.householdsFor95),
    margin(one.halfWidthAtThreshold),
  ]);
  return [
    "An area that is the only child of another is one cell with it: measured once, with the ρ of both levels, and shown in the rows of both:",
    columns([["measure", "levels", "table", "areas", "a cell needs", "in 95 %", "at the threshold"], ...rows]),
    "",
  ];
}

function predictionTable(plan: Plan, predictions: readonly Prediction[]): string {
  const head = [
    "measure",
    "level",
    "table",
    "published by",
    "a cell needs",
    "in 95 %",
    "cells expected",
    "margin",
    "at the threshold",
  ];
  const rows = byMeasure(plan, predictions, (p) => [
    p.level,
    p.table,
    `${p.step} (${p.publications} a year)`,
    String(p.householdsNeeded),
    String(p.householdsFor95),
    `${expected(p.published)} of ${p.cells}`,
    margin(p.halfWidth),
    margin(p.halfWidthAtThreshold),
  ]);
  return columns([head, ...rows]);
}

/** Evenly is the kind case: one type that nobody is of is withheld, and costs another in each area, all year. */
function emptyKindText(plan: Plan, predictions: readonly Prediction[]): string[] {
  const rows = byMeasure(
    plan,
    predictions.filter(({ withEmptyKind }) => withEmptyKind !== null),
    ({ level, cells, withEmptyKind }) => [
      level,
      `${expected(withEmptyKind?.published ?? 0)} of ${cells}, ${expected(withEmptyKind?.protecting ?? 0)} withheld to protect it`,
    ],
  );
  if (rows.length === 0) return [];
  return [
    "If nobody is of one of the types (`unknown`, say, where everybody answers), tables by type would publish:",
    columns(rows),
  ];
}

function errorTable(plan: Plan, predictions: readonly Prediction[]): string {
  const head = ["measure", "level", "table", "clamp", "gate: cells lost", "households lost", "to protect", "selection", "noise"];
  const rows = byMeasure(plan, predictions, (p) => [
    p.level,
    p.table,
    `- ${percent(clampLossOf())}`,
    percent(p.lostCells),
    percent(p.lostHouseholds),
    `${expected(p.protecting)} cells`,
    p.selection === null ? "-" : `+ ${percent(p.selection)}`,
    p.noiseError === null ? "-" : `± ${percent(p.noiseError)}`,
  ]);
  return columns([head, ...rows]);
}

/**
 * Measures with the same figures share a row: they differ by their number of types alone.
 *
 * @param cells of the i-th prediction
 */
export function byMeasure<Of extends { readonly measure: string }>(
  plan: Plan,
  predictions: readonly Of[],
  cells: (prediction: Of, i: number) => string[],
): string[][] {
  const rows = new Map<string, { cells: string[]; measures: string[] }>();
  for (const [i, prediction] of predictions.entries()) {
    const own = cells(prediction, i);
    const row = rows.get(own.join("\n")) ?? { cells: own, measures: [] };
    row.measures.push(prediction.measure);
    rows.set(own.join("\n"), row);
  }
  return [...rows.values()].map(({ cells: own, measures }) => [named(plan, measures), ...own]);
}

/** Measures in words: those that are not there, where they are fewer. */
function named({ measures: all }: Plan, measures: readonly string[]): string {
  const others = all.map(({ key }) => key).filter((key) => !measures.includes(key));
  if (others.length === 0) return "each";
  return others.length < measures.length ? `each but ${others.join(", ")}` : measures.join(", ");
}

function proposalTable(proposals: readonly Proposal[], dwellings: number): string {
  const rows = proposals.map(({ households, calendar, streams, levelShares, predictions }) => {
    const size = households > dwellings ? `${households} (more than dwellings)` : String(households);
    if (!calendar) return [size, "-", "none: even the whole once a year would be too wide", "", ""];
    return [
      size,
      String(streams),
      Object.entries(calendar)
        .map((pair) => pair.join(" "))
        .join(", "),
      Object.values(levelShares).join(" / "),
      predictions
        .map(
          (p) => `${p.level}${p.table === "_T" ? "" : " by type"} ${expected(p.published)} of ${p.cells} ${margin(p.halfWidth)}`,
        )
        .join(", "),
    ];
  });
  return columns([["households", "streams", "calendar", "level shares", "would publish"], ...rows]);
}
