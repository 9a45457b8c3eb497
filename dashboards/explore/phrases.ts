import { parsePeriod, STEPS } from "../../src/contract/period.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import type { AxisPeriod } from "../charts/period-axis.tsx";
import { kindPhrase, placePhrase } from "../compare/phrases.ts";
import type { LevelNames } from "../shared/data.ts";
import { formatPeriod, lowerFirst } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { levelName, topicLabel } from "../shared/labels.ts";
import { type Axis, ofStep, type Selection } from "./selection.ts";
import type { ExploreFacts, ExploreState } from "./store.ts";
import { EXPLORE } from "./words.ts";

/** A place in the forms that titles need. */
export function placeOf(
  facts: Pick<ExploreFacts, "tree" | "territory">,
  code: string,
  lang: Lang,
): { name: string; of: string; at: string } {
  return placePhrase({ tree: facts.tree, leaf: facts.territory.levels.at(-1) ?? "", catalog: facts }, code, lang);
}

/** `par secteur`: a level without the text in brackets of its name. */
export function levelPhrase(names: LevelNames, level: string, lang: Lang): string {
  return EXPLORE[lang].words.by(levelName(names, level, lang).replace(/ \(.*\)$/, ""));
}

/** Periods step by step, the longest step first. */
export const stepsOf = (periods: readonly string[]): readonly (readonly string[])[] =>
  [...STEPS]
    .reverse()
    .map((step) => ofStep(periods, step))
    .filter((own) => own.length > 0);

/** Periods in words, step by step: `en 2025`, `de janvier à décembre 2025`, `en 2023 et 2025`. */
export function whenText(periods: readonly string[], lang: Lang): string {
  const words = EXPLORE[lang].words;
  const [newest, oldest] = [periods[0], periods.at(-1)];
  const steps = stepsOf(periods);
  if (steps.length > 1) return steps.map((own) => whenText(own, lang)).join(", ");
  if (newest === undefined || oldest === undefined) return "";
  if (periods.length === 1) return words.in(formatPeriod(newest, lang));
  if (periods.length === 2) return words.in(words.and([oldest, newest].map((one) => formatPeriod(one, lang))));
  return words.fromTo(shortened(oldest, newest, lang), formatPeriod(newest, lang));
}

/** `janvier` before `à décembre 2025`, without repeating the year. */
function shortened(from: string, to: string, lang: Lang): string {
  const text = formatPeriod(from, lang);
  return from.length > 4 && from.slice(0, 4) === to.slice(0, 4) ? text.replace(` ${from.slice(0, 4)}`, "") : text;
}

/** A period under an axis: `T1` or `1` of 2025, `janv.` or `J`, and of a year that alone. */
export function axisPeriod(period: string, lang: Lang): AxisPeriod {
  const { step, year, months } = parsePeriod(period);
  const at = { year: String(year), name: "", short: "" };
  if (step === "year") return at;
  const part = period.split("-")[1] ?? "";
  if (step === "quarter") return { ...at, name: lang === "fr" ? part.replace("Q", "T") : part, short: part.slice(1) };
  const name = (month: "short" | "narrow"): string =>
    new Intl.DateTimeFormat(lang, { month, timeZone: "UTC" }).format(new Date(`${months[0] ?? period}-15`));
  return { ...at, name: name("short"), short: name("narrow") };
}

/** A short form of a period for the head of a column: `01/25`, `T1 25`, `2025`. */
export function shortPeriod(period: string, lang: Lang): string {
  const { step, year } = parsePeriod(period);
  if (step === "year") return period;
  const part = period.split("-")[1] ?? "";
  return step === "month"
    ? `${part}/${String(year).slice(2)}`
    : `${lang === "fr" ? part.replace("Q", "T") : part} ${String(year).slice(2)}`;
}

/** Homes of the chosen kinds: `tous les foyers`, `les foyers de 3 personnes`. */
export function whoText(types: readonly string[], ref: MeasureRef | undefined, lang: Lang): string {
  const words = EXPLORE[lang].words;
  const [type] = types;
  if (types.length > 1) return words.forSome(types.length);
  return type === undefined || type === "_T" || !ref ? words.forAll : words.forKind(kindText(ref, type, lang));
}

/** Homes of a kind, and of which of them nothing is counted: a type made of sizes leaves out homes of which none is given. */
export function kindText(ref: MeasureRef, type: string, lang: Lang): string {
  const { many } = kindPhrase(ref, type, lang);
  return type.endsWith(";size=known") ? EXPLORE[lang].words.sized(many) : many;
}

/** `par secteur de Lyon 8e`, `à Lyon 8e`, `à Lyon 8e et à Vaise`. */
export function whereText(selection: Selection, facts: ExploreFacts, lang: Lang): string {
  const { areas, level, within, view } = selection;
  const words = EXPLORE[lang].words;
  const alone = view === "distribution" || facts.tree.get(within)?.level === level;
  const picked = areas.length > 0 ? areas : alone ? [within] : [];
  if (picked.length > 3) return words.several(picked.length);
  if (picked.length > 0) return words.and(picked.map((code) => lowerFirst(placeOf(facts, code, lang).at)));
  return `${levelPhrase(facts.territory.level_names, level, lang)} ${placeOf(facts, within, lang).of}`;
}

/** What distinguishes a subject from the others of its selection. */
export function axisName(axis: Axis, selection: Selection, facts: ExploreFacts, lang: Lang): string {
  return axisParts(axis, selection, facts, lang)
    .filter((part) => part !== "")
    .join(", ");
}

/** What tells a subject from the others of the selection: of one measure alone, without its name. */
export function axisDifference(axis: Axis, selection: Selection, facts: ExploreFacts, lang: Lang): string {
  return axisParts(axis, selection, facts, lang)
    .slice(selection.measures.length > 1 ? 0 : 1)
    .filter((part) => part !== "")
    .join(", ");
}

/** What tells a distribution from the others beside it. */
export function groupName(axis: Axis, place: string, selection: Selection, facts: ExploreFacts, lang: Lang): string {
  const difference = axisDifference(axis, selection, facts, lang);
  return [difference, ...(selection.areas.length > 1 || difference === "" ? [place] : [])]
    .filter((part) => part !== "")
    .join(", ");
}

function axisParts(axis: Axis, selection: Selection, facts: ExploreFacts, lang: Lang): readonly string[] {
  const ref = facts.refs.find(({ key }) => key === axis.measure);
  return [
    ref ? topicLabel(ref, lang) : axis.measure,
    selection.types.length > 1 && ref
      ? axis.type === "_T"
        ? lowerFirst(EXPLORE[lang].words.all)
        : kindText(ref, axis.type, lang)
      : "",
    selection.periods.length > 1 ? formatPeriod(axis.period, lang) : "",
  ];
}

/** Title of one of several figures: its subject, and what it says. */
export function titled(name: string, title: string): string {
  // A title may begin with a place, whose capital stays: behind a dash all may.
  return title === "" ? name : `${name} – ${title}`;
}

/** Parts of a sentence on what the figures of some subjects show: topic, statistic, place, time and homes. */
export function subjectParts({ selection, facts }: Pick<ExploreState, "selection" | "facts">, axes: readonly Axis[], lang: Lang) {
  const words = EXPLORE[lang];
  const refs = axes.flatMap(({ measure }) => facts.refs.find(({ key }) => key === measure) ?? []);
  const names = [...new Set(refs.map((ref) => topicLabel(ref, lang)))];
  return {
    what: words.words.and(names.map((name, i) => (i === 0 ? name : lowerFirst(name)))),
    statistic: selection.view === "distribution" ? words.marks.spread : words.statistics[selection.statistic],
    where: whereText(selection, facts, lang),
    when: whenText([...new Set(axes.map(({ period }) => period))], lang),
    who: whoText([...new Set(axes.map(({ type }) => type))], refs[0], lang),
  };
}
