import type { DonationInput } from "../../src/contract/donation.ts";
import { UNITS } from "../../src/contract/units.ts";
import { measureRef } from "../../src/domains/index.ts";
import { CORRECTED, isAlike, isBillMonth } from "../compare/own-figures.ts";
import { daysOf } from "../compare/prorata.ts";
import type { Translated } from "../shared/i18n.ts";
import { missingBetween } from "../visit/months-read.ts";

/** A reading as the intake stores it, in whole base units. */
export interface HeldReading {
  readonly domain: string;
  readonly measure: string;
  readonly period: string;
  readonly amount: number;
  readonly source: string;
}
type Household = Readonly<Record<string, string>>;

/** The answer of `GET /v1/my-contribution`, as far as the page shows it. */
export interface Contribution {
  readonly paused: boolean;
  readonly objection: {
    readonly at: string;
    readonly domains: readonly string[] | null;
    readonly lifted: readonly string[];
  } | null;
  readonly covers: readonly string[];
  readonly household: Household;
  readonly readings: readonly HeldReading[];
  readonly unused: readonly HeldReading[];
  /** the consent in force, which may outlive its donation */
  readonly consent: DonationInput["consent"];
  readonly donations: readonly {
    readonly received: string;
    readonly erased_from: string;
    readonly consent: DonationInput["consent"];
    readonly readings: readonly HeldReading[];
  }[];
  readonly notice: Translated<string>;
  readonly notices: readonly {
    readonly number: number;
    readonly known_at: string;
    readonly what: Translated<string>;
    readonly data: Translated<string>;
    readonly consequences: Translated<string>;
    readonly measures: Translated<string>;
    readonly advice: Translated<string>;
  }[];
  readonly consent_records: readonly object[];
}

/** The answer of `DELETE /v1/my-contribution`. */
export interface Withdrawn {
  readonly notice: Translated<string>;
}

/** The answered attributes of the home that the commons still asks for; unknown ones are left out, as in a first donation. */
export function toldHousehold(household: Household, asked: readonly string[]): DonationInput["household"] {
  const answers = Object.entries(household).filter(
    ([name, value]) => name !== "area" && value !== "unknown" && asked.includes(name),
  );
  return { area: household.area ?? "", ...Object.fromEntries(answers) };
}

/** One figure of a contribution: a month, a year, or the months among which one bill was divided, in their order. */
export type HeldFigure = readonly [HeldReading, ...HeldReading[]];

const daysIn = (figure: readonly HeldReading[]): number => figure.reduce((sum, { period }) => sum + daysOf(period), 0);

/** Tells whether the month goes on with the bill: of a bill, months differ by their length alone, but for rounding. */
function isOfBill(month: HeldReading, bill: HeldFigure): boolean {
  const [one, last] = [bill[0], bill.at(-1) ?? bill[0]];
  return [month, one].every(isBillMonth) && missingBetween(last.period, month.period) === 0 && isAlike(one, month);
}

/** The readings of one measure, in the order of their periods, as figures. */
export function figuresOf(readings: readonly HeldReading[]): HeldFigure[] {
  const figures: [HeldReading, ...HeldReading[]][] = [];
  for (const reading of readings) {
    const last = figures.at(-1);
    if (last !== undefined && isOfBill(reading, last)) last.push(reading);
    else figures.push([reading]);
  }
  return figures;
}

export const totalOf = (figure: readonly HeldReading[]): number => figure.reduce((sum, { amount }) => sum + amount, 0);

/**
 * A corrected figure as a donation under the contribution key. It repeats the existing consent word for word, because a
 * correction neither adds to a consent nor takes from it. A bill stays one, divided by day; of any other the source is no longer the bill
 * or the meter. `amount` is in base units; `asked` are the attributes that the commons asks for now.
 */
export function correctionOf(
  { household, donations }: Pick<Contribution, "household" | "donations">,
  figure: HeldFigure,
  amount: number,
  asked: readonly string[],
): DonationInput {
  const newest = donations.at(-1);
  if (newest === undefined) throw new RangeError("a contribution has at least one donation; got none");
  const [{ domain, measure, source }] = figure;
  const unit = measureRef(domain, measure)?.measure.unit;
  if (unit === undefined) throw new RangeError(`there is no measure ${domain}.${measure}`);
  const from = figure.length > 1 || amount === totalOf(figure) ? source : CORRECTED;
  const upTo = (months: number): number =>
    Number((BigInt(amount) * BigInt(daysIn(figure.slice(0, months)))) / BigInt(daysIn(figure)));
  return {
    household: toldHousehold(household, asked),
    consent: newest.consent,
    readings: figure.map(({ period }, i) => {
      const value = figure.length === 1 ? amount : upTo(i + 1) - upTo(i);
      return { domain, measure, period, value, unit: UNITS[unit].base, source: from };
    }),
  };
}

/**
 * The home said anew, as a donation under the contribution key. A donation has one reading at least, so it repeats one that is kept,
 * with its amount, and the consent word for word. Null where no kept reading is covered by a consent.
 */
export function homeCorrectionOf(
  { donations, readings: [first] }: Pick<Contribution, "donations" | "readings">,
  home: Household,
  asked: readonly string[],
): DonationInput | null {
  return first === undefined ? null : correctionOf({ household: home, donations }, [first], first.amount, asked);
}

/** Figures that another one replaced: sent again unchanged, as with a new home, a figure replaces nothing. */
export function formerCount({ donations, readings, unused }: Pick<Contribution, "donations" | "readings" | "unused">): number {
  const keyOf = ({ domain, measure, period }: HeldReading): string => `${domain}.${measure} ${period}`;
  const now = new Map([...readings, ...unused].map((one) => [keyOf(one), one.amount]));
  return donations.flatMap(({ readings }) => readings).filter((one) => now.get(keyOf(one)) !== one.amount).length;
}

/** 256 bits in base64url. */
const KEY = /^[A-Za-z0-9_-]{43}$/;

/** Tells whether a text has the form of a contribution key. Only the service knows whether it opens anything. */
export const isKey = (text: string): boolean => KEY.test(text);

/** The contribution key in a text: a saved file, the text of a QR code, or a key pasted with spaces. Phones make hyphens longer. */
export function keyIn(written: string): string {
  const text = written.replace(/[\u2010-\u2015\u2212]/g, "-");
  const line = text
    .split(/\r?\n/)
    .map((one) => one.trim())
    .find((one) => KEY.test(one));
  return line ?? text.replace(/\s+/g, "");
}
