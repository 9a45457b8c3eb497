import type { Manifest, PrivacyReport } from "../../src/contract/manifest.ts";
import { STEPS } from "../../src/contract/period.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import { type Calendar, calendarLevels, type ForecastTable, forecast, type TableForecast } from "../../src/forecast/index.ts";
import type { Catalog, ReleaseRef, TerritoryDocument } from "../shared/data.ts";
import { h } from "../shared/dom.ts";
import { formatNumber, formatPeriod, lowerFirst } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { measureLabel } from "../shared/labels.ts";
import { dataTable } from "../shared/table.ts";
import { said, tableName } from "./forecast-said.ts";
import { FORECAST } from "./forecast-words.ts";

/** A pilot's testers, a quarter, a city, a métropole. */
export const SIZES = [200, 3000, 100_000, 700_000] as const;

/**
 * The release that says most of the noise: the newest of the longest step, for it holds every level. A revision is drawn
 * once from a reserve, and says nothing of the calendar's noise.
 */
export function fullestRelease(releases: Catalog["releases"]): ReleaseRef | undefined {
  const rank = ({ step, created_at, id }: ReleaseRef): string => `${STEPS.indexOf(step)} ${created_at} ${id}`;
  return releases.filter(({ revision }) => revision === 0).sort((a, b) => rank(b).localeCompare(rank(a)))[0];
}

/** The tables of a measure with their noise, from what a release's report says of its mechanisms; whole first, as there. */
export function tablesOf(
  report: PrivacyReport,
  { territory, calendar }: Pick<Manifest, "territory" | "calendar">,
  { key, measure }: MeasureRef,
): ForecastTable[] {
  const levels = calendarLevels(territory.levels, calendar as Calendar);
  const own = report.mechanisms.filter((mechanism) => mechanism.measure === key);
  return own.flatMap(({ level, table, quantity, sigma, gate }): ForecastTable[] => {
    const beside = (other: string) => own.find((one) => one.level === level && one.table === table && one.quantity === other);
    const sum = beside("sum");
    if (quantity !== "count" || !gate || !sum) return [];
    const noise = {
      k: report.k,
      tau: Number(gate.tau),
      sigmaCount: sigma,
      sigmaSum: sum.sigma / Number(sum.sensitivity),
      sigmaBin: beside("histogram")?.sigma ?? null,
    };
    const publications = levels.find((one) => one.level === level)?.publications ?? 1;
    return [{ level, table, kinds: table === "_T" ? 1 : measure.similarity.classes.length, noise, publications }];
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
  /** of the measure, as `tablesOf` gives them */
  readonly tables: readonly ForecastTable[];
  readonly territory: TerritoryDocument;
  readonly lang: Lang;
}

/** What would be published with 200 to 700 000 contributors, as a table. */
export function forecastSection({ report, measure, tables, territory, lang }: ForecastInput): HTMLElement {
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
          cell: ({ table }) => tableName(table, territory.level_names, lang),
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
