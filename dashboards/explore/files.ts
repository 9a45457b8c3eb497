import { type CsvValue, csvText, EXCEL_FR } from "../../src/contract/csv.ts";
import type { DistributionRow, Observation } from "../../src/contract/observation.ts";
import { OBSERVATIONS, TABLES } from "../../src/contract/tables.ts";
import { type Result, resultCsv, resultJson } from "../../src/texts/sql/index.ts";
import { saveBlob } from "../shared/download.ts";
import { areasOf, type Selection, selected } from "./selection.ts";
import type { ExploreState } from "./store.ts";

/** Files of the selected rows. They are made in the page, from exactly what is shown. */
export const SELECTION_FILES = ["csv", "excel", "json", "parquet", "arrow"] as const;
export type SelectionFile = (typeof SELECTION_FILES)[number];

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

/** Replaces everything but letters, digits, dots, underscores and hyphens, which every file system accepts. */
function plain(text: string): string {
  return text.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^-+|-+$/g, "");
}

/** The places of a selection as a short text of codes. */
function placesText({ areas, level, within, view }: Selection): string {
  if (areas.length > 3) return `${areas.length}-areas`;
  if (areas.length > 0) return areas.join("-");
  return view === "distribution" ? within : `${level}-${within}`;
}

/**
 * A file name that describes the content in the codes of the data: measures, statistic, places, types unless all homes, and
 * periods. For a single release it ends with the beginning of its digest: `spending.energy-mean-iris-69388-2024-ca670ad1`.
 */
export function fileName({ selection, facts }: Pick<ExploreState, "selection" | "facts">): string {
  const { measures, statistic, types, periods, view } = selection;
  const [newest, oldest] = [periods[0] ?? "", periods.at(-1) ?? ""];
  const release = periods.length === 1 ? facts.releases.find(({ period }) => period === newest) : undefined;
  const digest = release?.identifier.split(";")[1]?.slice(0, 8);
  return plain(
    [
      measures.length > 3 ? `${measures.length}-measures` : measures.join("+").replaceAll("+", "_"),
      view === "distribution" ? "quantiles" : statistic.toLowerCase(),
      placesText(selection),
      types.length === 1 && types[0] === "_T" ? "" : types.length > 2 ? `${types.length}-types` : types.join("_"),
      periods.length === 1 ? newest : `${oldest}_${newest}`,
      digest ?? "",
    ]
      .filter((part) => part !== "")
      .join("-"),
  );
}

const ENDINGS: Readonly<Record<SelectionFile, string>> = {
  csv: "csv",
  excel: "excel-fr.csv",
  json: "json",
  parquet: "parquet",
  arrow: "arrow",
};

/** The content of a file. The writers of Parquet and Arrow are loaded on demand. */
async function contentOf(result: Result, file: SelectionFile): Promise<BlobPart> {
  if (file === "json") return resultJson(result);
  if (file === "csv") return resultCsv(result);
  if (file === "excel") return csvText([result.columns.map(({ name }) => name), ...result.rows], EXCEL_FR);
  if (file === "parquet") return (await import("../sql/save.ts")).answerParquet(result);
  const [{ arrowTable }, { tableToIPC }] = await Promise.all([import("../sql/arrow-table.ts"), import("apache-arrow")]);
  const columns = OBSERVATIONS.columns.map((column, i) => [column, result.rows.map((row) => row[i] ?? null)] as const);
  return new Uint8Array(tableToIPC(arrowTable(columns), "file"));
}

/** Makes the file and saves it. */
export async function saveSelection(shown: ExploreState, file: SelectionFile): Promise<void> {
  const content = await contentOf(selectionResult(shown), file);
  saveBlob(new Blob([content], { type: MEDIA[file] }), `${fileName(shown)}.${ENDINGS[file]}`);
}

/** Histograms of the selected groups. */
export function selectedBins({ distributions, selection, facts }: ExploreState): DistributionRow[] {
  const areas = new Set(areasOf(selection, facts.tree));
  return distributions.filter(
    (row) =>
      selection.measures.includes(`${row.DOMAIN}.${row.MEASURE}`) &&
      areas.has(row.REF_AREA) &&
      selection.types.includes(row.HOUSEHOLD_TYPE) &&
      selection.periods.includes(row.TIME_PERIOD),
  );
}

/** The rows of a table with the name of their place first, the names of the columns before them. */
function namedRows(
  table: string,
  rows: readonly (Observation | DistributionRow)[],
  { tree }: ExploreState["facts"],
): CsvValue[][] {
  const columns = TABLES.find(({ name }) => name === table)?.columns.map(({ name }) => name) ?? [];
  return [
    ["NAME", ...columns],
    ...rows.map((row) => [
      tree.get(row.REF_AREA)?.name ?? null,
      ...columns.map((name) => row[name as keyof typeof row] as CsvValue),
    ]),
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
export function drawnFile(shown: ExploreState, order: readonly string[] = []): CsvValue[][] {
  const rows = inOrder(selected(shown.rows, shown.selection, shown.facts.tree), order);
  if (shown.selection.view !== "distribution") return namedRows("observations", rows, shown.facts);
  return [
    ...rows.map(({ STATISTIC, OBS_VALUE, CI_LOWER, CI_UPPER }) => [`# ${STATISTIC}`, OBS_VALUE, CI_LOWER, CI_UPPER]),
    ...namedRows("distributions", selectedBins(shown), shown.facts),
  ];
}

/** Saves the selected histograms as CSV, in the columns of the release. */
export function saveBins(shown: ExploreState): void {
  const columns = TABLES.find(({ name }) => name === "distributions")?.columns ?? [];
  const rows = selectedBins(shown).map((row) => columns.map(({ name }) => row[name as keyof DistributionRow]));
  const text = csvText([columns.map(({ name }) => name), ...rows]);
  saveBlob(new Blob([text], { type: MEDIA.csv }), `${fileName(shown).replace("quantiles", "histogram")}.csv`);
}
