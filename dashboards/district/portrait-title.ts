import type { Area } from "../../src/territory/index.ts";
import { formatNumber, formatPeriod, lowerFirst, semicolon, upperFirst } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import { figureAt, gapAt } from "./area-figures.ts";
import { gapAsWritten, gapEnds } from "./gap-words.ts";
import { MEAN_OF_ALL, type TopicOfPlace } from "./portrait-figures.ts";
import { isParentItself, placeOfPortrait, subjectOf } from "./portrait-place.ts";
import { portraitWords } from "./portrait-words.ts";
import { type DistrictState, mostlyOf, namedDetail, placeDetail, placeWords, textOfPlace } from "./shown.ts";

/**
 * The kind of a place, its number of dwellings, and its official code unless that is only a form of its name.
 *
 * @param isNamed its name comes first
 */
export function portraitWhere(shown: Pick<DistrictState, "atlas" | "lang" | "words">, area: Area, isNamed = false): string {
  const code = /^[A-Z]*\d{3,}/.test(area.code) ? area.code : "";
  const detail = isNamed ? namedDetail(shown, area) : placeDetail(shown, area);
  return portraitWords(shown).where(detail, formatNumber(area.dwellings, 0, shown.lang), code);
}

/** The margin and period of the figure in the title; null: the title is not a figure, or the list of topics says it. */
export function titleMargin(shown: DistrictState, topics: readonly TopicOfPlace[]): string | null {
  const { atlas, lang, words } = shown;
  const { code, parent } = placeOfPortrait(shown);
  const isFigure = topics.length < 2 && (parent === null || isParentItself(shown, topics));
  const subject = isFigure ? subjectOf(shown, topics) : null;
  const figure = subject && figureAt(atlas, subject, code);
  if (!subject || !figure || figure.unsure) return null;
  const { lower, upper } = textOfPlace({ atlas, choice: subject, lang }, code, figure);
  return `${upperFirst(words.from(lower, upper))}, ${formatPeriod(subject.period, lang)}.`;
}

/** Where nearly all homes of the place are, and of the parent that it is compared with; empty: nowhere. */
export function portraitMostly(shown: DistrictState, topics: readonly TopicOfPlace[]): string {
  const { code, parent } = placeOfPortrait(shown);
  const subject = subjectOf(shown, topics);
  return subject ? mostlyOf({ ...shown, choice: { ...shown.choice, ...subject } }, [code, parent]) : "";
}

/** The period of a topic, where it is not the one that is chosen; else empty. */
function otherPeriod({ choice, lang }: DistrictState, period: string | null, write: (when: string) => string): string {
  return period === null || period === choice.period ? "" : write(formatPeriod(period, lang));
}

/** The finding of a place that one topic sets apart: its figure, and how far it is from the parent's; without its full stop. */
function onlyTopic(shown: DistrictState, { ref, period, relation }: TopicOfPlace, parent: string): string {
  const { atlas, lang, words } = shown;
  const { code } = placeOfPortrait(shown);
  const subject: DistrictState = { ...shown, choice: { ...shown.choice, ...MEAN_OF_ALL, ref, period: period ?? "" } };
  const [figure, gap] = [figureAt(atlas, subject.choice, code), gapAt(atlas, subject.choice, code, parent)];
  if (!figure || !gap) return portraitWords(shown).titleNone;
  const { low, high } = gapEnds(atlas, subject.choice, gapAsWritten(subject, gap, code, parent), lang);
  const value = textOfPlace(subject, code, figure).value;
  return portraitWords(shown).titleOne(
    `${topicLabel(ref, lang)}${otherPeriod(shown, period, (when) => `, ${when}`)}`,
    value,
    words.card.more(low, high),
    placeWords(atlas, parent, lang),
    relation === "more",
  );
}

/**
 * The finding: which topics are above or below the parent by more than the margins.
 *
 * @param withChosen also says that nothing can be told of the page's topic, whose map stands below
 */
export function portraitTitle(shown: DistrictState, topics: readonly TopicOfPlace[], withChosen = false): string {
  const { atlas, lang, words } = shown;
  const { code, parent } = placeOfPortrait(shown);
  if (topics.every(({ period }) => period === null)) return portraitWords(shown).titleNone;
  if (parent === null || isParentItself(shown, topics)) {
    // Without anything to compare with, the finding is the figure of the current topic, else of the first published one.
    const subject = subjectOf(shown, topics);
    const figure = subject && figureAt(atlas, subject, code);
    if (figure?.unsure) return words.compare.wide([atlas.tree.get(code)?.name ?? code]);
    if (!subject || !figure) return portraitWords(shown).titleNone;
    return portraitWords(shown).titleWhole(
      atlas.tree.get(code)?.name ?? code,
      // On the page a line below the title has the period of the only topic.
      `${topicLabel(subject.ref, lang)}${topics.length < 2 ? "" : otherPeriod(shown, subject.period, (when) => `, ${when}`)}`,
      textOfPlace({ atlas, choice: subject, lang }, code, figure).value,
    );
  }
  const topicsThatAre = (relation: "more" | "less"): string => {
    const names = topics
      .filter((topic) => topic.relation === relation)
      .map(({ ref, period }) => `${lowerFirst(topicLabel(ref, lang))}${otherPeriod(shown, period, (when) => ` (${when})`)}`);
    return new Intl.ListFormat(lang === "en" ? "en-GB" : lang).format(names);
  };
  const known = topics.filter(({ period }) => period !== null);
  const unsureAt = (one: string): boolean =>
    known.every(({ ref, period }) => figureAt(atlas, { ...MEAN_OF_ALL, ref, period: period ?? "" }, one)?.unsure === true);
  const unsure = [code, parent].filter(unsureAt);
  if (unsure.length > 0) return words.compare.wide(unsure.map((one) => atlas.tree.get(one)?.name ?? one));
  const [more, less] = [topicsThatAre("more"), topicsThatAre("less")];
  const place = placeWords(atlas, parent, lang);
  if (!more && !less) return portraitWords(shown).titleSame(place);
  const chosen = known.find(({ ref, relation }) => ref === shown.choice.ref && relation === "same");
  const isChosenSame =
    chosen !== undefined &&
    [code, parent].every(
      (one) => figureAt(atlas, { ...MEAN_OF_ALL, ...chosen, period: chosen.period ?? "" }, one)?.unsure === false,
    );
  const [first, ...others] = known.filter(({ relation }) => relation === "more" || relation === "less");
  const isOne = first !== undefined && others.length === 0;
  const parts = [
    isOne ? onlyTopic(shown, first, parent) : "",
    more && !isOne ? portraitWords(shown).more(place, more) : "",
    less && !isOne ? (more ? portraitWords(shown).lessToo(less) : portraitWords(shown).less(place, less)) : "",
    withChosen && isChosenSame
      ? WORDS[lang].labelled(lowerFirst(topicLabel(shown.choice.ref, lang)), words.map.relations.same)
      : "",
  ];
  const sentence = parts.filter((part) => part !== "").join(semicolon(lang));
  return `${sentence.replace(/\p{L}/u, (first) => first.toUpperCase())}.`;
}

/** The same where nothing around it names the place: on paper, in a file and in a frame. */
export function awayPortraitTitle(shown: DistrictState, topics: readonly TopicOfPlace[], withChosen = false): string {
  const title = portraitTitle(shown, topics, withChosen);
  const name = shown.atlas.tree.get(placeOfPortrait(shown).code)?.name ?? "";
  return title.startsWith(name) ? title : `${name} – ${title}`;
}
