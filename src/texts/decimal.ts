import type { Language } from "./page.ts";

const SUPERSCRIPTS = [..."⁰¹²³⁴⁵⁶⁷⁸⁹"];

/** A whole number as it is, and any other with three significant digits and the language's decimal mark: `2,75`, `1,2 × 10⁻⁷`. */
export function decimal(value: number, language: Language): string {
  const rounded = Number.isInteger(value) ? value : Number(value.toPrecision(3));
  const text = Math.abs(value) < 1e-3 && value !== 0 ? powerOfTen(rounded) : String(rounded);
  return language === "fr" ? text.replace(".", ",") : text;
}

function powerOfTen(value: number): string {
  const [mantissa = "", exponent = ""] = value.toExponential().split("e");
  const raised = [...exponent].map((digit) => (digit === "-" ? "⁻" : (SUPERSCRIPTS[Number(digit)] ?? ""))).join("");
  return mantissa === "1" ? `10${raised}` : `${mantissa} × 10${raised}`;
}
