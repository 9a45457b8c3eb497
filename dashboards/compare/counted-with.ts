import { ATTRIBUTES, type AttributeName } from "../../src/contract/attributes.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import { comparison } from "../shared/digits.ts";
import { lowerFirst } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { attributeWords, noteOf } from "../shared/labels.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { meanAt } from "../visit/focus.ts";
import { listed, verbOf } from "./group-words.ts";
import { kindPhrase } from "./phrases.ts";
import { seasonPlace } from "./season-place.ts";
import { STAND } from "./stand-words.ts";
import type { TopicAnswer } from "./topic-answer.ts";

/** Homes of a kind at a place. */
interface Homes {
  readonly area: string;
  readonly type: string;
}

/** The codes of the classes that a kind is made of. */
const codesOf = ({ measure }: MeasureRef, type: string): readonly string[] =>
  measure.similarity.rungs.find(({ code }) => code === type)?.classes ?? [type];

/** The answers about a home that a kind counts together, by question. */
function mergedAnswers(ref: MeasureRef, type: string): (readonly [AttributeName, readonly string[]])[] {
  const { attributes, classes } = ref.measure.similarity;
  const codes = codesOf(ref, type);
  const kinds = classes.filter(({ code }) => codes.includes(code));
  return attributes.flatMap((name) => {
    const values = new Set(kinds.flatMap(({ where }) => where[name] ?? []));
    return values.size > 1 ? [[name, [...values]] as const] : [];
  });
}

/** The word for people after a number that another number follows. */
const PEOPLE = /(?<=\d) pe(?:ople|rson(?:nes?)?)\b(?=.*\d)/g;

/** Answers that are counted together, as their question has them: `1 et 2 personnes`. */
const answersText = (name: AttributeName, values: readonly string[], lang: Lang): string =>
  listed(
    values.map((value) => lowerFirst(attributeWords(name, value, lang)[1])),
    lang,
  ).replace(PEOPLE, "");

/** Attributes whose answers go from the fewest or smallest to the most. */
const ORDERED = ["size", "surface"] as const;

/**
 * Says that a kind has larger homes than one of its smallest answer, or smaller ones than one of its largest, and whether theirs is often more:
 * as far as the published means of that place rise or fall from answer to answer, which is where that of the kind is apart from that of each
 * smaller and each larger one. Null where margins touch, where means both rise and fall, or where the home's answer is in the midst.
 */
function outermostText(commons: PublicCommons, answer: TopicAnswer, { area, type }: Homes, lang: Lang): string | null {
  const { ref, household, period } = answer;
  const merged = new Map(mergedAnswers(ref, type));
  const name = ORDERED.find((one) => merged.has(one));
  const values = name && merged.get(name);
  if (name === undefined || values === undefined) return null;
  const own = household[name];
  const isLargest = own === values.at(-1);
  if (!isLargest && own !== values[0]) return null;
  const { attributes, classes } = ref.measure.similarity;
  const codes = codesOf(ref, type);
  const alike = classes.find(({ code }) => codes.includes(code))?.where ?? {};
  const placeOf = (value = ""): number => (ATTRIBUTES[name] as readonly string[]).indexOf(value);
  const mean = meanAt(commons, ref, area, type, period);
  const trends = classes.flatMap(({ code, where }) => {
    const isOther = !codes.includes(code) && !where[name]?.includes("unknown");
    const isAlike = attributes.every((one) => one === name || where[one]?.join() === alike[one]?.join());
    const other = isOther && isAlike ? meanAt(commons, ref, area, code, period) : null;
    if (!mean || !other) return [];
    const side = comparison(mean, other);
    return [side === "same" ? null : (side === "more") === placeOf(where[name]?.[0]) < placeOf(values[0])];
  });
  const [isRising = null, ...others] = new Set(trends);
  if (isRising === null || others.length > 0) return null;
  // A cost with a note, such as that it was modelled, is nothing that people spent.
  const how = noteOf(commons.catalog, ref, lang) === null ? verbOf(commons, answer) : "other";
  return STAND[lang].outermost(name, isLargest ? "smaller" : "larger", isRising === isLargest ? "less" : "more", how);
}

/** Says which answers a kind counts together, unless the sentence does; null: none. */
export function mergedText(answer: TopicAnswer, of: Homes, lang: Lang): string | null {
  if (unnamedOf(answer, lang) !== undefined) return null;
  const merged = mergedAnswers(answer.ref, of.type).map(([name, values]) => answersText(name, values, lang));
  return merged.length === 0 ? null : STAND[lang].merged(merged);
}

/** Tells whether the sentence names the homes of the group. */
const isGroupNamed = ({ group, verdict, untold }: TopicAnswer): boolean =>
  group !== null && untold.length === 0 && ["quarter", "edge", "side", "little", "widened"].includes(verdict?.kind ?? "");

/** The answers that the visitor would look for in vain in a sentence that names the homes: of 150 m² and more it says "100 m² or more". */
function unnamedOf(answer: TopicAnswer, lang: Lang) {
  const { ref, group, household } = answer;
  if (!group || !isGroupNamed(answer)) return undefined;
  const homes = kindPhrase(ref, group.type, lang).many;
  return mergedAnswers(ref, group.type).find(([name]) => {
    const [number = null] = /\d+/.exec(attributeWords(name, household[name], lang)[1]) ?? [];
    return number !== null && !homes.includes(number);
  });
}

/** The homes that the sentence names, or of part of a year those that it has a side of; null: neither. */
function homesBeside(answer: TopicAnswer): Homes | null {
  const { group, season, verdict } = answer;
  if (isGroupNamed(answer)) return group;
  return verdict?.kind === "seasonal" && season && seasonPlace(answer) !== null ? season.of : null;
}

/** Below the sentence, with which answers the visitor's is counted, where it does not name them, and what that does to a home at either end of them; null: nothing. */
export function countedWith(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string | null {
  const homes = homesBeside(answer);
  if (!homes) return null;
  const unnamed = unnamedOf(answer, lang);
  const said = unnamed === undefined ? null : STAND[lang].merged([answersText(...unnamed, lang)]);
  return [said, outermostText(commons, answer, homes, lang)].filter(Boolean).join(" ") || null;
}

/** The same of homes that the sentence does not name: what merging does stands with whom one is compared. */
export const outermostElsewhere = (commons: PublicCommons, answer: TopicAnswer, of: Homes, lang: Lang): string | null =>
  homesBeside(answer) ? null : outermostText(commons, answer, of, lang);
