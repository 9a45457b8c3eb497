import type { Area } from "../../src/territory/index.ts";
import { digitsOf, isAtEdge } from "../shared/digits.ts";
import { amountText, axisText, endsText, formatPeriod, upperFirst } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { levelDigits } from "../shared/level-digits.ts";
import { nearlyAllIn } from "../shared/nearly-all.ts";
import { reliableInterval, type WithMargin } from "../shared/reliable-interval.ts";
import { cellAt, type PublicCommons } from "../visit/commons.ts";
import type { Group } from "./group.ts";
import { listed, statisticOf } from "./group-words.ts";
import { Means, NARROW } from "./means.tsx";
import type { PartProps } from "./part-props.ts";
import { kindName, kindPhrase, placePhrase, shortName } from "./phrases.ts";
import { ownAmount } from "./rounded.ts";
import { isOwnKind, type TopicAnswer } from "./topic-answer.ts";
import { VERDICTS } from "./verdict-words.ts";
import { isRangeOfKinds } from "./widened-said.ts";
import { youAmong } from "./you-among.ts";

/* One figure of the visitor's neighbourhood, of its town and of the whole: of homes like theirs where that is published. */

/** The same figure of each place around the visitor. */
export interface NearRows {
  readonly type: string;
  readonly statistic: "P50" | "MEAN";
  /** places with a figure that can be relied on, the nearest first */
  readonly rows: readonly (Area & { readonly interval: WithMargin })[];
  /** names of the places without one */
  readonly lacking: readonly string[];
  /** the middle of the sentence's homes, where the rows are of all homes; else null */
  readonly own: { readonly group: Group; readonly interval: WithMargin } | null;
}

/**
 * The middle of the homes that the visitor was placed among, as the sentence has it. Beside means alone, of homes of any heating or size,
 * or of their own kind, the visitor's mark would seem to contradict the sentence.
 */
function ownMiddle({ group }: TopicAnswer, type: string): NearRows["own"] {
  const interval = group && type === "_T" && group.type !== "_T" ? reliableInterval(group.cell.get("P50")) : null;
  return group && interval && { group, interval };
}

/** The visitor's place and those around it, without one whose homes are nearly all in the place before: it says the same again. */
function placesAround(commons: PublicCommons, { ref, area, period }: TopicAnswer): readonly Area[] {
  const { tree } = commons;
  const homes = (code: string) => reliableInterval(cellAt(commons, ref, code, "_T", period)?.get("COUNT"))?.value;
  return tree.lineage(area).filter(({ code }, i, places) => {
    const part = nearlyAllIn(tree.children(code), homes, homes(code));
    return i === 0 || !part || part.code !== places[i - 1]?.code;
  });
}

/**
 * The statistics of homes of a type that may stand near the visitor: of all homes the map's, because a second one may say the contrary of it,
 * and of the sentence's homes the sentence's.
 */
function statisticsOf(type: string, answer: TopicAnswer): ReadonlySet<NearRows["statistic"]> {
  if (type === "_T") return new Set(["MEAN"]);
  return new Set(type === answer.group?.type ? [statisticOf(answer)] : [statisticOf(answer), "MEAN"]);
}

/**
 * The figures around the visitor: of homes of their own kind where at least `least` places have it, else of the kind that the sentence
 * names; else the means of all homes, as on the map. What is published decides, never the visitor's amount. Null where fewer have any: one
 * place alone is beside nothing.
 */
export function nearRows(commons: PublicCommons, answer: TopicAnswer, least = 2): NearRows | null {
  const { ref, period, ownType, group } = answer;
  const places = placesAround(commons, answer);
  for (const type of new Set([ownType, group?.type ?? "_T", "_T"])) {
    for (const statistic of statisticsOf(type, answer)) {
      const rows = places.flatMap((place) => {
        const interval = reliableInterval(cellAt(commons, ref, place.code, type, period)?.get(statistic));
        // Means of all homes are those of the map; any other stands beside the sentence, which rounds it by its own margin.
        const digits = type === "_T" ? levelDigits(commons, { ref, statistic, type, period }, place.code) : undefined;
        return interval === null ? [] : [{ ...place, interval: { ...interval, digits } }];
      });
      const lacking = places.filter(({ code }) => rows.every((row) => row.code !== code)).map(({ name }) => name);
      if (rows.length >= least) return { type, statistic, rows, lacking, own: ownMiddle(answer, type) };
    }
  }
  return null;
}

/**
 * The rows, the visitor's kind of home first where it is beside all homes: `name` tells of whose homes each is, `place` is enough below words
 * that tell it.
 */
export function nearLines(commons: PublicCommons, { own, rows, statistic }: NearRows, answer: TopicAnswer, lang: Lang) {
  const { near } = VERDICTS[lang];
  const places = rows.map(({ name, interval }) => ({
    name: own ? near.everyone(shortName(name)) : shortName(name),
    place: shortName(name),
    interval,
    statistic,
  }));
  if (!own) return places;
  const { group, interval } = own;
  // The sentence above says where homes like the visitor's are.
  const place = shortName(placePhrase(commons, group.area, lang).name);
  const kind = `${upperFirst(kindName(answer.ref, group.type, lang))} (${place})`;
  const names = isOwnKind(answer) ? { name: near.likeYours, place } : { name: kind, place: kind };
  return [{ ...names, interval, code: group.type, statistic: "P50" as const }, ...places];
}

/** Which statistic they are and of whose homes, unless words above the rows say it; of when; then which places have none. */
export function nearText({ type, statistic, lacking, own }: NearRows, answer: TopicAnswer, lang: Lang): string {
  const { ref, unit, period } = answer;
  const { near, placesWithout } = VERDICTS[lang];
  const { centre } = WORDS[lang].stand;
  const { many } = kindPhrase(ref, type, lang);
  const of = type === "_T" ? near.all(many, ref.measure.similarity.attributes[0]) : near.some(many);
  const what = own ? null : `${upperFirst(centre[statistic])} ${of}`;
  const text = near.subtitle(what, unit, formatPeriod(period, lang));
  return lacking.length === 0 ? text : `${text} ${placesWithout(listed(lacking, lang))}`;
}

/** The figures near the visitor, unless they are another statistic of the sentence's homes: the same homes would have two figures. */
export function shownNear(commons: PublicCommons, answer: TopicAnswer): NearRows | null {
  const near = nearRows(commons, answer);
  const isOfSentence = near !== null && near.type === answer.group?.type && !isRangeOfKinds(answer);
  return isOfSentence && near.statistic !== statisticOf(answer) ? null : near;
}

/** The figures of the places around the visitor, each with its margin. `alone`: no other drawing has the visitor's figure. */
export function Near({ commons, answer, lang, width, id, alone = false }: PartProps & { readonly alone?: boolean }) {
  const words = WORDS[lang].stand;
  const { ref, unit, given } = answer;
  const near = nearRows(commons, answer, alone ? 1 : 2);
  if (!near) return null;
  const { by, likeYours, allOf } = VERDICTS[lang].near;
  const { many } = kindPhrase(ref, "_T", lang);
  const texts = nearLines(commons, near, answer, lang).map(({ statistic, place, ...one }) => {
    const { interval } = one;
    const said = near.own ? `${one.name}, ${by[statistic]}` : one.name;
    const line = { ...one, name: place, said, isMiddle: statistic === "P50" };
    const { value, lower, upper } = interval;
    const decimals = digitsOf(interval, ref.measure.decimals);
    const text = amountText(value, decimals, unit, lang);
    const ends = endsText(lower, upper, decimals, unit, lang);
    const alone = WORDS[lang].between(...ends);
    return isAtEdge(interval)
      ? { ...line, text: alone, full: alone }
      : { ...line, text, full: words.near.between(text, ...ends) };
  });
  // A middle and means on one axis are told apart by the words above them.
  const parts = near.own
    ? [
        { from: 0, text: isOwnKind(answer) ? `${likeYours}, ${by.P50}` : upperFirst(by.P50) },
        { from: 1, text: `${allOf(many)}, ${by[near.statistic]}` },
      ]
    : [];
  // Part of a year, or another time, is no place on an axis of this year.
  const isOfYear = answer.season === null && answer.verdict?.kind !== "years";
  const mine = given && (alone || isOfYear) ? ownAmount(answer, lang) : null;
  return (
    <Means
      id={id}
      width={width}
      label={words.near.label(texts.map(({ said, full }) => `${WORDS[lang].labelled(said, full)}.`).join(" "), mine)}
      rows={width < NARROW ? texts : texts.map((row) => ({ ...row, text: row.full }))}
      you={
        given && mine !== null
          ? youAmong(
              given.perMonth,
              words.youAre(mine),
              texts.map(({ interval }) => interval.upper),
            )
          : null
      }
      calm
      marked={near.own ? [near.own.group.type] : []}
      parts={parts}
      {...axisText(unit, lang)}
    />
  );
}
