import { formatPeriod, unitLabel, upperFirst } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { noteOf, periodNote } from "../shared/labels.ts";
import { marginAndWhoText, sizesText } from "../shared/sizes-text.ts";
import { sourceText } from "../shared/source-text.ts";
import { concentrationText } from "./concentrated.ts";
import { stepsOf, subjectParts } from "./phrases.ts";
import { type Axis, areasOf } from "./selection.ts";
import type { ExploreState, ExploreStore } from "./store.ts";
import { EXPLORE } from "./words.ts";

/** What is shown, and the language in which it is told. */
interface Told {
  readonly store: Pick<ExploreStore, "lang">;
  readonly shown: ExploreState;
}

/** The unit of a figure's subjects, in words; null: homes are counted. */
function unitsText({ store: { lang }, shown }: Told, axes: readonly Axis[]): string | null {
  const { statistic, view } = shown.selection;
  if (statistic === "COUNT" && view !== "distribution") return null;
  return EXPLORE[lang].words.and([...new Set(axes.map(({ measure }) => unitText(shown, measure, lang)))]);
}

/** One sentence on what a figure shows, and of which homes. */
export function subtitleOf(props: Told, axes: readonly Axis[], marks: string): string {
  const { lang } = props.store;
  const text = EXPLORE[lang].subtitle({
    ...subjectParts(props.shown, axes, lang),
    unit: unitsText(props, axes) ?? WORDS[lang].households,
  });
  return `${text} ${marks}`;
}

/** A figure's subtitle below the sentence, which says its places and homes. */
export function shortSubtitleOf(props: Told, axes: readonly Axis[], marks: string): string {
  const { lang } = props.store;
  const { statistic, view } = props.shown.selection;
  const words = EXPLORE[lang];
  const name = view === "distribution" ? upperFirst(words.marks.spread) : words.statisticLabels[statistic];
  const text = words.subtitleHere(name, periodsText(periodsOf(axes), lang), unitsText(props, axes));
  return [text, ...takenAs(props, axes), marks].join(" ");
}

/** What figures taken from elsewhere are, such as modelled costs, in the first words of their measures' notes: those end with a colon or the sentence. */
export function takenAs({ store: { lang }, shown: { facts, selection } }: Told, axes: readonly Axis[]): readonly string[] {
  const { catalog, refs } = facts;
  if (catalog.commons.origin === undefined || (selection.statistic === "COUNT" && selection.view !== "distribution")) return [];
  const measures = new Set(axes.map(({ measure }) => measure));
  const notes = refs.flatMap((ref) => (measures.has(ref.key) ? (noteOf(catalog, ref, lang) ?? []) : []));
  return [...new Set(notes.map((note) => `${note.replace(/\s*(?::\s|\.(?:\s|$)).*$/s, "")}.`))];
}

/** The unit of a measure in this commons, such as `€ par mois`. */
function unitText({ facts }: ExploreState, measure: string, lang: ExploreStore["lang"]): string {
  const unit = facts.catalog.measures.find((one) => `${one.domain}.${one.measure}` === measure)?.unit ?? "";
  return WORDS[lang].perMonth(unitLabel(unit === "currency" ? facts.catalog.commons.currency : unit, lang));
}

/** Periods, newest first, in words: of several of a step the first and the last. */
export function periodsText(periods: readonly string[], lang: Lang): string {
  const texts = stepsOf(periods).map((own) => {
    const [last = "", first = last] = [own[0], own.at(-1)].map((one) => formatPeriod(one ?? "", lang));
    return first === last ? last : `${first} – ${last}`;
  });
  return texts.join(", ");
}

const periodsOf = (axes: readonly Axis[]): readonly string[] => [...new Set(axes.map(({ period }) => period))];

/** What must be known of whose figures these are, and how: of whom the whole is made, and of their measures such as that costs are modelled. */
export function originNotes({ store: { lang }, shown }: Told, axes: readonly Axis[]): readonly string[] {
  const { catalog, refs } = shown.facts;
  const measures = new Set(axes.map(({ measure }) => measure));
  return [
    ...new Set([
      ...axes.flatMap((axis) => concentrationText(shown, axis, lang) ?? []),
      ...refs.flatMap((ref) => (measures.has(ref.key) ? (noteOf(catalog, ref, lang) ?? []) : [])),
      ...(measures.size > 0 ? [periodNote(catalog, lang) ?? []].flat() : []),
    ]),
  ];
}

/**
 * What must go with figures wherever they are drawn: the same, that the size of homes is left aside where places are compared by all of
 * theirs, and what a margin is of, where more is shown than numbers of homes.
 */
export function figureNotes(told: Told, axes: readonly Axis[]): readonly string[] {
  const { selection, facts } = told.shown;
  const isCompared = ["MEAN", "P50"].includes(selection.statistic) && areasOf(selection, facts.tree).length > 1;
  const ofAll = facts.refs.filter(({ key }) => isCompared && axes.some(({ type, measure }) => type === "_T" && measure === key));
  const sizes = ofAll.map((ref) => sizesText(ref, told.store.lang, facts.catalog).trim());
  const margin = unitsText(told, axes) === null ? "" : marginAndWhoText(told.store.lang, facts.catalog);
  return [...new Set([...sizes, ...originNotes(told, axes), margin])].filter((note) => note !== "");
}

/** What the rows of a copy are, in the operator's words, for files alone: a drawing has no room for it. Nothing where it is not stated. */
export const rowsHeld = ({ facts }: Pick<ExploreState, "facts">, lang: Lang): readonly string[] =>
  facts.catalog.commons.origin?.holds?.[lang] ? [facts.catalog.commons.origin.holds[lang]] : [];

/** Source, licence and days of what is shown. */
export function sourceOf({ store: { lang }, shown: { facts } }: Told, axes: readonly Axis[]): string {
  const periods = periodsOf(axes);
  return sourceText(facts.catalog, periods, periodsText(periods, lang), lang);
}
