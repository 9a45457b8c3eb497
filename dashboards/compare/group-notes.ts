import { formatPeriod, lowerFirst } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { answerWords } from "../shared/labels.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { isImprecise, isKept, meanAt } from "../visit/focus.ts";
import { concentrationText, homesPhrase, mostlyOf } from "./group-words.ts";
import { kindPhrase, placePhrase } from "./phrases.ts";
import { halvesText } from "./seasonal-said.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { VERDICTS } from "./verdict-words.ts";

/** Says where nearly all homes of the group's place are; null where the unit is doubted, they are not so concentrated, or it is said already. */
export function mostlyText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  return answer.group && answer.verdict?.kind !== "unit" && widerText(commons, answer, lang) === null
    ? concentrationText(commons, answer, answer.group.area, lang)
    : null;
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

/** Says why the visitor's place or kind has no figure of its own, or what is compared instead of both; null where it has, or the sentence says it. */
export function fewText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  return widerText(commons, answer, lang) ?? lackedText(commons, answer, lang) ?? leftText(commons, answer, lang);
}

/** Why the visitor's place or kind has no figure of its own. */
function lackedText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const type = lackedType(answer);
  if (type !== null) return whyNone(commons, answer, type, lang);
  return answer.verdict?.kind === "widened" && isFromAround(answer) ? kindAbsent(commons, answer, lang) : null;
}

/**
 * Over a year and of homes of wider sizes from around the visitor's place: that nothing is published of their own, and what is taken instead.
 * Null where either is the visitor's own. Where nearly all homes are is said of all sizes together: of one size it would tell how few are elsewhere.
 */
function widerText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const { ref, group, area, ownType, surface, period } = answer;
  if (surface === null || !group || group.area === area || group.type === "_T" || group.type === surface) return null;
  if (period.length !== 4 || lackedText(commons, answer, lang) === null) return null;
  const own = kindPhrase(ref, ownType, lang, answerWords("surface", surface, lang)).at(placePhrase(commons, area, lang).of);
  const part = mostlyOf(commons, answer, group.area, lang);
  return VERDICTS[lang].wider(own, homesPhrase(commons, answer, group, lang), part, kindPhrase(ref, "_T", lang).many);
}

/** Why a kind of homes has no figure to rely on at the visitor's place. */
function whyNone(commons: PublicCommons, { area, ref, period }: TopicAnswer, type: string, lang: Lang): string {
  const kind = kindPhrase(ref, type, lang).many;
  const { at } = placePhrase(commons, area, lang);
  if (isKept(commons, ref, area, type, period)) return VERDICTS[lang].kindKept(at, kind);
  if (isImprecise(commons, ref, area, type, period)) return VERDICTS[lang].imprecise(at, kind);
  if (period.length === 7) return VERDICTS[lang].fewIn(formatPeriod(period, lang), lowerFirst(at), kind);
  return VERDICTS[lang].few(at, kind);
}

/** Why the kind that the visitor chose has no figure at their place; null where it has, or its quarters are known around. */
export function kindAbsent(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const { area, group, groups, ownType, untold } = answer;
  if (commons.rest === null || untold.length > 0 || ownType === "_T") return null;
  const isKnown = groups.some((one) => one.area === area && one.type === ownType);
  return isKnown || (group?.type === ownType && group.quartiles) ? null : whyNone(commons, answer, ownType, lang);
}

/** Tells whether homes like the visitor's are taken from around their place, of which all homes are published. */
const isFromAround = ({ area, ownType, untold, group, withheld }: TopicAnswer): boolean =>
  !withheld && group?.type === ownType && group.area !== area && untold.length === 0;

/** Why homes like the visitor's are taken from around their place: of those there a mean alone is published, or nothing; null where they are not. */
function leftText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  if (!isFromAround(answer) || !isPlaced(answer)) return null;
  const { ref, area, ownType, period, season } = answer;
  const { at, of } = placePhrase(commons, area, lang);
  if (season === null && meanAt(commons, ref, area, ownType, period) !== null) return VERDICTS[lang].meanAlone(of);
  return VERDICTS[lang].kindLeft(at, kindPhrase(ref, "_T", lang).many);
}

const isPlaced = ({ verdict }: TopicAnswer): boolean => ["quarter", "edge", "side", "seasonal"].includes(verdict?.kind ?? "none");

/** What must be known of the group, of the measure and of the visitor's figure, on the page and on paper. */
export function groupNotes(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string[] {
  const { ref, given } = answer;
  const words = WORDS[lang].stand;
  return [
    widerText(commons, answer, lang) && lackedText(commons, answer, lang),
    ref.measure.whose === "person" ? words.person : null,
    ref.measure.experimental ? words.experimental : null,
    halvesText(answer, lang) ?? (answer.group && given?.days && given.months.length === 0 ? words.bill(given.days) : null),
  ].filter((note): note is string => note !== null);
}
