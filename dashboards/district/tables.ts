import { type AreaCell, type Cell, type PeriodCell, rankBands, relativeMargin } from "../charts/cells.ts";
import { chartWords, remark, shares, withoutValue } from "../charts/words.ts";
import { h } from "../shared/dom.ts";
import { folded } from "../shared/folded.ts";
import { decimalsFor, formatNumber, formatPeriod, formatValue, unitPerMonth } from "../shared/format.ts";
import { ordinal, WORDS } from "../shared/i18n.ts";
import { pageHref } from "../shared/layout.ts";
import { type Column, dataTable } from "../shared/table.ts";
import { type Context, rowAt } from "./context.ts";
import { participation, type Trend, withheldApart } from "./view.ts";

/** A link that opens the area's profile: what a click on the map does, for the keyboard. */
export function areaLink(context: Context, code: string, name: string): HTMLElement {
  const { lang, words, choice } = context;
  if (code === context.area.code) return h("span", {}, name);
  const open = (event: Event): void => {
    event.preventDefault();
    context.go({ area: code });
  };
  const href = pageHref("district", lang, { area: code, measure: choice.measure, period: choice.period });
  return h("a", { href, title: words.open(name), onClick: open }, name);
}

function meanColumns(context: Context): Column<AreaCell>[] {
  const { lang, words, ref } = context;
  const columns = WORDS[lang].columns;
  const { decimals } = ref.measure;
  const mean = (cell: AreaCell) => rowAt(context, cell.code, "MEAN");
  const value = (cell: AreaCell): string => {
    const row = mean(cell);
    return row ? (formatValue(row, lang, decimals) ?? withoutValue(row, lang)) : chartWords(lang).none;
  };
  return [
    { label: columns.area, cell: (cell) => areaLink(context, cell.code, cell.name), sort: (cell) => cell.name },
    { label: columns.value, numeric: true, cell: value, sort: (cell) => cell.value },
    { label: columns.interval, numeric: true, cell: (cell) => interval(context, cell), sort: (cell) => cell.lower },
    {
      label: words.relative,
      numeric: true,
      cell: (cell) => share(context, relativeMargin(cell)),
      sort: (cell) => relativeMargin(cell),
    },
    { label: columns.status, remark: true, cell: (cell) => statusOf(context, cell) },
  ];
}

function interval({ lang, ref }: Context, cell: Cell): string {
  if (cell.lower === null || cell.upper === null) return "";
  const digits = digitsOf(cell, ref.measure.decimals);
  return chartWords(lang).range(formatNumber(cell.lower, digits, lang), formatNumber(cell.upper, digits, lang));
}

function share(context: Context, value: number | null): string {
  return value === null ? "" : shares(context.lang).format(value);
}

/** The digits that the cell's interval carries. */
function digitsOf(cell: Cell, most: number): number {
  return decimalsFor(cell.lower === null || cell.upper === null ? null : cell.upper - cell.lower, most);
}

function statusOf(context: Context, cell: AreaCell): string {
  return remark(rowAt(context, cell.code, "MEAN"), context.lang);
}

function captionOf(context: Context): string {
  const row = context.rows.find(
    (one) => one.DOMAIN === context.ref.domain.id && one.MEASURE === context.ref.measure.id && one.STATISTIC === "MEAN",
  );
  const unit = row ? `, ${unitPerMonth(row.UNIT_MEASURE, context.lang)}` : "";
  return `${context.ref.measure.labels[context.lang]}${unit}, ${formatPeriod(context.choice.period, context.lang)}`;
}

/** A table of the areas; where most of them are withheld, they are counted in one line, and named below it. */
function areasTable(context: Context, columns: readonly Column<AreaCell>[]): HTMLElement {
  const { rows, named } = withheldApart(context.cells);
  const table = dataTable({ caption: captionOf(context), columns, rows });
  const below = rows.some(({ lower }) => lower !== null && lower < 0);
  return h(
    "div",
    {},
    table,
    below ? h("p", { class: "note below-zero" }, WORDS[context.lang].belowZero) : null,
    named.length > 0 ? withheldNames(context, named) : null,
  );
}

function withheldNames(context: Context, hidden: readonly AreaCell[]): HTMLElement {
  const { words, cells } = context;
  return folded(words.withheldNames(hidden.length, cells.length), () =>
    h("ul", { class: "names" }, ...hidden.map(({ code, name }) => h("li", {}, areaLink(context, code, name)))),
  );
}

/** The table of one chart, folded away on screen and left to the full table on paper. */
export function foldedTable(context: Context): HTMLElement {
  return folded(context.words.table, () => areasTable(context, meanColumns(context)), { class: "no-print" });
}

/** Everything that the profile says about the areas shown. */
export function fullTable(context: Context): HTMLElement {
  const { lang, words, tree } = context;
  const bands = rankBands(context.cells);
  const place = (cell: AreaCell): string => {
    const band = bands.get(cell.code);
    return band ? words.rankBand(ordinal(band.best, lang), ordinal(band.worst, lang)) : "";
  };
  const taking = (cell: AreaCell) => participation(rowAt(context, cell.code, "COUNT"), tree.get(cell.code)?.dwellings ?? 0);
  // Where the mean is withheld the table has said so already.
  const count = (cell: AreaCell): string => {
    const row = rowAt(context, cell.code, "COUNT");
    return row ? (formatValue(row, lang, 0) ?? (cell.kind === "withheld" ? "" : withoutValue(row, lang))) : "";
  };
  const shared = meanColumns(context);
  const columns: Column<AreaCell>[] = [
    ...shared.slice(0, -1),
    { label: words.rank(bands.size), cell: place, numeric: true, sort: (cell) => bands.get(cell.code)?.best ?? null },
    { label: words.count, numeric: true, cell: count, sort: (cell) => rowAt(context, cell.code, "COUNT")?.OBS_VALUE ?? null },
    {
      label: words.participation,
      numeric: true,
      cell: (cell) => share(context, taking(cell).value),
      sort: (cell) => taking(cell).value,
    },
    ...shared.slice(-1),
  ];
  return areasTable(context, columns);
}

/** The values of the trend. */
export function trendTable(context: Context, trend: Trend): HTMLElement {
  const { lang, words, ref } = context;
  const { columns } = WORDS[lang];
  const byPeriod = new Map(trend.rows.map((row) => [row.TIME_PERIOD, row]));
  const number = (cell: Cell, value: number | null): string =>
    value === null ? "" : formatNumber(value, digitsOf(cell, ref.measure.decimals), lang);
  const said = (cell: PeriodCell): string => {
    const row = byPeriod.get(cell.period);
    return number(cell, cell.value) || (row ? withoutValue(row, lang) : chartWords(lang).none);
  };
  const table = dataTable({
    caption: `${ref.measure.labels[lang]}, ${trend.area.name}`,
    rows: trend.cells,
    columns: [
      { label: columns.period, cell: (cell) => formatPeriod(cell.period, lang) },
      { label: columns.value, numeric: true, cell: said },
      { label: columns.interval, numeric: true, cell: (cell) => interval(context, cell) },
      { label: columns.status, remark: true, cell: (cell) => remark(byPeriod.get(cell.period), lang) },
    ],
  });
  return h("details", { open: true }, h("summary", {}, words.table), table);
}
