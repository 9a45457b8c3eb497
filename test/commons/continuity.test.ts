import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openCommons } from "../../src/index.ts";
import { inFolder } from "../support/cli.ts";
import { gridTerritory } from "../support/territory.ts";

const clock = () => new Date("2026-03-01T12:34:56.789Z");

/** A territory folder with the grid, for homes on disk. */
function territoryFolder(folder: string): string {
  const { areas, ...head } = gridTerritory(2, 3);
  const path = join(folder, "territory");
  mkdirSync(path);
  writeFileSync(join(path, "territory.json"), JSON.stringify(head));
  const rows = areas.map((area) => [area.code, area.level, area.parent ?? "", area.name, area.dwellings].join(","));
  writeFileSync(join(path, "areas.csv"), `${["code,level,parent,name,dwellings", ...rows].join("\n")}\n`);
  return path;
}

async function withHome(work: (home: string) => Promise<void>): Promise<void> {
  await inFolder(async (folder) => {
    const home = join(folder, "home");
    const commons = await openCommons({
      home,
      territory: territoryFolder(folder),
      settings: { measures: ["water.volume"] },
      clock,
    });
    await commons.release("2026-01");
    await commons.close();
    await work(home);
  });
}

test("a ledger that was lost beside its releases is made again from what they say in public, before anything is debited", () =>
  withHome(async (home) => {
    const before = JSON.parse(readFileSync(join(home, "releases/2026-01/privacy-report.json"), "utf8")).ledger;
    for (const suffix of ["", "-wal", "-shm"]) rmSync(join(home, `ledger.sqlite${suffix}`), { force: true });
    rmSync(`${home}.key.ledger`);
    // The public log knows what the report was too early for.
    const commons = await openCommons({ home, clock });
    const { entries } = await commons.ledger();
    expect(entries.slice(0, -1)).toEqual(before);
    expect(entries.at(-1)).toMatchObject({ kind: "released", publication: "2026-01" });
    // Whether anything else was published only the operator knows.
    await expect(commons.release("2026-02")).rejects.toMatchObject({ code: "ledger-broken" });
    await commons.renewWitness();
    await commons.release("2026-02");
    expect((await commons.ledger()).entries.slice(0, before.length)).toEqual(before);
    await commons.close();
  }));

const CHANGES = [
  [{ clamps: { "water.volume": { upper: 100, source: "later" } } }, "clamps.water.volume.upper was 40"],
  [{ k: 5 }, "k was 11"],
  [{ currency: "USD" }, "currency was EUR"],
  [{ budget: { epsilon: 8 } }, "budget was"],
  [{ calendar: { leaf: "never" } }, "calendar was the default"],
] as const;
test.each(CHANGES)("terms that stand are refused when changed: %j", (change, words) =>
  withHome(async (home) => {
    const file = join(home, "commons.json");
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), ...change }));
    const commons = await openCommons({ home, clock });
    await expect(commons.release("2026-02")).rejects.toMatchObject({
      code: "invalid-settings",
      message: expect.stringContaining(words),
    });
    expect((await commons.ledger()).entries.length).toBe(6);
    await commons.close();
  }),
);

test("the public chain carries days, so that the length of a run is nobody's to read", () =>
  withHome(async (home) => {
    const report = JSON.parse(readFileSync(join(home, "releases/2026-01/privacy-report.json"), "utf8"));
    expect(report.ledger.map((entry: { at: string }) => entry.at)).toEqual(new Array(5).fill("2026-03-01T00:00:00.000Z"));
    const manifest = JSON.parse(readFileSync(join(home, "releases/2026-01/manifest.json"), "utf8"));
    expect(manifest.created_at).toBe("2026-03-01T00:00:00.000Z");
  }));
