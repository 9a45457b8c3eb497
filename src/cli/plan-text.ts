import type { Allocation, Plan, Prediction, Proposal, RevisionForecast, ShareChoice } from "../pipeline/index.ts";
import { ASSUMED_VARIATION, clampLossOf, WORTHWHILE } from "../privacy/forecast/index.ts";
import { toNumber } from "../privacy/index.ts";
import { betsOf } from "./bets.ts";
import { columns, lines } from "./verb.ts";

/** Everything that `plan` predicts, as printed with `--json`. */
interface PlanForecast {
  readonly plan: Plan;
  readonly households: number;
  /** dwellings of the areas where households are recruited */
  readonly dwellings: number;
  readonly allocation: Allocation;
  readonly predictions: readonly Prediction[];
  readonly shares: readonly ShareChoice[];
  readonly proposals: readonly Proposal[];
  readonly revision: RevisionForecast;
}

const percent = (share: number | null, digits = 1) => (share === null ? "-" : `${(100 * share).toFixed(digits)} %`);
const margin = (width: number | null) => (width === null ? "-" : `± ${percent(width)}`);
const short = (value: number) => String(Number(value.toPrecision(3)));
/** An expected number of cells: whole from a hundred up. */
export const cellsExpectedText = (cells: number) => (cells >= 100 ? String(Math.round(cells)) : String(Number(cells.toFixed(1))));

/** A column of a table: its heading, and a function that returns its cell in the i-th row. */
export type PredictionColumn<Row> = readonly [head: string, cell: (row: Row, i: number) => string | number];

const LEVEL: PredictionColumn<Prediction> = ["level", ({ level }) => level];
const TABLE: PredictionColumn<{ readonly table: string }> = ["table", ({ table }) => table];
const NEEDED: PredictionColumn<Pick<Prediction, "householdsNeeded">> = ["a cell needs", (row) => row.householdsNeeded];
const FOR_95: PredictionColumn<Pick<Prediction, "householdsFor95">> = ["in 95 %", (row) => row.householdsFor95];
const EXPECTED: PredictionColumn<Prediction> = [
  "cells expected",
  ({ published, cells }) => `${cellsExpectedText(published)} of ${cells}`,
];
const MARGIN: PredictionColumn<Prediction> = ["margin", ({ halfWidth }) => margin(halfWidth)];
const AT_THRESHOLD: PredictionColumn<Pick<Prediction, "halfWidthAtThreshold">> = [
  "at the threshold",
  (row) => margin(row.halfWidthAtThreshold),
];
/** Columns that identify a table, and how many households a cell of it needs. */
export const CELL_COLUMNS = [LEVEL, TABLE, NEEDED] as const;
const CELLS_GIVEN = [NEEDED, FOR_95, EXPECTED, MARGIN, AT_THRESHOLD] as const;

export const cellsAndMargin = (prediction: Prediction) =>
  `${EXPECTED[1](prediction, 0)}${prediction.halfWidth === null ? "" : ` ${margin(prediction.halfWidth)}`}`;

/** A table of predictions, with the measures in the first column. */
export function predictionTable<Row extends { readonly measure: string }>(
  plan: Plan,
  predictions: readonly Row[],
  ...list: readonly PredictionColumn<Row>[]
): string {
  return columns([["measure", ...list.map(([head]) => head)], ...byMeasure(plan, predictions, ...list)]);
}

/** Rows of predictions. Measures with equal figures share a row; figures differ only by the number of household types. */
function byMeasure<Row extends { readonly measure: string }>(
  plan: Plan,
  predictions: readonly Row[],
  ...list: readonly PredictionColumn<Row>[]
) {
  const rows = new Map<string, { cells: (string | number)[]; measures: string[] }>();
  for (const [i, prediction] of predictions.entries()) {
    const cells = list.map(([, cell]) => cell(prediction, i));
    const row = rows.get(cells.join("\n")) ?? { cells, measures: [] };
    row.measures.push(prediction.measure);
    rows.set(cells.join("\n"), row);
  }
  return [...rows.values()].map(({ cells, measures }) => [measureNames(plan, measures), ...cells]);
}

/** Measures as text: the missing ones (`each but …`) where these are fewer. */
function measureNames({ measures: all }: Plan, measures: readonly string[]): string {
  const others = all.map(({ key }) => key).filter((key) => !measures.includes(key));
  if (others.length === 0) return "each";
  return others.length < measures.length ? `each but ${others.join(", ")}` : measures.join(", ");
}

/** The output of `plan` for people: the budget, what it would publish, where errors come from, other calendars, the revision. */
export function planText(forecast: PlanForecast): string {
  const { plan, households, predictions } = forecast;
  const { budget, streams, settings } = plan;
  return lines(
    `ε = ${budget.epsilon} and δ = ${toNumber(budget.delta)} a household and year (ρ = ${toNumber(budget.rho).toFixed(6)}), split over ${streams} measure streams; k = ${settings.k}`,
    oddsLine(plan),
    `half of δ pays for the conversion to ε, half for the gates. All figures are from public numbers: dwellings, settings, and ${households} households expected`,
    "",
    `How the year of one measure stream is split (ρ = ${toNumber(budget.rhoPerMeasure).toFixed(6)}):`,
    allocationTable(forecast.allocation),
    "",
    twinLines(plan, predictions),
    `What ${households} households would publish of a measure that all of them contribute, spread as dwellings are and evenly over types:`,
    predictionTable(
      plan,
      predictions,
      LEVEL,
      TABLE,
      ["published by", ({ step, publications }) => `${step} (${publications} a year)`],
      ...CELLS_GIVEN,
    ),
    "Margins are those of cells measured alone: what all cells tell together, and models of small areas, can only narrow them.",
    emptyTypeLines(plan, predictions),
    "",
    "Where the error of a published mean comes from:",
    predictionTable(
      plan,
      predictions,
      LEVEL,
      TABLE,
      ["clamp", () => `- ${percent(clampLossOf())}`],
      ["gate: cells lost", ({ lostCells }) => percent(lostCells)],
      ["households lost", ({ lostHouseholds }) => percent(lostHouseholds)],
      ["to protect", ({ protecting }) => `${cellsExpectedText(protecting)} cells`],
      ["selection", ({ selection }) => (selection === null ? "-" : `+ ${percent(selection)}`)],
      ["noise", ({ noiseError }) => margin(noiseError)],
    ),
    `The clamp's part is an assumption: log-normal amounts around a quarter of the clamp, with a coefficient of variation of ${ASSUMED_VARIATION}.`,
    "",
    `What it buys to share the year out so, beside other ways to, for the first measure, each level by its own step:`,
    sharesTable(forecast.shares),
    "",
    `The finest calendar with at least ${percent(WORTHWHILE.published, 0)} of each level's areas published and a median margin of at most ${margin(WORTHWHILE.halfWidth)}; k, ε and δ as they are:`,
    proposalTable(forecast.proposals, forecast.dwellings),
    "",
    revisionLines(plan, households, forecast.revision),
  );
}

/** The budget as odds, for a year and for several. */
function oddsLine({ budget }: Plan): string {
  const { odds, odds_changed, lifetime } = betsOf(budget);
  const later = lifetime.map((one) => `${one.odds} and ${one.odds_changed} over ${one.years} years`).join("; ");
  return `whoever knows all other households and reads everything wins at best ${odds} of 100 bets on whether one contributed, ${odds_changed} on which of two streams it gave (a coin: 50); ${later}`;
}

function allocationTable({ tables, reserve }: Allocation): string {
  return columns([
    ["level", "table", "publications", "ρ of one: count / sum / bins", "of the year", "δ′", "σ of a count", "σ of a mean / mean"],
    ...tables.map(({ level, twins, table, step, publications, rho, share, delta, sigmaCount, sigmaMean }) => [
      [level, ...twins].join(" + "),
      table,
      `${publications} by ${step}`,
      [rho.counts, rho.sums, rho.histograms].map(short).join(" / "),
      percent(share),
      delta.toExponential(1),
      sigmaCount.toFixed(1),
      `${sigmaMean.toFixed(1)} / n`,
    ]),
    ...(reserve > 0 ? [["revision", "", "1", "", percent(reserve), "", "", ""]] : []),
  ]);
}

const SHARES: Readonly<Record<ShareChoice["shares"], string>> = {
  stated: "as stated",
  found: "found: loses least",
  even: "even: .2 / .55 / .25",
};

/** For each way of dividing the year's budget: cells published, and the error of a mean by noise. */
function sharesTable(choices: readonly ShareChoice[]): string {
  const [first] = choices;
  return columns([
    ["level", "table", ...choices.map(({ shares }) => SHARES[shares])],
    ...(first?.predictions ?? []).map(({ level, table }, i) => [
      level,
      table,
      ...choices.map(({ predictions }) => {
        const one = predictions[i] as Prediction;
        return `${cellsExpectedText(one.published)} of ${one.cells}, noise ${margin(one.noiseError)}`;
      }),
    ]),
  ]);
}

/** The households that cells of twins need; empty where no area is an only child. */
function twinLines(plan: Plan, predictions: readonly Prediction[]): string[] {
  const each = predictions.flatMap(({ measure, table, twins }) => twins.map((cells) => ({ measure, table, ...cells })));
  // Twins have the same cells at each of their levels, so they are listed once.
  const once = [...new Map(each.map((one) => [[one.measure, one.table, ...one.levels].join("\n"), one])).values()];
  if (once.length === 0) return [];
  return [
    "An area that is the only child of another is one cell with it: measured once, with the ρ of both levels, and shown in the rows of both:",
    predictionTable(
      plan,
      once,
      ["levels", ({ levels }) => levels.join(" + ")],
      TABLE,
      ["areas", ({ areas }) => areas],
      NEEDED,
      FOR_95,
      AT_THRESHOLD,
    ),
    "",
  ];
}

/**
 * The predictions assume households spread evenly over types, which is the best case. If a type has no household, it is withheld,
 * and so is another in each area to protect it, all year.
 */
function emptyTypeLines(plan: Plan, predictions: readonly Prediction[]): string[] {
  const typed = predictions.flatMap((one) => (one.withEmptyType === null ? [] : [{ ...one, ...one.withEmptyType }]));
  if (typed.length === 0) return [];
  return [
    "If nobody is of one of the types (`unknown`, say, where everybody answers), tables by type would publish:",
    columns(
      byMeasure(plan, typed, LEVEL, [
        "",
        ({ published, cells, protecting }) =>
          `${cellsExpectedText(published)} of ${cells}, ${cellsExpectedText(protecting)} withheld to protect it`,
      ]),
    ),
  ];
}

function proposalTable(proposals: readonly Proposal[], dwellings: number): string {
  const rows = proposals.map(({ households, calendar, streams, levelShares, predictions }) => {
    const size = households > dwellings ? `${households} (more than dwellings)` : households;
    if (!calendar) return [size, "-", "none: even the whole once a year would be too wide", "", ""];
    return [
      size,
      streams,
      Object.entries(calendar)
        .map((pair) => pair.join(" "))
        .join(", "),
      Object.values(levelShares).join(" / "),
      predictions
        .map((p) => `${p.level}${p.table === "_T" ? "" : " by type"} ${EXPECTED[1](p, 0)} ${margin(p.halfWidth)}`)
        .join(", "),
    ];
  });
  return columns([["households", "streams", "calendar", "level shares", "would publish"], ...rows]);
}

/** What the annual revision would publish, and what its reserve costs the other publications. */
function revisionLines(plan: Plan, households: number, { reserve, kept, revision, publications }: RevisionForecast): string {
  const part = percent(reserve);
  const { reserved, unreserved } = publications;
  const without = (cell: PredictionColumn<Prediction>[1]): PredictionColumn<Prediction> => [
    "without",
    (_, i) => cell(unreserved[i] as Prediction, i),
  ];
  return lines(
    kept
      ? `The annual revision, from a reserve of ${part} of the year (budget.shares.revision), draws every cell of the year anew, once, with late data and corrections.`
      : `There is no annual revision, for budget.shares.revision is 0. A reserve of ${part} of the year would draw every cell of the year anew, once, with late data and corrections.`,
    revision.length === 0
      ? "No level is published by the year: there would be nothing to revise, and the reserve would be lost."
      : [
          `${kept ? "It gives" : "It would give"}, with ${households} households:`,
          predictionTable(plan, revision, LEVEL, TABLE, ...CELLS_GIVEN),
        ],
    "",
    kept
      ? "What the reserve costs every other publication of the year, against none:"
      : "What it would cost every other publication of the year:",
    predictionTable(
      plan,
      reserved,
      ...CELL_COLUMNS,
      without(NEEDED[1]),
      EXPECTED,
      without(({ published }) => cellsExpectedText(published)),
      MARGIN,
      without(MARGIN[1]),
    ),
  );
}
