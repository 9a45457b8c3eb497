import type { Observation } from "../../src/contract/observation.ts";

/** Why there is no figure: too few homes, kept back so that another cannot be found by subtraction, and so on. */
type Absence = "few" | "other" | "imprecise" | "none" | "unpublished";

/** The one reading of why a row has no figure. Only `few` and `imprecise` may be said to lack homes. */
export function absenceOf(row: Observation | undefined): Absence {
  if (!row) return "unpublished";
  if (row.OBS_STATUS === "M") return "none";
  if (row.CONF_STATUS === "A") return "few";
  return row.CONF_STATUS === "D" ? "other" : "imprecise";
}
