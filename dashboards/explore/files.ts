import { type CsvValue, csvText, EXCEL_FR, RFC4180 } from "../../src/contract/csv.ts";
import type { Observation } from "../../src/contract/observation.ts";
import { OBSERVATIONS } from "../../src/contract/tables.ts";
import { type Result, resultJson } from "../../src/texts/sql/index.ts";
import { saveBlob } from "../shared/download.ts";
import type { Lang } from "../shared/i18n.ts";
import { typeLabel } from "../shared/labels.ts";
import { fileName, type SelectionFile } from "./file-facts.ts";
import { histogramRows } from "./histograms.ts";
import { keyOf, selected } from "./selection.ts";
import type { ExploreState } from "./store.ts";

const MEDIA: Readonly<Record<SelectionFile, string>> = {
  csv: "text/csv;charset=utf-8",
  excel: "text/csv;charset=utf-8",
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

const ENDINGS: Readonly<Record<SelectionFile, string>> = {
  csv: "csv",
  excel: "excel-fr.csv",
  json: "json",
  parquet: "parquet",
  arrow: "arrow",
};

/** The content of a file. The writers of Parquet and Arrow are loaded on demand. */
async function contentOf(shown: ExploreState, file: SelectionFile, lang: Lang): Promise<BlobPart> {
  if (file === "csv" || file === "excel") {
    const rows = selected(shown.rows, shown.selection, shown.facts.tree);
    return csvText(namedRows(rows, shown.facts, lang), file === "csv" ? RFC4180 : EXCEL_FR);
  }
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
  saveBlob(new Blob([content], { type: MEDIA[file] }), `${fileName(shown)}.${ENDINGS[file]}`);
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

/** The rows in the order in which a drawing has their places; others follow. */
function inOrder(rows: readonly Observation[], order: readonly string[]): readonly Observation[] {
  const places = new Map(order.map((code, i) => [code, i]));
  const placeOf = ({ REF_AREA }: Observation): number => places.get(REF_AREA) ?? order.length;
  return rows.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/**
 * What a drawing shows, for programs: its figures or, of a distribution, the histogram below its quantiles, which are remarks. `order`:
 * codes of its places, as it has them.
 */
export function drawnFile(shown: ExploreState, lang: Lang, order: readonly string[] = []): CsvValue[][] {
  const rows = inOrder(selected(shown.rows, shown.selection, shown.facts.tree), order);
  if (shown.selection.view !== "distribution") return namedRows(rows, shown.facts, lang);
  return [
    ...rows.map(({ STATISTIC, OBS_VALUE, CI_LOWER, CI_UPPER }) => [`# ${STATISTIC}`, OBS_VALUE, CI_LOWER, CI_UPPER]),
    ...histogramRows(shown, lang),
  ];
}

/** Saves the drawn histograms as CSV. */
export function saveBins(shown: ExploreState, lang: Lang): void {
  const text = csvText(histogramRows(shown, lang));
  saveBlob(new Blob([text], { type: MEDIA.csv }), `${fileName(shown).replace("quantiles", "histogram")}.csv`);
}
