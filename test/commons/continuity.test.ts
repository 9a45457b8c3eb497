import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkHome } from "../../src/commons/check.ts";
import { refuseChangedTerms } from "../../src/commons/continuity.ts";
import { openCommons } from "../../src/commons/open.ts";
import type { ManifestHead } from "../../src/contract/manifest.ts";
import { MEASURES } from "../../src/domains/index.ts";
import { inFolder } from "../support/cli.ts";
import { memoryCommons, stopBeforeDraw } from "../support/commons.ts";
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
    const before = JSON.parse(readFileSync(join(home, "releases/2026-01/privacy.json"), "utf8")).ledger;
    for (const suffix of ["", "-wal", "-shm"]) rmSync(join(home, `ledger.sqlite${suffix}`), { force: true });
    rmSync(`${home}.key.ledger`);
    // Nothing makes one anew but who was asked to.
    await expect(openCommons({ home, clock })).rejects.toMatchObject({ code: "home-damaged" });
    expect((await checkHome({ home, repair: true, clock })).faults.length).toBeGreaterThan(0);
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
  [{ calendar: { leaf: "never" } }, 'calendar was {"leaf":"year","middle":"year","whole":"month"}'],
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
    const report = JSON.parse(readFileSync(join(home, "releases/2026-01/privacy.json"), "utf8"));
    expect(report.ledger.map((entry: { at: string }) => entry.at)).toEqual(new Array(5).fill("2026-03-01T00:00:00.000Z"));
    const manifest = JSON.parse(readFileSync(join(home, "releases/2026-01/manifest.json"), "utf8"));
    expect(manifest.created_at).toBe("2026-03-01T00:00:00.000Z");
  }));

test("a home says its measures, L and calendar, so that a later version cannot fill them in otherwise", () =>
  inFolder(async (folder) => {
    const options = { home: join(folder, "home"), territory: territoryFolder(folder), settings: { k: 5 }, clock };
    await (await openCommons(options)).close();
    const said = JSON.parse(readFileSync(join(options.home, "commons.json"), "utf8"));
    expect(said).toMatchObject({
      measures: MEASURES.map(({ key }) => key),
      streams: 6,
      calendar: { whole: "month", middle: "year", leaf: "year" },
    });
    // The same settings still open it.
    await (await openCommons(options)).close();
    await expect(openCommons({ ...options, settings: { k: 6 } })).rejects.toMatchObject({ code: "home-exists" });
  }));

test("what commons.json leaves out again is what was stated, whatever the program would take for it", () =>
  withHome(async (home) => {
    const file = join(home, "commons.json");
    const { measures: _, streams: __, calendar: ___, ...left } = JSON.parse(readFileSync(file, "utf8"));
    writeFileSync(file, JSON.stringify(left));
    const commons = await openCommons({ home, clock });
    expect((await commons.release("2026-02")).manifest.settings.measures).toEqual(["water.volume"]);
    await commons.close();
  }));

test("what an earlier version left to the program is compared as it was, not as it would be now", async () => {
  const commons = await memoryCommons("earlier version", {}, clock);
  const { manifest } = await commons.release("2026-01");
  const { measures: _, streams: __, calendar: ___, ...left } = manifest.settings;
  const before: ManifestHead = { ...manifest, settings: left };
  const refused = (released: ManifestHead) => () => refuseChangedTerms(commons.terms(2026), commons.terms, [released]);
  expect(refused(before)).not.toThrow();
  const [one] = before.measures;
  const two = {
    ...before,
    measures: [...before.measures, { ...(one as NonNullable<typeof one>), domain: "gas", measure: "energy" }],
  };
  expect(refused(two)).toThrow(/streams was 2 in release 2026-01 and must stay so/);
  expect(refused({ ...two, settings: { ...left, streams: 1 } })).toThrow(/measures was \["water.volume","gas.energy"\]/);
  expect(refused({ ...before, calendar: { ...before.calendar, leaf: "never" } })).toThrow(/calendar was/);
  await commons.close();
});

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
      const first = await openCommons({ home, territory, settings, clock });
      if (stopped === "before the draw") await stopBeforeDraw(first, "2026-01");
      else await first.release("2026-01");
      await first.close();
      rmSync(join(home, "releases/2026-01"), { recursive: true, force: true });
      write(join(home, "territory"), 3);
      const edited = await openCommons({ home, clock });
      await expect(edited.release("2026-01")).rejects.toMatchObject({
        code: "invalid-settings",
        message: expect.stringContaining("the digest of settings and territory of the year 2026"),
      });
      await edited.close();
      write(join(home, "territory"), 9.9);
      const commons = await openCommons({ home, clock });
      expect((await commons.release("2026-01")).id).toBe("2026-01");
      await commons.close();
    }),
);

test("a debit that stands is drawn with the k and the dwellings that its year was opened with", () =>
  inFolder(async (folder) => {
    const home = join(folder, "home");
    const first = await openCommons({
      home,
      territory: territoryFolder(folder),
      settings: { measures: ["water.volume"] },
      clock,
    });
    await stopBeforeDraw(first, "2026-01");
    await first.close();
    const [settings, areas] = [join(home, "commons.json"), join(home, "territory/areas.csv")];
    for (const [file, find, replace] of [
      [settings, '"k": 11', '"k": 5'],
      [areas, /,\d+\n$/, ",1\n"],
    ] as const) {
      const before = readFileSync(file, "utf8");
      writeFileSync(file, before.replace(find, replace));
      expect(readFileSync(file, "utf8")).not.toBe(before);
      const commons = await openCommons({ home, clock });
      await expect(commons.release("2026-01")).rejects.toMatchObject({ code: "invalid-settings" });
      expect((await commons.ledger()).entries.filter(({ kind }) => kind === "drawn")).toEqual([]);
      await commons.close();
      writeFileSync(file, before);
    }
    const commons = await openCommons({ home, clock });
    expect((await commons.release("2026-01")).manifest.settings.k).toBe(11);
    await commons.close();
  }));
