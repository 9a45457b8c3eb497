import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { openOperatedCommons } from "../../src/commons/open.ts";
import type { OperatedCommons } from "../../src/commons/types.ts";
import type { DonationInput, SettingsInput, TerritoryInput } from "../../src/index.ts";
import { seededEntropy } from "./entropy.ts";
import { gridTerritory } from "./territory.ts";

export const NOW = "2026-02-01T00:00:00Z";

/** The settings that an operator must state before contributions can come in over HTTP. */
export const HTTP_SETTINGS = {
  impact_assessment: { approved_at: "2026-01-31", by: "The board" },
  dpo: "dpo@commons.example",
  retention_months: 15,
  processors: [],
} satisfies SettingsInput;

/**
 * Settings with one published level and no types: each published count is the noisy count of its own cell. With k = 2 a cell
 * needs about 40 households; 100 are enough.
 */
export const MONTHLY_LEAVES = {
  measures: ["water.volume"],
  k: 2,
  budget: { epsilon: 10 },
  calendar: { whole: "never", middle: "never", leaf: "month" },
} satisfies SettingsInput;

/** A donation of one household: its water of every month of 2025 (or of `months`), in m3. */
export function donation(area: string, value: number, o: { size?: string; months?: readonly number[] } = {}): DonationInput {
  const months = o.months ?? Array.from({ length: 12 }, (_, m) => m + 1);
  return {
    household: { area, size: o.size ?? "2" } as DonationInput["household"],
    consent: { version: "1", purposes: ["commons"], domains: ["water"], adult: true, given_at: "2025-01-05T09:00:00Z" },
    readings: months.map((month) => ({
      domain: "water",
      measure: "volume",
      period: `2025-${String(month).padStart(2, "0")}`,
      value,
      unit: "m3",
      source: "meter",
    })),
  };
}

/** A commons in memory with seeded noise, over two middle areas of two leaves each. */
export function memoryCommons(seed: string, settings: SettingsInput = {}, clock = () => new Date(NOW)) {
  return openOperatedCommons({
    home: ":memory:",
    territory: gridTerritory(2, 2),
    settings: { measures: ["water.volume"], ...settings },
    clock,
    entropy: seededEntropy(seed),
  });
}

/** Writes the territory as a folder that `--territory` can read. */
export function writeTerritory(folder: string, { areas, zones, composition, climate, context, ...head }: TerritoryInput): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "territory.json"), JSON.stringify({ id: head.id, name: head.name, levels: head.levels }));
  const rows = areas.map(({ code, level, parent, name, dwellings, postcodes }) => {
    const postcodeColumn = areas.some((area) => area.postcodes) ? { postcodes: postcodes?.join(" ") } : {};
    return { code, level, parent, name, dwellings, ...postcodeColumn };
  });
  const cell = (value: unknown) => (/[",\s]/.test(`${value}`) ? `"${`${value}`.replaceAll('"', '""')}"` : (value ?? ""));
  for (const [name, list] of Object.entries({ areas: rows, zones, composition, climate })) {
    if (!list?.[0]) continue;
    const lines = [Object.keys(list[0]), ...list.map((row) => Object.values(row).map(cell))];
    writeFileSync(join(folder, `${name}.csv`), `${lines.map((line) => line.join(",")).join("\n")}\n`);
  }
  if (context) writeFileSync(join(folder, "context.geojson"), JSON.stringify(context));
  return folder;
}

/** Makes a publication that has paid its debit fail when it begins to read the contributions. */
export async function stopBeforeDraw(commons: OperatedCommons, period: string): Promise<void> {
  Object.assign(commons.vault, {
    snapshotPages: () => {
      throw new Error("halfway");
    },
  });
  await expect(commons.release(period)).rejects.toThrow("halfway");
}
