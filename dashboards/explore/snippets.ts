import { exportPath, filtersOf, recordsUrl, type Selection } from "./selection.ts";

/** Programs that read the selection's rows, ready to be pasted. */
export interface Snippet {
  readonly language: string;
  readonly text: string;
}

const quoted = (codes: readonly string[]): string => codes.map((code) => JSON.stringify(code)).join(", ");

function inR([column, codes]: [string, readonly string[]]): string {
  return codes.length === 1 ? `${column} == ${quoted(codes)}` : `${column} %in% c(${quoted(codes)})`;
}

function inPython([column, codes]: [string, readonly string[]]): string {
  return codes.length === 1
    ? `(rows[${JSON.stringify(column)}] == ${quoted(codes)})`
    : `rows[${JSON.stringify(column)}].isin([${quoted(codes)}])`;
}

/** A word of a POSIX shell. */
function inShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * The selection in curl, R and Python. Codes are read as text: an area's code may begin with 0. Withheld values come
 * out as missing.
 *
 * @param base address of the site
 * @param files whether it has plain files alone: curl takes the whole dataset then
 */
export function snippets(selection: Selection, base: string, files: boolean): Snippet[] {
  const file = (format: "csv" | "parquet"): string => new URL(exportPath(selection.dataset, format), base).href;
  const filters = filtersOf(selection);
  return [
    {
      language: "curl",
      text: files ? `curl -O ${inShell(file("csv"))}` : `curl ${inShell(recordsUrl(selection, base))}`,
    },
    {
      language: "R",
      text: [
        `rows <- read.csv(${JSON.stringify(file("csv"))}, colClasses = c(REF_AREA = "character"), na.strings = "")`,
        `rows <- subset(rows, ${filters.map(inR).join(" &\n  ")})`,
      ].join("\n"),
    },
    {
      language: "Python",
      text: [
        "import pandas",
        `rows = pandas.read_csv(${JSON.stringify(file("csv"))}, dtype={"REF_AREA": str})`,
        `rows = rows[${filters.map(inPython).join("\n  & ")}]`,
      ].join("\n"),
    },
  ];
}
