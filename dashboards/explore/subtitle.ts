import { formatPeriod, unitLabel } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { sourceText } from "../shared/source-text.ts";
import { subjectParts } from "./phrases.ts";
import type { Axis } from "./selection.ts";
import type { ExploreState, ExploreStore } from "./store.ts";
import { EXPLORE } from "./words.ts";

/** What is shown, and the language in which it is told. */
interface Told {
  readonly store: Pick<ExploreStore, "lang">;
  readonly shown: ExploreState;
}

/** The unit of a figure's subjects, in words. */
function unitsText({ store: { lang }, shown }: Told, axes: readonly Axis[]): string {
  const { selection } = shown;
  const units = [...new Set(axes.map(({ measure }) => unitText(shown, measure, lang)))];
  const counted = selection.statistic === "COUNT" && selection.view !== "distribution";
  return counted ? WORDS[lang].households : EXPLORE[lang].words.and(units);
}

/** One sentence on what a figure shows, and of which homes. */
export function subtitleOf(props: Told, axes: readonly Axis[], marks: string): string {
  const { lang } = props.store;
  const text = EXPLORE[lang].subtitle({ ...subjectParts(props.shown, axes, lang), unit: unitsText(props, axes) });
  return `${text} ${marks}`;
}

/** What a figure's subtitle adds to the sentence above it. */
export function shortSubtitleOf(props: Told, axes: readonly Axis[], marks: string): string {
  return `${EXPLORE[props.store.lang].subtitleHere(unitsText(props, axes))} ${marks}`;
}

/** The unit of a measure in this commons, such as `€ par mois`. */
function unitText({ facts }: ExploreState, measure: string, lang: ExploreStore["lang"]): string {
  const unit = facts.catalog.measures.find((one) => `${one.domain}.${one.measure}` === measure)?.unit ?? "";
  return WORDS[lang].perMonth(unitLabel(unit === "currency" ? facts.catalog.commons.currency : unit, lang));
}

/** Periods, newest first, in words: of several the first and the last. */
function periodsText(periods: readonly string[], lang: Lang): string {
  const [last = "", first = last] = [periods[0], periods.at(-1)].map((one) => formatPeriod(one ?? "", lang));
  return first === last ? last : `${first} – ${last}`;
}

/** Source, licence and days of what is shown. */
export function sourceOf({ store: { lang }, shown: { facts } }: Told, axes: readonly Axis[]): string {
  const periods = [...new Set(axes.map(({ period }) => period))];
  return sourceText(facts.catalog, periods, periodsText(periods, lang), lang);
}
