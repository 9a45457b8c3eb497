/** Why a value is not an amount. */
type AmountFault = "bad-value" | "negative" | "too-large";

const DECIMAL = /^([+-]?)(\d*)(?:[.,](\d*))?(?:[eE]([+-]?\d{1,3}))?$/;
/** Characters of the longest text that can be an amount; the shortest form of a double has at most 24. */
const LONGEST = 40;

/**
 * Parses a decimal into the exact integer `value × 10^places`; further digits are rounded half up. No float is multiplied: a
 * number is taken in its shortest decimal form.
 *
 * @param value a number, or text with a decimal comma or point and no thousands separators
 */
export function parseDecimal(value: unknown, places: number): number | AmountFault {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string") return "bad-value";
  // The fast path for load curves, whose values mostly have few digits: too few to be inexact.
  if (places >= 0 && places <= 6 && /^\d{1,9}$/.test(text)) return Number(text) * 10 ** places;
  const tight = text.trim();
  const [, sign, whole = "", fraction = "", power = "0"] = (tight.length <= LONGEST && DECIMAL.exec(tight)) || [];
  if (whole + fraction === "") return "bad-value";
  const mantissa = BigInt(whole + fraction);
  if (mantissa === 0n) return 0;
  if (sign === "-") return "negative";
  const exponent = Number(power) - fraction.length + places;
  if (exponent > 20) return "too-large";
  const scaled = exponent >= 0 ? mantissa * 10n ** BigInt(exponent) : roundedQuotient(mantissa, 10n ** BigInt(-exponent));
  return scaled > BigInt(Number.MAX_SAFE_INTEGER) ? "too-large" : Number(scaled);
}

/** `numerator / denominator`, rounded half up; both non-negative. */
export function roundedQuotient(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}

/** A unit in files. Amounts are stored as `value × 10^places`; `denominator` of these are one base unit. */
export interface Quantity {
  readonly places: number;
  readonly denominator: bigint;
  /** the value is a rate, to be multiplied by the seconds of its interval */
  readonly power?: true;
}

export const WH: Quantity = { places: 3, denominator: 1000n };
export const KWH: Quantity = { places: 6, denominator: 1000n };
export const LITRE: Quantity = { places: 3, denominator: 1000n };
export const METRE: Quantity = { places: 3, denominator: 1000n };
/** Seconds and milliseconds; the base unit is the minute. */
export const SECOND: Quantity = { places: 3, denominator: 60_000n };
export const MILLISECOND: Quantity = { ...SECOND, places: 0 };
export const ONE: Quantity = { places: 0, denominator: 1n };
/** Milliwatts: 3 600 000 of them for one second are a watt-hour. */
export const WATT: Quantity = { places: 3, denominator: 3_600_000n, power: true };
export const KILOWATT: Quantity = { ...WATT, places: 6 };
export const CUBIC_METRE: Quantity = { ...LITRE, places: 6 };

/** Units by their names in files, in lower case. */
type Names = ReadonlyMap<string, Quantity>;
export const ENERGY: Names = new Map([
  ["wh", WH],
  ["kwh", KWH],
  ["w", WATT],
  ["kw", KILOWATT],
]);
export const VOLUME: Names = new Map([
  ["l", LITRE],
  ["litre", LITRE],
  ["litres", LITRE],
  ["m3", CUBIC_METRE],
  ["m³", CUBIC_METRE],
]);

/** Parses a cell or field as an amount; null where it is empty. */
export function amountOf(value: unknown, { places }: Quantity): number | null | AmountFault {
  const amount = parseDecimal(value ?? "", places);
  return amount === "bad-value" && /^(|null|nan|-|--|n\/a)$/i.test(String(value ?? "").trim()) ? null : amount;
}
