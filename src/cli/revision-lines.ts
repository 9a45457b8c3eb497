import type { RevisionPrediction } from "../pipeline/index.ts";
import { columns } from "./verb.ts";

/** What `plan` says of the annual revision. */
export function revisionLines(revision: readonly RevisionPrediction[]): string {
  if (revision.length === 0) return "revision: none, for budget.shares.revision is 0";
  const rows = revision.map((p) => [
    p.measure,
    p.level,
    p.table,
    p.sigmaCount.toFixed(1),
    String(p.householdsNeeded),
    `± ${(100 * p.halfWidth).toFixed(1)} %`,
  ]);
  return [
    "revision, once a year from the reserve:",
    "",
    columns([["measure", "level", "table", "σ of counts", "households a cell needs", "margin of a mean there"], ...rows]),
  ].join("\n");
}
