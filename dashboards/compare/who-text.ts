import { ATTRIBUTE_NAMES } from "../../src/contract/attributes.ts";
import { digitsOf, marginText, writtenOutwards } from "../shared/digits.ts";
import { amountText } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { cellAt, type PublicCommons } from "../visit/commons.ts";
import { mergedText, outermostElsewhere } from "./counted-with.ts";
import type { Group } from "./group.ts";
import { homesPhrase, statisticOf } from "./group-words.ts";
import { decidingWords, kindPhrase, placePhrase } from "./phrases.ts";
import { countText } from "./rounded.ts";
import { isBesideSeason, seasonPlace } from "./season-place.ts";
import { byColdText, straddles } from "./seasonal-said.ts";
import { STAND } from "./stand-words.ts";
import { homesOf, type TopicAnswer } from "./topic-answer.ts";
import { isRangeOfKinds, unsureSide } from "./widened-said.ts";

/** The middle of a group, or its mean, with its margin: what the sentence and the gap are computed from. */
export function centreText(answer: TopicAnswer, group: Group, lang: Lang): string {
  const { margin, centre } = WORDS[lang].stand;
  const most = answer.ref.measure.decimals;
  const centred = group.quartiles?.p50 ?? group.centre;
  // One of the map has the digits and ends that it has there; any other those that it has near the visitor.
  const middle = centred.digits === undefined ? writtenOutwards(centred, most) : centred;
  const digits = digitsOf(middle, most);
  const ends = marginText(middle, digits, answer.unit, lang);
  // Beside its ends a middle has their decimals: 7,0 m³, entre 6,7 et 7,2 m³.
  return margin(centre[statisticOf(answer)], amountText(middle.value, digits, answer.unit, lang), ...ends);
}

/** Tells whether the sentence above names the homes: those of the group, or of its season. */
function isNamed(answer: TopicAnswer): boolean {
  if (answer.season?.centre) return seasonPlace(answer) !== null;
  return answer.untold.length === 0 && ["quarter", "edge", "side", "widened"].includes(answer.verdict?.kind ?? "none");
}

/** What the visitor said of the home for other topics, which tells no groups of this one apart; null: nothing. */
export function leftAside({ ref, household }: TopicAnswer, lang: Lang): string | null {
  const { attributes } = ref.measure.similarity;
  const aside = ATTRIBUTE_NAMES.filter((name) => (household[name] ?? "unknown") !== "unknown" && !attributes.includes(name));
  return aside.length === 0 ? null : STAND[lang].leftAside(decidingWords(ref, lang, aside), aside.length);
}

/**
 * The number of homes that the visitor is compared with, their description unless the sentence has it, how they come to be counted, and their middle with
 * its margin; each kind of home where the answer is a range of them, and empty without a group.
 */
export function whoText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string {
  const { ref, group, period, season } = answer;
  if (!group) return "";
  if (isRangeOfKinds(answer)) {
    const { of: at } = placePhrase(commons, group.area, lang);
    return STAND[lang].whoKinds(kindPhrase(ref, "_T", lang), at);
  }
  const isSeason = season?.centre != null;
  const of = isSeason ? season.of : group;
  // Of several periods, each has another number of homes.
  const countedIn = isSeason ? (season.periods.length === 1 ? (season.periods[0] ?? "") : null) : period;
  const cell = !isSeason ? group.cell : countedIn === null ? undefined : cellAt(commons, ref, of.area, of.type, countedIn);
  const homes = cell ? homesOf({ cell }) : null;
  const count = homes === null ? "" : countText(homes, lang);
  const words = STAND[lang];
  const { origin } = commons.catalog.commons;
  const who =
    count !== "" && isNamed(answer)
      ? words.whoSame(count, kindPhrase(ref, "_T", lang).many, origin === undefined)
      : words.whoText(count, homesPhrase(commons, answer, of, lang));
  // Of an unsure figure the sentence has the margin, which is all that is told.
  const isSure = group.centre.reliable || group.quartiles !== null;
  const middle = !isSeason && isSure && answer.untold.length === 0 ? centreText(answer, group, lang) : null;
  // Without a place the sentence has it, unless there is more to say there.
  const isHere = !isBesideSeason(answer) || seasonPlace(answer) !== null || straddles(answer);
  const byCold = isHere ? byColdText(answer, lang) : null;
  const merged = [mergedText(answer, of, lang), outermostElsewhere(commons, answer, of, lang), leftAside(answer, lang)];
  const tooFew = count !== "" && unsureSide(answer) === "about" ? words.tooFew : null;
  return [who, tooFew, origin?.who?.[lang], middle, byCold, ...merged].filter(Boolean).join(" ");
}
