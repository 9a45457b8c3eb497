import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import type { Manifest } from "../../src/contract/manifest.ts";
import type { GroupRow, Measurement, Observation } from "../../src/contract/observation.ts";
import { MEASURES } from "../../src/domains/index.ts";
import { writeExport } from "../../src/portal/export/index.ts";
import { type PortalOptions, portalApp, siteFiles } from "../../src/portal/index.ts";
import { openRelease, writeRelease } from "../../src/release/index.ts";
import { buildTerritory, type Reference } from "../../src/territory/index.ts";
import { serveFiles } from "./host.ts";
import { sampleRelease, sampleTables, sampleTerritory } from "./release.ts";

const TYPE_CODES: Readonly<Record<string, string>> = {
  "size=3-4": "size=3",
  "heating=electric": "heating=electric-or-pump;size=3+",
  "heating=gas": "heating=electric-or-pump;size=1-2",
};

/** The tables of the sample town with the household types of the real partitions. */
function withRealTypes<R extends { readonly HOUSEHOLD_TYPE: string }>(rows: readonly R[]): R[] {
  return rows.map((row) => ({ ...row, HOUSEHOLD_TYPE: TYPE_CODES[row.HOUSEHOLD_TYPE] ?? row.HOUSEHOLD_TYPE }));
}

const REFERENCES: readonly Reference[] = [
  {
    domain: "water",
    measure: "volume",
    area: "T",
    household_type: "_T",
    period: "2025",
    value: 10,
    unit: "m3",
    source: "Invented for the tests",
    licence: "CC0-1.0",
  },
];

/**
 * Advice for every area and type of household, as a release has it. Since these tables have no measurements from which a
 * half-width could be predicted, the advice is the first published cell that is not unreliable, and wider areas come before wider
 * types. Electricity of a single month has no advice. For quartiles it is the first cell whose margins are below a quarter of P75
 * − P25.
 */
function adviceOf(rows: readonly Observation[], month: boolean): GroupRow[] {
  const territory = sampleTerritory();
  const fit = new Set(
    rows
      .filter(({ STATISTIC, OBS_VALUE, OBS_STATUS }) => STATISTIC === "MEAN" && OBS_VALUE !== null && OBS_STATUS !== "U")
      .map(({ DOMAIN, MEASURE, REF_AREA, HOUSEHOLD_TYPE }) => [DOMAIN, MEASURE, REF_AREA, HOUSEHOLD_TYPE].join()),
  );
  const quartileOf = (statistic: string, domain: string, measure: string, area: string, type: string) =>
    rows.find(
      (row) =>
        row.STATISTIC === statistic &&
        row.DOMAIN === domain &&
        row.MEASURE === measure &&
        row.REF_AREA === area &&
        row.HOUSEHOLD_TYPE === type &&
        row.OBS_VALUE !== null,
    );
  const isPrecise = (domain: string, measure: string, area: string, type: string): boolean => {
    const quartiles = ["P25", "P50", "P75"].flatMap((one) => quartileOf(one, domain, measure, area, type) ?? []);
    const [low, high] = [Number(quartiles[0]?.OBS_VALUE), Number(quartiles[2]?.OBS_VALUE)];
    return quartiles.length === 3 && quartiles.every((row) => Number(row.CI_UPPER) - Number(row.CI_LOWER) < (high - low) / 4);
  };
  const refs = MEASURES.filter(({ domain, measure }) =>
    rows.some(({ DOMAIN, MEASURE }) => DOMAIN === domain.id && MEASURE === measure.id),
  );
  return refs.flatMap(({ domain, measure }) => {
    const { classes, rungs } = measure.similarity;
    const ladders = [
      ["_T"],
      ...rungs.map(({ code }) => [code, "_T"]),
      ...classes.map(({ code }) => [code, ...rungs.filter((rung) => rung.classes.includes(code)).map((rung) => rung.code), "_T"]),
    ];
    return territory.areas.flatMap(({ code: area }) =>
      ladders.map((ladder): GroupRow => {
        const places = ladder.flatMap((type) => territory.lineage(area).map(({ code }) => ({ area: code, type })));
        const none = month && domain.id === "electricity";
        const advised = none ? undefined : places.find(({ area: at, type }) => fit.has([domain.id, measure.id, at, type].join()));
        const quartiles = places.find((place) => isPrecise(domain.id, measure.id, place.area, place.type));
        const relaxed = (one: (typeof places)[number] | undefined) =>
          one ? [one.area !== area && "area", one.type !== ladder[0] && "type"].filter(Boolean).join(";") : "";
        return {
          DOMAIN: domain.id,
          MEASURE: measure.id,
          REF_AREA: area,
          HOUSEHOLD_TYPE: ladder[0] as string,
          GROUP_AREA: advised?.area ?? null,
          GROUP_TYPE: advised?.type ?? null,
          RELAXED: relaxed(advised),
          QUARTILE_AREA: quartiles?.area ?? null,
          QUARTILE_TYPE: quartiles?.type ?? null,
          QUARTILE_RELAXED: relaxed(quartiles),
        };
      }),
    );
  });
}

/** For each level, how many means of all homes are published, unreliable or withheld: the report's counts. */
function cellsOf(rows: readonly Observation[]) {
  const cells: Record<string, { published: number; unreliable: number; withheld: number }> = {};
  for (const row of rows.filter((one) => one.STATISTIC === "MEAN" && one.HOUSEHOLD_TYPE === "_T")) {
    const counts = cells[row.AREA_LEVEL] ?? { published: 0, unreliable: 0, withheld: 0 };
    counts[row.OBS_VALUE === null ? "withheld" : "published"] += 1;
    if (row.OBS_STATUS === "U") counts.unreliable += 1;
    cells[row.AREA_LEVEL] = counts;
  }
  return cells;
}

/** The denominator of variances. With it numerators exceed 64 bits, as may happen in a release. */
const DENOMINATOR = 3n ** 20n;

/**
 * Measurements that fit the published means, since pages compute differences and sums from them, with noise of 4 homes for counts
 * and of 60 units for sums.
 */
export function asMeasured(rows: readonly Measurement[], observations: readonly Observation[]): Measurement[] {
  const known = new Map(
    observations.map((row) => [[row.MEASURE, row.REF_AREA, row.HOUSEHOLD_TYPE, row.STATISTIC].join(), row.OBS_VALUE]),
  );
  return rows.map((row) => {
    const at = (statistic: string) => known.get([row.MEASURE, row.REF_AREA, row.HOUSEHOLD_TYPE, statistic].join()) ?? 0;
    if (row.QUANTITY === "COUNT") return { ...row, VARIANCE_NUM: 16n, VARIANCE_DEN: 1n };
    const parts = 1000 * Number(row.SCALE);
    const sum = BigInt(Math.round(at("COUNT") * (at("MEAN") * parts - Number(row.CENTRE))));
    return { ...row, NOISY: sum, VARIANCE_NUM: BigInt((60 * parts) ** 2) * DENOMINATOR, VARIANCE_DEN: DENOMINATOR };
  });
}

async function writeSample(folder: string, id: string): Promise<Manifest> {
  const input = sampleRelease(folder, id);
  const tables = sampleTables(id);
  const observations = withRealTypes(tables.observations);
  const real = { ...tables, observations, measurements: withRealTypes(asMeasured(tables.measurements, tables.observations)) };
  const typed = {
    ...real,
    distributions: withRealTypes(tables.distributions),
    groups: adviceOf(observations, input.manifest.step === "month"),
  };
  const mechanisms = Object.keys(cellsOf(tables.observations)).flatMap((level) => {
    const at = { measure: "water.volume", level, table: "_T" as const, rho: "1/128", sigma: 8 };
    const gate = { delta: "1/10000000", tau: "42", households_needed: 53 };
    return [
      { ...at, quantity: "count" as const, sensitivity: "1", variance: "64/1", gate },
      { ...at, quantity: "sum" as const, sensitivity: "20000", variance: "10000000000/1", sigma: 100_000, gate: null },
    ];
  });
  const report = { ...input.report, cells: cellsOf(tables.observations), mechanisms };
  return writeRelease({ ...input, tables: typed, report });
}

export interface Site {
  /** with a trailing slash */
  readonly url: string;
  /** set when the files come from a plain host, which rewrites nothing */
  readonly files?: true;
  close(): Promise<void>;
}

/** A small made-up commons with these releases, as options of a portal. */
async function sampleCommons(folder: string, web: string, ids: readonly string[]): Promise<PortalOptions> {
  const written: Manifest[] = [];
  for (const id of ids) written.push(await writeSample(folder, id));
  const releases = await Promise.all(written.map(({ id }) => openRelease(join(folder, id))));
  const commons = written[0]?.settings;
  if (!commons) throw new RangeError("a site has at least one release");
  const territory = buildTerritory({ ...sampleTerritory().input, references: [...REFERENCES] });
  return { releases, commons, territory, webRoot: web, clock: () => new Date("2026-03-01T00:00:00Z") };
}

/**
 * Starts the portal, with the built pages, over a small made-up commons on a free port. @param web folder of the built pages
 * @param ids its releases
 */
export async function openSite(web: string, ids: readonly string[] = ["2025", "2026-01"]): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), "voisinage-site-"));
  const app = portalApp(await sampleCommons(folder, web, ids));
  const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" });
  await new Promise<void>((ready) => (server.listening ? ready() : server.once("listening", ready)));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      await new Promise<void>((done) => server.close(() => done()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Exports the same commons and serves it below a path of a host of plain files. */
export async function openStaticSite(
  web: string,
  ids: readonly string[],
  path: string,
): Promise<Site & { readonly folder: string }> {
  const root = mkdtempSync(join(tmpdir(), "voisinage-static-"));
  const site = { path, url: null, files: true, contribute: "https://contribute.example.org/" };
  const options = { ...(await sampleCommons(join(root, "releases"), web, ids)), site };
  const folder = join(root, "host", path);
  await writeExport({ files: siteFiles(options), site, to: folder, compress: false });
  const host = await serveFiles(join(root, "host"));
  return {
    url: `${host.url}${path.slice(1)}`,
    files: true,
    folder,
    close: async () => {
      await host.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
