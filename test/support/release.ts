import { createHash } from "node:crypto";
import { canonicalJson, type Json } from "../../src/contract/canonical.ts";
import { NO_HOME } from "../../src/contract/chain.ts";
import type { LedgerEntry, ManifestHead, PrivacyReport } from "../../src/contract/manifest.ts";
import type { DistributionRow, GroupRow, Measurement, Observation, Statistic } from "../../src/contract/observation.ts";
import { parsePeriod } from "../../src/contract/period.ts";
import { parseSettings } from "../../src/contract/settings.ts";
import type { ReleaseTables } from "../../src/contract/tables.ts";
import { asSpend } from "../../src/ledger/index.ts";
import { format, rational, rhoFor } from "../../src/privacy/index.ts";
import type { ReleaseInput } from "../../src/release/index.ts";
import { buildTerritory, type Territory } from "../../src/territory/index.ts";
import { publishedFatesDigest } from "../../src/verify/fates.ts";
import { chained, drawDigest } from "./chain.ts";

/** A made-up town: the whole, two districts and four quarters, whose shapes are unit squares. */
export function sampleTerritory(): Territory {
  const area = (code: string, level: string, parent: string | null, name: string, dwellings: number) => ({
    code,
    level,
    parent,
    name,
    dwellings,
  });
  const areas = [
    area("T", "town", null, 'Bourg, "le Grand"', 4000),
    area("N", "district", "T", "Nord", 2400),
    area("S", "district", "T", "Sud", 1600),
    area("N1", "quarter", "N", "Nord 1", 1600),
    area("N2", "quarter", "N", "Nord 2", 800),
    area("S1", "quarter", "S", "Sud 1", 900),
    area("S2", "quarter", "S", "Sud 2", 700),
  ];
  return buildTerritory({
    id: "sample-town",
    name: { fr: "Bourg", en: "Town" },
    levels: ["town", "district", "quarter"],
    areas: areas.map((one) => (one.level === "district" ? { ...one, postcodes: [`4500${one.code}`] } : one)),
    zones: [
      { zone: "river", name: "Au bord de l'eau", leaf: "N2" },
      { zone: "river", name: "Au bord de l'eau", leaf: "S1" },
    ],
    composition: [{ area: "T", household_type: "size=1", households: 1500 }],
    climate: [{ month: "2026-01", hdd18: 402.5 }],
    context: {
      type: "FeatureCollection",
      features: [
        {
          type: "Feature",
          properties: { kind: "water", name: "La Fictive" },
          geometry: {
            type: "LineString",
            coordinates: [
              [0, 45.5],
              [7, 45.5],
            ],
          },
        },
      ],
    },
    shapes: {
      type: "FeatureCollection",
      features: areas.map(({ code, level }, i) => ({
        type: "Feature" as const,
        properties: { code, level },
        geometry: {
          type: "Polygon" as const,
          coordinates: [
            [
              [i, 45],
              [i + 1, 45],
              [i + 1, 46],
              [i, 46],
              [i, 45],
            ],
          ],
        },
      })),
    },
  });
}

/** The measures of the sample: two topics, each with its unit, a base mean and classes. */
const SAMPLE = [
  {
    domain: "water",
    measure: "volume",
    unit: "m3",
    mean: 9.5,
    upper: 40,
    types: ["size=1", "size=2", "size=3-4", "size=5+", "size=unknown"],
  },
  { domain: "electricity", measure: "energy", unit: "kWh", mean: 220, upper: 1600, types: ["heating=electric", "heating=gas"] },
] as const;

const QUANTILES: readonly [Statistic, number][] = [
  ["P10", 0.4],
  ["P25", 0.65],
  ["P50", 0.9],
  ["P75", 1.25],
  ["P90", 1.7],
];
const STATISTICS: readonly [Statistic, number][] = [["COUNT", 0], ["MEAN", 1], ["TOTAL", 0], ...QUANTILES];

type Fate = "published" | "unreliable" | "too-few" | "protected" | "impossible";

/** What becomes of a cell, by its area and type: fixed, so that tests can name cells. */
function fateOf(area: string, type: string): Fate {
  if (area === "S2") return "too-few";
  if (area === "S1") return "protected";
  if (type.endsWith("=unknown")) return "too-few";
  if (type === "size=5+" && area !== "T") return "impossible";
  return area === "N2" ? "unreliable" : "published";
}

const STATUS = {
  published: ["A", "F"],
  unreliable: ["U", "F"],
  "too-few": ["Q", "A"],
  protected: ["Q", "D"],
  impossible: ["M", "F"],
} as const;

/** The rows of a release: the levels that are due at the period, and types at the two upper levels. */
export function sampleTables(period: string, territory: Territory = sampleTerritory(), shift = 1): ReleaseTables {
  const step = parsePeriod(period).step;
  const due = { month: ["town"], quarter: ["town", "district"], year: ["town", "district", "quarter"] }[step];
  const observations: Observation[] = [];
  const measurements: Measurement[] = [];
  const distributions: DistributionRow[] = [];
  const groups: GroupRow[] = [];
  for (const { domain, measure, unit, mean, types } of SAMPLE) {
    for (const area of territory.areas.filter(({ level }) => due.includes(level))) {
      const leaf = area.level === "quarter";
      for (const type of ["_T", ...(leaf ? [] : types)]) {
        const key = {
          DOMAIN: domain,
          MEASURE: measure,
          AREA_LEVEL: area.level,
          REF_AREA: area.code,
          HOUSEHOLD_TYPE: type,
          TIME_PERIOD: period,
        };
        const fate = fateOf(area.code, type);
        const shown = fate === "published" || fate === "unreliable";
        const count = Math.round(area.dwellings / (type === "_T" ? 4 : 16));
        const level = mean * shift * (1 + (area.code.charCodeAt(0) % 7) / 50);
        for (const [statistic, factor] of STATISTICS.filter(([name]) => !leaf || !name.startsWith("P"))) {
          const value =
            statistic === "COUNT" ? count : Math.round(100 * (statistic === "TOTAL" ? level * count : level * factor)) / 100;
          const halfWidth = fate === "unreliable" ? value / 2 : value / 20;
          const imprecise = statistic === "P90" && area.code === "S";
          const [status, conf] = imprecise && shown ? (["Q", "F"] as const) : STATUS[fate];
          const published = shown && !imprecise;
          observations.push({
            ...key,
            STATISTIC: statistic,
            OBS_VALUE: published ? value : null,
            CI_LOWER: published ? value - halfWidth : null,
            CI_UPPER: published ? value + halfWidth : null,
            CONF_LEVEL: 0.95,
            UNIT_MEASURE: statistic === "COUNT" ? "households" : unit,
            OBS_STATUS: status,
            CONF_STATUS: conf,
            METHOD: leaf && published && statistic === "MEAN" ? "modelled" : "measured",
          });
        }
        const compared = shown ? key : null;
        groups.push({
          DOMAIN: domain,
          MEASURE: measure,
          REF_AREA: area.code,
          HOUSEHOLD_TYPE: type,
          GROUP_AREA: compared ? area.code : "T",
          GROUP_TYPE: compared ? type : "_T",
          RELAXED: compared ? "" : [area.code === "T" ? "" : "area", type === "_T" ? "" : "type"].filter(Boolean).join(";"),
          QUARTILE_AREA: null,
          QUARTILE_TYPE: null,
          QUARTILE_RELAXED: "",
        });
        if (!shown) continue;
        const noise = { VARIANCE_NUM: 2n ** 70n + 1n, VARIANCE_DEN: 3n, SCALE: 12n };
        measurements.push(
          {
            ...key,
            QUANTITY: "COUNT",
            NOISY: BigInt(count),
            ...noise,
            VARIANCE_NUM: 40n,
            VARIANCE_DEN: 1n,
            CENTRE: 0n,
            SCALE: 1n,
          },
          { ...key, QUANTITY: "CENTRED_SUM", NOISY: 9007199254740993n, ...noise, CENTRE: 240_000n },
        );
        for (let bin = 0; !leaf && bin < 3; bin++) {
          distributions.push({
            ...key,
            BIN: bin,
            LOWER: bin * mean,
            UPPER: bin === 2 ? null : (bin + 1) * mean,
            NOISY: BigInt(count * bin - 5),
            SIGMA: 6.25,
          });
        }
      }
    }
  }
  return { observations, measurements, distributions, groups };
}

function hashOf(value: Json): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}

const SPENT = { rho: rational(1n, 50n), delta: rational(1n, 10_000_000n) };
const CONVERSION = rational(1n, 2_000_000n);

/** A ledger that opens a year and has one debit and its draw, chained from the first entry. */
function sampleLedger(publication: string, year: number, digest: string): LedgerEntry[] {
  const charges = {
    "water.volume": { rho: "1/100", delta: "1/10000000" },
    "electricity.energy": { rho: "1/50", delta: "1/10000000" },
  };
  const at = `${year + 1}-02-01T00:00:00.000Z`;
  const opening = {
    kind: "opened" as const,
    year,
    at,
    epsilon: 4,
    rho: format(rhoFor(4, CONVERSION)),
    conversion: format(CONVERSION),
    gates: format(CONVERSION),
    streams: 1,
    k: 11,
    terms: hashOf("terms"),
  };
  const debit = { kind: "debit" as const, year, publication, at, charges, streams: 1, digest: null };
  const drawn = { kind: "drawn" as const, year, publication, at, charges: {}, streams: 1, digest };
  return chained([opening, debit, drawn]);
}

/** All that `writeRelease` needs for a release of the sample town. `id` may name a revision of a year, such as `2026-r1`. */
export function sampleRelease(folder: string, id = "2026", territory: Territory = sampleTerritory()): ReleaseInput {
  const [, periodId = id, number = "0"] = /^(.*?)(?:-r(\d+))?$/.exec(id) ?? [];
  const revision = Number(number);
  const period = parsePeriod(periodId);
  const tables = sampleTables(periodId, territory, 1 + revision / 100);
  const measures = SAMPLE.map(({ domain, measure, unit, upper, types }) => ({
    domain,
    measure,
    unit,
    upper,
    source: "made up",
    scale: 12,
    coverage: 1,
    classes: types.map((code) => ({ code, where: {} })),
    rungs: [],
  }));
  const fates = publishedFatesDigest({ measures, draw: { fates: "", measured_as: {} } }, tables.observations);
  const draw = { basis: hashOf("basis"), fates, measured_as: {} };
  const ledger = sampleLedger(id, period.year, drawDigest(tables, draw));
  const spend = asSpend(SPENT, CONVERSION, SPENT.rho);
  const allowed = { epsilon_allowed: 4, delta_allowed: 1e-6 };
  const settings = parseSettings({
    name: { fr: "Communs du Bourg", en: "Town commons" },
    measures: ["water.volume", "electricity.energy"],
    contact: "contact@example.org",
    sample: true,
  });
  const manifest: ManifestHead = {
    schema: "voisinage-release/1",
    commons: NO_HOME,
    id,
    period: periodId,
    step: period.step,
    year: period.year,
    revision,
    created_at: ledger.at(-1)?.at ?? "",
    code_version: "0.1.0",
    licence: "etalab-2.0",
    settings,
    territory: { id: territory.id, name: territory.name, levels: [...territory.levels], sha256: "a".repeat(64) },
    calendar: { town: "month", district: "quarter", quarter: "year" },
    measures,
    privacy: { year: spend, lifetime: spend, this_release: spend, ...allowed },
    draw,
    ledger_head: ledger.at(-1)?.hash ?? "",
  };
  const report: PrivacyReport = {
    schema: "voisinage-privacy-report/1",
    release: id,
    unit: "a household's whole stream in a calendar year",
    neighbours: "add or remove one household",
    k: settings.k,
    year: { ...spend, year: period.year, ...allowed },
    lifetime: spend,
    this_release: spend,
    mechanisms: [],
    cells: {},
    clamp_loss: { "water.volume": 0.01, "electricity.energy": null },
    exposed: [],
    several: { eligibility: "off", costs: [] },
    criteria: { singling_out: "k and a gate", linkability: "fresh noise", inference: "bounded by epsilon" },
    ledger,
  };
  return { folder, id, tables, manifest, report };
}
