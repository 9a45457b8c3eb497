import type { z } from "@hono/zod-openapi";
import { OBSERVATION_COLUMNS } from "../contract/observation.ts";
import { OBSERVATIONS } from "../contract/tables.ts";
import type { Labels } from "../domains/index.ts";
import { type ColumnarTable, LICENCE, numberCell, textCell } from "../release/index.ts";
import { rewind } from "../territory/index.ts";
import { takenFrom } from "../texts/citation.ts";
import { asCounted } from "../texts/index.ts";
import { cautionsOf } from "./describe/description.ts";
import { type Dataset, type Library, labelsOf } from "./library.ts";
import { choicesText, invalidParameter, quoted } from "./params.ts";
import type { areasQuery } from "./queries.ts";
import { rowAt, rowsWhere, textTest, type View } from "./view.ts";

const SELECTED = ["MEASURE", "STATISTIC", "TIME_PERIOD", "HOUSEHOLD_TYPE", "AREA_LEVEL"] as const;

/** What the column METHOD says and does not: beside costs that an origin modelled, `modelled` is read as the origin's. */
const METHOD = columnNote("METHOD");

/** How a figure compares with that of the area around: a code for programs, and the words that pages have for it. */
const COMPARED = {
  fr: { more: "plus", less: "moins", same: "écart trop petit pour conclure", unsure: "marge trop large" },
  en: { more: "more", less: "less", same: "difference too small to tell", unsure: "margin too wide" },
} as const;

/** Of homes that contributed, what a margin is of and how they came to be counted; of a copy, `origin.who` says the latter. */
const READ = {
  fr: {
    margin: "La marge (95 %) dit le flou, pas les foyers non comptés",
    volunteers: "Ces foyers ont choisi de contribuer : ils n’ont pas été tirés au sort",
  },
  en: {
    margin: "The margin (95%) covers the noise, not uncounted homes",
    volunteers: "These homes chose to contribute: they were not drawn at random",
  },
} as const;

const OUTLINES = { fr: "Contours : ", en: "Outlines: " } as const;

type Asked = z.output<typeof areasQuery>;

/**
 * One value for each area as GeoJSON (RFC 7946), with the whole row as properties, the area's name, and its shape where one is
 * known. Programs for maps show nothing but properties, and keep no other file: its unit in words, how many homes are counted, how the figure compares, and
 * source, licence and origin are columns too. What a note says is long, and stands once, before the areas. Rings are wound as d3 expects, opposite to RFC 7946, unless the request asks for the RFC's winding.
 * Only d3 minds: it would fill the globe.
 *
 * @throws Refusal `invalid-parameter` for a code that the dataset does not have
 */
export function areasDocument(asked: Asked, dataset: Dataset, { table }: View, library: Library) {
  const { territory, commons } = library;
  const around = asked.in ?? territory.root.code;
  if (territory.get(around) === undefined)
    throw invalidParameter("in", `must be the code of an area of the territory; got ${quoted(around)}`);
  const tests = SELECTED.flatMap((name) => {
    const code = asked[name];
    if (code === undefined) return [];
    if (!table.text[name]?.values.includes(code))
      throw invalidParameter(name, `must be ${oneCode(table, name)}; got ${quoted(code)}`);
    return [textTest(table, name, (value) => value === code)];
  });
  const inside = textTest(table, "REF_AREA", (code) => territory.lineage(code).some((area) => area.code === around));
  const shapes = new Map(
    territory.shapes?.features.map(({ properties, geometry }) => [properties.code, rewind(geometry, asked.winding)]),
  );
  const homes = countsOf(table, asked);
  const language = commons.languages[0] ?? "fr";
  const remarkOf = remarksBeside(table, asked, around);
  const said = `${commons.name[language]}, ${asked.TIME_PERIOD}`;
  const origin = commons.origin === undefined ? [] : [takenFrom(commons.origin, language)];
  const outlines =
    commons.maps?.outlines === undefined ? [] : [`${OUTLINES[language]}${commons.maps.outlines[language].replace(/\.$/, "")}`];
  return {
    type: "FeatureCollection",
    source: said,
    licence: LICENCE.name,
    notes: [
      ...origin,
      ...outlines,
      ...cautionsOf(commons, [{ domain: dataset.domain.id, measure: asked.MEASURE }], language),
      asCounted(READ[language].margin, language, commons),
      ...(commons.origin === undefined ? [READ[language].volunteers] : commons.origin.who ? [commons.origin.who[language]] : []),
      METHOD[language],
    ],
    features: rowsWhere(table, [...tests, inside]).map((row) => {
      const area = textCell(table, "REF_AREA", row);
      const figure = rowAt(table, OBSERVATION_COLUMNS, row);
      const remark = remarkOf(row);
      const properties = {
        name: territory.get(area)?.name ?? area,
        ...figure,
        // A row without a figure was made by no method.
        METHOD: figure.OBS_VALUE === null ? null : figure.METHOD,
        // The code of a unit does not say that an amount is that of a month.
        UNIT: labelsOf("UNIT_MEASURE", textCell(table, "UNIT_MEASURE", row), dataset, library)[language],
        HOMES: homes.get(area) ?? null,
        // Of a kind of homes no territory says how many there are.
        DWELLINGS: asked.HOUSEHOLD_TYPE === "_T" ? (territory.get(area)?.dwellings ?? null) : null,
        REMARK: remark,
        COMPARED: remark && COMPARED[language][remark],
        SOURCE: [`${said}. ${LICENCE.shortTitle} (${LICENCE.name})`, ...origin, ...outlines].join(". "),
      };
      return { type: "Feature", id: area, properties, geometry: shapes.get(area) ?? null };
    }),
  };
}

/** The published numbers of homes behind the figures, by area. */
function countsOf(table: ColumnarTable, asked: Asked): ReadonlyMap<string, number | null> {
  const about = { ...asked, STATISTIC: "COUNT" };
  const tests = (["MEASURE", "STATISTIC", "TIME_PERIOD", "HOUSEHOLD_TYPE"] as const).map((name) =>
    textTest(table, name, (value) => value === about[name]),
  );
  return new Map(rowsWhere(table, tests).map((row) => [textCell(table, "REF_AREA", row), numberCell(table, "OBS_VALUE", row)]));
}

/**
 * How a row compares with that of the area around: more or less only where their margins do not touch, `same` otherwise, `unsure` where
 * its margin is too wide to rely on. Null for numbers of homes and totals, without a figure, and beside a figure that is itself withheld,
 * unsure or modelled, which may not be what its own parts make (decision 0109).
 */
function remarksBeside(table: ColumnarTable, asked: Asked, around: string) {
  const isCompared = asked.STATISTIC === "MEAN" || asked.STATISTIC.startsWith("P");
  const tests = (["MEASURE", "STATISTIC", "TIME_PERIOD", "HOUSEHOLD_TYPE"] as const).map((name) =>
    textTest(table, name, (value) => value === asked[name]),
  );
  const [wholeRow] = rowsWhere(table, [...tests, textTest(table, "REF_AREA", (code) => code === around)]);
  const marginOf = (row: number) => {
    const [lower, upper] = [numberCell(table, "CI_LOWER", row), numberCell(table, "CI_UPPER", row)];
    return lower === null || upper === null ? null : { lower, upper };
  };
  const isSure = (row: number): boolean => textCell(table, "OBS_STATUS", row) !== "U";
  const isYardstick = wholeRow !== undefined && isSure(wholeRow) && textCell(table, "METHOD", wholeRow) !== "modelled";
  const whole = isYardstick ? marginOf(wholeRow) : null;
  return (row: number): keyof (typeof COMPARED)["fr"] | null => {
    const margin = marginOf(row);
    if (!isCompared || margin === null) return null;
    if (!isSure(row)) return "unsure";
    if (whole === null || row === wholeRow) return null;
    if (margin.lower > whole.upper) return "more";
    return margin.upper < whole.lower ? "less" : "same";
  };
}

/** A column by its name, with what it means, on one line. */
function columnNote(name: string): Labels {
  const { fr = "", en = "" } = OBSERVATIONS.columns.find((column) => column.name === name)?.about ?? {};
  return { fr: `${name} : ${fr}.`, en: `${name}: ${en}.` };
}

/** The codes of a dataset's column, as part of a refusal's sentence. */
export function oneCode(table: ColumnarTable, name: string): string {
  return `one code of the dataset (${choicesText(table.text[name]?.values ?? [])})`;
}
