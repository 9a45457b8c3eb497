import { join } from "node:path";
import { expect, test } from "vitest";
import { openOperatedCommons } from "../../../src/commons/open.ts";
import { appOf } from "../../intake/support.ts";
import { donation, writeTerritory } from "../../support/commons.ts";
import { eligibilityOf, testEpoch, tokenText } from "../../support/eligibility.ts";
import { inFolder } from "../../support/folder.ts";
import { gridTerritory } from "../../support/territory.ts";

test("eligibility may be asked for from an announced year on: what was published stands, and who has a key needs no token", () =>
  inFolder(async (folder) => {
    const home = join(folder, "home");
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    let now = "2026-03-10T12:00:00Z";
    const clock = () => new Date(now);
    const settings = { measures: ["water.volume"] };
    const commons = await openOperatedCommons({ home, territory, settings, clock });
    const { receipt } = await commons.donate(donation("m0l0", 9));
    const before = await commons.release("2025-01");
    const epoch = testEpoch("2027", "2027-01-01", "2028-01-01");
    await commons.change({ from: 2027, settings: { ...settings, eligibility: eligibilityOf([epoch]) } });
    await commons.close();

    now = "2027-01-02T12:00:00Z";
    const again = await openOperatedCommons({ home, clock });
    try {
      expect((await again.release("2025-01")).observations).toEqual(before.observations);
      expect(again.terms(2027).settings.eligibility?.keys[0]?.epoch).toBe("2027");
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
