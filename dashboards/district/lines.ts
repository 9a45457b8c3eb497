import type { Cell } from "../charts/cells.ts";
import { cellOf } from "../charts/cells.ts";
import { ranking } from "../charts/ranking.ts";
import { trend } from "../charts/trend.ts";
import { amounts } from "../charts/words.ts";
import { h } from "../shared/dom.ts";
import { figure } from "../shared/figure.ts";
import { formatPeriod } from "../shared/format.ts";
import { type Context, drawingOf, measureName, rowAt, unitOf } from "./context.ts";
import { foldedTable, trendTable } from "./tables.ts";
import { trendOf } from "./view.ts";

/** rows that a ranking shows at first */
const FIRST = 70;

/** The areas from high to low, held against the whole territory; null with fewer than two values. */
export function rankingSection(context: Context, all: boolean, showAll: () => void): HTMLElement | null {
  const { words, lang, tree, width, choice } = context;
  const ranked = context.cells.filter((cell) => cell.value !== null).sort((a, b) => (b.value as number) - (a.value as number));
  if (ranked.length < 2) return null;
  const shown = all ? ranked : ranked.slice(0, FIRST);
  const whole: Cell = cellOf(rowAt(context, tree.root.code, "MEAN"));
  const label = words.rankingLabel(measureName(context), ranked[0]?.name ?? "", ranked.at(-1)?.name ?? "");
  const svg = ranking({
    ...drawingOf(context, "ranking", label, Math.min(width - 34, 1000)),
    cells: shown,
    reference: { ...whole, name: tree.root.name },
  });
  svg.addEventListener("click", (event) => {
    const code = (event.target as Element).closest("[data-area]")?.getAttribute("data-area");
    if (code && code !== context.area.code) context.go({ area: code });
  });
  const drawn = figure({
    lang,
    title: words.ranking,
    label,
    svg,
    note: words.rankingNote,
    table: foldedTable(context),
    name: ["ranking", choice.measure, context.area.code, choice.period].join("-"),
  });
  if (shown.length < ranked.length) {
    drawn
      .querySelector(".tools")
      ?.append(h("button", { type: "button", class: "quiet", onClick: showAll }, words.showAll(ranked.length)));
  }
  return drawn;
}

/** The finest trend there is, and whose it is. */
export function trendSection(context: Context): HTMLElement {
  const { words, lang, choice, ref, width, area } = context;
  const found = trendOf(context.rows, choice, context.tree);
  if (!found) return h("p", { class: "card" }, words.trendOne);
  const [first, last] = [found.cells[0]?.period ?? "", found.cells.at(-1)?.period ?? ""];
  const label = words.trendLabel(measureName(context), found.area.name, formatPeriod(first, lang), formatPeriod(last, lang));
  const short = (id: string): string => (id.length === 7 && !id.includes("Q") ? `${id.slice(5)}/${id.slice(2, 4)}` : id);
  const svg = trend({
    ...drawingOf(context, "trend", label, Math.min(width - 34, 1000)),
    ...amounts(found.cells, unitOf(context), ref.measure.decimals, lang),
    cells: found.cells,
    period: short,
  });
  const other = found.area.code === area.code ? "" : `${words.trendOther(found.area.name, area.name)} `;
  return figure({
    lang,
    title: words.trend(found.area.name),
    label,
    svg,
    note: `${other}${words.trendNote}`,
    table: trendTable(context, found),
    name: ["trend", choice.measure, found.area.code].join("-"),
  });
}
