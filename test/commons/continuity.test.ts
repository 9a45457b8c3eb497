import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkHome } from "../../src/commons/check.ts";
import { openOperatedCommons } from "../../src/commons/open.ts";
import { MEASURES } from "../../src/domains/index.ts";
import { stopBeforeDraw } from "../support/commons.ts";
import { inFolder } from "../support/folder.ts";
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
    const commons = await openOperatedCommons({
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
    const before = JSON.parse(readFileSync(join(home, "releases/2026-01/privacy.json"), "utf8")).ledger;
    for (const suffix of ["", "-wal", "-shm"]) rmSync(join(home, `ledger.sqlite${suffix}`), { force: true });
    rmSync(`${home}.key.ledger`);
    // Nothing makes one anew but who was asked to.
    await expect(openOperatedCommons({ home, clock })).rejects.toMatchObject({ code: "home-damaged" });
    expect((await checkHome({ home, repair: true, clock })).faults.length).toBeGreaterThan(0);
    // The public log knows what the report was too early for.
    const commons = await openOperatedCommons({ home, clock });
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

test("the public chain carries days, so that the length of a run is nobody's to read", () =>
  withHome(async (home) => {
    const report = JSON.parse(readFileSync(join(home, "releases/2026-01/privacy.json"), "utf8"));
    expect(report.ledger.map((entry: { at: string }) => entry.at)).toEqual(new Array(5).fill("2026-03-01T00:00:00.000Z"));
    const manifest = JSON.parse(readFileSync(join(home, "releases/2026-01/manifest.json"), "utf8"));
    expect(manifest.created_at).toBe("2026-03-01T00:00:00.000Z");
  }));

test("terms say their measures, clamps, L and calendar, so that a later version cannot fill them in otherwise", () =>
  inFolder(async (folder) => {
    const options = { home: join(folder, "home"), territory: territoryFolder(folder), settings: { k: 5 }, clock };
    await (await openOperatedCommons(options)).close();
    const { entries } = JSON.parse(readFileSync(join(options.home, "log/log.json"), "utf8"));
    expect(entries[1].terms).toMatchObject({
      measures: MEASURES.map(({ key }) => key),
      streams: 6,
      clamps: { "water.volume": { upper: 40 } },
      calendar: { whole: "month", middle: "year", leaf: "year" },
    });
    // The same settings still open it.
    await (await openOperatedCommons(options)).close();
    await expect(openOperatedCommons({ ...options, settings: { k: 6 } })).rejects.toMatchObject({ code: "home-exists" });
  }));

const REFERENCES = "domain,measure,area,household_type,period,value,unit,source,licence";
test.each(["before the draw", "before the freeze"])(
  "a mean that decides whom a household is compared with stands, also for a run that was stopped %s",
  (stopped) =>
    inFolder(async (folder) => {
      const [home, territory] = [join(folder, "home"), territoryFolder(folder)];
      const write = (place: string, value: number) =>
        writeFileSync(join(place, "references.csv"), `${REFERENCES}\nwater,volume,w,_T,2024,${value},m3,an office,open\n`);
      write(territory, 9.9);
      const settings = { measures: ["water.volume"] };
      const first = await openOperatedCommons({ home, territory, settings, clock });
      if (stopped === "before the draw") await stopBeforeDraw(first, "2026-01");
      else await first.release("2026-01");
      await first.close();
      rmSync(join(home, "releases/2026-01"), { recursive: true, force: true });
      const kept = join(home, "territories", readdirSync(join(home, "territories"))[0] as string);
      write(kept, 3);
      const edited = await openOperatedCommons({ home, clock });
      await expect(edited.release("2026-01")).rejects.toMatchObject({
        code: "invalid-territory",
        message: expect.stringContaining("was changed since the chain named it"),
      });
      await edited.close();
      write(kept, 9.9);
      const commons = await openOperatedCommons({ home, clock });
      expect((await commons.release("2026-01")).id).toBe("2026-01");
      await commons.close();
    }),
);

test("a debit that stands is drawn with the dwellings that its year was opened with, and with nothing that was stated since", () =>
  inFolder(async (folder) => {
    const home = join(folder, "home");
    const first = await openOperatedCommons({
      home,
      territory: territoryFolder(folder),
      settings: { measures: ["water.volume"] },
      clock,
    });
    await stopBeforeDraw(first, "2026-01");
    await expect(first.change({ settings: { k: 5 } })).rejects.toMatchObject({ code: "change-too-late" });
    await first.close();
    const areas = join(home, "territories", readdirSync(join(home, "territories"))[0] as string, "areas.csv");
    const before = readFileSync(areas, "utf8");
    writeFileSync(areas, before.replace(/,\d+\n$/, ",1\n"));
    const edited = await openOperatedCommons({ home, clock });
    await expect(edited.release("2026-01")).rejects.toMatchObject({ code: "invalid-territory" });
    expect((await edited.ledger()).entries.filter(({ kind }) => kind === "drawn")).toEqual([]);
    await edited.close();
    writeFileSync(areas, before);
    const commons = await openOperatedCommons({ home, clock });
    expect((await commons.release("2026-01")).manifest.settings.k).toBe(11);
    await commons.close();
  }));
