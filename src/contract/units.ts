import type { Labels } from "./labels.ts";
import { Refusal } from "./problem.ts";

interface UnitDefinition {
  readonly base: string;
  readonly factor: bigint;
  readonly labels?: Labels;
}

/**
 * Units, and how many base units each holds. A measure has one base unit (the integer that is
 * stored, bounded and summed) and one display unit (what people type and read). `labels` is what people read where that is not the code.
 */
export const UNITS = {
  L: { base: "L", factor: 1n },
  m3: { base: "L", factor: 1000n, labels: { fr: "m³", en: "m³" } },
  Wh: { base: "Wh", factor: 1n },
  kWh: { base: "Wh", factor: 1000n },
  MWh: { base: "Wh", factor: 1_000_000n },
  m: { base: "m", factor: 1n },
  km: { base: "m", factor: 1000n },
  trip: { base: "trip", factor: 1n, labels: { fr: "trajets", en: "trips" } },
  min: { base: "min", factor: 1n },
  h: { base: "min", factor: 60n },
  kB: { base: "kB", factor: 1n, labels: { fr: "ko", en: "kB" } },
  MB: { base: "kB", factor: 1000n, labels: { fr: "Mo", en: "MB" } },
  GB: { base: "kB", factor: 1_000_000n, labels: { fr: "Go", en: "GB" } },
  cent: { base: "cent", factor: 1n },
  /** The commons' currency; records and settings name it by its ISO 4217 code. */
  currency: { base: "cent", factor: 100n },
} as const satisfies Readonly<Record<string, UnitDefinition>>;

export type Unit = keyof typeof UNITS;
export type BaseUnit = (typeof UNITS)[Unit]["base"];

/** The units in which the same is counted, that of the measure first. Nobody writes down money in cents. */
export function unitsAlike(unit: Unit): Unit[] {
  const alike = (Object.keys(UNITS) as Unit[]).filter((one) => UNITS[one].base === UNITS[unit].base && one !== "cent");
  return [...new Set([unit, ...alike])];
}

/** A unit as people write it: a currency by its symbol. */
export function unitLabels(unit: string): Labels {
  // Getters, because a page reads one of the two, and a format takes milliseconds to make.
  if (/^[A-Z]{3}$/.test(unit))
    return {
      get fr() {
        return currencySymbol(unit, "fr-FR");
      },
      get en() {
        return currencySymbol(unit, "en-GB");
      },
    };
  const { labels = { fr: unit, en: unit } }: Partial<UnitDefinition> = Object.hasOwn(UNITS, unit) ? UNITS[unit as Unit] : {};
  return labels;
}

/**
 * Symbols by currency and locale: a page asks for one with every figure. The euro's is here, because a slow phone takes 40 ms to
 * look one up.
 */
const SYMBOLS = new Map([
  ["EUR fr-FR", "€"],
  ["EUR en-GB", "€"],
]);

function currencySymbol(currency: string, locale: string): string {
  const key = `${currency} ${locale}`;
  const cached = SYMBOLS.get(key);
  if (cached !== undefined) return cached;
  const parts = new Intl.NumberFormat(locale, { style: "currency", currency }).formatToParts(0);
  const symbol = parts.find(({ type }) => type === "currency")?.value ?? currency;
  SYMBOLS.set(key, symbol);
  return symbol;
}

const DECIMAL = /^(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i;

/** The most that a double counts one by one, and a power of ten that is exact. */
const EXACT = Number.MAX_SAFE_INTEGER;
const EXACT_PLACES = 15;

/**
 * digits / 10^places, rounded half up, in doubles where all of it is exact in them: nearly every value that is ever sent.
 *
 * @param digits digits times factor; at most 2^53 − 1, or the product is not exact
 * @returns null: BigInt has to do it
 */
function smallAmount(digits: number, places: number): number | null {
  if (digits > EXACT || places < 0 || places > EXACT_PLACES) return null;
  const scale = 10 ** places;
  const rest = digits % scale;
  return (digits - rest) / scale + (2 * rest >= scale ? 1 : 0);
}

/**
 * A finite, non-negative number as an exact integer of base units: the shortest decimal form of
 * the double, times the factor, rounded half up. No float is multiplied.
 *
 * @param value as received, in `unit`
 * @returns an integer in `UNITS[unit].base`
 * @throws Refusal `invalid-value` when negative, not finite, or above 2^53 − 1 base units
 */
export function toBase(value: number, unit: Unit): number {
  if (!Number.isFinite(value) || value < 0) {
    throw new Refusal("invalid-value", `a value must be finite and ≥ 0; got ${value}`);
  }
  const parts = DECIMAL.exec(String(Math.abs(value)));
  if (!parts) throw new Refusal("invalid-value", `a value must be a decimal number; got ${value}`);
  const fraction = parts[2] ?? "";
  const exponent = Number(parts[3] ?? 0) - fraction.length;
  if (exponent > 30)
    throw new Refusal("invalid-value", `a value must be at most 9007199254740991 ${UNITS[unit].base}; got ${value} ${unit}`);
  const small = smallAmount(Number(parts[1] + fraction) * Number(UNITS[unit].factor), -exponent);
  if (small !== null) return small;
  const digits = BigInt(parts[1] + fraction) * UNITS[unit].factor;
  const amount =
    exponent >= 0 ? digits * 10n ** BigInt(exponent) : (2n * digits + 10n ** BigInt(-exponent)) / (2n * 10n ** BigInt(-exponent));
  if (amount > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new Refusal("invalid-value", `a value must be at most 9007199254740991 ${UNITS[unit].base}; got ${value} ${unit}`);
  }
  return Number(amount);
}

/** Cache of `unitsBeside`, by unit and currency: every reading looks one up. */
const NAMED_UNITS = new Map<string, ReadonlyMap<string, Unit>>();

/** Units that a value of this unit may be given in, by the name that records give them: the commons' currency by its code. */
export function unitsBeside(unit: Unit, currency: string): ReadonlyMap<string, Unit> {
  const key = `${unit} ${currency}`;
  const cached = NAMED_UNITS.get(key);
  if (cached !== undefined) return cached;
  const beside = (Object.keys(UNITS) as Unit[]).filter((other) => UNITS[other].base === UNITS[unit].base);
  const byName = new Map(beside.map((other) => [other === "currency" ? currency : other, other]));
  NAMED_UNITS.set(key, byName);
  return byName;
}
