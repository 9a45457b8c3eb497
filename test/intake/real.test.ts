import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parsePeriod } from "../../src/contract/period.ts";
import { parseSettings } from "../../src/contract/settings.ts";
import { MEASURES } from "../../src/domains/index.ts";
import { donateLines, fixedContext } from "../../src/intake/index.ts";
import { readTerritory } from "../../src/territory/read.ts";
import { vaultAt } from "../vault/support.ts";

const DATA = join(import.meta.dirname, "../../../shared/data");

test.skipIf(!existsSync(DATA)).each([
  ["recs-2015", 5686, "2015", 5686],
  ["lyon", 12_516, "2024", 12_516],
  ["nyc-housing-2011", 11_056, "2011-06", 11_056],
])(
  "every real donation of %s is taken, without what its settings do not use (skipped where ../shared/data is absent)",
  async (name, donations, period, households) => {
    const folder = join(DATA, name);
    const settings = parseSettings(JSON.parse(readFileSync(join(folder, "settings.json"), "utf8")));
    const measures = MEASURES.filter(({ key }) => settings.measures === undefined || settings.measures.includes(key));
    const vault = vaultAt();
    const context = fixedContext({
      territory: readTerritory(join(folder, "territory")),
      measures,
      currency: settings.currency,
      clock: () => new Date("2026-03-10T12:00:00Z"),
    });
    const { accepted, rejected, dropped } = await donateLines(join(folder, "donations.ndjson"), { vault, context });
    expect({ accepted, rejected }).toEqual({ accepted: donations, rejected: 0 });
    expect(dropped).toBeGreaterThanOrEqual(0);
    const names = measures.map(({ domain, measure }) => ({ domain: domain.id, measure: measure.id }));
    let given = 0;
    for (const { readings } of vault.snapshot({ period: parsePeriod(period), measures: names, streams: names.length })) {
      expect(readings.length).toBeGreaterThan(0);
      given += 1;
    }
    expect(given).toBe(households);
  },
);
