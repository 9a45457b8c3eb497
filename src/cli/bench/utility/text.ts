import type { Figures } from "../bench.ts";

/**
 * The result in Markdown: accuracy, then how often the intervals of means hold, each with one row a setting and one column a
 * table of its publications; then every kind of interval, one row a table.
 */
export function utilityText(results: readonly Figures[]): string {
  const named = results.flatMap(({ place, figures }) => (place ? [{ ...place, figures }] : []));
  // Sets with other levels have tables of their own.
  const families = new Map<string, (typeof named)[number][]>();
  for (const rows of grouped(named, ({ row }) => row).values()) {
    const key = rows[0]?.figures.target_percent === null ? (rows[0]?.row ?? "").split(",")[0] : "";
    families.set(key as string, [...(families.get(key as string) ?? []), ...rows]);
  }
  return [
    "Mean absolute relative error of published means, in %, and in brackets the share of cells published; where there is one, the target stands before the arrow:",
    ...[...families.values()].map((rows) => pivot(rows, accuracyCell)),
    "Share of the 95 % intervals of means that hold the truth, in %; behind the stroke those of modelled means:",
    ...[...families.values()].map((rows) => pivot(rows, coverageCell)),
    "The same with the half-width of the median interval; of measured means, modelled means, counts and totals:",
    intervalTable(named),
  ].join("\n\n");
}

interface NamedTable {
  readonly row: string;
  readonly column: string;
  readonly figures: Figures["figures"];
}

function pivot(named: readonly NamedTable[], said: (figures: Figures["figures"]) => string): string {
  const columns = [...new Set(named.map(({ column }) => column))];
  const rows = [...grouped(named, ({ row }) => row)].map(([row, cells]) => [
    row,
    ...columns.map((column) => {
      const found = cells.find((one) => one.column === column);
      return found ? said(found.figures) : "–";
    }),
  ]);
  return markdown([["", ...columns], ...rows]);
}

/** `11.6 → 10.2 (24 → 24.3)`; `0.9 → 0.89`, where all is to be published and is. */
function accuracyCell(figures: Figures["figures"]): string {
  const pair = (target: number | null | undefined, ours: number | null | undefined) =>
    target === null || target === undefined ? shown(ours) : `${shown(target)} → ${shown(ours)}`;
  const published = pair(figures.published_target_percent, figures.published_percent);
  const all = figures.published_percent === 100 && (figures.published_target_percent ?? 100) === 100;
  return `${pair(figures.target_percent, figures.error_percent)}${all ? "" : ` (${published})`}`;
}

/** `95.1`; `95.4 / 99.6`, where means are modelled. */
function coverageCell({ coverage_percent: measured, modelled_coverage_percent: modelled }: Figures["figures"]): string {
  const percent = (share: number | null | undefined) => share?.toFixed(1) ?? "–";
  return modelled === null || modelled === undefined ? percent(measured) : `${percent(measured)} / ${percent(modelled)}`;
}

function intervalTable(named: readonly NamedTable[]): string {
  const held = (figures: Figures["figures"], prefix: string) => {
    const [coverage, width] = [figures[`${prefix}coverage_percent`], figures[`${prefix}width_percent`]];
    return coverage === null || coverage === undefined ? "–" : `${coverage.toFixed(1)} % (± ${shown(width)} %)`;
  };
  const rows = named.map(({ row, column, figures }) => [
    `${row}: ${column}`,
    held(figures, ""),
    `${shown(figures.modelled_percent)} %`,
    held(figures, "modelled_"),
    held(figures, "count_"),
    held(figures, "total_"),
  ]);
  return markdown([["", "measured mean", "modelled", "modelled mean", "count", "total"], ...rows]);
}

function grouped<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

/** Two digits that count, three from 10 up; nothing that is finer than a thousandth. */
function shown(value: number | null | undefined): string {
  if (value === null || value === undefined) return "–";
  return String(Number(Number(value.toPrecision(value >= 10 ? 3 : 2)).toFixed(3)));
}

function markdown([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
}
