import { lowerFirst } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { ATTRIBUTE_LABELS } from "../shared/labels.ts";
import { nearlyAllIn } from "../shared/nearly-all.ts";
import { reliableInterval } from "../shared/reliable-interval.ts";
import { cellAt, type PublicCommons, unitOf } from "../visit/commons.ts";
import { isVeryLow } from "./low-figure.ts";
import { kindPhrase, placePhrase } from "./phrases.ts";
import { ownAmount } from "./rounded.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { VERDICTS } from "./verdict-words.ts";

/** Which verb people use for the measure, judged by its unit: to spend, to use, or another. */
export function verbOf(commons: PublicCommons, answer: TopicAnswer): "money" | "use" | "other" {
  const unit = unitOf(commons.catalog, answer.ref);
  if (/^[A-Z]{3}$/.test(unit)) return "money";
  return unit === "kWh" || unit === "m3" ? "use" : "other";
}

/** `logements de 55 à 74 m² de Lyon 8e`: the group in the sentence. */
export function groupPhrase(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string {
  return answer.group ? homesPhrase(commons, answer, answer.group, lang) : "";
}

/** Homes of a kind, with their place. */
export function homesPhrase(
  commons: PublicCommons,
  { ref }: Pick<TopicAnswer, "ref">,
  { area, type }: { readonly area: string; readonly type: string },
  lang: Lang,
): string {
  return kindPhrase(ref, type, lang).at(placePhrase(commons, area, lang).of);
}

/** What is said of a figure, and what limits it. */
export interface Statement {
  /** asterisks mark emphasis; a line of its own before may say whose figure it is */
  readonly title: string;
  readonly notes: readonly string[];
}

/** The part where nearly all homes of the group's place are, as `de Lyon 8e`; null where they are not so concentrated. */
export function concentratedIn(commons: PublicCommons, { ref, period, group }: TopicAnswer, lang: Lang): string | null {
  const count = (code: string) => reliableInterval(cellAt(commons, ref, code, "_T", period)?.get("COUNT"))?.value;
  const part = group && nearlyAllIn(commons.tree.children(group.area), count, count(group.area));
  return part ? placePhrase(commons, part.code, lang).of : null;
}

/** Names that part in a sentence. */
export function concentrationText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const part = concentratedIn(commons, answer, lang);
  if (part === null || !answer.group) return null;
  const whole = placePhrase(commons, answer.group.area, lang).name;
  return WORDS[lang].stand.near.mostly(whole, part, kindPhrase(answer.ref, "_T", lang).many);
}

export function listed(names: readonly string[], lang: Lang): string {
  return new Intl.ListFormat(lang, { type: "conjunction" }).format(names);
}

/** Which statistic the group's centre is. A mean is never called a middle. */
export function statisticOf({ group }: Pick<TopicAnswer, "group">): "P50" | "MEAN" {
  return group?.quartiles ? "P50" : (group?.centre.statistic ?? "MEAN");
}

/** The statistic of the group, its homes, and the figure. */
export function groupWords(
  commons: PublicCommons,
  answer: TopicAnswer,
  middle: string,
  lang: Lang,
): readonly [string, string, string] {
  const isAll = answer.group?.type === "_T";
  const homes = `${groupPhrase(commons, answer, lang)}${isAll ? VERDICTS[lang].ofAllKinds : ""}`;
  return [WORDS[lang].stand.centre[statisticOf(answer)], homes, middle];
}

/** The questions about the home that are not answered yet. */
export const questionsOf = ({ untold }: TopicAnswer, lang: Lang): string =>
  listed(
    untold.map((name) => lowerFirst(ATTRIBUTE_LABELS[lang][name])),
    lang,
  );

/** Names the deciding answers that are missing. */
export function untoldText(answer: TopicAnswer, lang: Lang): string {
  // Of the part of a year that is no quarter the answer gives what others use, but no place; very little is said to be so already.
  const hasPlace = (answer.verdict?.kind !== "seasonal" || answer.season?.quarters.length !== 0) && !isVeryLow(answer);
  return VERDICTS[lang].widenedUntold(questionsOf(answer, lang), answer.untold.length, hasPlace ? ownAmount(answer, lang) : null);
}
