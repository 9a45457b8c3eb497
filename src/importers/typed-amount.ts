export type TypedFault = "empty" | "negative" | "amount" | "from" | "to" | "order" | "short" | "length";
export type TypedResult<T, Fault = TypedFault> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: Fault };

/** The language in which a number is typed: in English, a comma before three digits groups thousands. */
export type AmountLang = "fr" | "en";

const tightened = (text: string): string => text.replace(/[\s’']/g, "");

/**
 * Reads a number as people type it, `1 234,5` or `1,234.5`, and returns plain decimal text; null where it is no number ≥ 0. A
 * single comma or point is the decimal sign; the other one, spaces, and a sign that is repeated group thousands. `1,146` is 1146
 * in English, and 1.146 otherwise; in `0,146` nothing is grouped.
 */
export function plainAmount(text: string, lang: AmountLang = "fr"): string | null {
  const tight = tightened(text);
  if (/^[1-9]\d{0,2}(,\d{3}){2,}$|^[1-9]\d{0,2}(\.\d{3}){2,}$/.test(tight)) return tight.replace(/[,.]/g, "");
  if (lang === "en" && /^[1-9]\d{0,2},\d{3}$/.test(tight)) return tight.replace(",", "");
  const [sign, group] = tight.lastIndexOf(",") > tight.lastIndexOf(".") ? [",", "."] : [".", ","];
  const plain = tight.replaceAll(group, "").replace(sign, ".");
  return /^\d+(\.\d*)?$|^\.\d+$/.test(plain) && Number.isFinite(Number(plain)) ? plain : null;
}

/** The number that a text would be if its point grouped thousands, as in `1.146`; null where it cannot. */
export function groupedInstead(text: string): string | null {
  const tight = tightened(text);
  return /^[1-9]\d{0,2}\.\d{3}$/.test(tight) ? tight.replace(".", "") : null;
}

export function readPlainAmount(text: string, lang: AmountLang = "fr"): TypedResult<string> {
  const value = plainAmount(text, lang);
  if (value !== null) return { ok: true, value };
  if (text.trim() === "") return { ok: false, fault: "empty" };
  const opposite = /^\s*[-\u2212](.+)$/.exec(text)?.[1];
  return { ok: false, fault: opposite !== undefined && plainAmount(opposite, lang) !== null ? "negative" : "amount" };
}

export function readAmount(text: string, lang: AmountLang = "fr"): TypedResult<number> {
  const read = readPlainAmount(text, lang);
  return read.ok ? { ok: true, value: Number(read.value) } : read;
}
