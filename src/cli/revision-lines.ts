import type { Plan, Prediction, RevisionForecast } from "../pipeline/index.ts";
import { byMeasure, expected, margin, percent } from "./plan-text.ts";
import { columns } from "./verb.ts";

/** What `plan` says of the annual revision: what it would give, and what its reserve costs the other publications. */
export function revisionLines(plan: Plan, households: number, forecast: RevisionForecast): string {
  const { reserve, kept, revision, publications } = forecast;
  const part = percent(reserve);
  const opening = kept
    ? `The annual revision, from a reserve of ${part} of the year (budget.shares.revision), draws every cell of the year anew, once, with late data and corrections.`
    : `There is no annual revision, for budget.shares.revision is 0. A reserve of ${part} of the year would draw every cell of the year anew, once, with late data and corrections.`;
  const will = kept ? "It gives" : "It would give";
  const given =
    revision.length === 0
      ? "No level is published by the year: there would be nothing to revise, and the reserve would be lost."
      : `${will}, with ${households} households:\n${revisionTable(plan, revision)}`;
  const costs = kept
    ? "What the reserve costs every other publication of the year, against none:"
    : "What it would cost every other publication of the year:";
  return [opening, given, "", costs, costTable(plan, publications)].join("\n");
}

function revisionTable(plan: Plan, revision: readonly Prediction[]): string {
  const head = ["measure", "level", "table", "a cell needs", "in 95 %", "cells expected", "margin", "at the threshold"];
  const rows = byMeasure(plan, revision, (p) => [
    p.level,
    p.table,
    String(p.householdsNeeded),
    String(p.householdsFor95),
    `${expected(p.published)} of ${p.cells}`,
    margin(p.halfWidth),
    margin(p.halfWidthAtThreshold),
  ]);
  return columns([head, ...rows]);
}

function costTable(plan: Plan, { reserved, unreserved }: RevisionForecast["publications"]): string {
  const head = ["measure", "level", "table", "a cell needs", "without", "cells expected", "without", "margin", "without"];
  const rows = byMeasure(plan, reserved, (own, i) => {
    const other = unreserved[i] as Prediction;
    return [
      own.level,
      own.table,
      String(own.householdsNeeded),
      String(other.householdsNeeded),
      `${expected(own.published)} of ${own.cells}`,
      expected(other.published),
      margin(own.halfWidth),
      margin(other.halfWidth),
    ];
  });
  return columns([head, ...rows]);
}
