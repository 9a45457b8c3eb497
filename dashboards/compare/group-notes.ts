import { writtenOutwards } from "../shared/digits.ts";
import { formatNumber, formatPeriod, lowerFirst } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { cellAt, homesFor, type PublicCommons } from "../visit/commons.ts";
import { isImprecise, isKept } from "../visit/focus.ts";
import type { Group } from "./group.ts";
import { concentrationText } from "./group-words.ts";
import { kindPhrase, placePhrase } from "./phrases.ts";
import { centreOf } from "./position.ts";
import { amountAtMargin, outwardEnds, ownAmount } from "./rounded.ts";
import { halvesText } from "./seasonal-said.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { sideOf } from "./verdict.ts";
import { VERDICTS } from "./verdict-words.ts";

/** Says where nearly all homes of the group's place are; null where the unit is doubted, or they are not so concentrated. */
export function mostlyText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  return answer.group && answer.verdict?.kind !== "unit" ? concentrationText(commons, answer, answer.group.area, lang) : null;
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

/** Says why the visitor's place or kind has no figure of its own; null where it has, or the sentence says it. */
export function fewText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const type = lackedType(answer);
  if (type !== null) return whyNone(commons, answer, type, lang);
  return answer.verdict?.kind === "widened" && isFromAround(answer) ? kindAbsent(commons, answer, lang) : null;
}

/** How many homes it takes where those of the visitor's place or kind are too few; null where they are not, or nobody knows. */
function neededText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const { area, ref, period } = answer;
  const type = lackedType(answer);
  // The number of homes that a place needs is known of a year. In a part of it a place may lack what the year has.
  if (type === null || period.length === 7) return null;
  if (isKept(commons, ref, area, type, period) || isImprecise(commons, ref, area, type, period)) return null;
  const needed = homesFor(commons, ref.key, commons.tree.get(area)?.level ?? "");
  if (needed === null) return null;
  const { at } = placePhrase(commons, area, lang);
  return VERDICTS[lang].needed(at, formatNumber(needed, 0, lang), kindPhrase(ref, "_T", lang).many, type !== "_T");
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

/** The figure of the visitor's kind nearer than the group, which ranks nobody; null: there is none, or it is not of the same days. */
const besideOf = (commons: PublicCommons, answer: TopicAnswer) =>
  answer.group && answer.verdict?.kind !== "seasonal" ? nearestOwnKind(commons, answer, answer.group) : null;

/** Says that homes like the visitor's are taken from around their place; null where they are not, or the sentence says it. */
export function leftText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  if (!isFromAround(answer) || !isPlaced(answer) || besideOf(commons, answer) !== null) return null;
  return VERDICTS[lang].kindLeft(placePhrase(commons, answer.area, lang).at, kindPhrase(answer.ref, "_T", lang).many);
}

const isPlaced = ({ verdict }: TopicAnswer): boolean => ["quarter", "edge", "side", "seasonal"].includes(verdict?.kind ?? "none");

/** The answer with the homes like the visitor's in their own place as its group, where the sentence takes them from around it; null: none are drawn. */
export function besideAnswer(commons: PublicCommons, answer: TopicAnswer): TopicAnswer | null {
  const { group } = answer;
  const beside = isFromAround(answer) && isPlaced(answer) ? besideOf(commons, answer) : null;
  return beside && group && { ...answer, group: { ...group, area: beside.at, centre: beside.centre, quartiles: null } };
}

/** What homes like the visitor's have in their own place, and on which side of it the visitor is, which must not be left to the drawing. */
export function besideText(commons: PublicCommons, beside: TopicAnswer, lang: Lang): string {
  const { ref, group, given } = beside;
  const { at } = placePhrase(commons, group?.area ?? beside.area, lang);
  if (!group) return "";
  const { centre } = group;
  return VERDICTS[lang].kindBeside(
    lowerFirst(at),
    centre.statistic,
    kindPhrase(ref, "_T", lang).many,
    amountAtMargin(centre, beside, lang),
    outwardEnds(centre, beside, lang),
    sideOf(given?.perMonth ?? 0, writtenOutwards(centre, ref.measure.decimals)),
    ownAmount(beside, lang),
  );
}

/** The nearest place inside the group's with a reliable figure of homes of the visitor's kind; null: there is none. */
function nearestOwnKind(commons: PublicCommons, { ref, area, ownType, period }: TopicAnswer, group: Group) {
  for (const { code } of commons.tree.lineage(area)) {
    if (code === group.area) return null;
    const cell = cellAt(commons, ref, code, ownType, period);
    const centre = cell ? centreOf(cell) : null;
    if (centre?.reliable) return { at: code, centre };
  }
  return null;
}

/** What must be known of the group, of the measure and of the visitor's figure, on the page and on paper. */
export function groupNotes(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string[] {
  const { ref, given } = answer;
  const words = WORDS[lang].stand;
  return [
    leftText(commons, answer, lang),
    neededText(commons, answer, lang),
    ref.measure.whose === "person" ? words.person : null,
    ref.measure.experimental ? words.experimental : null,
    given?.days && given.months.length === 0 ? words.bill(given.days) : null,
    halvesText(answer, lang),
  ].filter((note): note is string => note !== null);
}
