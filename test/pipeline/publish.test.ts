import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { unknownHousehold } from "../../src/contract/attributes.ts";
import { parsePeriod } from "../../src/contract/period.ts";
import { parseSettings } from "../../src/contract/settings.ts";
import { openDuck } from "../../src/duckdb/index.ts";
import { openLedger } from "../../src/ledger/index.ts";
import { makePlan, publish, readSteps } from "../../src/pipeline/index.ts";
import { buildTerritory } from "../../src/territory/index.ts";
import type { SnapshotHousehold } from "../../src/vault/index.ts";
import { gridTerritory } from "../support/territory.ts";

function households(n: number): SnapshotHousehold[] {
  return Array.from({ length: n }, (_, i) => ({
    unit: String(i).padStart(32, "0"),
    bucket: i % 256,
    household: { ...unknownHousehold(`m${i % 2}l${i % 3}`), size: String(1 + (i % 4)) },
    readings: Array.from({ length: 12 }, (_, m) => ({
      domain: "water",
      measure: "volume",
      period: `2025-${String(m + 1).padStart(2, "0")}`,
      amount: 5000 + 1000 * (i % 10),
      source: "meter",
    })),
  }));
}

test("a publication has every row of the cube, and its means are near the donors'", async () => {
  const plan = makePlan(parseSettings({ measures: ["water.volume"] }), buildTerritory(gridTerritory(2, 3)));
  const clock = () => new Date("2026-02-01T00:00:00Z");
  const make = async (period: string) => {
    const ledger = openLedger({ path: ":memory:", clock });
    const t = performance.now();
    const result = await publish(
      {
        plan,
        ledger,
        clock,
        steps: readSteps("pipelines"),
        random: randomBytes,
        codeVersion: "0",
        territorySha256: "0".repeat(64),
        duck: () => openDuck(),
        snapshot: () => households(3000),
      } as never,
      parsePeriod(period),
    );
    console.log(period, performance.now() - t);
    return result;
  };
  await make("2025-03");
  await make("2025-04");
  const year = await make("2025");
  console.table(
    year.tables.observations
      .filter((o) => o.STATISTIC === "MEAN" || o.REF_AREA === "w")
      .map((o) => [o.STATISTIC, o.REF_AREA, o.HOUSEHOLD_TYPE, o.OBS_VALUE, o.CI_LOWER, o.CI_UPPER, o.OBS_STATUS + o.CONF_STATUS]),
  );
  console.log(
    year.report.mechanisms.map((m) => `${m.level} ${m.table} ${m.quantity} ${m.sigma} ${m.gate?.households_needed}`),
    year.report.year,
    year.report.clamp_loss,
  );
  expect(year.tables.observations.length).toBeGreaterThan(10);
});
