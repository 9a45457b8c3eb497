import { cellIndex } from "../../../dashboards/shared/cells.ts";
import { commonsOf, type FirstData, type PublicCommons } from "../../../dashboards/visit/commons.ts";
import type { GroupRow, Observation } from "../../../src/contract/observation.ts";
import { sampleTerritory } from "../../support/release.ts";

/** The group that a home is compared with, by its type and its place, which is `N1` unless said. */
interface Advice {
  readonly at?: string;
  readonly type: string;
  readonly group: { readonly area: string; readonly type: string };
}

/** A commons with the rows of one measure and, by period, the release's advice; the main release is that of 2025. */
export function smallCommons(
  rows: readonly Observation[],
  advice: Readonly<Record<string, readonly Advice[]>>,
  { domain, measure } = { domain: "water", measure: "volume" },
): PublicCommons {
  const measures = [{ domain, measure, unit: domain === "water" ? "m3" : "kWh", clamp: { upper: 1600 } }];
  const names = { fr: "secteur", en: "area" };
  const level_names = Object.fromEntries(sampleTerritory().levels.map((level) => [level, names]));
  const catalog = { measures, commons: { currency: "EUR" }, territory: { level_names } };
  const cells = cellIndex(rows);
  const first = { catalog, territory: sampleTerritory(), main: { period: "2025", step: "year" }, cells, report: null };
  const groups = Object.entries(advice).map(([period, all]): [string, GroupRow[]] => [
    period,
    all.map((one) => ({ ...rowOf(one), DOMAIN: domain, MEASURE: measure })),
  ]);
  const rest = { cells, groups: new Map(groups) };
  return { ...commonsOf(first as unknown as FirstData, null, null), rest };
}

function rowOf({ at = "N1", type, group }: Advice): Omit<GroupRow, "DOMAIN" | "MEASURE"> {
  return {
    REF_AREA: at,
    HOUSEHOLD_TYPE: type,
    GROUP_AREA: group.area,
    GROUP_TYPE: group.type,
    RELAXED: "area;type",
    QUARTILE_AREA: group.area,
    QUARTILE_TYPE: group.type,
    QUARTILE_RELAXED: "area;type",
  };
}
