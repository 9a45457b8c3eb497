import { NUMERIC_COLUMNS, type OBSERVATION_COLUMNS } from "../../contract/observation.ts";

/** The dimensions of a key, in the order of the key; time is not in it. */
export const KEY_DIMENSIONS = ["DOMAIN", "MEASURE", "STATISTIC", "REF_AREA", "HOUSEHOLD_TYPE"] as const;
export const TIME = "TIME_PERIOD";
export const ALL_DIMENSIONS = [...KEY_DIMENSIONS, TIME] as const;
export const MEASURES = ["OBS_VALUE", "CI_LOWER", "CI_UPPER"] as const;
/** Every attribute stands at the observation. */
export const ATTRIBUTES = ["AREA_LEVEL", "CONF_LEVEL", "UNIT_MEASURE", "OBS_STATUS", "CONF_STATUS", "METHOD"] as const;

export type DimensionId = (typeof ALL_DIMENSIONS)[number];
export type ComponentId = (typeof OBSERVATION_COLUMNS)[number];
export const COMPONENTS: readonly ComponentId[] = [...ALL_DIMENSIONS, ...MEASURES, ...ATTRIBUTES];

export function isComponent(id: string): id is ComponentId {
  return (COMPONENTS as readonly string[]).includes(id);
}

/** Components with a codelist: all but time and numbers. */
export function isCoded(id: ComponentId): boolean {
  return id !== TIME && !NUMERIC_COLUMNS.has(id);
}
