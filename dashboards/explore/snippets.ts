import { answered, byDataset, type ColumnFilter, exportPath, filtersOf, ofRelease, recordsUrls } from "./selection.ts";
import type { ExploreState } from "./store.ts";

/** A program that reads the selected rows, ready to be pasted. */
export interface Snippet {
  readonly language: string;
  readonly text: string;
}

/** Columns with numbers; all others hold codes. */
const VALUES = '"OBS_VALUE", "CI_LOWER", "CI_UPPER"';

const quoted = (codes: readonly string[]): string => codes.map((code) => JSON.stringify(code)).join(", ");

function inR([column, codes]: ColumnFilter): string {
  return codes.length === 1 ? `${column} == ${quoted(codes)}` : `${column} %in% c(${quoted(codes)})`;
}

function inPython([column, codes]: ColumnFilter): string {
  return codes.length === 1
    ? `(rows[${JSON.stringify(column)}] == ${quoted(codes)})`
    : `rows[${JSON.stringify(column)}].isin([${quoted(codes)}])`;
}

/** Quotes a word for a POSIX shell. */
function inShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * The selection in curl, R and Python; several datasets are read one after the other. Codes are read as text, because a code may
 * begin with 0, a year is no number, and R would read the code F as FALSE. Withheld values come out as missing. `files`: the site
 * has only plain files, so curl takes whole datasets. `release`: the only release of the rows, which never changes; null: the
 * newest of each period.
 */
export function snippets(
  shown: Pick<ExploreState, "selection" | "rows" | "facts">,
  base: string,
  files: boolean,
  release: string | null = null,
): Snippet[] {
  const selection = answered(shown.selection, shown.rows);
  const { tree } = shown.facts;
  const datasets = byDataset(selection);
  const csv = datasets.map(([dataset]) => ofRelease(new URL(exportPath(dataset, "csv"), base).href, files ? null : release));
  const several = csv.length > 1;
  // Measures of two datasets may have the same name, so that dataset and measure are compared together.
  const filters: ColumnFilter[] = several ? filtersOf(selection, tree) : (datasets[0]?.[1](tree) ?? []);
  const whichR = several ? [`paste(DOMAIN, MEASURE, sep = ".") %in% c(${quoted(selection.measures)})`] : [];
  const whichPython = several ? [`(rows["DOMAIN"] + "." + rows["MEASURE"]).isin([${quoted(selection.measures)}])`] : [];
  const curl = files
    ? csv.map((url) => `curl -O ${inShell(url)}`)
    : recordsUrls(shown, base).map((url) => `curl ${inShell(ofRelease(url, release))}`);
  const readR = `read.csv(${several ? "url" : quoted(csv)}, colClasses = "character", na.strings = "")`;
  const readPython = `pandas.read_csv(${several ? "url" : quoted(csv)}, dtype=str, keep_default_na=False)`;
  return [
    { language: "curl", text: curl.join("\n") },
    {
      language: "R",
      text: [
        several
          ? `rows <- do.call(rbind, lapply(c(\n  ${csv.map((url) => quoted([url])).join(",\n  ")}\n), function(url) ${readR}))`
          : `rows <- ${readR}`,
        `rows <- subset(rows, ${[...whichR, ...filters.map(inR)].join(" &\n  ")})`,
        `values <- c(${VALUES})`,
        "rows[values] <- lapply(rows[values], as.numeric)",
      ].join("\n"),
    },
    {
      language: "Python",
      text: [
        "import pandas",
        several
          ? `rows = pandas.concat(${readPython} for url in [\n  ${csv.map((url) => quoted([url])).join(",\n  ")},\n])`
          : `rows = ${readPython}`,
        `rows = rows[${[...whichPython, ...filters.map(inPython)].join("\n  & ")}].copy()`,
        `values = [${VALUES}]`,
        "rows[values] = rows[values].apply(pandas.to_numeric)",
      ].join("\n"),
    },
  ];
}
