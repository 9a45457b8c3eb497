import { type CsvValue, csvText } from "../../src/contract/csv.ts";
import type { Observation } from "../../src/contract/observation.ts";
import { OBSERVATIONS } from "../../src/contract/tables.ts";
import { UNITS } from "../../src/contract/units.ts";
import { type Result, resultJson } from "../../src/texts/sql/index.ts";
import { saveBlob } from "../shared/download.ts";
import { type Lang, WORDS, withWords } from "../shared/i18n.ts";
import { typeLabel } from "../shared/labels.ts";
import { lastingAddress } from "./addresses.ts";
import { comparedWith } from "./compared.ts";
import { fileName, namedReleases, type SelectionFile } from "./file-facts.ts";
import { histogramRows } from "./histograms.ts";
import { modelledText } from "./modelled.ts";
import { linkedMeans } from "./scatter-data.ts";
import { type Axis, axesOf, keyOf, selected } from "./selection.ts";
import { MEASURED } from "./sql-query.ts";
import type { ExploreState } from "./store.ts";
import { figureNotes, rowsHeld, sourceOf, subtitleOf } from "./subtitle.ts";
import { tableRows } from "./table-rows.ts";
import { EXPLORE } from "./words.ts";

const MEDIA: Readonly<Record<SelectionFile, string>> = {
  csv: "text/csv;charset=utf-8",
  spreadsheet: "text/csv;charset=utf-8",
  json: "application/json",
  parquet: "application/vnd.apache.parquet",
  arrow: "application/vnd.apache.arrow.file",
};

/** The rows, with the same columns in the same order as in every format of the commons. */
export function selectionResult({ rows, selection, facts }: ExploreState): Result {
  const { columns } = OBSERVATIONS;
  return {
    columns: columns.map(({ name, type }) => ({ name, type })),
    rows: selected(rows, selection, facts.tree).map((row) => columns.map(({ name }) => row[name as keyof typeof row])),
  };
}

/** The content of a file. The writers of Parquet and Arrow are loaded on demand. */
async function contentOf(shown: ExploreState, file: SelectionFile, lang: Lang): Promise<BlobPart> {
  if (file === "csv") return csvText(namedRows(selected(shown.rows, shown.selection, shown.facts.tree), shown.facts, lang));
  if (file === "spreadsheet") return selectionSpreadsheet(shown, lang, document.baseURI);
  const result = selectionResult(shown);
  if (file === "json") return resultJson(result);
  if (file === "parquet") return (await import("../sql/save.ts")).answerParquet(result);
  const [{ arrowTable }, { tableToIPC }] = await Promise.all([import("../sql/arrow-table.ts"), import("apache-arrow")]);
  const columns = OBSERVATIONS.columns.map((column, i) => [column, result.rows.map((row) => row[i] ?? null)] as const);
  return new Uint8Array(tableToIPC(arrowTable(columns), "file"));
}

/** Makes the file and saves it. */
export async function saveSelection(shown: ExploreState, file: SelectionFile, lang: Lang): Promise<void> {
  const content = await contentOf(shown, file, lang);
  const ending = file === "spreadsheet" ? `-${WORDS[lang].figure.spreadsheet.toLowerCase()}.csv` : `.${file}`;
  saveBlob(new Blob([content], { type: MEDIA[file] }), `${fileName(shown)}${ending}`);
}

/** Columns of names, by the column whose code they explain. */
const NAMES: Readonly<Record<string, string>> = { REF_AREA: "NAME", HOUSEHOLD_TYPE: "TYPE_NAME" };

/** The rows below the names of its columns; beside the codes of places and types of homes stand their names. */
function namedRows(rows: readonly Observation[], { tree, refs }: ExploreState["facts"], lang: Lang): CsvValue[][] {
  const columns = OBSERVATIONS.columns.map(({ name }) => name);
  const nameOf = (row: (typeof rows)[number], column: string): CsvValue => {
    if (column === "REF_AREA") return tree.get(row.REF_AREA)?.name ?? null;
    const ref = refs.find(({ key }) => key === keyOf(row));
    return ref ? typeLabel(ref, row.HOUSEHOLD_TYPE, lang) : null;
  };
  return [
    columns.flatMap((column) => [column, NAMES[column] ?? []].flat()),
    ...rows.map((row) =>
      columns.flatMap((column) => {
        const value = row[column as keyof typeof row] as CsvValue;
        return column in NAMES ? [value, nameOf(row, column)] : [value];
      }),
    ),
  ];
}

/** The same where no figure is: it was made by no method, as in the files of *Neighbourhoods*. */
const withoutMethod = ([columns = [], ...rows]: CsvValue[][]): CsvValue[][] => {
  const [value, method] = [columns.indexOf("OBS_VALUE"), columns.indexOf("METHOD")];
  return [columns, ...rows.map((row) => (row[value] === null ? row.with(method, null) : row))];
};

/** The selected rows in the order in which the page's table has their places. */
function rowsInOrder({ selection, rows, facts }: ExploreState, lang: Lang): readonly Observation[] {
  const { areas = [] } = tableRows({ selection, rows, facts, lang });
  const places = new Map(areas.map((code, i) => [code, i]));
  const placeOf = ({ REF_AREA }: Observation): number => places.get(REF_AREA) ?? areas.length;
  return selected(rows, selection, facts.tree).toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** The measured mean that the link of a scatter plot is of, beside the modelled one that is drawn; null where there is none. */
function measuredBeside(shown: ExploreState): ((row: Observation) => readonly CsvValue[]) | null {
  const data = linkedMeans(shown);
  if (data === null) return null;
  const { measured, up, across } = data;
  return (row) => {
    const means = row.STATISTIC === "MEAN" ? measured.get(row.REF_AREA) : undefined;
    const isOf = ({ measure, type, period }: Axis): boolean =>
      keyOf(row) === measure && row.HOUSEHOLD_TYPE === type && row.TIME_PERIOD === period;
    const mean = means && (isOf(up) ? means.y : isOf(across) ? means.x : undefined);
    const ref = shown.facts.refs.find(({ key }) => key === keyOf(row));
    if (!mean || !ref) return MEASURED.map(() => null);
    return [mean.value, mean.lower, mean.upper].map((amount) =>
      Number((amount / Number(UNITS[ref.measure.unit].factor)).toFixed(4)),
    );
  };
}

/** The rows of a map or a ranking, that of the whole that their places are compared with last, and how each compares: as a code, and in words. */
function comparedFile(shown: ExploreState, rows: readonly Observation[], lang: Lang): CsvValue[][] | null {
  const compared = comparedWith(shown);
  if (compared === null) return null;
  const all = [...rows, ...compared.rows];
  const [columns = [], ...figures] = withoutMethod(namedRows(all, shown.facts, lang));
  const { wide, ...legend } = EXPLORE[lang].legend;
  const words = { ...legend, unsure: wide };
  const verdicts = all.map((row) => compared.verdictOf(row));
  return [
    [...columns, "REMARK", "COMPARED"],
    ...figures.map((row, i) => [...row, verdicts[i] ?? null, verdicts[i] ? words[verdicts[i]] : null]),
  ];
}

/**
 * What a drawing shows, for programs, in one table: its figures; of a distribution the bars of its histogram below them, of a scatter
 * plot the measured means that its link is of beside modelled ones, and of a map or a ranking the whole that places are compared with.
 */
export function drawnFile(shown: ExploreState, lang: Lang): CsvValue[][] {
  const rows = rowsInOrder(shown, lang);
  const compared = comparedFile(shown, rows, lang);
  if (compared) return compared;
  const [columns = [], ...figures] = withoutMethod(namedRows(rows, shown.facts, lang));
  const beside = measuredBeside(shown);
  if (beside) return [[...columns, ...MEASURED], ...figures.map((row, i) => [...row, ...beside(rows[i] as Observation)])];
  if (shown.selection.view !== "distribution") return [columns, ...figures];
  const [ofBars = [], ...bars] = histogramRows(shown, lang);
  const all = [...columns, "LOWER", "UPPER"];
  return [
    all,
    ...figures.map((row) => [...row, null, null]),
    ...bars.map((bar) => all.map((column) => bar[ofBars.indexOf(column)] ?? null)),
  ];
}

/** What is drawn in words, for a spreadsheet, with what must be said of it. */
export async function selectionSpreadsheet(shown: ExploreState, lang: Lang, base: string): Promise<string> {
  const { spreadsheetText } = await withWords(import("../shared/spreadsheet.ts"));
  const axes = axesOf(shown.selection);
  const of = { store: { lang }, shown };
  const warnings = [...figureNotes(of, axes), ...rowsHeld(shown, lang), modelledText(shown, lang) ?? []].flat();
  const said = [
    subtitleOf(of, axes, "").trim(),
    ...warnings,
    sourceOf(of, axes),
    lastingAddress(shown.selection, lang, base, namedReleases(shown)),
  ];
  return spreadsheetText(said, drawnFile(shown, lang), lang);
}

/** Saves the drawn histograms as CSV. */
export function saveBins(shown: ExploreState, lang: Lang): void {
  const text = csvText(histogramRows(shown, lang));
  saveBlob(new Blob([text], { type: MEDIA.csv }), `${fileName(shown).replace("quantiles", "histogram")}.csv`);
}
