import type { Area } from "../../src/territory/index.ts";
import type { PaintedArea } from "../charts/map-parts.tsx";
import { fromHigh } from "../shared/digits.ts";
import type { FigureTable } from "../shared/figure-frame.tsx";
import { WORDS } from "../shared/i18n.ts";
import { figureAt, homesAt, relationAt } from "./area-figures.ts";
import { relationWritten } from "./barely.ts";
import { perChoice } from "./per-choice.ts";
import { absentText, besideText, type DistrictState, homesText, listedText, partsOf, saidText } from "./shown.ts";

/** A place as a row of a ranking; none where it has no figure. */
export function rankedRow(shown: DistrictState, { code, name }: Pick<Area, "code" | "name">) {
  const { atlas, choice } = shown;
  const figure = figureAt(atlas, choice, code);
  if (!figure) return [];
  const relation = relationAt(atlas, choice, code, choice.area);
  const against = relation === "absent" ? ("same" as const) : relation;
  const text = besideText(shown, code, figure);
  const said = relationWritten(shown, code);
  const texts = { ...text, value: listedText(shown, code, figure, text), said: saidText(shown, code, figure, text) };
  return [{ code, name, value: figure.value, figure, against, said, text: texts }];
}

/** The published parts, from high to low; then, in the same order, those that are too uncertain to be ranked. */
const partsInRank = perChoice(({ atlas, choice }) =>
  partsOf({ atlas, choice })
    .flatMap(({ code, name }) => {
      const figure = figureAt(atlas, choice, code);
      return figure ? [{ code, name, figure, value: figure.value }] : [];
    })
    .sort((a, b) => Number(a.figure.unsure) - Number(b.figure.unsure) || fromHigh(a, b)),
);

/** The number of published parts. */
export const partsCount = (shown: Pick<DistrictState, "atlas" | "choice">): number => partsInRank(shown).length;

type RankedRow = ReturnType<typeof rankedRow>[number];

/** Cache of the rows of a ranking: its title, drawing and table need them. */
const ROWS = new WeakMap<ReturnType<typeof partsInRank>, Pick<DistrictState, "lang"> & { readonly rows: readonly RankedRow[] }>();

/** The rows of the ranking, in its order. */
export function rankedParts(shown: DistrictState): readonly RankedRow[] {
  const { lang } = shown;
  const parts = partsInRank(shown);
  const cached = ROWS.get(parts);
  if (cached?.lang === lang) return cached.rows;
  const rows = parts.flatMap((part) => rankedRow(shown, part));
  ROWS.set(parts, { lang, rows });
  return rows;
}

type Rows = ReturnType<typeof rankedParts>;

/**
 * Parts by their places in the ranking: not all names fit on a map, and numbers tie it to the ranking. Those that are too uncertain for a
 * rank have none.
 */
export const rankNumbers = (rows: readonly Pick<Rows[number], "code" | "figure">[]): ReadonlyMap<string, string> =>
  new Map(rows.filter(({ figure }) => !figure.unsure).map(({ code }, i) => [code, String(i + 1)]));

/** So many rows of a ranking: those nearest to a place, which is among them; of no place, or of one without a row, both its ends. */
export function rowsKept(rows: Rows, code: string | null, count: number): Rows {
  const sure = rows.filter(({ figure }) => !figure.unsure);
  if (rows.length <= count) return rows;
  const at = rows.findIndex((row) => row.code === code);
  if (at < 0)
    return sure.length <= count
      ? rows.slice(0, count)
      : [...sure.slice(0, Math.ceil(count / 2)), ...sure.slice(-Math.floor(count / 2))];
  const from = Math.max(0, Math.min(rows.length - count, at - Math.floor(count / 2)));
  return rows.slice(from, from + count);
}

/** The rows left out between two that stand one after the other: before which of `kept`, and their numbers; null: none are. */
export function leftBetween(rows: Rows, kept: Rows): { readonly at: number; readonly from: number; readonly to: number } | null {
  const places = kept.map((row) => rows.findIndex(({ code }) => code === row.code));
  const at = places.findIndex((place, i) => i > 0 && place !== (places[i - 1] ?? 0) + 1);
  return at < 0 ? null : { at, from: (places[at - 1] ?? 0) + 2, to: places[at] ?? 0 };
}

/** Most places that a list below a map names. */
export const MOST_LISTED = 40;

/**
 * What the numbers on a map are, and the places that have them; with their figures and both ends of their margins where `rows` have these.
 * Where all numbers are empty, because the map has the names, the places stand in their order.
 */
export function rankedNames(
  { atlas, lang, words }: DistrictState,
  numbers: ReadonlyMap<string, string>,
  rows: Rows = [],
): string {
  const values = new Map(rows.map(({ code, text }) => [code, `${text.value} (${text.lower}–${text.upper})`]));
  const names = [...numbers].map(([code, number]) =>
    [number, atlas.tree.get(code)?.name ?? code, values.get(code) ?? ""].join(" ").trim().replaceAll(" ", "\u00a0"),
  );
  const isNumbered = [...numbers.values()].some((number) => number !== "");
  return WORDS[lang].labelled(isNumbered ? words.map.ranks : words.map.inOrder, names.join(", "));
}

/** The parts of a map with their places in the ranking. */
export function withRanks(shown: DistrictState, painted: readonly PaintedArea[]): readonly PaintedArea[] {
  const numbers = rankNumbers(partsInRank(shown));
  return painted.map((part) => ({ ...part, rank: numbers.get(part.code) }));
}

/** The rows with their numbers before their names. */
export const withNumbers = <Row extends { readonly code: string; readonly name: string }>(
  rows: readonly Row[],
  numbers: ReadonlyMap<string, string>,
): Row[] => rows.map((row) => ({ ...row, name: [numbers.get(row.code), row.name].filter(Boolean).join(" ") }));

/** The parts on the map in the order of the ranking; those without a figure are last. */
function partsInOrder(shown: DistrictState) {
  const { atlas, choice } = shown;
  const ranked = rankedParts(shown);
  return [...ranked, ...partsOf(shown).filter(({ code }) => figureAt(atlas, choice, code) === null)];
}

/** The whole and its parts as programs read them. */
export function partsFile(shown: DistrictState) {
  const { area } = shown.choice;
  const parts = partsInOrder(shown).filter(({ code }) => code !== area);
  return [{ code: area }, ...parts.map(({ code, name }) => ({ code, name, beside: area }))];
}

/** The parts on the map as a table. */
export function partsTable(shown: DistrictState): FigureTable {
  const { atlas, choice, lang, words } = shown;
  const rows = partsInOrder(shown).map(({ code, name }) => {
    const figure = figureAt(atlas, choice, code);
    const homes = homesAt(atlas, choice, code);
    if (!figure) return [name, absentText(shown, code), "", "", ""];
    const text = besideText(shown, code, figure);
    return [
      name,
      listedText(shown, code, figure, text),
      `${text.lower}\u00a0–\u00a0${text.upper}`,
      relationWritten(shown, code),
      homes ? homesText(homes, lang) : "",
    ];
  });
  return { columns: [words.map.place, words.map.value, words.map.between, words.map.said, words.map.homes], rows };
}
