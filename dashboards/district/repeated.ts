import { CHANGE, changeText, countedText } from "../shared/change.ts";
import { asCounted } from "../shared/counted-homes.ts";
import { comparison } from "../shared/digits.ts";
import type { FigureTable } from "../shared/figure-frame.tsx";
import { formatNumber, formatPeriod, lowerFirst, semicolon, upperFirst } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { paintedAlike } from "../shared/published-figure.ts";
import { UNSURE } from "../shared/unsure-words.ts";
import { figureAt, homesAt, statusAt, yardstickAt } from "./area-figures.ts";
import { isUnsaid, type Repeat, typesPublished } from "./choice.ts";
import { type FileRow, methodNotes } from "./figure-rows.ts";
import { sidesText } from "./map-words.ts";
import { mapChanges, newestAlike, typesOnMap } from "./periods-on-map.ts";
import { trendDirection } from "./place-trend.ts";
import { repeatWords } from "./repeat-words.ts";
import {
  absentText,
  awayText,
  type DistrictState,
  endOf,
  gapAmount,
  kindName,
  levelOne,
  listedText,
  partsName,
  partsOf,
  placeDecimals,
  placeWords,
  topicTitle,
} from "./shown.ts";

/**
 * The parts of the map in each of its periods, or for each type of homes, in one scale of colours. Types come in their own order; those of
 * which no difference can be told are left, by name and with the figure of the place that is followed.
 */
export function repeatedMaps(shown: DistrictState) {
  const { lang, choice } = shown;
  const states = mapChanges(shown, repeatOf(shown)).map(
    (change): DistrictState => ({ ...shown, choice: { ...choice, ...change } }),
  );
  const maps = states.map(({ atlas, choice: then }) => ({
    whole: yardstickAt(atlas, then, then.area),
    figureAt: (code: string) => figureAt(atlas, then, code),
  }));
  const painted = paintedAlike(partsOf(shown), maps);
  const isOfPeriods = repeatOf(shown) === "period";
  const nameOf = (type: string): string => kindName(choice.ref, type, lang);
  return {
    maps: states.map((state, i) => ({
      state,
      name: isOfPeriods ? formatPeriod(state.choice.period, lang) : nameOf(state.choice.type),
      whole: maps[i]?.whole ?? null,
      painted: painted[i] ?? [],
    })),
    left: isOfPeriods
      ? []
      : typesOnMap(shown).flatMap((type) => {
          if (states.some((one) => one.choice.type === type)) return [];
          const figure = choice.at === null ? "" : placeText({ ...shown, choice: { ...choice, type } }, choice.at);
          return `${lowerFirst(nameOf(type))}${figure === "" ? "" : ` (${figure})`}`;
        }),
  };
}

/** What changes from one map to the next. */
export const repeatOf = ({ choice }: DistrictState): Repeat => choice.each ?? "period";

export type Maps = ReturnType<typeof repeatedMaps>["maps"];

/** The parts that a finding is about: the chosen one alone or, where none is chosen, all. */
function partsFound({ atlas, choice }: DistrictState) {
  const parts = partsOf({ atlas, choice });
  const chosen = parts.filter(({ code }) => code === choice.at);
  return chosen.length > 0 ? chosen : parts;
}

/** The finding of the maps or, where there is none, what is shown, over which periods or for which homes; of a chosen place, with its name. */
export function repeatedTitle(shown: DistrictState, maps: Maps): string {
  const title = titleOf(shown, maps);
  const name = shown.atlas.tree.get(shown.choice.at ?? "")?.name;
  return name === undefined || title.includes(name) ? title : `${name}, ${lowerFirst(title)}`;
}

function titleOf(shown: DistrictState, maps: Maps): string {
  const { atlas, choice, lang, words } = shown;
  const topic = topicTitle(shown);
  const place = placeWords(atlas, choice.area, lang);
  const { title } = repeatWords(shown);
  if (repeatOf(shown) === "type") return typesTitle(shown, maps) ?? title.type(topic, place);
  const [first = "", last = ""] = [maps[0], maps.at(-1)].map((map) => map?.name);
  return periodsTitle(shown, maps) ?? title.period(topic, words.map.fromTo(first, last), place);
}

/** Most places on either side of a finding that are named. */
const MOST_NAMED = 2;

/** The places on the two sides of a finding, by code. */
type Sides = readonly [readonly string[], readonly string[]];

const areFew = (sides: Sides): boolean => sides.every(({ length }) => length <= MOST_NAMED);

/** The places furthest from the whole on a map, above it and below. */
const endsOn = ({ painted }: Maps[number]): string[] =>
  (["more", "less"] as const).flatMap((side) => {
    const found = painted.filter(({ against }) => against === side);
    return found
      .sort((a, b) => b.strength - a.strength)
      .slice(0, 1)
      .map(({ code }) => code);
  });

/** The places that every map names: those of the title or, where it names none, the furthest from the whole on the last one; none beside a chosen one, which is outlined. */
export function namedPlaces(shown: DistrictState, maps: Maps): { readonly code: string; readonly name: string }[] {
  if (shown.choice.at !== null) return [];
  const sides = (repeatOf(shown) === "type" ? typesFound(shown, maps) : periodsFound(shown, maps))?.sides;
  const told = sides && areFew(sides) ? sides.flat() : [];
  const codes = told.length > 0 ? told : maps.slice(-1).flatMap(endsOn);
  return codes.map((code) => ({ code, name: shown.atlas.tree.get(code)?.name ?? code }));
}

/** The names of the places on both sides of a finding; null: they are too many. */
function namedSides({ atlas, lang }: DistrictState, sides: Sides): string[] | null {
  if (!areFew(sides)) return null;
  const list = new Intl.ListFormat(lang === "en" ? "en-GB" : lang);
  return sides.map((codes) => list.format(codes.map((code) => atlas.tree.get(code)?.name ?? code)));
}

/** Tells whether one of the periods does not follow those before it: another clamp, currency or way of counting. */
const isBroken = ({ atlas, choice }: DistrictState, maps: Maps): boolean =>
  maps.some(({ state }) => statusAt(atlas, state.choice, choice.area)?.OBS_STATUS === "B");

/** Which places rose and fell by more than the margins, from the first period of the last one's season; null: it has one season each. */
function periodsFound(shown: DistrictState, maps: Maps) {
  const parts = partsFound(shown);
  const seasonOf = (map: Maps[number] | undefined): string | undefined => map?.state.choice.period.slice(4);
  const last = maps.at(-1);
  const first = maps.find((map) => seasonOf(map) === seasonOf(last));
  if (!first || !last || first === last || isBroken(shown, maps.slice(maps.indexOf(first) + 1))) return null;
  const periods = [first, last].map(({ state }) => state.choice.period);
  const directions = parts.map(({ code }) => {
    const points = [first, last].map(({ state }) => figureAt(state.atlas, state.choice, code));
    return points.includes(null) ? "unclear" : trendDirection({ area: code, periods, points });
  });
  const sideOf = (side: "up" | "down") => parts.flatMap(({ code }, i) => (directions[i] === side ? [code] : []));
  return { first, last, sides: [sideOf("up"), sideOf("down")] as const };
}

/** Which places, or how many, changed from the period shown to the newest of its season. */
export function changedSince(shown: DistrictState): string {
  const state: DistrictState = { ...shown, choice: { ...shown.choice, each: "period", at: null } };
  const compared = [shown.choice.period, newestAlike(shown)];
  const maps = repeatedMaps(state).maps.filter((map) => compared.includes(map.state.choice.period));
  const changed = periodsTitle(state, maps, "");
  return changed === null ? "" : `${upperFirst(changed)}.`;
}

/** How the whole changed, then which places, or how many; null: each season is there once. */
function periodsTitle(shown: DistrictState, maps: Maps, topic = topicTitle(shown)): string | null {
  const { choice, lang } = shown;
  const periods = periodsFound(shown, maps);
  if (!periods) return null;
  const { first, last, sides } = periods;
  const whole = wholeChange(shown, periods);
  const { changed, moved } = repeatWords(shown);
  const counted = sides.map(({ length }, i) => {
    const isSaid = whole !== null || (i > 0 && sides[0].length > 0);
    const what = isSaid ? "" : `\u00a0${partsName(shown, choice.level, partsOf(shown), length === 1)}`;
    return length === 0 ? "" : `${formatNumber(length, 0, lang)}${what}`;
  });
  const [up = "", down = ""] = namedSides(shown, sides) ?? counted;
  const parts = moved(up, down);
  const isChosen = partsOf(shown).some(({ code }) => code === choice.at);
  const { among, joined, noneAtAll } = CHANGE[lang];
  if (whole === null) return changed(topic, first.name, last.name, parts || noneAtAll);
  // A chosen place, with which the title then begins, comes before the whole.
  const found = isChosen
    ? joined(parts || noneAtAll, whole)
    : joined(whole, among(partsName(shown, choice.level, partsOf(shown)), parts, sides.flat().length === 1));
  return changed(topic, first.name, last.name, found);
}

type PeriodsFound = NonNullable<ReturnType<typeof periodsFound>>;

/** The figures of the whole in both periods; null: nothing is told of one, or it is not what its parts are beside. */
function wholePoints({ first, last }: PeriodsFound) {
  const [before, after] = [first.whole, last.whole];
  return before && after ? { first: before, last: after } : null;
}

/** How the whole changed between the two periods, with the margin of that; null: it cannot be told, or is the one place that is shown. */
function wholeChange(shown: DistrictState, found: PeriodsFound): string | null {
  const { atlas, choice, lang } = shown;
  const points = wholePoints(found);
  if (!points || choice.at === choice.area) return null;
  const digits = ([found.first, found.last] as const).map(({ state, whole }) =>
    whole ? placeDecimals(state, choice.area, whole) : 0,
  );
  const writers = {
    end: (size: number, decimals: number) => endOf(atlas, choice, size, decimals, lang),
    amount: (size: number, decimals: number) => gapAmount(atlas, choice, size, decimals, lang),
  };
  return changeText(points, Math.min(...digits), writers, placeWords(atlas, choice.area, lang).at, lang);
}

/** How many homes the whole's figures are of, in both periods, where a mean or a median changes with them; empty: it is not known. */
function countedBoth(shown: DistrictState, maps: Maps): string {
  const found = periodsFound(shown, maps);
  const { choice, lang } = shown;
  if (!found || choice.statistic === "participation") return "";
  const [first, last] = [found.first, found.last].map(({ state }) => homesAt(state.atlas, state.choice, choice.area));
  const points = wholePoints(found);
  if (!first || !last) return "";
  const isChanged = found.sides.flat().length > 0 || (points !== null && comparison(points.last, points.first) !== "same");
  return `${asCounted(countedText(choice.ref, first, last, isChanged, lang), lang, shown.atlas.catalog)} `;
}

/** Fewest types in which a place differs from the whole for its type not to be all there is to it. */
const FEWEST_TYPES = 2;

/** Which places differ from the whole for the most types, above it and below; null: none does for several. */
function typesFound(shown: DistrictState, maps: Maps) {
  const parts = partsFound(shown);
  const count = (code: string, side: "more" | "less"): number =>
    maps.filter(({ painted }) => painted.some((area) => area.code === code && area.against === side)).length;
  const most = Math.max(...parts.flatMap(({ code }) => [count(code, "more"), count(code, "less")]));
  if (most < FEWEST_TYPES) return null;
  const sideOf = (side: "more" | "less") => parts.flatMap(({ code }) => (count(code, side) === most ? [code] : []));
  return { most, sides: [sideOf("more"), sideOf("less")] as const };
}

/** Which places, or how many, differ for the most types; null: none does for several. */
function typesTitle(shown: DistrictState, maps: Maps): string | null {
  const { atlas, choice, lang } = shown;
  const differing = typesFound(shown, maps);
  if (!differing) return null;
  const { most, sides } = differing;
  const [above, below] = sides;
  const named = namedSides(shown, sides);
  const found = named
    ? repeatWords(shown).sides(named[0] ?? "", named[1] ?? "", placeWords(atlas, choice.area, lang))
    : sidesText(shown, above.length, below.length);
  const [n, of] = [most, typesOnMap(shown).length].map((number) => formatNumber(number, 0, lang)) as [string, string];
  return repeatWords(shown).inTypes(topicTitle(shown), found, n, of);
}

/** The whole of a map, then how many parts are below it and how many above: `8,1 m³ ; ▼ 2 ▲ 1`. */
export function foundOn(map: Maps[number], shown: DistrictState): string {
  const { painted } = map;
  const count = (one: "less" | "more"): string => {
    const { length } = painted.filter(({ against }) => against === one);
    return length === 0 ? "" : `${one === "less" ? "▼" : "▲"}\u00a0${formatNumber(length, 0, shown.lang)}`;
  };
  const whole = textOn(map, shown.choice.area);
  const isCompared = painted.some(({ against }) => against === "same" || against === "less" || against === "more");
  if (!isCompared || map.whole === null) return whole;
  const [less, more] = [count("less"), count("more")];
  return `${whole}${semicolon(shown.lang)}${less || more ? [less, more].filter((one) => one).join("\u00a0") : repeatWords(shown).untold}`;
}

/** A figure of a place, or why there is none. */
function placeText(state: DistrictState, code: string): string {
  const figure = figureAt(state.atlas, state.choice, code);
  return figure ? listedText(state, code, figure) : absentText(state, code);
}

/** The same on one of the maps. */
const textOn = ({ state }: Maps[number], code: string): string => placeText(state, code);

/** The chosen place on one of the maps: its figure, with the mark of its colour, and that of the whole. */
export function chosenOn(map: Maps[number], shown: DistrictState, code: string): string {
  const against = map.painted.find((area) => area.code === code)?.against;
  const mark = against === "less" ? "▼\u00a0" : against === "more" ? "▲\u00a0" : "";
  const whole = repeatWords(shown).wholeThen(textOn(map, shown.choice.area)).replaceAll(" ", "\u00a0");
  return `${mark}${textOn(map, code)}${semicolon(shown.lang)}${whole}`;
}

/** A place over the maps, as it is heard. */
export function seriesText(shown: DistrictState, code: string, maps: Maps): string {
  const { atlas, lang } = shown;
  const { labelled } = WORDS[lang];
  const figures = maps.map((map) => labelled(map.name, textOn(map, code)));
  return labelled(atlas.tree.get(code)?.name ?? code, figures.join(semicolon(lang)));
}

export function repeatedTable(shown: DistrictState, maps: Maps): FigureTable {
  const { atlas, choice, words } = shown;
  const whole = { code: choice.area, name: atlas.tree.get(choice.area)?.name ?? "" };
  return {
    columns: [words.map.place, ...maps.map(({ name }) => name)],
    rows: [whole, ...partsOf(shown)].map(({ code, name }) => [name, ...maps.map((map) => textOn(map, code))]),
  };
}

/** The whole and its parts on each map, as programs read them. */
export function repeatedFile(shown: DistrictState, maps: Maps): FileRow[] {
  const { area } = shown.choice;
  return maps.flatMap(({ state: { choice } }) => {
    const { period, type } = choice;
    const parts = partsOf(shown).map(({ code, name }) => ({ code, name, beside: area, choice: { period, type } }));
    return [{ code: area, choice: { period, type } }, ...parts];
  });
}

/** What must be said where the maps are shown elsewhere: how many of their means are modelled. */
export const repeatedNotes = (shown: DistrictState, maps: Maps): string[] => methodNotes(shown, repeatedFile(shown, maps));

/** The periods of the maps. */
export const repeatedPeriods = (maps: Maps): string[] => [...new Set(maps.map(({ state }) => state.choice.period))];

/** Of how many homes the maps of periods are, and what the colours of the maps mean. */
export function scaleText(shown: DistrictState, maps: Maps): string {
  const scale = repeatWords(shown).oneScale[repeatOf(shown)];
  return repeatOf(shown) === "period" ? `${countedBoth(shown, maps)}${scale} ${UNSURE[shown.lang].newColour}` : scale;
}

/** Topic, unit, the first period and the last or the one that all maps have, and what the colours mean. */
export function repeatedSubtitle(shown: DistrictState, maps: Maps): string {
  const { words } = shown;
  const [first = "", last = ""] = [maps[0], maps.at(-1)].map((map) => map?.name);
  const scale = scaleText(shown, maps);
  if (repeatOf(shown) === "period") return `${awayText(shown, words.map.fromTo(first, last))} ${scale}`;
  return `${awayText({ ...shown, choice: { ...shown.choice, type: "_T" } })} ${scale}`;
}

/** The types that the list of homes has beside those on the maps, and of which no part has a figure. */
function typesWithout({ atlas, choice }: DistrictState): readonly string[] {
  const { classes, rungs } = choice.ref.measure.similarity;
  const onMap = typesOnMap({ atlas, choice });
  const said = classes.flatMap(({ code, where }) => (isUnsaid(where) ? [] : [code]));
  const alike = said.some((type) => onMap.includes(type)) ? said : rungs.map(({ code }) => code);
  return typesPublished(atlas.rows, choice.ref, choice.period).filter((type) => alike.includes(type) && !onMap.includes(type));
}

/** Which types of homes have no map, and why; empty: all have one. */
export function leftOut(shown: DistrictState, left: readonly string[]): string {
  const { atlas, choice, lang } = shown;
  const words = repeatWords(shown);
  const without =
    repeatOf(shown) === "type" ? typesWithout(shown).map((type) => lowerFirst(kindName(choice.ref, type, lang))) : [];
  return [
    ...(left.length === 0 ? [] : [words.leftOut(left.join(", "))]),
    ...(without.length === 0 ? [] : [words.unpublished(levelOne(atlas, choice.level, lang), without.join(", "))]),
  ].join(" ");
}
