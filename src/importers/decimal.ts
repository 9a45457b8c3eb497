/** Why a text is no amount. */
export type DecimalFault = "bad-value" | "negative" | "too-large";

const DECIMAL = /^([+-]?)(\d*)(?:[.,](\d*))?(?:[eE]([+-]?\d{1,3}))?$/;
/** The longest text that can be an amount; a double's shortest form has 24 characters. */
const LONGEST = 40;

/** Digits alone, few enough to be exact: what almost every line of a load curve holds. */
function digits(text: string): number {
  if (text.length === 0 || text.length > 9) return -1;
  let value = 0;
  for (let i = 0; i < text.length; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = 10 * value + digit;
  }
  return value;
}

/**
 * A decimal text times 10^`places`, as an exact integer; digits beyond are rounded half up. No float is multiplied.
 *
 * @param text with a decimal comma or point, no thousands' separators
 */
export function decimal(text: string, places: number): number | DecimalFault {
  const whole = digits(text);
  if (whole >= 0 && places <= 6) return whole * 10 ** places;
  const tight = text.trim();
  const parts = tight.length > LONGEST ? null : DECIMAL.exec(tight);
  if (!parts || `${parts[2]}${parts[3] ?? ""}` === "") return "bad-value";
  const mantissa = BigInt(`${parts[2]}${parts[3] ?? ""}`);
  if (parts[1] === "-" && mantissa > 0n) return "negative";
  const exponent = Number(parts[4] ?? 0) - (parts[3] ?? "").length + places;
  if (mantissa > 0n && exponent > 20) return "too-large";
  const divisor = 10n ** BigInt(Math.max(0, -exponent));
  const scaled =
    exponent >= 0 ? mantissa * 10n ** BigInt(exponent > 20 ? 0 : exponent) : (2n * mantissa + divisor) / (2n * divisor);
  return scaled > BigInt(Number.MAX_SAFE_INTEGER) ? "too-large" : Number(scaled);
}

/** The same for a value of JSON or of a spreadsheet: a number counts as its shortest decimal form. */
export function decimalOf(value: unknown, places: number): number | DecimalFault {
  if (typeof value === "string") return decimal(value, places);
  if (typeof value !== "number" || !Number.isFinite(value)) return "bad-value";
  return decimal(String(value), places);
}

/** `numerator / denominator`, rounded half up; both non-negative. */
export function roundedQuotient(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}
