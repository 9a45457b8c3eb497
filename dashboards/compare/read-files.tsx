import { MEASURES, type MeasureRef } from "../../src/domains/index.ts";
import type { FailedReading, FileReading, TableWithoutMeasure } from "../contribute/protocol.ts";
import { Folded } from "../shared/bits.tsx";
import { lowerFirst, maskedName, quoted, unitLabel } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { measureLabel, measuresIn, topicLabel } from "../shared/labels.ts";
import { type PublicCommons, unitOf } from "../visit/commons.ts";
import { type FileReader, readSeveral, type SeveralRead } from "../visit/file-reader.ts";
import { monthsOf, newestTotals } from "../visit/months-read.ts";
import type { TableAnswer } from "../visit/unnamed-table.tsx";
import { UNNAMED } from "../visit/unnamed-words.ts";
import { addFile, begin, changeEntry, type Visitor } from "../visit/visitor.ts";
import { dropFiles } from "./file-read.tsx";
import { FILES } from "./file-words.ts";
import { takeBackFrom } from "./keep-answers.tsx";
import { STAND } from "./stand-words.ts";

/** How something is said of a file: in passing, or as a refusal, after which a bill is typed or another file chosen, perhaps with an example of one. */
export type SaidOfFile = "note" | "bill" | "file" | "example";

/** What became of files that were given. */
export type FileState =
  | { readonly kind: "idle" }
  | { readonly kind: "said"; readonly text: string; readonly how: SaidOfFile; readonly cards?: readonly MeasureRef[] }
  | {
      readonly kind: "unnamed";
      readonly unnamed: TableWithoutMeasure;
      readonly files: readonly File[];
      /** measures that it may be of */
      readonly refs: readonly MeasureRef[];
    };

const IDLE: FileState = { kind: "idle" };
const said = (text: string, how: SaidOfFile): FileState => ({ kind: "said", text, how });

/** The file of the visitor's own answers, which is known by its content wherever it is dropped. */
function answersAmong({ outcome, files, refused }: SeveralRead): File | undefined {
  const unread = [...(outcome.ok === false ? [{ file: files[0], why: outcome }] : []), ...refused];
  return unread.find(({ why }) => why.code === "unknown-file" && why.looks === "answers")?.file;
}

/** What is said of a file of other measures, none of which is compared here, and what to do instead on the card of `ref`. */
function notHere(others: readonly MeasureRef[], ref: MeasureRef, { catalog }: PublicCommons, lang: Lang): FileState {
  const names = others.map((one) => FILES[lang].ofUnit(measureLabel(one, lang), unitLabel(one.measure.unit, lang)));
  const what = names.length === 0 ? "" : `${FILES[lang].fileNotHere(names.join(", "))} `;
  return said(`${what}${FILES[lang].fileInUnit(unitLabel(unitOf(catalog, ref), lang))}`, "bill");
}

/** What is said of a file that has nothing of the topics. */
function unusedOf({ report, trouble }: FileReading, ref: MeasureRef, commons: PublicCommons, lang: Lang): FileState {
  const { catalog, refs } = commons;
  const measures = measuresIn(report.readings);
  const others = measures.map((one) => lowerFirst(measureLabel(one, lang)));
  const compared = refs.map((one) => lowerFirst(topicLabel(one, lang)));
  // A topic in money is read off bills, whatever else a file tells.
  if (others.length > 0 && unitOf(catalog, ref) === catalog.commons.currency) return notHere(measures, ref, commons, lang);
  if (others.length > 0) return said(FILES[lang].fileOfOther(others.join(", "), compared.join(", ")), "example");
  if (trouble && report.unread[0]?.reason !== "no-whole-month") return said(UNNAMED[lang].fileTrouble(trouble[lang]), "example");
  return said(FILES[lang].fileNothing, "bill");
}

/** What is said of a table that is of none of the topics that were named: of one in another unit than the card's, which cards have its unit. */
export function leftOf(
  { unit, measures }: TableWithoutMeasure,
  { commons, measure, lang }: Pick<FileContext, "commons" | "measure" | "lang">,
  text: string,
): FileState {
  if (unit === null || measures.includes(measure.key)) return said(text, "file");
  const own = unitLabel(unitOf(commons.catalog, measure), lang);
  const cards = commons.refs.filter(({ key }) => measures.includes(key));
  return { kind: "said", text: FILES[lang].fileOfCards(unit[lang], own), how: "file", cards };
}

/** The next step after a file of no kind that is read: the bill that a PDF or a photo may be is typed, and an empty file needs no example. */
function nextAfter(fault: FailedReading): SaidOfFile {
  const looks = fault.code === "unknown-file" ? fault.looks : null;
  if (looks === "pdf" || looks === "image") return "bill";
  return looks === "empty" ? "file" : "example";
}

export interface FileContext {
  readonly visitor: Visitor;
  readonly commons: PublicCommons;
  readonly reader: FileReader;
  /** of the card to which the files were given */
  readonly measure: MeasureRef;
  readonly lang: Lang;
}

/** Reads files in the page, and fills in every measure that they contain. `answer` is what the visitor said of a table. */
export async function readFiles(context: FileContext, given: readonly File[], answer: TableAnswer = {}): Promise<FileState> {
  const { visitor, commons, reader, measure, lang } = context;
  const { currency } = commons.catalog.commons;
  const found = await readSeveral(given, (some) => reader.read({ currency, ...answer, files: some }).outcome);
  const { outcome, files } = found;
  const kept = answersAmong(found);
  if (kept) {
    const fault = await takeBackFrom(commons, visitor, kept, lang);
    if (fault !== null || !outcome.ok) return fault === null ? IDLE : said(fault, "file");
  }
  if (outcome.ok === false && outcome.code === "unnamed-measure") {
    // A table that was given to a topic is of that topic, where its unit allows it.
    const isOwn = outcome.measures.includes(measure.key);
    if (isOwn && outcome.unit !== null) return readFiles(context, files, { measure: measure.key });
    // A table that says "gas" is none of electricity, in the same unit: where gas is no topic it is of none.
    const hinted = MEASURES.find(({ key }) => key === outcome.hint?.measure && outcome.measures.includes(key));
    const isOfNone = hinted !== undefined && !isOwn && !commons.refs.includes(hinted);
    if (isOfNone || commons.refs.every(({ key }) => !outcome.measures.includes(key)))
      return notHere(isOfNone ? [hinted] : [], measure, commons, lang);
    // Of a table in kWh, gas may be said where it is no topic: it would else be filed as electricity.
    const others = outcome.unit === null ? [] : MEASURES.filter(({ key }) => commons.refs.every((ref) => ref.key !== key));
    const unnamed = isOwn ? { ...outcome, measures: [measure.key] } : outcome;
    return { kind: "unnamed", unnamed, files, refs: [...commons.refs, ...others] };
  }
  if (outcome.ok === false) return said(whyOf(outcome, context), nextAfter(outcome));
  if (!outcome.ok) return said(STAND[lang].fileFailed, "example");
  const refused = found.refused.filter(({ file }) => file !== kept);
  const faults = refused.map(({ file, why }) => WORDS[lang].labelled(quoted(maskedName(file.name), lang), whyOf(why, context)));
  return fillIn(context, files.map(({ name }) => name).join(", "), outcome, faults);
}

/** What a file is, in the unit of the topic, unless it may be anything that is written; what to give instead stands below. */
function whyOf(fault: FailedReading, { commons, measure, lang }: FileContext): string {
  const unit = unitLabel(unitOf(commons.catalog, measure), lang);
  return fault.code === "unknown-file" && fault.looks !== "table"
    ? FILES[lang].fileUnknown(fault.says[lang].replace(/\. .*/s, ".").replaceAll("kWh", unit))
    : STAND[lang].fileFailed;
}

/** Puts what was read where it belongs. `faults` are of files that were given with it. */
function fillIn(context: FileContext, title: string, read: FileReading, faults: readonly string[]): FileState {
  const { visitor, commons, measure, lang } = context;
  const { readings } = read.report;
  const [months, years] = [monthsOf(readings), newestTotals(readings)];
  const known = commons.refs.filter(({ key }) => months.has(key) || years.has(key));
  if (known.length === 0) return unusedOf(read, measure, commons, lang);
  // The card in which a file of other topics was dropped stays, for it says so.
  begin(visitor, measure.key);
  const isOfOwn = known.some(({ key }) => key === measure.key);
  const replaced = known.flatMap(({ key }) => {
    const { typed = {} } = visitor.entries.value[key] ?? {};
    return (months.get(key)?.months ?? []).filter(({ period }) => (typed[period] ?? "") !== "");
  });
  addFile(visitor, title, read, { refused: faults.join(" "), isFirst: true });
  // A yearly total from a file counts as one that was typed.
  for (const { key } of known) {
    const year = years.get(key);
    if (months.has(key) || !year) continue;
    // It takes the place of the months of the card that it was given to.
    if (key === measure.key) {
      dropFiles(visitor, key);
      changeEntry(visitor, key, { months: [], takenBack: [] });
    }
    changeEntry(visitor, key, { kind: "year", amount: String(year.total), year: year.year });
  }
  const told = [
    ...faults,
    ...(replaced.length > 0 ? [FILES[lang].fileReplaces(replaced.length)] : []),
    ...(isOfOwn ? [] : [FILES[lang].fileElsewhere(known.length)]),
  ];
  if (told.length === 0) return IDLE;
  return {
    kind: "said",
    text: told.join(" "),
    how: faults.length > 0 ? "example" : "note",
    ...(isOfOwn ? {} : { cards: known }),
  };
}

/** What is read in place of a file that is not: in words, and as a table for whoever makes one. */
export function FileExample({ commons, measure, lang }: Pick<FileContext, "commons" | "measure" | "lang">) {
  const words = STAND[lang];
  return (
    <div class="note file-example">
      {FILES[lang].fileWanted}{" "}
      <Folded summary={FILES[lang].fileTable}>
        {() => <pre>{words.fileExample(topicLabel(measure, lang), unitLabel(unitOf(commons.catalog, measure), lang))}</pre>}
      </Folded>
    </div>
  );
}
