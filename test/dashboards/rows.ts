import type { Observation, Statistic } from "../../src/contract/observation.ts";

/** An observation of `water.volume` with what the test says, and plain for the rest. */
export function row(statistic: Statistic, value: number | null, over: Partial<Observation> = {}): Observation {
  return {
    DOMAIN: "water",
    MEASURE: "volume",
    STATISTIC: statistic,
    AREA_LEVEL: "town",
    REF_AREA: "T",
    HOUSEHOLD_TYPE: "_T",
    TIME_PERIOD: "2025",
    OBS_VALUE: value,
    CI_LOWER: value === null ? null : value - 1,
    CI_UPPER: value === null ? null : value + 1,
    CONF_LEVEL: 0.95,
    UNIT_MEASURE: "m3",
    OBS_STATUS: value === null ? "Q" : "A",
    CONF_STATUS: value === null ? "A" : "F",
    METHOD: "measured",
    ...over,
  };
}
