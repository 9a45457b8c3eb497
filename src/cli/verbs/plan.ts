import { readHome, readSettings } from "../../commons/home.ts";
import { parseSettings } from "../../contract/settings.ts";
import { makePlan, type Plan, type Prediction, predict, predictRevision } from "../../pipeline/index.ts";
import { toNumber } from "../../privacy/index.ts";
import { readTerritory } from "../../territory/read.ts";
import { revisionLines } from "../revision-lines.ts";
import { SAMPLE_SETTINGS, SAMPLE_TERRITORY } from "../sample/index.ts";
import { columns, type Verb, type VerbInput, wholeNumber } from "../verb.ts";

export const plan: Verb = {
  name: "plan",
  summary: "what each level, table and measure can publish, from public numbers and settings alone; no contribution is read",
  options: {
    home: { type: "string", value: "DIR", help: "a commons; by default the made-up sample" },
    territory: { type: "string", value: "DIR", help: "a territory, instead of a commons" },
    settings: { type: "string", value: "FILE", help: "settings, instead of a commons'" },
    households: { type: "string", value: "N", help: "households expected to contribute", default: "3000" },
  },
  run: async (input) => {
    const planned = planOf(input);
    const households = wholeNumber(input, "households", 1, 1_000_000_000) as number;
    const predictions = predict(planned, households);
    const revision = predictRevision(planned);
    const { budget, streams } = planned;
    const json = {
      households,
      epsilon: budget.epsilon,
      delta: toNumber(budget.delta),
      rho: toNumber(budget.rho),
      streams,
      k: planned.settings.k,
      levels: planned.levels.map(({ level, step, publications, typed, histograms }) => ({
        level,
        step,
        publications,
        typed,
        histograms,
      })),
      predictions,
      revision,
    };
    return { text: `${textOf(planned, households, predictions)}\n\n${revisionLines(revision)}`, json };
  },
};

function planOf(input: VerbInput): Plan {
  const { home, territory, settings } = input.options;
  if (home !== undefined) {
    const found = readHome(home);
    return makePlan(settings === undefined ? found.settings : readSettings(settings), found.territory);
  }
  const given =
    settings === undefined
      ? territory === undefined
        ? readSettings(SAMPLE_SETTINGS)
        : parseSettings({})
      : readSettings(settings);
  return makePlan(given, readTerritory(territory ?? SAMPLE_TERRITORY));
}

function textOf({ budget, streams, settings }: Plan, households: number, predictions: readonly Prediction[]): string {
  const percent = (share: number | null) => (share === null ? "-" : `± ${(100 * share).toFixed(1)} %`);
  const rows = predictions.map((p) => [
    p.measure,
    p.level,
    p.table,
    `${p.step} (${p.publications} a year)`,
    p.sigmaCount.toFixed(1),
    String(p.householdsNeeded),
    `${p.publishedCells} of ${p.cells}`,
    percent(p.halfWidth),
  ]);
  return [
    `ε = ${budget.epsilon} and δ = ${toNumber(budget.delta)} a household and year (ρ = ${toNumber(budget.rho).toFixed(6)}), split over ${streams} measure streams; k = ${settings.k}`,
    `${households} households, spread as dwellings are and evenly over types:`,
    "",
    columns([
      [
        "measure",
        "level",
        "table",
        "published by",
        "σ of counts",
        "households a cell needs",
        "cells published",
        "margin of a mean",
      ],
      ...rows,
    ]),
  ].join("\n");
}
