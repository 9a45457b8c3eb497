import type { Forgery } from "./forge.ts";

export type ObservationRow = Forgery["tables"]["observations"][number];
type Key = { statistic?: string; area?: string; type?: string; domain?: string };

/** The rows of a cell, or of one of its statistics; by default of the water of the whole territory. */
export function rowsAt({ tables }: Forgery, { statistic, area = "w", type = "_T", domain = "water" }: Key): ObservationRow[] {
  const rows = tables.observations.filter(
    (row) =>
      row.DOMAIN === domain &&
      row.REF_AREA === area &&
      row.HOUSEHOLD_TYPE === type &&
      (statistic === undefined || row.STATISTIC === statistic),
  );
  if (rows.length === 0) throw new Error(`no row ${statistic} ${area} ${type}`);
  return rows;
}
export const change = (key: Key, values: (row: ObservationRow) => Partial<ObservationRow>) => (forgery: Forgery) => {
  for (const row of rowsAt(forgery, key)) Object.assign(row, values(row));
};
export const WITHHELD = { OBS_VALUE: null, CI_LOWER: null, CI_UPPER: null, OBS_STATUS: "Q", CONF_STATUS: "A" } as const;
export const moved = (by: number) => (row: ObservationRow) => ({
  OBS_VALUE: (row.OBS_VALUE ?? 0) + by,
  CI_LOWER: (row.CI_LOWER ?? 0) + by,
  CI_UPPER: (row.CI_UPPER ?? 0) + by,
});
export const around = (row: ObservationRow, half: number) => ({
  CI_LOWER: (row.OBS_VALUE ?? 0) - half,
  CI_UPPER: (row.OBS_VALUE ?? 0) + half,
});
export const drop = (
  forgery: Forgery,
  name: "measurements" | "distributions" | "observations" | "groups",
  which: (row: { REF_AREA: string; HOUSEHOLD_TYPE: string }) => boolean,
) => {
  const tables: Record<string, { REF_AREA: string; HOUSEHOLD_TYPE: string }[]> = forgery.tables;
  tables[name] = (tables[name] ?? []).filter((row) => !which(row));
};
/** Withholds one published class of an area, by default of the whole territory. All other rows that it adds up to stay. */
export const withhold =
  (type: string, area = "w") =>
  (forgery: Forgery) => {
    for (const row of rowsAt(forgery, { area, type })) Object.assign(row, WITHHELD);
    const isWithheld = (row: { REF_AREA: string; HOUSEHOLD_TYPE: string; DOMAIN?: string }) =>
      row.REF_AREA === area && row.HOUSEHOLD_TYPE === type && row.DOMAIN === "water";
    drop(forgery, "measurements", isWithheld);
    drop(forgery, "distributions", isWithheld);
  };
/**
 * Withholds the same classes in both middle areas, and the rung that contains them, so that only the other classes reveal them.
 */
export const withholdTypes = (classes: readonly string[]) => (forgery: Forgery) => {
  for (const area of ["m0", "m1"]) {
    for (const type of classes) withhold(type, area)(forgery);
    for (const row of rowsAt(forgery, { area, type: "size=1-2" })) Object.assign(row, WITHHELD);
  }
};
