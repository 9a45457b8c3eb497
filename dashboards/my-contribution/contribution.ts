import type { DonationInput } from "../../src/contract/donation.ts";
import { monthOf } from "../../src/contract/period.ts";
import { COMMONS_PURPOSE } from "../../src/contract/purpose.ts";
import { UNITS } from "../../src/contract/units.ts";
import { measureRef } from "../../src/domains/index.ts";
import { CORRECTED } from "../compare/own-figures.ts";
import type { Translated } from "../shared/i18n.ts";

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
  /** years of the publications that the home was in, while they are within retention */
  readonly years: readonly { readonly year: number }[];
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

/**
 * The kept total of a month's year that is the sum of its twelve months, as a file's or typed months' total is: it follows when one of them changes,
 * and goes with one that is erased, which it would tell. Null: there is none, or somebody gave another.
 */
export function sumOf(
  { readings, unused }: Pick<Contribution, "readings" | "unused">,
  { domain, measure, period }: HeldReading,
): HeldReading | null {
  const own = [...readings, ...unused].filter((one) => one.domain === domain && one.measure === measure);
  const months = own.filter((one) => one.period.length === 7 && one.period.startsWith(period.slice(0, 4)));
  const total = own.find((one) => one.period === period.slice(0, 4));
  const sum = months.reduce((all, { amount }) => all + amount, 0);
  return period.length === 7 && months.length === 12 && total?.amount === sum ? total : null;
}

/**
 * A corrected month or year as a donation under the contribution key. It repeats word for word the newest consent that names its topic,
 * because a correction neither adds to a consent nor takes from it: a consent that is older than an objection lifts nothing, and one that
 * gave way to another does not govern again (`src/contract/consent.ts`). So a figure that does not count can be corrected too, and goes on
 * not counting. A new amount is no longer the bill's or the meter's. `amount` is in base units; `asked` are the attributes that the commons
 * asks for now; `total` is the sum that follows.
 */
export function correctionOf(
  { household, donations }: Pick<Contribution, "household" | "donations">,
  { domain, measure, period, source, amount: before }: HeldReading,
  amount: number,
  asked: readonly string[],
  total: HeldReading | null = null,
): DonationInput {
  const newest = donations.findLast(({ consent }) => consent.domains.includes(domain));
  if (newest === undefined)
    throw new RangeError(`a kept figure was given under a consent that names its topic; none names ${domain}`);
  const unit = measureRef(domain, measure)?.measure.unit;
  if (unit === undefined) throw new RangeError(`there is no measure ${domain}.${measure}`);
  return {
    household: toldHousehold(household, asked),
    consent: newest.consent,
    readings: [
      { domain, measure, period, value: amount, unit: UNITS[unit].base, source: amount === before ? source : CORRECTED },
      ...(total === null
        ? []
        : [
            {
              domain,
              measure,
              period: total.period,
              value: total.amount - before + amount,
              unit: UNITS[unit].base,
              source: CORRECTED,
            },
          ]),
    ],
  };
}

/**
 * The home said anew, as a donation under the contribution key. A donation has one reading at least, so it repeats one that is kept,
 * with its amount, and the consent word for word. One that does not count serves as well. Null where no figure is kept.
 */
export function homeCorrectionOf(
  { donations, readings, unused }: Pick<Contribution, "donations" | "readings" | "unused">,
  home: Household,
  asked: readonly string[],
): DonationInput | null {
  const [first] = [...readings, ...unused];
  return first === undefined ? null : correctionOf({ household: home, donations }, first, first.amount, asked);
}

/** Tells whether an objection covers a topic. */
export const isObjected = (objection: Contribution["objection"], domain: string): boolean =>
  objection !== null && (objection.domains === null ? !objection.lifted.includes(domain) : objection.domains.includes(domain));

/** Topics of kept figures that are left out because of an objection. */
export const objectedTopics = ({ unused, objection }: Pick<Contribution, "unused" | "objection">): string[] => [
  ...new Set(unused.map(({ domain }) => domain).filter((domain) => isObjected(objection, domain))),
];

/**
 * A new consent that lifts the objection to the topics of kept figures, as a donation under the contribution key: one has a reading at
 * least, so it repeats one that is kept. The consent goes on to cover what it covered, and is dated after the objection, for a
 * device's clock may be behind.
 */
export function liftOf(
  held: Contribution,
  { version, now, asked }: { readonly version: string; readonly now: Date; readonly asked: readonly string[] },
): DonationInput {
  const domains = objectedTopics(held);
  const kept = held.unused.find(({ domain }) => domains.includes(domain));
  if (kept === undefined || held.objection === null) throw new RangeError("no kept figure is objected to");
  const given = Math.max(now.getTime(), Date.parse(held.objection.at) + 1);
  return {
    ...correctionOf(held, kept, kept.amount, asked),
    consent: {
      ...held.consent,
      version,
      purposes: [COMMONS_PURPOSE],
      domains: [...new Set([...held.covers, ...domains])],
      given_at: new Date(given).toISOString(),
    },
  };
}

/**
 * Tells whether kept figures may be in a publication: the vault names a year in which the home was in one, or may have forgotten the year of
 * some, as it does once what was given in its January is past retention (`retention`, in months).
 */
export function mayBePublished(
  { donations, years }: Pick<Contribution, "donations" | "years">,
  releases: readonly { readonly period: string; readonly created_at: string }[],
  retention: number,
  now: Date,
): boolean {
  const kept = monthOf(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - retention)));
  const forgotten = releases
    .map(({ period, created_at }) => ({ year: period.slice(0, 4), month: created_at.slice(0, 7) }))
    .filter(({ year }) => `${year}-01` <= kept);
  const isIn = ({ year, month }: (typeof forgotten)[number]): boolean =>
    donations.some(({ received, readings }) => received <= month && readings.some(({ period }) => period.startsWith(year)));
  return years.length > 0 || forgotten.some(isIn);
}

/** Figures that another one replaced: sent again unchanged, as with a new home, a figure replaces nothing, and is one. */
export function formerOf({
  donations,
  readings,
  unused,
}: Pick<Contribution, "donations" | "readings" | "unused">): HeldReading[] {
  const keyOf = ({ domain, measure, period }: HeldReading): string => `${domain}.${measure} ${period}`;
  const now = new Map([...readings, ...unused].map((one) => [keyOf(one), one.amount]));
  const former = donations.flatMap(({ readings }) => readings).filter((one) => now.get(keyOf(one)) !== one.amount);
  return [...new Map(former.map((one) => [`${keyOf(one)} ${one.amount}`, one])).values()];
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
