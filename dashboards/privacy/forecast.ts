import type { Manifest, Mechanism, PrivacyReport } from "../../src/contract/manifest.ts";
import { STEPS } from "../../src/contract/period.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import {
  type Calendar,
  type CellNoise,
  calendarLevels,
  type ForecastTable,
  forecasting,
  type TableForecast,
  type TwinNoise,
} from "../../src/privacy/forecast/index.ts";
import type { Catalog, ReleaseRef, TerritoryDocument } from "../shared/data.ts";
import { h, put } from "../shared/dom.ts";
import { formatNumber, formatPeriod, lowerFirst } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { measureLabel } from "../shared/labels.ts";
import { dataTable } from "../shared/table.ts";
import { forecastText, tableName } from "./forecast-text.ts";
import { type Filling, paused } from "./pause.ts";
import { FORECAST } from "./words.ts";

/** Numbers of homes: the testers of a pilot, a neighbourhood, a city, a metropolitan area. */
export const SIZES = [200, 3000, 100_000, 700_000] as const;

/** The numbers of homes that a territory has dwellings for: all where these are not known, and one at least. */
export function sizesOf({ areas }: Pick<TerritoryDocument, "areas">): readonly number[] {
  const dwellings = areas.find(({ parent }) => parent === null)?.dwellings ?? Infinity;
  return SIZES.filter((size, i) => i === 0 || size <= dwellings);
}

/**
 * The release that tells most about the noise: the newest with the longest step, because it contains every level. Revisions are
 * left out, because they are drawn from a reserve with other noise.
 */
export function fullestRelease(releases: Catalog["releases"]): ReleaseRef | undefined {
  const rank = ({ step, created_at, id }: ReleaseRef): string => `${STEPS.indexOf(step)} ${created_at} ${id}`;
  // Compared by code unit: creating a collator takes a slow phone a tenth of a second.
  return releases.filter(({ revision }) => revision === 0).sort((a, b) => (rank(a) < rank(b) ? 1 : -1))[0];
}

/** The tables of a measure with their noise, from a release's report of its mechanisms, in the order of the report. */
export function tablesOf(
  report: PrivacyReport,
  manifest: Pick<Manifest, "territory" | "calendar" | "measures" | "settings">,
  { key, measure }: MeasureRef,
): ForecastTable[] {
  const { territory, calendar } = manifest;
  const published = calendarLevels(territory.levels, calendar as Calendar);
  const publicationsOf = (name: string) => published.find(({ level }) => level === name)?.publications ?? 1;
  const stated = manifest.measures.find((one) => `${one.domain}.${one.measure}` === key);
  const own = report.mechanisms.filter((mechanism) => mechanism.measure === key);
  const cells = cellsOf(own, report.k, stated?.leaf);
  const twins = cells.filter(({ levels }) => levels.length > 1);
  // In the report, the first tables are those of every level, whole territory first. Where all areas of a level are twins, the
  // level has no cells of its own, and those of the first matching table are used.
  return [...new Set(own.flatMap(levelsOf))].flatMap((level) =>
    (["_T", "types"] as const).flatMap((table): ForecastTable[] => {
      const found = cells.filter((cell) => cell.table === table && cell.levels.includes(level));
      const [first] = found;
      if (!first) return [];
      const { noise, named } = found.find(({ levels }) => levels.length === 1) ?? first;
      const typeCount = table === "_T" ? 1 : measure.similarity.classes.length;
      const together = twins.filter((cell) => cell.table === table);
      const measures = countMates(manifest, key, table);
      const heaped = stated?.heaped;
      return [{ level, table, typeCount, noise, publications: publicationsOf(level), measures, heaped, twins: together, named }];
    }),
  );
}

/** Noise of the cells of one table that are measured alike, and of single leaves among them that have a clamp of their own. */
interface TableCells extends TwinNoise {
  readonly table: Mechanism["table"];
  readonly named: ReadonlyMap<string, CellNoise>;
}

/**
 * The noise of a measure's cells, as the mechanisms of its report say. Cells of leaves may have a lower clamp, and then a smaller sensitivity;
 * where single leaves are named there is a mechanism for each clamp.
 */
function cellsOf(own: readonly Mechanism[], k: number, leaf: Manifest["measures"][number]["leaf"]): TableCells[] {
  const sensitivity = (mechanism: Mechanism) => Number(mechanism.sensitivity);
  const widest = Math.max(...own.filter(({ quantity }) => quantity === "sum").map(sensitivity));
  return own.flatMap((count): TableCells[] => {
    const { table, gate, quantity, sigma } = count;
    const levels = levelsOf(count);
    const beside = own.filter((mechanism) => mechanism.table === table && isSame(levelsOf(mechanism), levels));
    const sums = beside.filter((mechanism) => mechanism.quantity === "sum");
    // The first is of the leaves that are not named.
    const [first] = sums;
    if (quantity !== "count" || !gate || !first) return [];
    const sigmaBin = beside.find((mechanism) => mechanism.quantity === "histogram")?.sigma ?? null;
    const noiseWith = (sum: Mechanism): CellNoise => ({
      k,
      tau: Number(gate.tau),
      sigmaCount: sigma,
      sigmaSum: sum.sigma / sensitivity(sum),
      clamp: sensitivity(sum) / widest,
      sigmaBin,
    });
    // Sensitivities are halves of clamps, rounded up to a whole unit.
    const farFrom = (clamp: number) => (sum: Mechanism) =>
      Math.abs(Math.log(sensitivity(sum) / sensitivity(first) / (clamp / (leaf?.upper ?? clamp))));
    const nearest = (clamp: number) => sums.toSorted((a, b) => farFrom(clamp)(a) - farFrom(clamp)(b))[0] ?? first;
    const areas = sums.length > 1 ? Object.entries(leaf?.areas ?? {}) : [];
    const named = new Map(areas.map(([code, clamp]) => [code, noiseWith(nearest(clamp))]));
    return [{ levels, table, noise: noiseWith(first), named }];
  });
}

/** How many measures at worst count the same households in a table: those of one partition into types or, of all homes, all. */
function countMates({ measures, settings }: Pick<Manifest, "measures" | "settings">, key: string, table: "_T" | "types"): number {
  const partitions = new Map(
    measures.map(({ domain, measure, classes, rungs }) => [`${domain}.${measure}`, JSON.stringify([classes, rungs])]),
  );
  const mates = [...partitions.values()].filter((other) => table === "_T" || other === partitions.get(key));
  return Math.min(settings.streams ?? 6, mates.length);
}

const levelsOf = ({ level, twins = [] }: Mechanism): string[] => [level, ...twins];
const isSame = (a: readonly string[], b: readonly string[]): boolean => a.join("\n") === b.join("\n");

/** What a table would publish for each number of homes. */
interface Row {
  readonly table: ForecastTable;
  readonly bySize: readonly TableForecast[];
}

export interface ForecastInput {
  readonly report: PrivacyReport;
  readonly measure: MeasureRef;
  /** tables of the measure, from `tablesOf` */
  readonly tables: readonly ForecastTable[];
  readonly territory: TerritoryDocument;
  readonly lang: Lang;
}

/**
 * A table of what would be published for each number of contributors that the territory has room for. `fill` computes it column by column, so that the page stays
 * responsive.
 */
export function forecastSection({ report, measure, tables, territory, lang }: ForecastInput): Filling {
  const words = FORECAST[lang];
  const whole = (n: number): string => formatNumber(n, 0, lang);
  const alone = new Set(report.mechanisms.map((mechanism) => mechanism.measure)).size === 1;
  const sizes = sizesOf(territory);
  const place = h("div", {});
  const element = h(
    "section",
    { class: "forecast" },
    h("p", {}, words.text(formatPeriod(report.release, lang), lowerFirst(measureLabel(measure, lang)))),
    alone ? null : h("p", {}, words.others),
    place,
    h("p", { class: "note" }, words.assumed),
  );
  const tableOf = (rows: readonly Row[]): HTMLElement =>
    dataTable<Row>({
      caption: words.caption,
      rows,
      columns: [
        {
          label: words.table,
          cell: ({ table }) => tableName(table, territory.level_names, lang),
        },
        ...sizes.map((size, s) => ({
          label: words.households(whole(size)),
          cell: ({ bySize }: Row) => (bySize[s] ? forecastText(bySize[s], lang) : "…"),
        })),
      ],
    });
  const fill = async (): Promise<void> => {
    const columnsSoFar: TableForecast[][] = [];
    for (const households of sizes) {
      columnsSoFar.push(await paused(forecasting({ areas: territory.areas, tables, households })));
      put(place, tableOf(tables.map((table, i): Row => ({ table, bySize: columnsSoFar.map((of) => of[i] as TableForecast) }))));
    }
  };
  return { element, fill };
}
