import { type Atlas, atlasOf } from "../../../dashboards/district/atlas.ts";
import { type Choice, choiceOf } from "../../../dashboards/district/choice.ts";
import { cellIndex } from "../../../dashboards/shared/cells.ts";
import type { Catalog, ReleaseRef, TerritoryDocument } from "../../../dashboards/shared/data.ts";
import type { PrivacyReport } from "../../../src/contract/manifest.ts";
import type { Measurement, Observation } from "../../../src/contract/observation.ts";
import { sampleTables, sampleTerritory } from "../../support/release.ts";

/** Half the clamp of water in these tests, m³; and how many parts make a litre. */
const [CENTRE, SCALE] = [20, 12];

/** What was measured of a cell whose row says so: the same mean, with noises of σ 4 homes and `sigma` m³. */
export function measuredRows(count: Observation, mean: Observation, sigma = 60): Measurement[] {
  const { DOMAIN, MEASURE, AREA_LEVEL, REF_AREA, HOUSEHOLD_TYPE, TIME_PERIOD } = count;
  const key = { DOMAIN, MEASURE, AREA_LEVEL, REF_AREA, HOUSEHOLD_TYPE, TIME_PERIOD };
  const [n, value] = [count.OBS_VALUE ?? 0, mean.OBS_VALUE ?? 0];
  const parts = 1000 * SCALE;
  return [
    { ...key, QUANTITY: "COUNT", NOISY: BigInt(n), VARIANCE_NUM: 16n, VARIANCE_DEN: 1n, CENTRE: 0n, SCALE: 1n },
    {
      ...key,
      QUANTITY: "CENTRED_SUM",
      NOISY: BigInt(Math.round(n * (value - CENTRE) * parts)),
      VARIANCE_NUM: BigInt((sigma * parts) ** 2),
      VARIANCE_DEN: 1n,
      CENTRE: BigInt(CENTRE * parts),
      SCALE: BigInt(SCALE),
    },
  ];
}

const MEASURES = [
  { domain: "water", measure: "volume", clamp: { upper: 40, source: "" }, unit: "m3", note: null },
  { domain: "electricity", measure: "energy", clamp: { upper: 2000, source: "" }, unit: "kWh", note: null },
];

interface SampleParts {
  /** absent: 2025 and 2026, and two months of 2026 */
  readonly periods?: readonly string[];
  /** changes rows before anything is made of them */
  readonly change?: (row: Observation) => Observation;
  readonly measuredAs?: Readonly<Record<string, string>>;
}

/** The sample town as the page has it: a whole, two districts, four quarters of which the two in the south are withheld. */
export function sampleAtlas({
  periods = ["2025", "2026", "2026-01", "2026-02"],
  change = (row) => row,
  measuredAs = {},
}: SampleParts = {}): Atlas {
  const territory = sampleTerritory();
  const tables = new Map(periods.map((period) => [period, sampleTables(period).observations.map(change)]));
  const releases = periods.map(
    (period): ReleaseRef => ({
      id: period,
      identifier: "",
      period,
      step: period.length === 4 ? "year" : "month",
      year: Number(period.slice(0, 4)),
      revision: 0,
      created_at: `${period}T`,
      url: "",
      files: [],
    }),
  );
  const rowsOf = (rows: readonly Observation[]): Measurement[] =>
    rows.flatMap((row) => {
      const mean = rows.find(
        (other) =>
          other.STATISTIC === "MEAN" &&
          other.MEASURE === row.MEASURE &&
          other.REF_AREA === row.REF_AREA &&
          other.HOUSEHOLD_TYPE === row.HOUSEHOLD_TYPE,
      );
      return row.STATISTIC === "COUNT" && row.DOMAIN === "water" && row.OBS_VALUE !== null && mean ? measuredRows(row, mean) : [];
    });
  const report = { mechanisms: [] } as unknown as PrivacyReport;
  const rows = [...tables.values()].flat();
  return atlasOf({
    catalog: {
      commons: { name: { fr: "Bourg", en: "Town" }, sample: true, currency: "EUR", languages: ["fr", "en"] },
      territory: { level_names: {}, shapes_url: null },
      k: 11,
      measures: MEASURES,
      releases,
    } as unknown as Catalog,
    territory: {
      id: territory.id,
      name: territory.name,
      levels: territory.levels,
      level_names: {},
      areas: territory.areas,
      references: [],
    } as TerritoryDocument,
    main: releases.filter(({ step }) => step === "year").at(-1) ?? null,
    rows,
    cells: cellIndex(rows),
    measured: new Map([...tables].map(([period, rows]) => [period, { report, measuredAs, rows: rowsOf(rows) }])),
    shapes: null,
    context: null,
    zones: [
      { zone: "river", name: "La rive", leaf: "N1" },
      { zone: "river", name: "La rive", leaf: "S1" },
    ],
    composition: [
      { area: "T", household_type: "size=1", households: 2000 },
      { area: "T", household_type: "size=2", households: 1000 },
    ],
    levelsDue: null,
    whole: true,
  });
}

/** What the page shows at an address of the sample town. */
export function sampleChoice(search: string, atlas: Atlas = sampleAtlas()): Choice {
  return choiceOf(new URLSearchParams(search), atlas) as Choice;
}
