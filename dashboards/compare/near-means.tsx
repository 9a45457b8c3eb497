import type { Area } from "../../src/territory/index.ts";
import { comparison, digitsApart, digitsOf, isAtEdge, written, writtenOutwards } from "../shared/digits.ts";
import { amountText, axisText, endsText, formatNumber, formatPeriod, lowerFirst, upperFirst } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { noteOf } from "../shared/labels.ts";
import { levelDigits } from "../shared/level-digits.ts";
import { nearlyAllIn } from "../shared/nearly-all.ts";
import { reliableInterval, type WithMargin } from "../shared/reliable-interval.ts";
import { sizesText } from "../shared/sizes-text.ts";
import { cellAt, type PublicCommons } from "../visit/commons.ts";
import { hasPosition } from "./drawn-figures.ts";
import { listed, statisticOf, verbOf } from "./group-words.ts";
import { Means, NARROW } from "./means.tsx";
import type { PartProps } from "./part-props.ts";
import { kindPhrase, placePhrase, shortName } from "./phrases.ts";
import { ownAmount } from "./rounded.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { sideOf } from "./verdict.ts";
import { VERDICTS } from "./verdict-words.ts";
import { isRangeOfKinds } from "./widened-said.ts";
import { youAmong } from "./you-among.ts";

/* One figure of the visitor's neighbourhood, of its town and of the whole: all of homes like theirs, else all of all homes. */

/** The same figure of each place around the visitor. */
export interface NearRows {
  readonly type: string;
  readonly statistic: "P50" | "MEAN";
  /** places with a figure that can be relied on, the nearest first */
  readonly rows: readonly (Area & { readonly interval: WithMargin })[];
  /** names of the places without one */
  readonly lacking: readonly string[];
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

/** The statistics of homes of a type that may stand near the visitor: of all homes the map's, because a second one may say the contrary of it. */
const statisticsOf = (type: string, answer: TopicAnswer): ReadonlySet<NearRows["statistic"]> =>
  new Set(type === "_T" ? ["MEAN"] : [statisticOf(answer), "MEAN"]);

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
        if (interval === null) return [];
        // Means of all homes are those of the map; any other stands beside the sentence, which has its own digits and ends.
        const written =
          type === "_T"
            ? { ...interval, digits: levelDigits(commons, { ref, statistic, type, period }, place.code) }
            : writtenOutwards(interval, ref.measure.decimals);
        return [{ ...place, interval: written }];
      });
      if (rows.length < least) continue;
      const lacking = places.filter(({ code }) => rows.every((row) => row.code !== code)).map(({ name }) => name);
      // No other figure of the page is of all homes: none of theirs has decimals where another has none.
      const isAlone = type === "_T" && group?.type !== "_T";
      return { type, statistic, rows: isAlone ? writtenAlike(rows, ref.measure.decimals) : rows, lacking };
    }
  }
  return null;
}

/** Rows with the decimals of the coarsest; tens and hundreds stay as their own margins have them. */
function writtenAlike(rows: NearRows["rows"], most: number): NearRows["rows"] {
  const decimals = Math.max(0, Math.min(...rows.map(({ interval }) => digitsOf(interval, most))));
  return rows.map((row) => ({ ...row, interval: { ...row.interval, digits: Math.min(decimals, digitsOf(row.interval, most)) } }));
}

/** Least share of what the rows span that a margin takes to be seen beside its dot. */
const SEEN = 1 / 8;

/** Tells whether a margin is a line that is seen, whose ends a narrow axis does not tell. */
function isSeen({ lower, upper }: WithMargin, { rows }: NearRows): boolean {
  const ends = rows.flatMap(({ interval }) => [interval.lower, interval.upper]);
  return upper - lower > SEEN * (Math.max(...ends) - Math.min(...ends));
}

/** Which statistic, of whose homes, and of when; then which places have none. */
export function nearText({ type, statistic, lacking }: NearRows, { ref, unit, period }: TopicAnswer, lang: Lang): string {
  const texts = VERDICTS[lang];
  const { many } = kindPhrase(ref, type, lang);
  return [
    texts.near.subtitle(statistic, many, type === "_T", unit, formatPeriod(period, lang)),
    ...(lacking.length === 0 ? [] : [texts.placesWithout(listed(lacking, lang))]),
  ].join(" ");
}

/** Whether there is more or less at the nearest place than at the widest, or that margins do not tell; null where there is one place. */
export function nearSaid(commons: PublicCommons, near: NearRows, answer: TopicAnswer, lang: Lang): string | null {
  const [one, other] = [near.rows[0], near.rows.at(-1)];
  if (one === undefined || other === undefined) return null;
  const side = comparison(one.interval, other.interval);
  const { ref } = answer;
  const most = ref.measure.decimals;
  const fewest = Math.min(...[one, other].map(({ interval }) => digitsOf(interval, most)));
  // Each as it is drawn, unless both would be written alike.
  const apart = side === "same" ? fewest : digitsApart(one.interval, other.interval, most, fewest);
  const numberOf = ({ interval }: typeof one) =>
    formatNumber(interval.value, apart > fewest ? apart : digitsOf(interval, most), lang);
  const withUnit = (place: typeof one) => `${numberOf(place)}\u00a0${answer.unit}`;
  const texts = VERDICTS[lang].near;
  if (side === "same")
    return texts.tooClose(`${shortName(one.name)} (${withUnit(one)})`, `${shortName(other.name)} (${withUnit(other)})`);
  const [here, there] = [one, other].map(({ code }) => lowerFirst(placePhrase(commons, code, lang).at)) as [string, string];
  const verb = verbOf(commons, answer);
  // A cost with a note, such as that it was modelled, is nothing that people spent.
  const how = verb === "money" && noteOf(commons.catalog, ref, lang) !== null ? "cost" : verb;
  return upperFirst(texts.concludes(here, there, how, side, numberOf(one), withUnit(other)));
}

interface NearHeadProps extends Omit<PartProps, "width" | "id"> {
  readonly near: NearRows;
}

/** Whether the visitor's figure is drawn: part of a year, or another time, is no place on an axis of this year, nor are other homes than the sentence's. */
const isPlaced = ({ season, verdict, group }: TopicAnswer, near: NearRows): boolean =>
  season === null && verdict?.kind !== "years" && near.type === (group?.type ?? "_T");

/**
 * Why means of the sentence's homes are above their middle, which the gap above goes by, as far as margins tell; and of a figure between both
 * that it is. Null where there is no such middle on the page, or margins do not tell.
 */
export function pulledText(commons: PublicCommons, near: NearRows, answer: TopicAnswer, lang: Lang): string | null {
  const { group, ref, period, given } = answer;
  if (!given || !hasPosition(answer) || near.statistic !== "MEAN" || near.type !== group?.type || !group.quartiles) return null;
  const mean = reliableInterval(cellAt(commons, ref, group.area, near.type, period)?.get("MEAN"));
  const { p50 } = group.quartiles;
  if (mean === null || mean.lower <= p50.upper) return null;
  const isUnder = near.rows.every(({ interval }) => sideOf(given.perMonth, interval) === "below");
  const side = sideOf(given.perMonth, p50);
  return VERDICTS[lang].near.pulled(isUnder && side !== "below" ? side : null);
}

/** What the drawing says, and whose figures it has. */
export function NearHead({ commons, near, answer, lang }: NearHeadProps) {
  const said = nearSaid(commons, near, answer, lang);
  const why = pulledText(commons, near, answer, lang);
  return (
    <>
      {said === null ? null : <p>{[said, why].filter(Boolean).join(" ")}</p>}
      <p class="note">
        {nearText(near, answer, lang)}
        {near.type === "_T" ? sizesText(answer.ref, lang, commons.catalog) : ""}
      </p>
    </>
  );
}

/** The figures near the visitor, unless they are means of the very homes whose middle the sentence has: all homes have two figures then. */
export function shownNear(commons: PublicCommons, answer: TopicAnswer): NearRows | null {
  const near = nearRows(commons, answer);
  const isOfSentence = near?.type === "_T" && answer.group?.type === "_T" && !isRangeOfKinds(answer);
  return isOfSentence && near.statistic !== statisticOf(answer) ? null : near;
}

/** The places of the rows with their figures in words, and with the margin beside each. */
export function nearTexts({ rows, statistic }: NearRows, { ref, unit }: TopicAnswer, lang: Lang) {
  return rows.map(({ name, interval }) => {
    const { value, lower, upper } = interval;
    const decimals = digitsOf(interval, ref.measure.decimals);
    // The mark stands where its label says.
    const line = {
      name: shortName(name),
      interval: { ...interval, value: written(value, decimals) },
      isMiddle: statistic === "P50",
    };
    const text = amountText(value, decimals, unit, lang);
    const ends = endsText(lower, upper, decimals, unit, lang);
    const between = WORDS[lang].between(...ends);
    return isAtEdge(interval)
      ? { ...line, text: between, full: between }
      : { ...line, text, full: WORDS[lang].stand.near.between(text, ...ends) };
  });
}

/** The figures of the places around the visitor, each with its margin. `alone`: no other drawing has the visitor's figure. */
export function Near({ commons, answer, lang, width, id, alone = false }: PartProps & { readonly alone?: boolean }) {
  const words = WORDS[lang].stand;
  const { unit, given } = answer;
  const near = nearRows(commons, answer, alone ? 1 : 2);
  if (!near) return null;
  const texts = nearTexts(near, answer, lang);
  const mine = given && (alone || isPlaced(answer, near)) ? ownAmount(answer, lang) : null;
  return (
    <Means
      id={id}
      width={width}
      label={words.near.label(texts.map(({ name, full }) => `${WORDS[lang].labelled(name, full)}.`).join(" "), mine)}
      rows={texts.map((row) => (width < NARROW && !isSeen(row.interval, near) ? row : { ...row, text: row.full }))}
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
      {...axisText(unit, lang)}
    />
  );
}
