import type { AttributeName } from "../../src/contract/attributes.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import { lowerFirst } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { attributeWords } from "../shared/labels.ts";
import { listed } from "./group-words.ts";
import { kindPhrase } from "./phrases.ts";
import { STAND } from "./stand-words.ts";
import type { TopicAnswer } from "./topic-answer.ts";

/** The answers about a home that a kind counts together, by question. */
function mergedAnswers({ measure }: MeasureRef, type: string): (readonly [AttributeName, readonly string[]])[] {
  const { attributes, classes, rungs } = measure.similarity;
  const codes = rungs.find(({ code }) => code === type)?.classes ?? [type];
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

/** Says which answers a kind counts together; null: none. */
export function mergedText({ ref }: Pick<TopicAnswer, "ref">, type: string, lang: Lang): string | null {
  const merged = mergedAnswers(ref, type).map(([name, values]) => answersText(name, values, lang));
  return merged.length === 0 ? null : STAND[lang].merged(merged);
}

/**
 * With which answers the visitor's is counted, where they would look for it in vain: of 150 m² and more the sentence says "100 m² or more".
 * Null where it has their number, as in "1 or 2 people", or names no kind.
 */
export function countedWith({ ref, group, verdict, untold, household }: TopicAnswer, lang: Lang): string | null {
  const isNamed = ["quarter", "edge", "side", "little", "widened"].includes(verdict?.kind ?? "");
  if (!group || !isNamed || untold.length > 0) return null;
  const homes = kindPhrase(ref, group.type, lang).many;
  const unnamed = mergedAnswers(ref, group.type).find(([name]) => {
    const [number = null] = /\d+/.exec(attributeWords(name, household[name], lang)[1]) ?? [];
    return number !== null && !homes.includes(number);
  });
  return unnamed === undefined ? null : STAND[lang].merged([answersText(...unnamed, lang)]);
}
