import type { SettingsInput } from "../../../contract/settings.ts";
import { EVEN_SHARES } from "../../../privacy/forecast/index.ts";
import { measuresInUse } from "./world.ts";

const MONTH = "2025-06";
const QUARTER = "2025-Q2";
const YEAR = "2025";

export type AccuracyTarget = ReturnType<typeof target>;
export type Setting = ReturnType<typeof setting>;

/** A target: mean absolute relative error of published means, and share of cells published, both in %. */
const target = (period: string, level: string, table: "_T" | "types", error: number, published = 100) => ({
  period,
  level,
  table,
  error,
  published,
});
const whole = (total: number, types: number) => [
  target(MONTH, "territory", "_T", total),
  target(MONTH, "territory", "types", types),
];

interface WorldTerms {
  readonly epsilon: number;
  readonly streams: number;
  readonly middle: "quarter" | "year";
  readonly leaf: "year" | "never";
}

/** A row of the accuracy table. */
function setting(households: number, { epsilon, streams, middle, leaf }: WorldTerms, targets: readonly AccuracyTarget[]) {
  const calendar: SettingsInput["calendar"] = { territory: "month", middle, leaf };
  return {
    what: `${households} households, ε=${epsilon}, L=${streams}, middle by ${middle}${leaf === "never" ? ", no leaves" : ""}`,
    households,
    settings: { measures: measuresInUse(streams), streams, budget: { epsilon, shares: EVEN_SHARES }, calendar },
    targets,
  };
}

/**
 * The engine's targets: errors and shares of published cells, from a simulation with even shares made before the engine was
 * written.
 */
export const SETTINGS = [
  setting(3_000, { epsilon: 4, streams: 1, middle: "year", leaf: "never" }, [
    ...whole(0.9, 3.3),
    target(YEAR, "middle", "_T", 5.1),
    target(YEAR, "middle", "types", 19, 24),
  ]),
  setting(3_000, { epsilon: 4, streams: 6, middle: "year", leaf: "never" }, [
    ...whole(2.3, 8.1),
    target(YEAR, "middle", "_T", 9.2, 94),
  ]),
  setting(12_500, { epsilon: 4, streams: 1, middle: "year", leaf: "year" }, [
    ...whole(0.3, 1.2),
    target(YEAR, "middle", "_T", 1.8),
    target(YEAR, "middle", "types", 6.6, 99),
    target(YEAR, "leaf", "_T", 11.6, 24),
  ]),
  setting(100_000, { epsilon: 1, streams: 1, middle: "quarter", leaf: "year" }, [
    ...whole(0.2, 0.6),
    target(QUARTER, "middle", "_T", 1.7),
    target(QUARTER, "middle", "types", 6.8),
    target(YEAR, "leaf", "_T", 8.2, 87),
  ]),
  setting(100_000, { epsilon: 1, streams: 6, middle: "year", leaf: "year" }, [
    ...whole(0.3, 1.3),
    target(YEAR, "middle", "_T", 1.9),
    target(YEAR, "middle", "types", 7.3),
    target(YEAR, "leaf", "_T", 13.2, 37),
  ]),
  setting(700_000, { epsilon: 1, streams: 6, middle: "quarter", leaf: "year" }, [
    ...whole(0.1, 0.2),
    target(QUARTER, "middle", "_T", 0.6),
    target(QUARTER, "middle", "types", 2.4),
    target(YEAR, "leaf", "_T", 4, 99),
  ]),
];
