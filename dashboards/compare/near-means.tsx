import type { Area } from "../../src/territory/index.ts";
import { comparison, digitsOf, isAtEdge, marginText, outwards, written, writtenOutwards } from "../shared/digits.ts";
import { amountText, axisText, formatNumber, formatPeriod, lowerFirst } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { noteOf } from "../shared/labels.ts";
import { levelDigits } from "../shared/level-digits.ts";
import { nearlyAllIn } from "../shared/nearly-all.ts";
import { reliableInterval, type WithMargin } from "../shared/reliable-interval.ts";
import { cellAt, type PublicCommons } from "../visit/commons.ts";
import { figuresOf } from "./drawn-figures.ts";
import { listed, statisticOf, verbOf } from "./group-words.ts";
import { Means } from "./means.tsx";
import type { PartProps } from "./part-props.ts";
import { kindPhrase, placePhrase, shortName } from "./phrases.ts";
import { gapText, ownAmount } from "./rounded.ts";
import { SAID } from "./said-words.ts";
import { STAND } from "./stand-words.ts";
import type { TopicAnswer } from "./topic-answer.ts";
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
 * names; else the means of all homes, as on the map. All homes are more, so that a difference may be told of them where it cannot of a kind:
 * then they stand here. What is published decides, never the visitor's amount. Null where fewer have any: one place alone is beside nothing.
 */
export function nearRows(commons: PublicCommons, answer: TopicAnswer, least = 2): NearRows | null {
  const { ownType, group } = answer;
  const types = [...new Set([ownType, group?.type ?? "_T", "_T"])];
  const found = types.flatMap((type) =>
    [...statisticsOf(type, answer)].flatMap((statistic) => {
      const near = rowsOf(commons, answer, type, statistic);
      return near.rows.length < least ? [] : [near];
    }),
  );
  const [first = null] = found;
  return (least > 1 && first && !isTold(first) ? found.find((near) => near.type === "_T" && isTold(near)) : null) ?? first;
}

/** Tells whether there is more or less at the nearest place than at the widest. */
export const isTold = ({ rows: [one, ...others] }: NearRows): boolean => {
  const last = others.at(-1);
  return one !== undefined && last !== undefined && comparison(one.interval, last.interval) !== "same";
};

/** One figure of homes of a type at each of the places around the visitor. */
function rowsOf(commons: PublicCommons, answer: TopicAnswer, type: string, statistic: NearRows["statistic"]): NearRows {
  const { ref, period, group } = answer;
  const places = placesAround(commons, answer);
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
  const lacking = places.filter(({ code }) => rows.every((row) => row.code !== code)).map(({ name }) => name);
  // No other figure of the page is of all homes: none of theirs has decimals where another has none.
  const isAlone = type === "_T" && group?.type !== "_T";
  return { type, statistic, rows: isAlone ? writtenAlike(rows, ref.measure.decimals) : rows, lacking };
}

/** Rows with the decimals of the coarsest; tens and hundreds stay as their own margins have them. */
function writtenAlike(rows: NearRows["rows"], most: number): NearRows["rows"] {
  const decimals = Math.max(0, Math.min(...rows.map(({ interval }) => digitsOf(interval, most))));
  return rows.map((row) => ({ ...row, interval: { ...row.interval, digits: Math.min(decimals, digitsOf(row.interval, most)) } }));
}

/** Homes of the rows' type in a sentence: `tous les foyers`, `les foyers comme le vôtre`. */
const homesOf = ({ type }: NearRows, { ref, ownType, seldom }: TopicAnswer, lang: Lang): string =>
  SAID[lang].near.homes(
    kindPhrase(ref, type === ownType && !seldom ? "_T" : type, lang).many,
    type === "_T" ? "all" : type === ownType && !seldom ? "own" : "kind",
  );

/** The title of the figures near the visitor: which they are, and of whose homes. */
export const nearTitle = (near: NearRows, answer: TopicAnswer, lang: Lang): string =>
  WORDS[lang].labelled(
    STAND[lang].near.title,
    SAID[lang].near.of(WORDS[lang].stand.centre[near.statistic], homesOf(near, answer, lang)),
  );

/** Which statistic, and of whose homes, unless a title has both, and of when; then which places have none. */
export function nearText(near: NearRows, answer: TopicAnswer, lang: Lang, titled = false): string {
  const { statistic, lacking } = near;
  const { unit, period } = answer;
  const texts = SAID[lang];
  const of = titled ? null : texts.near.of(WORDS[lang].stand.centre[statistic], homesOf(near, answer, lang));
  return [
    texts.near.subtitle(of, unit, formatPeriod(period, lang)),
    ...(lacking.length === 0 ? [] : [texts.placesWithout(listed(lacking, lang))]),
  ].join(" ");
}

/** Share of the farther end of a difference between places below which the nearer one is next to nothing. */
const NEXT_TO_NONE = 1 / 5;

/**
 * By how much one place is above another: the ends that a reader finds who subtracts those written, in finer digits where these would begin at
 * nothing. Null where the nearer is next to nothing beside the farther: they tell no more than that it is above.
 */
function betweenPlaces(more: WithMargin, less: WithMargin, { ref, unit }: TopicAnswer, lang: Lang): string | null {
  const most = ref.measure.decimals;
  const [above, below] = [more, less].map((one) => outwards(one, digitsOf(one, most))) as [WithMargin, WithMargin];
  const [near, far] = [above.lower - below.upper, above.upper - below.lower] as const;
  if (near < NEXT_TO_NONE * far) return null;
  const coarse = Math.min(digitsOf(more, most), digitsOf(less, most));
  const decimals = near < 10 ** -coarse ? -Math.floor(Math.log10(near * (1 + Number.EPSILON * 100))) : coarse;
  return gapText({ ...outwards({ value: far, lower: near, upper: far }, decimals), decimals }, unit, lang);
}

/** How much more or less there is at the nearest place than at the widest, or that margins do not tell; null where there is one place. */
export function nearSaid(commons: PublicCommons, near: NearRows, answer: TopicAnswer, lang: Lang): string | null {
  const [one, other] = [near.rows[0], near.rows.at(-1)];
  if (one === undefined || other === undefined) return null;
  const side = comparison(one.interval, other.interval);
  const texts = SAID[lang].near;
  if (side === "same") return texts.tooClose(shortName(one.name), shortName(other.name));
  const [here, there] = [one, other].map(({ code }) => lowerFirst(placePhrase(commons, code, lang).at)) as [string, string];
  const [more, less] = side === "more" ? [one.interval, other.interval] : [other.interval, one.interval];
  // A cost with a note, such as that it was modelled, is nothing that people spent.
  const how = noteOf(commons.catalog, answer.ref, lang) === null ? verbOf(commons, answer) : "other";
  const gap = betweenPlaces(more, less, answer, lang);
  return texts.concludes(how, gap, side, here, there);
}

interface NearHeadProps extends Omit<PartProps, "width" | "id"> {
  readonly near: NearRows;
  /** the visitor's figure is of part of the year, which the places are not */
  readonly isApart?: boolean;
}

/** What the drawing says, and whose figures it has. */
export function NearHead({ commons, near, answer, lang, isApart = false }: NearHeadProps) {
  const said = nearSaid(commons, near, answer, lang);
  const { group } = answer;
  // The page has a middle of the same homes, which would seem to be another figure of the same thing.
  const isBesideMiddle = near.statistic === "MEAN" && near.type === group?.type && group.quartiles !== null;
  // Among all homes the visitor's figure, which is of one kind, would seem high or low for what kind it is of.
  const isMixed = near.type === "_T" && answer.ownType !== "_T";
  const texts = SAID[lang].near;
  return (
    <>
      {said === null ? null : <p>{said}</p>}
      <p class="note">
        {nearText(near, answer, lang, true)}
        {isBesideMiddle ? ` ${texts.noMiddle}` : ""}
        {isApart ? ` ${texts.wholeYear(isMixed)}` : isMixed ? ` ${texts.mixed}` : ""} {texts.margins}
      </p>
    </>
  );
}

/**
 * An answer as the places near the visitor are compared: one of part of a year over the newest year, without the visitor's figure, which is not
 * of that time. Null where no year is published.
 */
export function overYear(commons: PublicCommons, answer: TopicAnswer): TopicAnswer | null {
  if (answer.season === null) return answer;
  const year = commons.main?.period ?? "";
  return year.length === 4 ? { ...answer, period: year, season: null, given: null } : null;
}

/** The figures near the visitor, unless they are means of the very homes whose middle the sentence has: all homes have two figures then. */
export function shownNear(commons: PublicCommons, given: TopicAnswer): NearRows | null {
  const answer = overYear(commons, given);
  const near = answer && nearRows(commons, answer);
  if (!near) return null;
  const isOfSentence = near.type === "_T" && answer.group?.type === "_T" && !isRangeOfKinds(answer);
  return isOfSentence && near.statistic !== statisticOf(answer) ? null : near;
}

/** Tells whether a place would have figures near it, where the visitor has said none. */
export function lacksPlace(commons: PublicCommons, answer: TopicAnswer): boolean {
  const near = overYear(commons, answer);
  if (near === null || answer.area !== commons.tree.root.code || !figuresOf(answer).includes("near")) return false;
  return commons.tree.children(answer.area).some(({ code }) => nearRows(commons, { ...near, area: code }) !== null);
}

/** The places of the rows with their figures and margins in words. */
export function nearTexts({ rows, statistic }: NearRows, { ref, unit }: TopicAnswer, lang: Lang) {
  return rows.map(({ name, interval }) => {
    const { value } = interval;
    const decimals = digitsOf(interval, ref.measure.decimals);
    // The mark stands where its label says.
    const line = {
      name: shortName(name),
      interval: { ...interval, value: written(value, decimals) },
      isMiddle: statistic === "P50",
    };
    if (isAtEdge(interval)) return { ...line, text: WORDS[lang].between(...marginText(interval, decimals, unit, lang)) };
    const { lower, upper } = outwards(interval, decimals);
    const ends = [lower, upper].map((end) => formatNumber(end, decimals, lang)) as [string, string];
    return { ...line, text: STAND[lang].near.between(amountText(value, decimals, unit, lang), ...ends) };
  });
}

/** The figures of the places around the visitor, each with its margin. `alone`: no other drawing has the visitor's figure, so this one does. */
export function Near({ commons, answer, lang, width, id, alone = false }: PartProps & { readonly alone?: boolean }) {
  const words = WORDS[lang].stand;
  const { unit, given } = answer;
  const near = nearRows(commons, answer, alone ? 1 : 2);
  if (!near) return null;
  const rows = nearTexts(near, answer, lang);
  // Among homes of the visitor's kind alone: beside a mean of all of them the mark would say another thing than the verdict.
  const isAmong = alone || (near.type === answer.ownType && near.type !== "_T" && !answer.seldom);
  const mine = given && isAmong ? ownAmount(answer, lang) : null;
  return (
    <Means
      id={id}
      width={width}
      label={STAND[lang].near.label(rows.map(({ name, text }) => `${WORDS[lang].labelled(name, text)}.`).join(" "), mine)}
      rows={rows}
      you={
        given && mine !== null
          ? youAmong(
              given.perMonth,
              words.youAre(mine),
              rows.map(({ interval }) => interval.upper),
            )
          : null
      }
      // From 0 on with a figure and without: an axis that moves as one types would seem to be of other places.
      among={[0]}
      calm
      {...axisText(unit, lang)}
    />
  );
}
