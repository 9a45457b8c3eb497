import type { MeasureRef } from "../../src/domains/index.ts";
import { formatPeriod, lowerFirst } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { ownHasMore } from "../shared/labels.ts";
import { reliableInterval } from "../shared/reliable-interval.ts";
import { cellAt, type PublicCommons } from "../visit/commons.ts";
import { isImprecise, isKept, meanAt } from "../visit/focus.ts";
import { concentratedIn, concentrationText } from "./group-words.ts";
import { kindPhrase, placePhrase } from "./phrases.ts";
import { wholeMonths } from "./prorata.ts";
import { outwardEnds, typedAmount } from "./rounded.ts";
import { heldAgainst } from "./season.ts";
import { STAND } from "./stand-words.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { VERDICTS } from "./verdict-words.ts";

/** Says where nearly all homes of the group's place are; null where the unit is doubted, or they are not so concentrated. */
export function mostlyText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  return answer.verdict?.kind === "unit" ? null : concentrationText(commons, answer, lang);
}

/** Tells whether the home's own kind has no figure, where others have one; one that is unsure is the answer itself. */
const lacksOwnKind = (answer: TopicAnswer): boolean =>
  answer.verdict?.kind === "widened" && answer.advice !== null && answer.groups.every(({ hasOtherKinds }) => hasOtherKinds);

/** Tells whether the figure of the visitor's place or kind is kept back to protect another's: one home more would not bring it. */
export function isFewKept(commons: PublicCommons, answer: TopicAnswer): boolean {
  const { ref, area, ownType, period, withheld } = answer;
  // Where all homes of the place have a figure, it is the kind that lacks one.
  return isKept(commons, ref, area, lacksOwnKind(answer) || !withheld ? ownType : "_T", period);
}

/** The kind of homes whose figure the visitor's place lacks, so that the group is a wider one; null where it lacks none, or the sentence says it. */
function lackedType(answer: TopicAnswer): string | null {
  const { group, verdict, withheld, area, ownType } = answer;
  if (!group || verdict === null || verdict.kind === "none" || verdict.kind === "unit") return null;
  // Where the kind has no figure anywhere around, the place alone is not the reason.
  if (lacksOwnKind(answer)) return ownType;
  return withheld && group.area !== area ? "_T" : null;
}

/** Why a kind of homes has no figure to rely on at a place, and that in a sentence. */
interface Lack {
  readonly cause: "few" | "kindKept" | "imprecise" | "kindLeft" | "unranked";
  readonly text: string;
  /** the place, after the part of the year in which it has none */
  readonly at: string;
  /** of homes of all kinds */
  readonly isOfAll: boolean;
}

/** Says why the visitor's place or kind has no figure of its own; null where it has, or the sentence says it. */
export const fewText = (commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null =>
  lackOf(commons, answer, lang)?.text ?? null;

const lackOf = (commons: PublicCommons, answer: TopicAnswer, lang: Lang): Lack | null =>
  lackedOf(commons, answer, lang) ?? leftOf(commons, answer, lang);

/** Why the visitor's place or kind has no figure of its own. */
function lackedOf(commons: PublicCommons, answer: TopicAnswer, lang: Lang): Lack | null {
  const type = lackedType(answer);
  if (type !== null) return whyNone(commons, answer, type, lang);
  return answer.verdict?.kind === "widened" && isFromAround(answer) ? absentOf(commons, answer, lang) : null;
}

/** The middle, else the mean, of homes like the visitor's at their place, where it is published without a rank. */
function ownPlaceText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const { ref, area, ownType, period } = answer;
  const cell = cellAt(commons, ref, area, ownType, period);
  for (const statistic of ["P50", "MEAN"] as const) {
    const figure = reliableInterval(cell?.get(statistic));
    if (figure === null) continue;
    const between = WORDS[lang].between(...outwardEnds(figure, answer, lang));
    return VERDICTS[lang].ownPlace(WORDS[lang].stand.centre[statistic], kindPhrase(ref, "_T", lang).many, between);
  }
  return null;
}

/** One line below the drawing: that the visitor's place has no figure of its own, whose stands instead, and where nearly all of these homes are; null: it has, or nobody's does. */
export function insteadText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const { ref, group, area, ownType } = answer;
  const lack = lackOf(commons, answer, lang);
  const other = othersOf(answer);
  if (!group || !other || lack === null) return null;
  const isElsewhere = other.area !== area && other.type === ownType;
  const of = isElsewhere ? placePhrase(commons, other.area, lang).of : null;
  const homes = kindPhrase(ref, "_T", lang).many;
  const lacking = lack.isOfAll ? homes : VERDICTS[lang].likeYours(homes);
  const part = other.area === group.area ? concentratedIn(commons, answer, lang) : null;
  const mostly = part === null ? "" : VERDICTS[lang].mostly(homes, part);
  const own = lack.cause === "unranked" ? ownPlaceText(commons, answer, lang) : null;
  return VERDICTS[lang].instead(lack.at, lack.cause, own ?? lacking, of, mostly);
}

/** Of others that stand instead of the visitor's place or kind, why that is not published; null: they are too few. */
export function whyInstead(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const lack = answer.group && lackOf(commons, answer, lang);
  return lack?.cause === "kindKept" ? VERDICTS[lang].kept(placePhrase(commons, answer.area, lang).of) : null;
}

/** What the middle is, where a sentence or a gap is beside one: said beside a topic that stands alone; null: it is beside none. */
export function middleText(answer: TopicAnswer, lang: Lang): string | null {
  const { ref, verdict, given } = answer;
  if (given === null || verdict === null || verdict.kind === "none" || heldAgainst(answer)?.statistic !== "P50") return null;
  return STAND[lang].middleIs(kindPhrase(ref, "_T", lang).many);
}

/** What is to be added up for a figure; of one that has more in it than what is published, what to leave out. */
export const countedText = ({ catalog }: PublicCommons, ref: MeasureRef, lang: Lang): string | undefined =>
  (ownHasMore(catalog, ref) ? VERDICTS[lang].countedAlike[ref.key] : undefined) ?? VERDICTS[lang].counted[ref.key];

/** Tells whether a place has a figure of all its homes, or lacks one, and none is made of its kinds: they are not even withheld. */
function isOfAllAlone(commons: PublicCommons, { area, ref, period }: TopicAnswer, type: string): boolean {
  const [own, all] = [type, "_T"].map((one) => cellAt(commons, ref, area, one, period));
  return own === undefined && all !== undefined;
}

/** Why a kind of homes, by its name in the sentence, has no figure to rely on at the visitor's place: one form of words for each reason. */
function whyNone(
  commons: PublicCommons,
  answer: TopicAnswer,
  type: string,
  lang: Lang,
  kind = kindPhrase(answer.ref, type, lang).many,
): Lack {
  const { area, ref, period } = answer;
  const [words, place] = [VERDICTS[lang], placePhrase(commons, area, lang).at];
  const at = period.length === 7 ? words.inPart(formatPeriod(period, lang), lowerFirst(place)) : place;
  if (isOfAllAlone(commons, answer, type))
    return { cause: "kindLeft", at, isOfAll: false, text: words.kindLeft(at, words.likeYours(kindPhrase(ref, "_T", lang).many)) };
  const isHeld = isKept(commons, ref, area, type, period);
  const cause = isHeld ? "kindKept" : isImprecise(commons, ref, area, type, period) ? "imprecise" : "few";
  return { cause, at, isOfAll: type === "_T", text: words[cause](at, kind) };
}

/** Why the kind that the visitor chose has no figure at their place; null where it has, or its quarters are known around. */
export const kindAbsent = (commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null =>
  absentOf(commons, answer, lang)?.text ?? null;

function absentOf(commons: PublicCommons, answer: TopicAnswer, lang: Lang): Lack | null {
  const { area, group, groups, ownType, untold } = answer;
  if (commons.rest === null || untold.length > 0 || ownType === "_T") return null;
  const isKnown = groups.some((one) => one.area === area && one.type === ownType);
  return isKnown || (group?.type === ownType && group.quartiles) ? null : whyNone(commons, answer, ownType, lang);
}

/** Those whose figures stand beside the visitor's: of part of a year homes of its season. */
const othersOf = ({ group, season }: TopicAnswer) => (season?.centre ? season.of : group);

/** Tells whether homes like the visitor's are taken from around their place, of which all homes are published. */
function isFromAround(answer: TopicAnswer): boolean {
  const { area, ownType, untold, withheld } = answer;
  const other = othersOf(answer);
  return !withheld && other?.type === ownType && other.area !== area && untold.length === 0;
}

/** Why homes like the visitor's are taken from around their place: of those there a mean alone is published, or nothing; null where they are not. */
function leftOf(commons: PublicCommons, answer: TopicAnswer, lang: Lang): Lack | null {
  if (!isFromAround(answer) || !isPlaced(answer)) return null;
  const { ref, area, group, ownType, season } = answer;
  const kind = VERDICTS[lang].likeYours(kindPhrase(ref, "_T", lang).many);
  // Where the year has them, it is part of it that lacks them.
  const lacksIn = (period: string): boolean =>
    reliableInterval(cellAt(commons, ref, area, ownType, period)?.get(season?.statistic ?? "P50")) === null;
  const period = (group?.area === area && season?.periods.find(lacksIn)) || answer.period;
  const at = placePhrase(commons, area, lang).at;
  if (season === null && meanAt(commons, ref, area, ownType, period) !== null)
    return { cause: "unranked", at, isOfAll: false, text: VERDICTS[lang].unranked(at, kind) };
  return whyNone(commons, { ...answer, period }, ownType, lang, kind);
}

const isPlaced = ({ verdict }: TopicAnswer): boolean => ["quarter", "edge", "side", "seasonal"].includes(verdict?.kind ?? "none");

/** What must be known of the group, of the measure and of the visitor's figure, on the page and on paper. */
export function groupNotes({ catalog }: PublicCommons, answer: TopicAnswer, lang: Lang): string[] {
  const { ref, given } = answer;
  const words = WORDS[lang].stand;
  return [
    // Figures that leave something out have a note that says what is in them.
    ownHasMore(catalog, ref) ? null : (VERDICTS[lang].counted[ref.key] ?? null),
    ref.measure.whose === "person" ? words.person : null,
    ref.measure.experimental ? words.experimental : null,
    answer.group && given?.days && given.total?.days
      ? VERDICTS[lang].billSum(typedAmount(given.total.amount, answer, lang), given.days, wholeMonths(given.total.days))
      : null,
  ].filter((note): note is string => note !== null);
}
