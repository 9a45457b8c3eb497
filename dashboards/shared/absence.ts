/** Why there is no figure: too few homes, kept back so that another cannot be found by subtraction, and so on. */
export type Absence = "few" | "other" | "imprecise" | "none" | "unpublished";

/** The one reading of why a row has no figure. Only `few` and `imprecise` may be said to lack homes. */
export function absenceOf(row: { readonly OBS_STATUS: string; readonly CONF_STATUS: string } | undefined): Absence {
  if (!row) return "unpublished";
  if (row.OBS_STATUS === "M") return "none";
  if (row.CONF_STATUS === "A") return "few";
  return row.CONF_STATUS === "D" ? "other" : "imprecise";
}
