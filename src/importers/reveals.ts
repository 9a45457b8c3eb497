import type { Labels } from "../domains/index.ts";
import type { FileReport } from "./report.ts";
import texts from "./reveals.json" with { type: "json" };

/**
 * What somebody with the whole file would learn about the home, by the shortest interval in minutes. A file without intervals has
 * totals.
 */
export function revealedBy({ finest }: Pick<FileReport, "finest">): Labels {
  if (finest === null || finest > 25 * 60) return texts.totals;
  return finest > 60 ? texts.days : texts.hours;
}
