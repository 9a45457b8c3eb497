import type { Figures } from "../bench.ts";

/**
 * The result in Markdown: accuracy, then the coverage of means, each with a row for each setting and a column for each table of
 * its publications; then all kinds of intervals, with a row for each table.
 */
export function utilityText(results: readonly Figures[]): string {
  const cells = results.flatMap(({ place, figures }) => (place ? [{ ...place, figures }] : []));
  // Data sets with other levels get tables of their own.
  const familyOf = ({ row, figures }: PlacedFigures) => (figures.target_percent === null ? row.split(",")[0] : "");
  const families = [...new Set(cells.map(familyOf))].map((family) => cells.filter((cell) => familyOf(cell) === family));
  return [
    "Mean absolute relative error of published means, in %, and in brackets the share of cells published; where there is one, the target stands before the arrow:",
    ...families.map((rows) => pivot(rows, accuracyCell)),
    "Share of the 95 % intervals of means that hold the truth, in %; behind the stroke those of modelled means:",
    ...families.map((rows) => pivot(rows, coverageCell)),
    "The same with the half-width of the median interval; of measured means, modelled means, counts and totals; and of the published means those of the cell that is held least often:",
    intervalTable(cells),
  ].join("\n\n");
}

interface PlacedFigures {
  readonly row: string;
  readonly column: string;
  readonly figures: Figures["figures"];
}

function pivot(cells: readonly PlacedFigures[], text: (figures: Figures["figures"]) => string): string {
  const columns = [...new Set(cells.map(({ column }) => column))];
  const rows = [...new Set(cells.map(({ row }) => row))].map((row) => [
    row,
    ...columns.map((column) => {
      const found = cells.find((one) => one.row === row && one.column === column);
      return found ? text(found.figures) : "–";
    }),
  ]);
  return markdown([["", ...columns], ...rows]);
}

/** `11.6 → 10.2 (24 → 24.3)`; `0.9 → 0.89` where all cells should be published and are. */
function accuracyCell(figures: Figures["figures"]): string {
  const pair = (target: number | null | undefined, ours: number | null | undefined) =>
    typeof target === "number" ? `${shown(target)} → ${shown(ours)}` : shown(ours);
  const published = pair(figures.published_target_percent, figures.published_percent);
  const all = figures.published_percent === 100 && (figures.published_target_percent ?? 100) === 100;
  return `${pair(figures.target_percent, figures.error_percent)}${all ? "" : ` (${published})`}`;
}

/** `95.1`; `95.4 / 99.6`, where means are modelled. */
function coverageCell({ coverage_percent: measured, modelled_coverage_percent: modelled }: Figures["figures"]): string {
  return [measured?.toFixed(1) ?? "–", ...(typeof modelled === "number" ? [modelled.toFixed(1)] : [])].join(" / ");
}

function intervalTable(cells: readonly PlacedFigures[]): string {
  const interval = (figures: Figures["figures"], prefix: string) => {
    const [coverage, width] = [figures[`${prefix}coverage_percent`], figures[`${prefix}width_percent`]];
    return typeof coverage === "number" ? `${coverage.toFixed(1)} % (± ${shown(width)} %)` : "–";
  };
  const rows = cells.map(({ row, column, figures }) => [
    `${row}: ${column}`,
    interval(figures, ""),
    `${shown(figures.modelled_percent)} %`,
    interval(figures, "modelled_"),
    typeof figures.least_held_percent === "number" ? `${figures.least_held_percent.toFixed(1)} %` : "–",
    interval(figures, "count_"),
    interval(figures, "total_"),
  ]);
  return markdown([
    ["", "measured mean", "modelled", "modelled mean", "mean of the cell that is held least", "count", "total"],
    ...rows,
  ]);
}

/** Two significant digits, three from 10 on; nothing finer than a thousandth. */
function shown(value: number | null | undefined): string {
  if (value === null || value === undefined) return "–";
  return String(Number(Number(value.toPrecision(value >= 10 ? 3 : 2)).toFixed(3)));
}

function markdown([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
}
