import { formatPeriod, upperFirst } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { groupPhrase, groupWords, listed, questionsOf, type Statement, untoldText } from "./group-words.ts";
import { thirdNote } from "./low-figure.ts";
import { decidingWords, kindName, placePhrase } from "./phrases.ts";
import { amountAtMargin, unsureEnds } from "./rounded.ts";
import { ABOUT } from "./season.ts";
import { isAnswerMissing, type TopicAnswer } from "./topic-answer.ts";
import { sideOf } from "./verdict.ts";
import { VERDICTS } from "./verdict-words.ts";

/** The middles of the kinds of homes, from the lowest. */
function middlesOf(kinds: TopicAnswer["kinds"]) {
  const middles = kinds.map(({ quartiles }) => quartiles.p50).sort((a, b) => a.value - b.value);
  return { lowest: middles[0], highest: middles.at(-1) };
}

/** Tells whether the answer is a range of kinds: the home may be of several, whose middles can be told apart. */
export function isRangeOfKinds({ kinds, verdict, untold }: TopicAnswer): boolean {
  const { lowest, highest } = middlesOf(kinds);
  if (verdict?.kind !== "widened" || untold.length === 0) return false;
  return lowest !== undefined && highest !== undefined && lowest.upper < highest.lower;
}

/**
 * The sentence where the group contains other kinds of homes, or its figure is unsure: the figure of the nearest kind, or the missing answer and
 * the middle by kind, and no side: beside other homes, more or less says nothing about this one.
 *
 * @param part the part of a year that the middles are of, in words; null: they are of the year
 */
export function widened(commons: PublicCommons, answer: TopicAnswer, you: string, part: string | null, lang: Lang): Statement {
  const { group, ref, untold } = answer;
  const words = VERDICTS[lang];
  const low = thirdNote(answer, you, lang);
  // What concerns the visitor comes first: a page with room for one note shows that.
  const notes = (...others: readonly string[]): string[] => [...(low === null ? [] : [low]), ...others];
  if (!isRangeOfKinds(answer)) {
    const { period } = answer;
    const when = period.length === 7 ? formatPeriod(period, lang) : null;
    const middle = group ? amountAtMargin(group.quartiles?.p50 ?? group.centre, answer, lang) : "";
    const [centre, homes] = groupWords(commons, answer, middle, lang);
    const ends = unsureEnds(answer, lang);
    const value = ends === null ? words.isAt(middle) : WORDS[lang].between(...ends);
    const title = words.widenedOne(centre, untold.length > 0 ? groupPhrase(commons, answer, lang) : homes, value, when);
    const side = unsureSide(answer);
    if (side !== null && ends !== null) {
      const isNarrow = group !== null && group.centre.upper - group.centre.lower <= 2 * ABOUT * group.centre.value;
      const between = WORDS[lang].between(...ends);
      return { title: upperFirst(words.besideMargin(centre, homes, between, side, you, isNarrow)), notes: notes() };
    }
    const asked = isAnswerMissing(commons, answer) ? [untoldText(answer, lang)] : [];
    const limits = [...(ends === null ? [] : [words.unsure]), ...asked];
    return { title, notes: notes(...limits) };
  }
  const { at } = placePhrase(commons, group?.area ?? answer.area, lang);
  const lacking = kindsWithout(answer, lang);
  const range = words.widened(at, ...endsOfKinds(answer, lang), decidingWords(ref, lang, untold), part);
  // A range in large letters would be read as the answer.
  return {
    title: words.widenedUntold(questionsOf(answer, lang), untold.length, null),
    notes: notes(range, ...(lacking === "" ? [] : [words.widenedLacks(lacking)])),
  };
}

/** The lowest and the highest middle of the kinds of homes. */
function endsOfKinds(answer: TopicAnswer, lang: Lang): readonly [string, string] {
  const { lowest, highest } = middlesOf(answer.kinds);
  return [lowest ? amountAtMargin(lowest, answer, lang) : "", highest ? amountAtMargin(highest, answer, lang) : ""];
}

/**
 * On which side of the whole margin of the mean of its own kind the figure is, as it is written, or of that of all homes where a commons has
 * nothing else yet (a side is no rank); null where there is a sure figure, or none.
 */
export function unsureSide({ group, given, verdict, untold, advice }: TopicAnswer): ReturnType<typeof sideOf> | null {
  if (verdict?.kind !== "widened" || !group || !given || group.quartiles || group.centre.reliable) return null;
  const isOwn = untold.length === 0 && !group.hasOtherKinds;
  if (!isOwn && advice !== null) return null;
  return sideOf(given.perMonth, group.centre);
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
