import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openCommons } from "../../src/index.ts";
import { appOf } from "../intake/support.ts";
import { inFolder } from "../support/cli.ts";
import { donation, writeTerritory } from "../support/commons.ts";
import { eligibilityOf, testEpoch, tokenText } from "../support/eligibility.ts";
import { gridTerritory } from "../support/territory.ts";

test("eligibility may be asked for from any day on: what was published stands, and who has a key needs no token", () =>
  inFolder(async (folder) => {
    const home = join(folder, "home");
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const clock = () => new Date("2026-03-10T12:00:00Z");
    const commons = await openCommons({ home, territory, settings: { measures: ["water.volume"] }, clock });
    const { receipt } = await commons.donate(donation("m0l0", 9));
    const before = await commons.release("2025-01");
    await commons.close();

    const epoch = testEpoch("2026", "2026-01-01", "2027-01-01");
    const file = join(home, "commons.json");
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), eligibility: eligibilityOf([epoch]) }));
    const again = await openCommons({ home, clock });
    try {
      expect((await again.release("2025-01")).observations).toEqual(before.observations);
      expect((await again.release("2025-02")).manifest.settings.eligibility?.keys[0]?.epoch).toBe("2026");
      const app = appOf({ vault: again.vault, context: again.context, rate: 0 });
      const send = async (headers: Record<string, string>) => {
        const init = {
          method: "POST",
          headers: { "Content-Type": "application/json", ...headers },
          body: JSON.stringify(donation("m0l0", 8)),
        };
        return (await app.request("/v1/donations", init)).status;
      };
      expect(await send({})).toBe(403);
      expect(await send({ Authorization: `Bearer ${receipt}` })).toBe(200);
      expect(await send({ Eligibility: tokenText(epoch) })).toBe(201);
      // The library is the operator's own.
      await again.donate(donation("m0l1", 7));
    } finally {
      await again.close();
    }
  }));
