import { expect, test, vi } from "vitest";
import { parsePeriod } from "../../src/contract/period.ts";
import * as pages from "../../src/vault/pages.ts";
import { donationOf, refusalOf, vaultAt } from "./support.ts";

vi.mock("../../src/vault/pages.ts", { spy: true });

// Whatever a changed file makes of the pages, no household is given out twice. So pages are forged here, and not the file.

const WATER = { period: parsePeriod("2026-01"), measures: [{ domain: "water", measure: "volume" }], streams: 1 };

type Read = ReturnType<typeof pages.openPages>["read"];

test.each([
  [
    "a page that comes again",
    (read: Read) =>
      (members, at, ...rest) => ({ ...read(members, 0, ...rest), next: at + 1 }),
  ],
  [
    "a page that does not go on",
    (read: Read) =>
      (members, at, ...rest) => ({ ...read(members, at, ...rest), next: at }),
  ],
  [
    "a page of nobody known",
    (read: Read) =>
      (...all) => ({ ...read(...all), places: [] }),
  ],
] satisfies [string, (read: Read) => Read][])(
  "%s ends the publication, whatever made it, in order of slots and shuffled",
  async (_, forge) => {
    const vault = vaultAt();
    for (let amount = 0; amount < 3; amount++) vault.donate(donationOf([`water.volume 2026-01 ${amount}`]));
    const { openPages } = await vi.importActual<typeof pages>("../../src/vault/pages.ts");
    vi.mocked(pages.openPages).mockImplementation((...all) => {
      const opened = openPages(...all);
      return { ...opened, read: forge(opened.read) };
    });
    const forged = vaultAt();
    vi.mocked(pages.openPages).mockRestore();
    for (let amount = 0; amount < 3; amount++) forged.donate(donationOf([`water.volume 2026-01 ${amount}`]));
    expect(refusalOf(() => [...forged.snapshot(WATER)])).toBe("storage-failed");
    for (const order of ["slot", "shuffled"] as const) {
      const all = async (of: typeof vault) => {
        let households = 0;
        const asked = { ...WATER, leaves: ["leaf-1"], threads: 0, order };
        for await (const { columns } of of.snapshotPages(asked)) households += columns.areas.length;
        return households;
      };
      expect(await all(vault)).toBe(3);
      await expect(all(forged)).rejects.toMatchObject({ code: "storage-failed" });
    }
  },
);
