import type { PrivacyReport } from "../../src/contract/manifest.ts";
import { STEPS } from "../../src/contract/period.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import { type ForecastTable, forecast, type TableForecast } from "../../src/forecast/index.ts";
import type { Catalog, ReleaseRef, TerritoryDocument } from "../shared/data.ts";
import { h } from "../shared/dom.ts";
import { formatNumber, formatPeriod, lowerFirst } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { levelLabel, measureLabel } from "../shared/labels.ts";
import { dataTable } from "../shared/table.ts";
import { FORECAST } from "./forecast-words.ts";

/** A pilot's testers, a quarter, a city, a métropole. */
export const SIZES = [200, 3000, 100_000, 700_000] as const;

/** The release that says most of the noise: the newest of the longest step, for it holds every level. */
export function fullestRelease(releases: Catalog["releases"]): ReleaseRef | undefined {
  const rank = ({ step, created_at, id }: ReleaseRef): string => `${STEPS.indexOf(step)} ${created_at} ${id}`;
  return [...releases].sort((a, b) => rank(b).localeCompare(rank(a)))[0];
}

/** The tables of a measure with their noise, from what a release's report says of its mechanisms; whole first, as there. */
export function tablesOf(report: PrivacyReport, { key, measure }: MeasureRef): ForecastTable[] {
  const own = report.mechanisms.filter((mechanism) => mechanism.measure === key);
  return own.flatMap(({ level, table, quantity, sigma, gate }): ForecastTable[] => {
    const sum = own.find((other) => other.level === level && other.table === table && other.quantity === "sum");
    if (quantity !== "count" || !gate || !sum) return [];
    const noise = { k: report.k, tau: Number(gate.tau), sigmaCount: sigma, sigmaSum: sum.sigma / Number(sum.sensitivity) };
    return [{ level, table, kinds: table === "_T" ? 1 : measure.similarity.classes.length, noise }];
  });
}

/** What a table would publish with each number of households. */
interface Row {
  readonly table: ForecastTable;
  readonly bySize: readonly TableForecast[];
}

export interface ForecastInput {
  readonly report: PrivacyReport;
  readonly measure: MeasureRef;
  readonly territory: TerritoryDocument;
  readonly lang: Lang;
}

/** What would be published with 200 to 700 000 contributors, as a table; null where the report says too little. */
export function forecastSection({ report, measure, territory, lang }: ForecastInput): HTMLElement | null {
  const tables = tablesOf(report, measure);
  if (tables.length === 0) return null;
  const words = FORECAST[lang];
  const whole = (n: number): string => formatNumber(n, 0, lang);
  const found = SIZES.map((households) => forecast({ areas: territory.areas, tables, households }));
  const rows = tables.map((table, i): Row => ({ table, bySize: found.map((of) => of[i] as TableForecast) }));
  const dwellings = territory.areas.find(({ parent }) => parent === null)?.dwellings ?? 0;
  const alone = new Set(report.mechanisms.map((mechanism) => mechanism.measure)).size === 1;
  const tooMany = SIZES.filter((size) => size > dwellings);
  return h(
    "section",
    { class: "forecast" },
    h("h2", {}, words.title),
    h("p", {}, words.text(formatPeriod(report.release, lang), lowerFirst(measureLabel(measure, lang)))),
    alone ? null : h("p", {}, words.others),
    dataTable<Row>({
      caption: words.caption,
      rows,
      columns: [
        {
          label: words.table,
          cell: ({ table }) =>
            `${levelLabel(territory.level_names, table.level, lang)}, ${table.table === "_T" ? words.all : words.types(whole(table.kinds))}`,
        },
        ...SIZES.map((size, s) => ({
          label: words.households(whole(size)),
          cell: ({ bySize }: Row) => said(bySize[s] as TableForecast, lang),
        })),
      ],
    }),
    h("p", { class: "note" }, words.assumed),
    tooMany.length > 0 ? h("p", { class: "note" }, words.more(tooMany.map(whole).join(", "), whole(dwellings))) : null,
  );
}

/** `27 of 60, ± 34 %`; `0.6 of 1, ± 42 %`, for it is an expected number; `none of 60`. */
function said({ published, cells, halfWidth }: TableForecast, lang: Lang): string {
  const words = FORECAST[lang];
  const of = formatNumber(cells, 0, lang);
  if (halfWidth === null) return words.none(of);
  const whole = published >= 9.95 || Math.abs(published - Math.round(published)) < 0.05;
  return `${words.published(formatNumber(published, whole ? 0 : 1, lang), of)}, ${margin(100 * halfWidth, lang)}`;
}

function margin(percent: number, lang: Lang): string {
  const sign = lang === "fr" ? " %" : "%";
  if (percent < 0.1) return `< ${formatNumber(0.1, 1, lang)}${sign}`;
  return `± ${formatNumber(percent, percent < 10 ? 1 : 0, lang)}${sign}`;
}
