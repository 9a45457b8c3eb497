/** What may be wrong with something that a person typed. */
export type TypedFault = "empty" | "negative" | "amount" | "from" | "to" | "order" | "short" | "length";
export type TypedResult<T, Fault = TypedFault> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: Fault };

/**
 * A number as people type it, `1 234,5` or `1,234.5`, as plain decimal text; null when it is no number ≥ 0.
 * A single comma or point is the decimal sign; the other one, and spaces, group thousands.
 */
export function plainAmount(text: string): string | null {
  const tight = text.replace(/[\s’']/g, "");
  const [sign, group] = tight.lastIndexOf(",") > tight.lastIndexOf(".") ? [",", "."] : [".", ","];
  const plain = tight.replaceAll(group, "").replace(sign, ".");
  return /^\d+(\.\d*)?$|^\.\d+$/.test(plain) && Number.isFinite(Number(plain)) ? plain : null;
}

/** The same as plain text, or what is wrong with it. */
export function readPlainAmount(text: string): TypedResult<string> {
  const value = plainAmount(text);
  if (value !== null) return { ok: true, value };
  if (text.trim() === "") return { ok: false, fault: "empty" };
  const opposite = /^\s*[-\u2212](.+)$/.exec(text)?.[1];
  return { ok: false, fault: opposite !== undefined && plainAmount(opposite) !== null ? "negative" : "amount" };
}

/** The number typed, or what is wrong with it. */
export function readAmount(text: string): TypedResult<number> {
  const read = readPlainAmount(text);
  return read.ok ? { ok: true, value: Number(read.value) } : read;
}
