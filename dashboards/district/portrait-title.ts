import type { Area } from "../../src/territory/index.ts";
import { formatNumber, lowerFirst } from "../shared/format.ts";
import { topicLabel } from "../shared/labels.ts";
import { figureAt } from "./area-figures.ts";
import { MEAN_OF_ALL, type TopicOfPlace } from "./portrait-figures.ts";
import { type DistrictState, figureText, placeDetail, placeWords } from "./shown.ts";

/** The place of a portrait, and the parent with which it is compared. */
export function placeOfPortrait({ atlas, choice }: Pick<DistrictState, "atlas" | "choice">): {
  code: string;
  parent: string | null;
} {
  const code = choice.at ?? choice.area;
  return { code, parent: atlas.tree.get(code)?.parent ?? null };
}

/** The kind of a place, its number of dwellings, and its official code unless that is only a form of its name. */
export function portraitWhere(shown: Pick<DistrictState, "atlas" | "lang" | "words">, area: Area): string {
  const code = /^[A-Z]*\d{3,}/.test(area.code) ? area.code : "";
  return shown.words.portrait.where(placeDetail(shown, area), formatNumber(area.dwellings, 0, shown.lang), code);
}

/** The finding: which topics are above or below the parent by more than the margins. */
export function portraitTitle(shown: DistrictState, topics: readonly TopicOfPlace[]): string {
  const { atlas, lang, words } = shown;
  const { code, parent } = placeOfPortrait(shown);
  if (topics.every(({ period }) => period === null)) return words.portrait.titleNone;
  if (parent === null) {
    // The whole has no parent: the finding is the figure of the current topic, else of the first published one.
    const told = topics.find(({ ref, period }) => ref === shown.choice.ref && period !== null) ?? topics[0];
    const subject = told && { ...MEAN_OF_ALL, ref: told.ref, period: told.period ?? "" };
    const figure = subject && figureAt(atlas, subject, code);
    if (figure?.unsure) return words.portrait.titleUnsure;
    if (!subject || !figure) return words.portrait.titleNone;
    return words.portrait.titleWhole(topicLabel(subject.ref, lang), figureText(atlas, subject, figure, lang).value);
  }
  const topicsThatAre = (relation: "more" | "less"): string => {
    const names = topics.filter((topic) => topic.relation === relation).map(({ ref }) => lowerFirst(topicLabel(ref, lang)));
    return new Intl.ListFormat(lang === "en" ? "en-GB" : lang).format(names);
  };
  const known = topics.filter(({ period }) => period !== null);
  const isUnsure = ({ ref, period }: TopicOfPlace): boolean =>
    figureAt(atlas, { ...MEAN_OF_ALL, ref, period: period ?? "" }, code)?.unsure === true;
  if (known.every(isUnsure)) return words.portrait.titleUnsure;
  const [more, less] = [topicsThatAre("more"), topicsThatAre("less")];
  const place = placeWords(atlas, parent, lang);
  if (!more && !less) return words.portrait.titleSame(place);
  const parts = [
    more ? words.portrait.more(place, more) : "",
    less ? (more ? words.portrait.lessToo(less) : words.portrait.less(place, less)) : "",
  ];
  const sentence = parts.filter((part) => part !== "").join(lang === "fr" ? "\u00a0; " : "; ");
  return `${sentence.replace(/\p{L}/u, (first) => first.toUpperCase())}.`;
}
