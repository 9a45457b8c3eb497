import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { dataSource, newestReleases, periodOrder, type ReleaseRef, territoryIn } from "../../../dashboards/shared/data.ts";
import { placeKind } from "../../../dashboards/shared/labels.ts";
import { parquetRows } from "../../../dashboards/shared/parquet.ts";
import { mainRelease, wantedReleases } from "../../../dashboards/visit/commons.ts";
import type { Observation } from "../../../src/contract/observation.ts";
import { writeRelease } from "../../../src/release/index.ts";
import { sampleRelease } from "../../support/release.ts";

const release = (id: string, period: string, created_at: string): ReleaseRef => ({
  id,
  identifier: `ni:///sha-256;${id}`,
  period,
  created_at,
  step: period.length === 4 ? "year" : "month",
  year: Number(period.slice(0, 4)),
  revision: Number(id.split("-r")[1] ?? 0),
  url: `/v1/releases/${id}`,
  files: [],
});

test("the Parquet of a release is read as the rows that were written", async () => {
  const folder = mkdtempSync(join(tmpdir(), "voisinage-data-"));
  try {
    const input = sampleRelease(folder);
    await writeRelease(input);
    const bytes = readFileSync(join(folder, "2026", "observations.parquet"));
    const rows = await parquetRows<Observation>(new Uint8Array(bytes).buffer);
    expect(rows).toEqual(input.tables.observations);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("in English the whole has the territory's English name, if it has no other in French; places keep theirs", () => {
  const named = (root: string) => {
    const areas = [
      { code: "M", name: root, level: "metropole", parent: null, dwellings: 2 },
      { code: "C", name: "Métropole de Lyon", level: "commune", parent: "M", dwellings: 1 },
    ];
    const name = { fr: "Métropole de Lyon", en: "Lyon Metropolis" };
    const territory = { id: "m", name, levels: ["metropole", "commune"], level_names: {}, areas, references: [] };
    return (["fr", "en"] as const).map((lang) => territoryIn(territory, lang).areas.map((area) => area.name));
  };
  expect(named("Métropole de Lyon")).toEqual([
    ["Métropole de Lyon", "Métropole de Lyon"],
    ["Lyon Metropolis", "Métropole de Lyon"],
  ]);
  expect(named("Ville-Exemple")[1]).toEqual(["Ville-Exemple", "Métropole de Lyon"]);
});

test("what a place is: the noun that ends its name, else its level", () => {
  const names = { commune: { fr: "commune", en: "municipality" }, iris: { fr: "secteur (IRIS)", en: "neighbourhood (IRIS)" } };
  const kind = (name: string, level: string) => placeKind(names, { name, level }, "fr");
  expect(kind("Lyon 8e Arrondissement", "commune")).toBe("arrondissement");
  expect([kind("Bron", "commune"), kind("Quartier Mermoz", "iris")]).toEqual(["commune", "secteur"]);
});

test("of each period the newest release is kept, the latest period first", () => {
  const releases = [
    release("2025-r1", "2025", "2026-06-05"),
    // A day has many releases; a revision is the newer one whatever its day.
    release("2025", "2025", "2026-06-05"),
    release("2026-01", "2026-01", "2026-02-05"),
  ];
  expect(newestReleases(releases).map((one) => one.id)).toEqual(["2026-01", "2025-r1"]);
});

test("periods sort by their end, the longer last", () => {
  const periods = ["2026", "2025-12", "2025-Q4", "2025", "2026-01"];
  expect(periods.sort((a, b) => periodOrder(a).localeCompare(periodOrder(b)))).toEqual([
    "2025-12",
    "2025-Q4",
    "2025",
    "2026-01",
    "2026",
  ]);
});

test("the first drawing is of the newest year; two years of releases come after it in an order that the catalogue fixes", () => {
  const releases = ["2022", "2024", "2026-01", "2024-12", "2026-02"].map((id) => release(id, id, "2026-02-05"));
  expect(mainRelease(releases)?.id).toBe("2024");
  expect(wantedReleases(releases).map((one) => one.id)).toEqual(["2024", "2026-02", "2026-01", "2024-12"]);
  expect(wantedReleases([...releases].reverse()).map((one) => one.id)).toEqual(["2024", "2026-02", "2026-01", "2024-12"]);
  expect(mainRelease([])).toBeNull();
});

test("addresses are relative to the site, below a path too, and a failure names its file", async () => {
  const asked: string[] = [];
  const source = dataSource("https://example.org/commons/compare?x=1", async (url) => {
    asked.push(url);
    return new Response("{}", { status: url.endsWith("outlines.geojson") ? 404 : 500 });
  });
  await expect(source.observations("2026")).rejects.toThrow("v1/releases/2026/observations.parquet: 500");
  expect(await source.shapes()).toBeNull();
  expect(asked).toEqual([
    "https://example.org/commons/v1/releases/2026/observations.parquet",
    "https://example.org/commons/v1/territory/outlines.geojson",
  ]);
});
