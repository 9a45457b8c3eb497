import { type DecimalFault, decimalOf } from "./decimal.ts";

/** A unit of files: amounts are held as `value × 10^places`, of which `denominator` make one base unit. */
export interface Quantity {
  readonly places: number;
  readonly denominator: bigint;
}

/** Thousandths of a watt-hour, or of a litre. */
const THOUSANDTHS = 1000n;
export const WH: Quantity = { places: 3, denominator: THOUSANDTHS };
export const KWH: Quantity = { places: 6, denominator: THOUSANDTHS };
export const LITRE: Quantity = { places: 3, denominator: THOUSANDTHS };
export const CUBIC_METRE: Quantity = { places: 6, denominator: THOUSANDTHS };
export const METRE: Quantity = { places: 3, denominator: THOUSANDTHS };
/** Seconds as minutes. */
export const SECOND: Quantity = { places: 3, denominator: 60_000n };
export const ONE: Quantity = { places: 0, denominator: 1n };

const ENERGY: Readonly<Record<string, Quantity>> = { wh: WH, kwh: KWH };
const VOLUME: Readonly<Record<string, Quantity>> = { l: LITRE, litre: LITRE, litres: LITRE, m3: CUBIC_METRE, "m³": CUBIC_METRE };

export function energyUnit(name: string): Quantity | undefined {
  return Object.hasOwn(ENERGY, name.toLowerCase()) ? ENERGY[name.toLowerCase()] : undefined;
}

export function volumeUnit(name: string): Quantity | undefined {
  return Object.hasOwn(VOLUME, name.toLowerCase()) ? VOLUME[name.toLowerCase()] : undefined;
}

/** A cell or a field as an amount: null where it is empty. */
export function amountOf(value: unknown, { places }: Quantity): number | null | DecimalFault {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" && /^(|null|nan|-|--|n\/a)$/i.test(value.trim())) return null;
  return decimalOf(value, places);
}
