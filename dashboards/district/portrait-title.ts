import type { Area } from "../../src/territory/index.ts";
import { formatNumber, lowerFirst } from "../shared/format.ts";
import { topicLabel } from "../shared/labels.ts";
import { figureAt } from "./area-figures.ts";
import { MEAN_OF_ALL, type TopicOfPlace } from "./portrait-figures.ts";
import { type DistrictState, figureText, placeDetail, placeWords } from "./shown.ts";

/** Which place a portrait is of, and what it is held against. */
export function placeOfPortrait({ atlas, choice }: Pick<DistrictState, "atlas" | "choice">): {
  code: string;
  parent: string | null;
} {
  const code = choice.at ?? choice.area;
  return { code, parent: atlas.tree.get(code)?.parent ?? null };
}

/** What a place is, how many dwellings it has, and its official code, where that is one and not the name once more. */
export function portraitWhere(shown: Pick<DistrictState, "atlas" | "lang" | "words">, area: Area): string {
  const code = /^[A-Z]*\d{3,}/.test(area.code) ? area.code : "";
  return shown.words.portrait.where(placeDetail(shown, area), formatNumber(area.dwellings, 0, shown.lang), code);
}

/** The finding: what is more, what is less, beyond the margins. */
export function portraitTitle(shown: DistrictState, topics: readonly TopicOfPlace[]): string {
  const { atlas, lang, words } = shown;
  const { code, parent } = placeOfPortrait(shown);
  if (topics.every(({ period }) => period === null)) return words.portrait.titleNone;
  if (parent === null) {
    // Nothing is held against anything: the finding is the figure of the topic that is looked at, else of the first that is published.
    const told = topics.find(({ ref, period }) => ref === shown.choice.ref && period !== null) ?? topics[0];
    const of = told && { ...MEAN_OF_ALL, ref: told.ref, period: told.period ?? "" };
    const figure = of && figureAt(atlas, of, code);
    if (figure?.unsure) return words.portrait.titleUnsure;
    if (!of || !figure) return words.portrait.titleNone;
    return words.portrait.titleWhole(topicLabel(of.ref, lang), figureText(atlas, of, figure, lang).value);
  }
  const named = (relation: "more" | "less"): string =>
    topics
      .filter((topic) => topic.relation === relation)
      .map(({ ref }) => lowerFirst(topicLabel(ref, lang)))
      .join(words.portrait.and);
  const known = topics.filter(({ period }) => period !== null);
  const isUnsure = ({ ref, period }: TopicOfPlace): boolean =>
    figureAt(atlas, { ...MEAN_OF_ALL, ref, period: period ?? "" }, code)?.unsure === true;
  if (known.every(isUnsure)) return words.portrait.titleUnsure;
  const [more, less] = [named("more"), named("less")];
  const place = placeWords(atlas, parent, lang);
  if (!more && !less) return words.portrait.titleSame(place);
  const parts = [
    more ? words.portrait.more(place, more) : "",
    less ? (more ? words.portrait.lessToo(less) : words.portrait.less(place, less)) : "",
  ];
  const said = parts.filter((part) => part !== "").join(lang === "fr" ? "\u00a0; " : "; ");
  return `${said.replace(/\p{L}/u, (first) => first.toUpperCase())}.`;
}
