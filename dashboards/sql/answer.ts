import type { ExactValue } from "../../src/texts/sql/index.ts";
import { h, put } from "../shared/dom.ts";
import { saveBlob } from "../shared/download.ts";
import { figure } from "../shared/figure.ts";
import { formatNumber } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { dataTable } from "../shared/table.ts";
import type { Answer } from "./engine.ts";
import { isNumeric } from "./exact-rows.ts";
import { axesOf, firstChoice, MOST_NAMED, MOST_POINTS, plotPoints, pointsOf } from "./plot.ts";
import { answerBlob, SAVED } from "./save.ts";
import { SQL } from "./words.ts";

/** Rows in the page; the files have them all. */
export const MOST_SHOWN = 500;

/** An answer: how much there is, files to take, the table, a chart. */
export function answerView(answer: Answer, lang: Lang, width: number): HTMLElement[] {
  const words = SQL[lang];
  const n = answer.rows.length;
  const seconds = formatNumber(answer.milliseconds / 1000, 2, lang);
  const count = n === 0 ? words.noRow : n === 1 ? words.oneRow(seconds) : words.rows(formatNumber(n, 0, lang), seconds);
  return [
    h("p", { role: "status", id: "answer-status" }, count),
    ...(answer.cut ? [h("p", { class: "warn" }, words.cut(formatNumber(n, 0, lang)))] : []),
    ...(n === 0 ? [] : [saveTools(answer, lang), table(answer, lang)]),
    ...(n > MOST_SHOWN
      ? [h("p", { class: "note" }, words.shown(formatNumber(MOST_SHOWN, 0, lang), formatNumber(n, 0, lang)))]
      : []),
    ...(n === 0 ? [] : [chart(answer, lang, width)]),
  ];
}

function saveTools(answer: Answer, lang: Lang): HTMLElement {
  const button = (format: (typeof SAVED)[number]): HTMLElement =>
    h(
      "button",
      {
        type: "button",
        class: "quiet",
        id: `save-${format}`,
        onClick: () => saveBlob(answerBlob(answer, format), `voisinage.${format}`),
      },
      format === "parquet" ? "Parquet" : format.toUpperCase(),
    );
  return h("div", { class: "tools no-print", role: "group", "aria-label": SQL[lang].save }, ...SAVED.map(button));
}

/** Values as the files have them: what is read here can be found there. */
function table(answer: Answer, lang: Lang): HTMLElement {
  const words = SQL[lang];
  return dataTable({
    caption: words.caption,
    captionHidden: true,
    rows: answer.rows.slice(0, MOST_SHOWN),
    columns: answer.columns.map(({ name, type }, i) => ({
      label: name,
      numeric: isNumeric(type),
      cell: (row: readonly ExactValue[]) => {
        const value = row[i] ?? null;
        return value === null ? h("span", { class: "empty" }, words.empty) : String(value);
      },
      sort: (row: readonly ExactValue[]) => {
        const value = row[i] ?? null;
        return value === null ? null : isNumeric(type) ? Number(value) : String(value);
      },
    })),
  });
}

function chart(answer: Answer, lang: Lang, width: number): HTMLElement {
  const words = SQL[lang];
  const axes = axesOf(answer);
  const title = h("h3", {}, words.plot);
  if (!axes) return h("div", {}, title, h("p", { class: "note" }, words.noPlot));
  const chosen = firstChoice(answer, axes);
  const place = h("div", { id: "plot" });
  const name = (i: number): string => answer.columns[i]?.name ?? "";
  const pick = (id: string, label: string, from: readonly number[], at: number, set: (i: number) => void): HTMLElement => {
    const select: HTMLSelectElement = h(
      "select",
      {
        id,
        onChange: () => {
          set(Number(select.value));
          draw();
        },
      },
      ...from.map((i) => h("option", { value: i, selected: i === at }, name(i))),
    );
    return h("div", {}, h("label", { for: id }, label), select);
  };
  const draw = (): void => {
    const points = pointsOf(answer, chosen.x, chosen.y);
    if (points.length < 2) {
      put(place, h("p", { class: "note" }, words.noPlot));
      return;
    }
    const label = words.plotLabel(name(chosen.y), name(chosen.x));
    const most = typeof points[0]?.x === "number" ? MOST_POINTS : MOST_NAMED;
    const svg = plotPoints(points, {
      document,
      width: Math.min(width - 34, 900),
      label: `${label}. ${words.plotNote}`,
      valueName: name(chosen.y),
      tick: (value) => new Intl.NumberFormat(lang, { maximumSignificantDigits: 6 }).format(value),
    });
    const note = points.length > most ? `${words.plotNote} ${words.plotCut(formatNumber(most, 0, lang))}` : words.plotNote;
    put(
      place,
      figure({
        lang,
        title: label,
        label: svg.getAttribute("aria-label") ?? label,
        svg,
        note,
        table: h("span"),
        name: "voisinage-sql",
      }),
    );
  };
  draw();
  return h(
    "div",
    {},
    title,
    h(
      "div",
      { class: "fields no-print" },
      pick("plot-x", words.across, axes.x, chosen.x, (i) => {
        chosen.x = i;
      }),
      pick("plot-y", words.up, axes.y, chosen.y, (i) => {
        chosen.y = i;
      }),
    ),
    place,
  );
}
