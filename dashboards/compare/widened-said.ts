import { amountText, formatPeriod, marginDigits } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import type { PublicCommons } from "../visit/commons.ts";
import type { Group } from "./group.ts";
import { groupPhrase, homesPhrase, listed, type Statement, statisticOf, untoldText } from "./group-words.ts";
import { THIRD, thirdNote } from "./low-figure.ts";
import { decidingWords, kindName, kindPhrase, placePhrase } from "./phrases.ts";
import { amountAtMargin } from "./rounded.ts";
import { isAnswerIdle, type TopicAnswer } from "./topic-answer.ts";
import { VERDICTS } from "./verdict-words.ts";

/** The published group of the home's own kind where all kinds together are advised; undefined where there is none. */
export function ownKind({ verdict, untold, groups, advised }: TopicAnswer): Group | undefined {
  if (verdict?.kind !== "widened" || untold.length > 0 || !advised) return undefined;
  return groups.find(({ relaxed }) => !relaxed.includes("type"));
}

/** The middles of the kinds of homes, from the lowest. */
function middlesOf(kinds: TopicAnswer["kinds"]) {
  const middles = kinds.map(({ quartiles }) => quartiles.p50).sort((a, b) => a.value - b.value);
  return { middles, lowest: middles[0], highest: middles.at(-1) };
}

/** Tells whether the answer is a range of kinds: the group has other kinds than the home's, whose middles can be told apart. */
export function isRangeOfKinds(answer: TopicAnswer): boolean {
  const { lowest, highest } = middlesOf(answer.kinds);
  if (answer.verdict?.kind !== "widened" || !answer.advised || ownMiddle(answer)) return false;
  return lowest !== undefined && highest !== undefined && lowest.upper < highest.lower;
}

/**
 * The sentence where the group contains other kinds of homes: that the home's own has no figure, or the middle by kind, or of all, and the
 * effect of the missing answer. It gives no place.
 */
export function widened(commons: PublicCommons, answer: TopicAnswer, you: string, lang: Lang): Statement {
  const { group, ref, untold, ownType } = answer;
  const words = VERDICTS[lang];
  const own = ownMiddle(answer);
  if (own) return ownMiddleSaid(commons, answer, own, you, lang);
  const low = thirdNote(answer, you, lang);
  // What concerns the visitor comes first: a page with room for one note shows that.
  const notes = (...others: readonly string[]): string[] => [...(low === null ? [] : [low]), ...others];
  if (!isRangeOfKinds(answer)) {
    const { period } = answer;
    const middle = group ? amountAtMargin(group.quartiles?.p50 ?? group.centre, answer, lang) : "";
    const when = period.length === 7 ? formatPeriod(period, lang) : null;
    const centre = WORDS[lang].stand.centre[statisticOf(answer)];
    const title = words.widenedOne(centre, groupPhrase(commons, answer, lang), middle, when);
    const isAsked = untold.length > 0 && !isAnswerIdle(commons, answer);
    return { title, notes: notes(isAsked ? untoldText(answer, lang) : words.widenedType) };
  }
  const { at } = placePhrase(commons, group?.area ?? answer.area, lang);
  const range = [...endsOfKinds(answer, lang), decidingWords(ref, lang, untold)] as const;
  if (untold.length === 0) {
    const others = words.widenedOthers(at, kindPhrase(ref, "_T", lang).many, ...range);
    return { title: words.widenedNone(kindPhrase(ref, ownType, lang).many), notes: notes(others) };
  }
  const lacking = kindsWithout(answer, lang);
  return {
    title: words.widened(at, ...range),
    notes: notes(untoldText(answer, lang), ...(lacking === "" ? [] : [words.widenedLacks(lacking)])),
  };
}

/** The lowest and the highest middle of the kinds of homes, both with the digits that the widest margin allows. */
function endsOfKinds({ kinds, ref, unit }: TopicAnswer, lang: Lang): readonly [string, string] {
  const { middles, lowest, highest } = middlesOf(kinds);
  const digits = Math.min(...middles.map(({ lower, upper }) => marginDigits(lower, upper, ref.measure.decimals)));
  return [amountText(lowest?.value ?? 0, digits, unit, lang), amountText(highest?.value ?? 0, digits, unit, lang)];
}

/** The published middle or mean of the home's own kind, where a wider group is advised because it is too imprecise for a place. */
interface OwnMiddle {
  readonly area: string;
  readonly statistic: "P50" | "MEAN";
  readonly interval: WithMargin;
}

/** The middle that is drawn of the home's own kind, else the centre of its nearest group; null where neither is reliable. */
export function ownMiddle({ group, kinds, untold, ownType, groups, advised }: TopicAnswer): OwnMiddle | null {
  if (!group || !advised || untold.length > 0) return null;
  const drawn = kinds.find(({ type }) => type === ownType);
  if (drawn) return { area: group.area, statistic: "P50", interval: drawn.quartiles.p50 };
  const own = groups.find(({ relaxed, centre }) => !relaxed.includes("type") && centre.reliable);
  return own ? { area: own.area, statistic: own.centre.statistic, interval: own.centre } : null;
}

/** The middle of the home's own kind, which is too imprecise for a place. */
function ownMiddleSaid(commons: PublicCommons, answer: TopicAnswer, own: OwnMiddle, you: string, lang: Lang): Statement {
  const { centre } = WORDS[lang].stand;
  const verdicts = VERDICTS[lang];
  const { area, statistic, interval } = own;
  const homes = homesPhrase(commons, answer, { area, type: answer.ownType }, lang);
  // The middle of the wider group is not the one that the sentence gives.
  const isThird = answer.given !== null && answer.given.perMonth * THIRD < interval.value;
  return {
    title: verdicts.widenedOwn(homes, centre[statistic], amountAtMargin(interval, answer, lang)),
    notes: isThird ? [verdicts.third(you, verdicts.ofCentre[statistic])] : [],
  };
}

/** Most kinds that are named. */
const NAMED = 4;

/** Kinds of homes that the range between the published middles leaves out; empty where there are none, or too many to name. */
function kindsWithout({ ref, kinds, possible }: TopicAnswer, lang: Lang): string {
  const published = new Set(kinds.map(({ type }) => type));
  const lacking = possible.filter((code) => !published.has(code));
  return lacking.length > NAMED
    ? ""
    : listed(
        lacking.map((code) => kindName(ref, code, lang)),
        lang,
      );
}
