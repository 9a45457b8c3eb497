import type { PrivacyReport } from "../../src/contract/manifest.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import {
  ASSUMED_VARIATION,
  clampLossOf,
  type ForecastTable,
  forecasting,
  type TableForecast,
} from "../../src/privacy/forecast/index.ts";
import { type ErrorRow, errorBars } from "../charts/error-bars.ts";
import type { TerritoryDocument } from "../shared/data.ts";
import { h, put } from "../shared/dom.ts";
import { figure } from "../shared/figure.ts";
import { formatNumber, formatPeriod } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { percent } from "../shared/percent.ts";
import { onWidth } from "../shared/resize.ts";
import { dataTable } from "../shared/table.ts";
import { sizesOf } from "./forecast.ts";
import { signed, tableName } from "./forecast-text.ts";
import { type Filling, paused } from "./pause.ts";
import { FORECAST } from "./words.ts";

export interface ErrorsInput {
  readonly report: PrivacyReport;
  readonly measure: MeasureRef;
  readonly tables: readonly ForecastTable[];
  readonly territory: TerritoryDocument;
  readonly lang: Lang;
}

/** The size shown first: that of a neighbourhood. */
const DEFAULT_SIZE = 3000;
const [LEAST, MOST] = [240, 640];

type Line = ForecastTable & TableForecast;

/**
 * What clamp, gate and noise do to a mean under the current calendar, for a number of homes that the visitor chooses. `fill`
 * draws it once it is on the page and has a width.
 */
export function errorsSection(input: ErrorsInput): Filling {
  const { lang } = input;
  const words = FORECAST[lang];
  const place = h("div", {});
  const select = h(
    "select",
    { id: "error-size", onChange: () => void forecastAgain() },
    ...sizesOf(input.territory).map((size) =>
      h("option", { value: size, selected: size === DEFAULT_SIZE }, words.households(formatNumber(size, 0, lang))),
    ),
  );
  const widthOf = () => Math.max(LEAST, Math.min(MOST, (place.clientWidth || LEAST + 64) - 34));
  let shown: { readonly households: number; readonly found: readonly TableForecast[] } | null = null;
  const draw = (): void => {
    if (shown) put(place, errorsFigure(input, shown.households, shown.found, widthOf()));
  };
  const forecastAgain = async (): Promise<void> => {
    const households = Number(select.value);
    const found = await paused(forecasting({ areas: input.territory.areas, tables: input.tables, households }));
    // The visitor may have chosen another size meanwhile.
    if (households !== Number(select.value)) return;
    shown = { households, found };
    draw();
  };
  const parts = words.errorsText.flatMap(([name = "", text = ""]) => [h("dt", {}, name), h("dd", {}, text)]);
  const element = h(
    "section",
    { class: "errors" },
    h("dl", { class: "criteria" }, ...parts),
    h("div", { class: "size no-print" }, h("label", { for: "error-size" }, words.forHouseholds), select),
    place,
  );
  const fill = async (): Promise<void> => {
    await forecastAgain();
    onWidth(place, draw);
  };
  return { element, fill };
}

/** The share lost by the clamp: the release's own estimate, or an assumption. */
function clampOf({ report, measure, lang }: ErrorsInput): { readonly loss: number; readonly note: string } {
  const words = FORECAST[lang];
  const estimated = report.clamp_loss[measure.key] ?? null;
  return estimated === null
    ? { loss: clampLossOf(), note: words.clampAssumed(formatNumber(ASSUMED_VARIATION, 1, lang)) }
    : { loss: estimated, note: words.clampEstimated(formatPeriod(report.release, lang)) };
}

function errorsFigure(input: ErrorsInput, households: number, found: readonly TableForecast[], width: number): HTMLElement {
  const { tables, territory, lang } = input;
  const words = FORECAST[lang];
  const lines = tables.map((table, i): Line => ({ ...table, ...(found[i] as TableForecast) }));
  const { loss, note } = clampOf(input);
  const name = (line: Line) => tableName(line, territory.level_names, lang);
  const share = (value: number | null, sign: Parameters<typeof signed>[0]) =>
    value === null ? "–" : signed(sign, 100 * value, lang);
  const meanError = (value: number | null) => (value === null ? "–" : percent(100 * value, lang));
  const lossOf = (line: Line) => (line.noiseError === null ? null : loss);
  const rows = lines.map((line): ErrorRow => {
    if (line.noiseError === null) return { name: name(line), parts: [{ name: words.nothing, share: null, said: "" }] };
    return {
      name: name(line),
      parts: [
        { name: words.parts.clamp, share: loss, said: share(loss, "−") },
        { name: words.parts.gate, share: line.selection, said: share(line.selection, "+") },
        { name: words.parts.noise, share: line.noiseError, said: meanError(line.noiseError) },
      ],
    };
  });
  const homesText = formatNumber(households, 0, lang);
  return figure({
    title: words.errorsFigure(homesText),
    label: words.errorsLabel(homesText),
    svg: errorBars({ document, rows, width }),
    note,
    table: dataTable<Line>({
      caption: words.errorsCaption(homesText),
      rows: lines,
      columns: [
        { label: words.table, cell: name },
        { label: words.clampColumn, numeric: true, cell: (line) => share(lossOf(line), "−") },
        { label: words.gateColumn, numeric: true, cell: (line) => share(line.selection, "+") },
        { label: words.cellsColumn, numeric: true, cell: (line) => percent(100 * line.lostCells, lang) },
        { label: words.homesColumn, numeric: true, cell: (line) => percent(100 * line.lostHouseholds, lang) },
        { label: words.noiseColumn, numeric: true, cell: (line) => meanError(line.noiseError) },
      ],
    }),
  });
}
