import { readAmount } from "../../src/importers/typed-amount.ts";
import type { Lang } from "../shared/i18n.ts";
import { entryOf, type PublicCommons, unitOf } from "../visit/commons.ts";
import { type RoundedFigure, roundedFigure } from "./rounded.ts";
import type { TopicAnswer } from "./topic-answer.ts";

/** What a unit costs in euros, roughly, where the operator states no price: a price of one's own is on a bill of these units alone. */
const USUAL: Readonly<Record<string, number>> = { kWh: 0.2, m3: 4 };

/** Times the usual price, or parts of it, beyond which a number is no price of one unit. */
const FAR = 10;
/** Times the usual price, or parts of it, within which a hundredth of a number is likely the price: it is in cents. */
const NEAR = 5;

/** Digits of a price as bills have it, and at least cents. */
const MOST_DECIMALS = 5;
const CENTS = 2;

/** A price of one's own; `none`: no number above 0, `cents`: likely in cents, `far`: no price of one unit. */
export type PriceReading =
  | { readonly ok: true; readonly price: RoundedFigure }
  | { readonly ok: false; readonly fault: "none" }
  | { readonly ok: false; readonly fault: "cents" | "far"; readonly price: RoundedFigure; readonly usual: number };

/** A price as it is told; null: a price of the unit cannot be given. */
export interface PriceAsked {
  /** in the commons' currency; undefined: nobody knows */
  readonly usual: number | undefined;
  readonly isStated: boolean;
}

/** Whether and how one's own price of a measure's unit is asked for: not of what is money already, nor of what is on no bill by its unit. */
export function priceAsked({ catalog }: PublicCommons, { ref }: Pick<TopicAnswer, "ref">): PriceAsked | null {
  const stated = entryOf(catalog, ref)?.price?.value;
  const usual = USUAL[unitOf(catalog, ref)];
  if (stated === undefined && usual === undefined) return null;
  return { usual: stated ?? (catalog.commons.currency === "EUR" ? usual : undefined), isStated: stated !== undefined };
}

/** A price with the decimals that were typed, and at least cents. */
export function priceFigure(value: number): RoundedFigure {
  let decimals = CENTS;
  while (decimals < MOST_DECIMALS && Math.abs(value - Number(value.toFixed(decimals))) > 1e-9) decimals += 1;
  return roundedFigure(value, decimals);
}

/** Reads a price as people type it, with or without its unit: `0,2516`, `0,25 €/kWh`, `€0.25`. Null: nothing was typed. */
export function readPrice(text: string, usual: number | undefined, lang: Lang): PriceReading | null {
  if (text.trim() === "") return null;
  const number = /^[^\d.,-]*([\d.,\s’']+)/.exec(text)?.[1] ?? "";
  const read = readAmount(number, lang);
  const price = priceFigure(read.ok ? read.value : 0);
  if (price.value === 0) return { ok: false, fault: "none" };
  if (usual === undefined) return { ok: true, price };
  const isWithin = (value: number, times: number): boolean => value <= times * usual && times * value >= usual;
  if (isWithin(price.value, FAR)) return { ok: true, price };
  const isInCents = isWithin(price.value / 100, NEAR);
  return { ok: false, fault: isInCents ? "cents" : "far", price: isInCents ? priceFigure(price.value / 100) : price, usual };
}

/** The visitor's own price, where it can be read; null: the operator's holds, if any. */
export function ownPriceOf(commons: PublicCommons, answer: Pick<TopicAnswer, "ref" | "price">, lang: Lang): RoundedFigure | null {
  const asked = priceAsked(commons, answer);
  const read = asked && readPrice(answer.price, asked.usual, lang);
  return read?.ok ? read.price : null;
}
