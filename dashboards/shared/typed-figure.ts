import { type AmountLang, readAmount, type TypedFault, type TypedResult } from "../../src/importers/typed-amount.ts";

/** Words that people type for a unit, by its code, besides that code and its sign. */
const IN_WORDS: Readonly<Record<string, readonly string[]>> = { EUR: ["euros", "euro"], m3: ["mètres cubes", "m 3"] };

/** A figure without the unit that was typed after it. */
export function bareFigure(text: string, units: readonly string[]): string {
  const typed = text.trim().toLowerCase();
  const unit = units.flatMap((one) => [one, ...(IN_WORDS[one] ?? [])]).find((spelling) => typed.endsWith(spelling.toLowerCase()));
  return unit === undefined ? text : typed.slice(0, -unit.length).trim();
}

/** A period that people type after a figure: `par mois`, `/an`, `a year`. */
const PERIOD = /\s*(?:\/\s*|\b(?:par|chaque|a|per|each|every)\s+)(?:(mois|month)|an|année|year)\s*$/i;

/** A figure without the period that was typed after it, and that period; null: none was. */
export function splitPeriod(text: string): { readonly figure: string; readonly period: "month" | "year" | null } {
  const found = PERIOD.exec(text);
  return found === null
    ? { figure: text, period: null }
    : { figure: text.slice(0, found.index), period: found[1] === undefined ? "year" : "month" };
}

/** Why a figure that was typed is not read; `zero`: a meter that was not read gives 0, and so does hardly any home; `period`: it is of another time than is asked for. */
export type FigureFault = TypedFault | "zero" | "period";

/**
 * Reads a figure that a person typed, with or without its unit: `45 m³`, `1 250,50 €`.
 *
 * @param units the sign and the code of the unit that is asked for; a figure with another is no number
 */
export function readFigure(text: string, units: readonly string[], lang: AmountLang): TypedResult<number, FigureFault> {
  const read = readAmount(bareFigure(text, units), lang);
  return read.ok && read.value === 0 ? { ok: false, fault: "zero" } : read;
}
