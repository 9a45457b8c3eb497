import type { Signal } from "@preact/signals";
import type { AttributeName } from "../../src/contract/attributes.ts";
import type { DonationInput } from "../../src/contract/donation.ts";
import { monthOf, type Period } from "../../src/contract/period.ts";
import { MEASURES, type MeasureRef } from "../../src/domains/index.ts";
import { readBills } from "../../src/importers/bill.ts";
import type { ImportedReading } from "../../src/importers/report.ts";
import { CORRECTED } from "../compare/own-figures.ts";
import { placePhrase } from "../compare/phrases.ts";
import type { Beside } from "../messages/fr/contribute.ts";
import type { Notice } from "../shared/data.ts";
import { amountText, formatNumber, formatPeriod, lowerFirst, unitLabel } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import type { Intake } from "../shared/intake.ts";
import { topicLabel } from "../shared/labels.ts";
import type { Trace } from "../shared/trace.ts";
import { homesFor, type PublicCommons } from "../visit/commons.ts";
import type { FileReader } from "../visit/file-reader.ts";
import { figuresAt } from "../visit/focus.ts";
import { isMuchGiven, setFiles, type Visitor } from "../visit/visitor.ts";
import { billId } from "./carried.ts";
import { comingOf, firstMonthToContribute, type MeasureUse, type ReadingSlot, usesOf } from "./coming.ts";
import type { Draft } from "./draft.ts";
import { type Offer, offersOf, type Source } from "./offers.ts";
import { ownDecimals } from "./own-decimals.ts";
import type { FileReading } from "./protocol.ts";
import type { Tokens } from "./token.ts";
import type { TypedEntry } from "./typed-source.ts";
import { monthRows, plainLevel, withoutYear } from "./use-words.ts";
import { CONTRIBUTE_WORDS, type ContributeWords } from "./words.ts";

/** An existing contribution that is being added to, under its key. */
export interface AddTo {
  readonly key: string;
  /** the consent in force */
  readonly consent: DonationInput["consent"];
  /** domains that its consent covers and keeps covering */
  readonly covers: readonly string[];
  /** attributes of the home that it holds and the commons still asks */
  readonly told: Readonly<Partial<Record<AttributeName, string>>>;
  /** readings already kept, in base units; a new one of the same period replaces them */
  readonly held: readonly (ReadingSlot & Pick<ImportedReading, "amount" | "estimated"> & { readonly source: string })[];
  /** the bill with which the form is open from the start; null: it is closed */
  readonly retyped: Partial<TypedEntry> | null;
  readonly added: (sent: DonationInput["readings"]) => void;
}

/** The readings that replace one already kept. */
export function replacedBy<R extends ReadingSlot>(readings: readonly R[], held: readonly ReadingSlot[]): R[] {
  const keyOf = ({ domain, measure, period }: ReadingSlot): string => `${domain}.${measure} ${period}`;
  const heldKeys = new Set(held.map(keyOf));
  return readings.filter((one) => heldKeys.has(keyOf(one)));
}

/** Everything that the steps of contributing share. */
export interface Flow {
  readonly lang: Lang;
  readonly words: ContributeWords;
  readonly commons: PublicCommons;
  readonly notice: Notice;
  /** the home and the files, entered once for Me situer and Contribuer */
  readonly visitor: Visitor;
  readonly draft: Signal<Draft>;
  readonly intake: Intake;
  readonly reader: FileReader;
  readonly trace: Trace;
  readonly addTo: AddTo | null;
  /** set where a new contribution needs a token; null: everybody may begin one */
  readonly tokens: Tokens | null;
  readonly now: () => Date;
  /** goes to one of the three steps, counted from 0 */
  readonly goTo: (step: number) => void;
}

/** A source, and the report of its file where it is one. */
export interface ReadSource extends Source {
  readonly read: FileReading | null;
  /** its figures that the person left out, which are not among its readings */
  readonly left: readonly ImportedReading[];
  /** its figures as the file says them, in the place of which the person typed others, which are among its readings */
  readonly mended: readonly ImportedReading[];
}

/** A figure of a source, to be left out or corrected. */
export const figureKey = (source: string, { domain, measure, period }: ReadingSlot): string =>
  `${source} ${domain}.${measure} ${period}`;

/** Id of the source that holds all typed figures. */
export const TYPED_SOURCE_ID = "typed";

export function changeDraft(flow: Pick<Flow, "draft">, next: Partial<Draft>): void {
  flow.draft.value = { ...flow.draft.value, ...next };
}

/** Measures in use, in the commons' order. */
export function measuresOf({ notice }: Pick<Flow, "notice">): MeasureRef[] {
  return MEASURES.filter(({ key }) => notice.facts.measures.some((used) => used.key === key));
}

/** Periods of future publications; readings of other periods count in none. */
export function comingFor({ notice, commons, now }: Pick<Flow, "notice" | "commons" | "now">): Period[] {
  return comingOf(notice.facts, commons.catalog.releases, monthOf(now()));
}

/** What readings count in, by measure in use and level. */
export function usesFor(flow: Pick<Flow, "notice" | "commons" | "now">, readings: readonly ReadingSlot[]): MeasureUse[] {
  return usesOf(readings, measuresOf(flow), comingFor(flow), flow.notice.facts.protection.levels);
}

/** First month from which what a source has is proposed to be sent, where nobody chose another. */
export const startOf = (flow: Flow): string => firstMonthToContribute(comingFor(flow), monthOf(flow.now()));

/** First month from which typed figures are sent. */
export const typedFrom = (flow: Flow): string => flow.draft.value.from[TYPED_SOURCE_ID] ?? startOf(flow);

/** All sources brought so far. Files come first, because a meter is trusted more than a bill. */
export function broughtOf(flow: Flow): ReadSource[] {
  const { draft, visitor, words } = flow;
  const start = startOf(flow);
  const { bills, from, left, mended } = draft.value;
  const files = visitor.files.value.map(({ id, title, read }) => {
    const isLeft = (reading: ImportedReading): boolean => left.has(figureKey(id, reading));
    const { readings } = read.report;
    const kept = readings.filter((one) => !isLeft(one));
    return {
      id,
      title,
      read,
      readings: kept.map((one) => withAmount(one, mended.get(figureKey(id, one)))),
      left: readings.filter(isLeft),
      mended: kept.filter((one) => mended.has(figureKey(id, one))),
      from: from[id] ?? start,
    };
  });
  if (bills.length === 0) return files;
  const { readings } = readBills(bills);
  return [
    ...files,
    { id: TYPED_SOURCE_ID, title: words.sources.typed, readings, left: [], mended: [], read: null, from: typedFrom(flow) },
  ];
}

/** A figure with the amount that was typed in its place: what its file says of it, such as missing days, is not of that amount. */
function withAmount(reading: ImportedReading, amount: number | undefined): ImportedReading {
  const { domain, measure, period, unit } = reading;
  return amount === undefined ? reading : { domain, measure, period, unit, amount, source: CORRECTED };
}

export function offersFor(flow: Flow): Offer[] {
  return offersOf(broughtOf(flow), measuresOf(flow), monthOf(flow.now()));
}

/** What would be sent: what is ticked and, as long as nothing is, all that may be, once. What is drawn, asked and said to count is of it. */
export function leavingOf(flow: Flow): Offer[] {
  const offers = offersFor(flow);
  const chosen = offers.filter(({ id }) => flow.draft.value.ticked.has(id));
  return chosen.length > 0 ? chosen : offers.filter(({ isSum }) => !isSum);
}

/** Months that were left aside of what would be sent: the rest of their column is judged by them too. */
export function leftOf(flow: Flow): ImportedReading[] {
  const leaving = leavingOf(flow);
  return broughtOf(flow).flatMap(({ id, left }) =>
    left.filter((one) => leaving.some(({ source, ref }) => source.id === id && ref.key === `${one.domain}.${one.measure}`)),
  );
}

/** The unit of a measure in this commons, with its currency for amounts of money. */
export function unitFor(ref: MeasureRef, { notice, lang }: Pick<Flow, "notice" | "lang">): string {
  return unitLabel(notice.facts.measures.find(({ key }) => key === ref.key)?.unit ?? ref.measure.unit, lang);
}

/** An amount in words, such as `544 kWh`, with the digits that people read. */
export function amountWords(ref: MeasureRef, value: number, flow: Pick<Flow, "notice" | "lang">): string {
  return amountText(value, ownDecimals(value, ref.measure), unitFor(ref, flow), flow.lang);
}

/** The stretch between two months: `janvier à mars 2026`, whose year is said once where it is the same. */
export function stretchText(periods: readonly string[], { words, lang }: Pick<Flow, "words" | "lang">): string {
  const sorted = [...periods].sort();
  const rows = sorted.every(({ length }) => length === 7) ? monthRows(sorted) : [sorted];
  const isOneYear = sorted.every((one) => one.slice(0, 4) === sorted[0]?.slice(0, 4));
  const texts = rows.map((row, i) => {
    const [first = "", last = first] = [row[0], row.at(-1)];
    const to = formatPeriod(last, lang);
    const toBare = isOneYear && i < rows.length - 1 ? withoutYear(to) : to;
    const from = formatPeriod(first, lang);
    return first === last
      ? toBare
      : words.bring.stretch(first.slice(0, 4) === last.slice(0, 4) ? withoutYear(from) : from, toBare);
  });
  return new Intl.ListFormat(lang, { type: "conjunction" }).format(texts);
}

/** Tells whether a figure was typed here, and not in Me situer. */
export function hasTyped({ draft }: Pick<Flow, "draft">): boolean {
  const { bills, carried } = draft.value;
  return bills.some((bill) => !carried.includes(billId(bill)));
}

/** Tells whether leaving the page would lose what is worth a question: the key, or figures. */
export function isUnkept({ draft, visitor }: Pick<Flow, "draft" | "visitor">): boolean {
  const { finished, receipt, kept } = draft.value;
  if (receipt !== null) return !kept;
  return !finished && (hasTyped({ draft }) || isMuchGiven(visitor));
}

/** Takes a source out of what was brought; what is returned puts it back. */
export function removeSource(flow: Pick<Flow, "draft" | "visitor">, id: string): () => void {
  const { visitor, draft } = flow;
  const { bills } = draft.value;
  const files = visitor.files.value;
  const rest = files.filter((one) => one.id !== id);
  if (id === TYPED_SOURCE_ID) changeDraft(flow, { bills: [] });
  else setFiles(visitor, rest);
  return () => {
    changeDraft(flow, { bills });
    setFiles(visitor, files);
  };
}

/** Names of the measures that the commons accepts, with the currency where amounts are money: the energy of a home may be meant in kWh. */
export const takenBy = (flow: Flow): string =>
  measuresOf(flow)
    .map((ref) => {
      const name = lowerFirst(topicLabel(ref, flow.lang));
      return ref.measure.unit === "currency" ? `${name} (${unitFor(ref, flow)})` : name;
    })
    .join(", ");

/** The common name of the smallest level, without the text in brackets. */
export const leafName = ({ commons: { catalog, levels }, lang }: Pick<Flow, "commons" | "lang">): string =>
  plainLevel(catalog.territory.level_names, levels.at(-1) ?? "", lang);

/** About how many homes the figure of a smallest place takes, of all topics unless others are meant; the fewest by rule where that is not public. */
export const leafMeanText = (
  commons: PublicCommons,
  lang: Lang,
  homes: readonly number[] = commons.refs.flatMap(({ key }) => homesFor(commons, key, commons.leaf) ?? []),
): string =>
  CONTRIBUTE_WORDS[lang].leafMean(
    leafName({ commons, lang }),
    commons.catalog.k,
    homes.length === 0 ? [] : rangeOf(homes).map((one) => formatNumber(one, 0, lang)),
  );

/** The lowest and the highest number, once where they are the same. */
export const rangeOf = (numbers: readonly number[]): number[] => [...new Set([Math.min(...numbers), Math.max(...numbers)])];

/** What one's months stand beside. */
export function besideOf({ commons, lang }: Pick<Flow, "commons" | "lang">): Beside {
  const { refs, tree, leaf } = commons;
  const hasMean = (code: string): boolean => refs.some((ref) => figuresAt(commons, ref, code).mean !== null);
  if (tree.areas.some(({ level, code }) => level === leaf && hasMean(code))) return "homes";
  return hasMean(tree.root.code) ? { of: placePhrase(commons, tree.root.code, lang).of } : "reference";
}
