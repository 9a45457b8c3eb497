import { type Signal, signal } from "@preact/signals";
import { type AttributeName, type Household, unknownHousehold } from "../../src/contract/attributes.ts";
import type { FileReading } from "../contribute/protocol.ts";
import { maskedName } from "../shared/format.ts";
import { monthsOf, type OwnMonth } from "./months-read.ts";

/** How a figure was given. */
export const ENTRY_KINDS = ["month", "year", "bill", "months"] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** A visitor's figure for one measure, as it was given. */
export interface OwnEntry {
  readonly kind: EntryKind;
  readonly amount: string;
  /** what the field held when it was last given in another way */
  readonly amounts: Readonly<Partial<Record<EntryKind, string>>>;
  /** `01` to `12` for the amount of that month; empty for a usual month, or where nothing was said */
  readonly month: string;
  /** the visitor said that the amount is of an average month */
  readonly usual: boolean;
  /** `YYYY` of a year's total that was read from a file or a contribution; empty: not known */
  readonly year: string;
  /** first day of a bill */
  readonly from: string;
  readonly to: string;
  /** amounts typed for several months, by `YYYY-MM`; beside months of a file those that were added, corrected or, empty, taken out */
  readonly typed: Readonly<Record<string, string>>;
  /** months from a file that was read in the page; empty: none */
  readonly months: readonly OwnMonth[];
  /** those among them that were taken back from an earlier visit, whose file is not here */
  readonly takenBack: readonly OwnMonth[];
  /** what was typed before a file with the same months came, and counts again without it */
  readonly replaced: Readonly<Record<string, string>>;
  /** months of the files that are left out, as `FileMonths` */
  readonly aside: readonly string[];
  /** what one unit costs the visitor, as it was typed */
  readonly price: string;
  /** the visitor confirmed an amount far from others' */
  readonly confirmed: boolean;
  /** the home is seldom lived in, which is why so little is used */
  readonly seldom: boolean;
}

/** Files that were dropped together and read in the page: their names, and their report, which names nobody. */
export interface OwnFile {
  readonly id: string;
  readonly title: string;
  readonly read: FileReading;
  /** those dropped with them that could not be read, each with the reason, in words; empty: all were */
  readonly refused: string;
}

/** How a figure was given as far as its answer goes by it: the months of a file are months, whatever its field was for before. */
export const kindOf = ({ kind, months }: OwnEntry): EntryKind => (months.length > 0 ? "months" : kind);

export const NO_ENTRY: OwnEntry = {
  kind: "month",
  amount: "",
  amounts: {},
  month: "",
  usual: false,
  year: "",
  from: "",
  to: "",
  typed: {},
  months: [],
  takenBack: [],
  replaced: {},
  aside: [],
  price: "",
  confirmed: false,
  seldom: false,
};

/** The figure of an earlier visit, as an average month in the display unit. */
export interface EarlierFigure {
  /** when the answers were kept, `YYYY-MM-DD` */
  readonly day: string;
  readonly perMonth: number;
  /** `01` to `12`, where it was of one month of the calendar and nobody said which year's */
  readonly month?: string;
  /** first and last day of a bill */
  readonly from?: string;
  readonly to?: string;
  /** true where it was made of a year's total, and nobody said which year's */
  readonly year?: true;
  /** true where it was of an average month of something that follows the cold, and said to be */
  readonly usual?: true;
  /** months that it was of, `YYYY-MM`; absent: not known */
  readonly periods?: readonly string[];
}

/** What a file of answers that the visitor kept tells besides the answers themselves. */
export interface EarlierVisit {
  /** when they were kept, `YYYY-MM-DD` */
  readonly day: string;
  /** its place is none of the territory's any more */
  readonly isPlaceGone: boolean;
  /** by `domain.measure`, oldest first */
  readonly earlier: Readonly<Record<string, readonly EarlierFigure[]>>;
}

/** A topic that was removed last, with all that was said for it. */
export interface RemovedTopic {
  readonly key: string;
  readonly entry: OwnEntry;
  /** how many cards stood above its own */
  readonly place: number;
  readonly isWhole: boolean;
}

/**
 * Everything that a visitor says about the home, entered once for all topics. It is in memory and ends with the document; nothing
 * of it is stored, put into an address, or sent.
 */
export interface Visitor {
  /** the topic that was chosen on the first page, as `domain.measure`; null: the best published one stands there */
  readonly topic: Signal<string | null>;
  readonly area: Signal<string | null>;
  /** what was typed as a place and is none of the territory's, and the area that was chosen then or stayed: with another it holds no more */
  readonly elsewhere: Signal<{ readonly text: string; readonly area: string | null } | null>;
  readonly attributes: Signal<Readonly<Partial<Record<AttributeName, string>>>>;
  /** by `domain.measure`, in the order in which they were begun */
  readonly entries: Signal<Readonly<Record<string, OwnEntry>>>;
  /** files for Me situer and Contribuer; their months are also in `entries` */
  readonly files: Signal<readonly OwnFile[]>;
  /** null: no answers were taken back */
  readonly kept: Signal<EarlierVisit | null>;
  /** what had been said when it was last saved as a file of the visitor's own; null: it never was */
  readonly saved: Signal<readonly unknown[] | null>;
  /** topics of Me situer that were answered alone, by `domain.measure`: their cards stay whole beside others */
  readonly whole: Set<string>;
  /** null: none was removed, or it can be put back no more */
  readonly removed: Signal<RemovedTopic | null>;
}

export function newVisitor(): Visitor {
  return {
    topic: signal(null),
    area: signal(null),
    elsewhere: signal(null),
    attributes: signal({}),
    entries: signal({}),
    files: signal([]),
    kept: signal(null),
    saved: signal(null),
    whole: new Set(),
    removed: signal(null),
  };
}

/** Forgets everything, on a shared device or for another home. */
export function clearVisitor({ topic, area, elsewhere, attributes, entries, files, kept, saved, whole, removed }: Visitor): void {
  topic.value = null;
  area.value = null;
  elsewhere.value = null;
  attributes.value = {};
  entries.value = {};
  files.value = [];
  kept.value = null;
  saved.value = null;
  whole.clear();
  removed.value = null;
}

/** The place outside the territory that the visitor typed; null: none, or another was chosen since. */
export function elsewhereOf({ area, elsewhere }: Visitor): string | null {
  return elsewhere.value?.area === area.value ? (elsewhere.value?.text ?? null) : null;
}

/** Typed months that are also among those that were read, and the others. */
function typedIn(typed: OwnEntry["typed"], months: readonly OwnMonth[]) {
  const where = (isRead: boolean): OwnEntry["typed"] =>
    Object.fromEntries(Object.entries(typed).filter(([period]) => isRead === months.some((one) => one.period === period)));
  return { read: where(true), others: where(false) };
}

/**
 * Replaces the files and, in `entries`, the months of each measure. Where two files have a month, the first one wins, and months that were
 * taken back or typed count where none has them.
 */
export function setFiles(visitor: Visitor, files: readonly OwnFile[]): void {
  const all = (of: readonly OwnFile[]) => monthsOf(of.flatMap(({ read }) => read.report.readings));
  const [before, after] = [all(visitor.files.value), all(files)];
  visitor.files.value = files;
  // Its months may be of a file that is here no more.
  visitor.removed.value = null;
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const { months, aside } = after.get(key) ?? NO_ENTRY;
    const entry = visitor.entries.value[key];
    if (months.length === 0 && entry === undefined) continue;
    const { takenBack, typed, replaced } = entry ?? NO_ENTRY;
    const { read, others } = typedIn(replaced, months);
    changeEntry(visitor, key, {
      months: [...months, ...takenBack.filter(({ period }) => months.every((one) => one.period !== period))],
      typed: { ...others, ...typed },
      replaced: read,
      aside,
    });
  }
}

/** Number of files that were read since the document was opened: none has the id of one that was taken away, of which corrections may be kept. */
let filesRead = 0;

interface AddOptions {
  readonly refused?: string;
  /** of a month that another file has too, this one's counts */
  readonly isFirst?: boolean;
}

/** Adds files that were read together. Of a month that was typed before, theirs counts. */
export function addFile(
  visitor: Visitor,
  title: string,
  read: FileReading,
  { refused = "", isFirst = false }: AddOptions = {},
): OwnFile {
  filesRead += 1;
  const file = { id: `f${filesRead}`, title: maskedName(title), read, refused };
  const others = visitor.files.value;
  setFiles(visitor, isFirst ? [file, ...others] : [...others, file]);
  for (const [key, { months }] of monthsOf(read.report.readings)) {
    const { typed, replaced } = visitor.entries.value[key] ?? NO_ENTRY;
    const { read: theirs, others } = typedIn(typed, months);
    changeEntry(visitor, key, { typed: others, replaced: { ...replaced, ...theirs } });
  }
  return file;
}

/** From this number on, fields that were typed are much to type again: months, or a bill's total and its two dates. */
const MANY = 3;

/** Tells whether the visitor gave so much that leaving the document, which forgets it, is worth a question. */
export function isMuchGiven({ files, entries }: Visitor): boolean {
  const isMany = ({ typed, kind, amount, from, to }: OwnEntry): boolean =>
    [Object.values(typed), kind === "bill" ? [amount, from, to] : []].some(
      (fields) => fields.filter((text) => text !== "").length >= MANY,
    );
  return files.value.length > 0 || Object.values(entries.value).some(isMany);
}

/** Everything that is lost with the document. Each change replaces the value, so what is the same object is unchanged. */
const saidBy = ({ area, attributes, entries, files }: Visitor): readonly unknown[] => [
  area.value,
  attributes.value,
  entries.value,
  files.value,
];

/** Remembers that all that was said is now in a file of the visitor's own. */
export function markSaved(visitor: Visitor): void {
  visitor.saved.value = saidBy(visitor);
}

/** Tells whether nothing has changed since the answers were saved: then leaving loses nothing. */
export const isSaved = (visitor: Visitor): boolean => {
  const { value: saved } = visitor.saved;
  return saved !== null && saidBy(visitor).every((part, i) => part === saved[i]);
};

/** Tells whether a figure was begun in any way, be it one that is not shown. */
export const isGiven = ({ amount, amounts, typed, months, from, to }: OwnEntry): boolean =>
  months.length > 0 || [amount, from, to, ...Object.values(amounts), ...Object.values(typed)].some((text) => text !== "");

/** Tells whether the visitor has said nothing of the home, and given no figure. */
export const hasSaidNothing = ({ attributes, entries }: Visitor): boolean =>
  Object.keys(attributes.value).length === 0 && !Object.values(entries.value).some(isGiven);

/** The home in the form of the contract, with unanswered attributes as unknown. */
export function householdOf(visitor: Visitor, area: string): Household {
  return { ...unknownHousehold(area), ...visitor.attributes.value };
}

/** Changes one figure. What was said of the previous one, that it is right or of a home seldom lived in, is dropped. */
export function changeEntry(visitor: Visitor, key: string, change: Partial<OwnEntry>): void {
  const before = visitor.entries.value[key] ?? NO_ENTRY;
  visitor.entries.value = { ...visitor.entries.value, [key]: { ...before, confirmed: false, seldom: false, ...change } };
}

/** Begins a topic that is not begun yet. */
export function begin(visitor: Visitor, key: string): void {
  if (visitor.entries.value[key] === undefined) changeEntry(visitor, key, {});
}

/** Removes a topic, and keeps what was said for it in memory until another is removed: a finger slips. */
export function removeTopic(visitor: Visitor, key: string, place: number): void {
  const { [key]: entry, ...others } = visitor.entries.value;
  visitor.entries.value = others;
  const isWhole = visitor.whole.delete(key);
  visitor.removed.value = entry && isGiven(entry) ? { key, entry, place, isWhole } : null;
}

/** The topic that can be put back; null: none, or it was begun anew since. */
export const removedOf = ({ removed, entries }: Visitor): RemovedTopic | null =>
  removed.value && entries.value[removed.value.key] === undefined ? removed.value : null;

/** Puts back the topic that was removed last, as it was. */
export function putBack(visitor: Visitor): void {
  const back = removedOf(visitor);
  visitor.removed.value = null;
  if (back === null) return;
  visitor.entries.value = { ...visitor.entries.value, [back.key]: back.entry };
  if (back.isWhole) visitor.whole.add(back.key);
}

export function setAttribute(visitor: Visitor, name: AttributeName, value: string): void {
  const { [name]: before, ...others } = visitor.attributes.value;
  // A second tap removes the answer.
  visitor.attributes.value = before === value ? others : { ...others, [name]: value };
}
