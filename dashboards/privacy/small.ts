import { formatNumber } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";

/** The digits as exponents. */
export const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A small number in a readable form: `0.0132`, `4.5 × 10⁻⁷`. */
export function formatSmall(value: number, lang: Lang): string {
  if (value === 0) return "0";
  if (value >= 0.001) return formatNumber(value, value >= 1 ? 2 : 4, lang);
  const [digits = "", power = ""] = value.toExponential(1).split("e-");
  const raised = [...power].map((digit) => RAISED[Number(digit)]).join("");
  return `${lang === "fr" ? digits.replace(".", ",") : digits}\u00a0×\u00a010⁻${raised}`;
}
