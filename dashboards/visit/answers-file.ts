import { ATTRIBUTE_NAMES, ATTRIBUTES, type AttributeName } from "../../src/contract/attributes.ts";
import { measureRef } from "../../src/domains/index.ts";
import { ANSWERS_MARK } from "../../src/importers/looks.ts";
import { type EarlierFigure, ENTRY_KINDS, type EntryKind } from "./visitor.ts";

/** A figure as it was given, its amounts as numbers: a text would be read otherwise in the other language. */
export interface KeptFigure {
  readonly kind: EntryKind;
  readonly amount?: number;
  /** typed in other ways to give it */
  readonly amounts?: Readonly<Partial<Record<EntryKind, number>>>;
  readonly month?: string;
  /** of an average month, and said to be */
  readonly usual?: boolean;
  readonly year?: string;
  readonly from?: string;
  readonly to?: string;
  /** by `YYYY-MM`, typed unless they are of a file */
  readonly months?: Readonly<Record<string, number>>;
  /** the months were read from a file, and not typed */
  readonly file?: boolean;
  /** typed beside months of a file, which they correct or continue */
  readonly typed?: Readonly<Record<string, number>>;
  /** of one unit */
  readonly price?: number;
  readonly confirmed?: boolean;
  readonly seldom?: boolean;
}

/** A bill that was typed in Contribuer, its total as a number, in the unit in which the measure is shown. */
export interface KeptBill {
  /** `domain.measure` */
  readonly measure: string;
  readonly from: string;
  readonly to: string;
  readonly total: number;
}

/** What a visitor keeps of a visit. Nothing in it is free text but the commons' name, which is for the reader of the file. */
export interface KeptAnswers {
  readonly territory: string;
  readonly commons: string;
  readonly day: string;
  readonly area: string | null;
  readonly home: Readonly<Partial<Record<AttributeName, string>>>;
  /** by `domain.measure` */
  readonly figures: Readonly<Record<string, KeptFigure>>;
  /** by `domain.measure`, oldest first */
  readonly earlier: Readonly<Record<string, readonly EarlierFigure[]>>;
  /** of a contribution that was begun and not sent */
  readonly bills?: readonly KeptBill[];
}

const VERSION = 1;

/** Most bytes of a file: ten times one with all topics, months and earlier figures. */
export const MOST_BYTES = 200_000;
/** Most earlier figures of a topic: two years of months. */
export const MOST_EARLIER = 24;
/** Most months of a topic: those that are compared, and the year before. */
export const MOST_MONTHS = 24;
/** Most bills of all topics: a figure a month of two years, of each of twenty. */
const MOST_BILLS = 480;
const MOST_AMOUNT = 1e9;

/** Why answers are not taken back; `none`: the file is of something else. */
export type AnswersFault = "none" | "newer" | "elsewhere" | "broken";
export type AnswersRead =
  | { readonly ok: true; readonly answers: KeptAnswers }
  | { readonly ok: false; readonly fault: AnswersFault };

export function writeAnswers(answers: KeptAnswers): string {
  return `${JSON.stringify({ [ANSWERS_MARK]: VERSION, ...answers }, null, 2)}\n`;
}

/** Reads a file whole or not at all: an unknown key or code, or a value out of its bounds, is a file that nobody kept here. */
export function readAnswers(text: string, territory: string): AnswersRead {
  const refused = (fault: AnswersFault): AnswersRead => ({ ok: false, fault });
  if (!text.trimStart().startsWith("{") || !text.includes(`"${ANSWERS_MARK}"`)) return refused("none");
  if (text.length > MOST_BYTES) return refused("broken");
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return refused("broken");
  }
  if (!isObject(read)) return refused("broken");
  const { [ANSWERS_MARK]: version, ...answers } = read;
  if (typeof version === "number" && version > VERSION) return refused("newer");
  if (version !== VERSION || !isAnswers(answers)) return refused("broken");
  const kept = answers as unknown as KeptAnswers;
  return kept.territory === territory ? { ok: true, answers: kept } : refused("elsewhere");
}

type Check = (value: unknown) => boolean;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const matching =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === "string" && pattern.test(value);

const oneOf =
  (values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);

const listOf =
  (item: Check, most: number): Check =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every(item);

const mapOf =
  (key: Check, item: Check, most = Number.POSITIVE_INFINITY): Check =>
  (value) =>
    isObject(value) && Object.keys(value).length <= most && Object.entries(value).every(([name, one]) => key(name) && item(one));

/** An object with these keys and no others; those in `optional` may be absent. */
const shapeOf =
  (needed: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check =>
  (value) =>
    isObject(value) &&
    Object.keys(needed).every((name) => Object.hasOwn(value, name)) &&
    Object.entries(value).every(([name, one]) => {
      const check = [needed, optional].find((checks) => Object.hasOwn(checks, name))?.[name];
      return check?.(one) ?? false;
    });

const isText = matching(/^[^\n]{0,200}$/);
/** As the territory bounds its own codes. */
const isCode = matching(/^[^\s\p{C}]{1,64}$/u);
const isMonthName = matching(/^(0[1-9]|1[0-2])$/);
export const isKeptMonth = matching(/^20\d\d-(0[1-9]|1[0-2])$/);
export const isKeptDay: Check = (value) =>
  matching(/^20\d\d-\d\d-\d\d$/)(value) && new Date(`${value}T00:00Z`).toJSON()?.slice(0, 10) === value;
export const isKeptAmount: Check = (value) => typeof value === "number" && value >= 0 && value <= MOST_AMOUNT;
export const isKeptYear = matching(/^20\d\d$/);
const isMeasure: Check = (value) => {
  const [domain = "", measure = ""] = String(value).split(".");
  return measureRef(domain, measure)?.key === value;
};

const isAnswers = shapeOf(
  {
    territory: isCode,
    commons: isText,
    day: isKeptDay,
    area: (value) => value === null || isCode(value),
    home: shapeOf({}, Object.fromEntries(ATTRIBUTE_NAMES.map((name) => [name, oneOf(ATTRIBUTES[name])]))),
    figures: mapOf(
      isMeasure,
      shapeOf(
        { kind: oneOf(ENTRY_KINDS) },
        {
          amount: isKeptAmount,
          amounts: mapOf(oneOf(ENTRY_KINDS), isKeptAmount),
          month: isMonthName,
          year: isKeptYear,
          from: isKeptDay,
          to: isKeptDay,
          months: mapOf(isKeptMonth, isKeptAmount, MOST_MONTHS),
          typed: mapOf(isKeptMonth, isKeptAmount, MOST_MONTHS),
          file: oneOf([true]),
          usual: oneOf([true]),
          price: isKeptAmount,
          confirmed: oneOf([true]),
          seldom: oneOf([true]),
        },
      ),
    ),
    earlier: mapOf(
      isMeasure,
      listOf(
        shapeOf(
          { day: isKeptDay, perMonth: isKeptAmount },
          {
            month: isMonthName,
            from: isKeptDay,
            to: isKeptDay,
            periods: listOf(isKeptMonth, 2 * MOST_MONTHS),
            year: oneOf([true]),
            usual: oneOf([true]),
          },
        ),
        MOST_EARLIER,
      ),
    ),
  },
  { bills: listOf(shapeOf({ measure: isMeasure, from: isKeptDay, to: isKeptDay, total: isKeptAmount }), MOST_BILLS) },
);
