import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openOperatedCommons } from "../../src/commons/open.ts";
import { type Ran, voisinage } from "../support/cli.ts";
import { donation, stopBeforeDraw, writeTerritory } from "../support/commons.ts";
import { inFolder } from "../support/folder.ts";
import { PAST, SETTINGS } from "../support/home.ts";
import { gridTerritory } from "../support/territory.ts";

type Run = (...args: string[]) => Promise<Ran>;

/** A home of 800 dwellings in which nobody has stated an expectation, with that many contributions. */
function inHome(contributions: number, work: (run: Run, home: string) => Promise<void>): Promise<void> {
  return inFolder(async (folder) => {
    const home = join(folder, "home");
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const { expected_households, ...settings } = SETTINGS;
    const commons = await openOperatedCommons({ home, territory, settings });
    for (let i = 0; i < contributions; i++) {
      const one = donation(`m${i % 2}l${(i >> 1) % 2}`, 5 + (i % 10), { months: [1] });
      await commons.donate({ ...one, readings: one.readings.map((reading) => ({ ...reading, period: PAST })) });
    }
    await commons.close();
    await work((verb = "", ...args) => voisinage(verb, "--home", home, ...args), home);
  });
}

/** Every file below a folder: its bytes, and when it was written. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => `${path} ${statSync(path).mtimeMs} ${createHash("sha256").update(readFileSync(path)).digest("hex")}`)
    .sort();
}

/** States an expectation: at once where nothing was contributed or debited yet. */
async function expectIn(home: string, expected_households: number): Promise<void> {
  const commons = await openOperatedCommons({ home });
  try {
    await commons.change({ settings: { expected_households } });
  } finally {
    await commons.close();
  }
}

test("without an expectation nothing is debited, and the refusal has the figures for three sizes", () =>
  inHome(0, async (run) => {
    const { code, out, err } = await run("release", "--period", PAST);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(/nobody has stated .* "expected_households" \("voisinage change"\), or give --households N/);
    expect(err).toContain("Cells expected, one for each measure and area: ");
    expect(err).toMatch(/with 200 households whole .* of 1, middle .* of 2, leaf .* of 4; with 3000 .*; with 100000 /);
    expect(err).toMatch(/It would cost ε = \d\.\d{3} of the 4 of \d{4}, for good/);
    expect(err).toContain("[nothing-expected]");
    const problem = JSON.parse((await run("release", "--period", PAST, "--json")).err);
    expect(problem).toMatchObject({ type: "/problems/nothing-expected", errors: [{ parameter: "households" }, {}, {}] });
    expect(
      JSON.parse((await run("ledger", "--json")).out).entries.filter(({ kind }: { kind: string }) => kind === "debit"),
    ).toEqual([]);
  }));

test("whether a publication is made is the same whatever the vault holds: exit codes and texts, to the letter", async () => {
  const told: object[] = [];
  const shown: number[] = [];
  for (const contributions of [0, 1, 400])
    await inHome(contributions, async (run) => {
      const asked = [
        await run("release", "--period", PAST),
        await run("release", "--period", PAST, "--json"),
        await run("release", "--period", PAST, "--households", "30"),
        await run("release", "--period", PAST, "--dry-run"),
        await run("release", "--period", PAST, "--dry-run", "--json"),
        await run("release", "--period", PAST, "--households", "400", "--dry-run"),
        await run("release", "--period", `${PAST}-Q1`, "--yes"),
        await run("revise", "--year", PAST),
      ];
      const thirty = ["release", "--period", PAST, "--households", "30"];
      asked.push(await run(...thirty), await run(...thirty, "--dry-run"));
      const made = await run("release", "--period", PAST, "--households", "400");
      const levels = JSON.parse((await run("release", "--period", PAST, "--json")).out).levels as { published: number }[];
      shown.push(levels.reduce((sum, { published }) => sum + published, 0));
      asked.push({ ...made, out: "" }, await run("revise", "--year", PAST), await run("revise", "--year", PAST, "--dry-run"));
      told.push(asked);
      expect(asked.map(({ code }) => code)).toEqual([1, 1, 1, 0, 0, 0, 1, 1, 1, 0, 0, 1, 0]);
    });
  expect(told[1]).toEqual(told[0]);
  expect(told[2]).toEqual(told[0]);
  // What is published does depend on it. A leaf of 100 appears unless its noise is below −60 households, many σ: never in 1e9 runs.
  expect(shown[0]).toBe(0);
  expect(shown[2]).toBeGreaterThanOrEqual(4);
});

test("a dry run opens neither vault nor key, and writes nothing", () =>
  inHome(3, async (run, home) => {
    expect((await run("release", "--period", `${PAST}-01`, "--yes")).code).toBe(0);
    const before = filesBelow(join(home, ".."));
    const asked = ["--period", PAST, "--dry-run", "--json"];
    const { code, out } = await run("release", ...asked);
    expect(code).toBe(0);
    const said = JSON.parse(out);
    expect(said).toMatchObject({ state: "new", id: PAST, expected_households: null, promised: false });
    expect(said.forecasts.map(({ households }: { households: number }) => households)).toEqual([200, 3000, 100_000]);
    expect(said.cost.year).toMatchObject({ year: Number(PAST), allowed: 4, fits: true });
    // The month that is published is counted in what the year will have cost.
    expect(said.cost.year.epsilon).toBeGreaterThan(said.cost.epsilon);
    const published = JSON.parse((await run("release", "--period", `${PAST}-01`, "--dry-run", "--json")).out);
    expect(published).toEqual({ id: `${PAST}-01`, state: "published" });
    expect(filesBelow(join(home, ".."))).toEqual(before);
    for (const secret of [`${home}.key`, `${home}/vault.sqlite`]) rmSync(secret);
    expect(await run("release", ...asked)).toEqual({ code, out, err: "" });
  }));

test("what was published is returned, and what is paid for goes on, without being asked again", () =>
  inHome(0, async (run, home) => {
    const commons = await openOperatedCommons({ home });
    await stopBeforeDraw(commons, `${PAST}-02`);
    await commons.close();
    expect(JSON.parse((await run("release", "--period", `${PAST}-02`, "--dry-run", "--json")).out).state).toBe("paid");
    const made = await run("release", "--period", `${PAST}-02`, "--json");
    expect([made.code, JSON.parse(made.out).repeated]).toEqual([0, false]);
    const again = await run("release", "--period", `${PAST}-02`, "--json");
    expect([again.code, JSON.parse(again.out)]).toEqual([0, { ...JSON.parse(made.out), repeated: true }]);
  }));

test("an expectation changes no noise; it is stated before anything is in, for one that followed the vault would tell of it", () =>
  inHome(0, async (run, home) => {
    await expectIn(home, 3000);
    expect((await run("release", "--period", `${PAST}-01`)).code).toBe(0);
    await expect(expectIn(home, 2)).rejects.toMatchObject({ code: "change-too-late" });
    expect((await run("release", "--period", `${PAST}-02`, "--households", "2")).err).toContain(
      "no cell is expected with 2 households",
    );
    expect((await run("release", "--period", `${PAST}-02`, "--households", "2", "--yes")).code).toBe(0);
    expect((await run("release", "--period", `${PAST}-03`)).code).toBe(0);
    expect((await voisinage("verify", home)).code).toBe(0);
    const noise = (id: string) => JSON.parse(readFileSync(join(home, "releases", id, "privacy.json"), "utf8")).mechanisms;
    expect(noise(`${PAST}-02`)).toEqual(noise(`${PAST}-01`));
  }));

test("a revision wants an expectation too, and shows what its reserve buys", () =>
  inHome(0, async (run) => {
    expect((await run("revise", "--year", PAST, "--dry-run")).err).toContain("[not-published]");
    expect((await run("release", "--period", PAST, "--yes")).code).toBe(0);
    expect((await run("revise", "--year", PAST)).err).toContain("[nothing-expected]");
    const { cost } = JSON.parse((await run("revise", "--year", PAST, "--dry-run", "--json")).out);
    const revised = await run("revise", "--year", PAST, "--households", "3000", "--json");
    expect(revised.code).toBe(0);
    const { this_release, year } = JSON.parse(revised.out).privacy;
    expect([this_release.epsilon, year.epsilon]).toEqual([cost.epsilon, cost.year.epsilon]);
    expect((await run("revise", "--year", PAST)).code).toBe(0);
  }));

test("what does not fit the year's budget is said before it is refused", () =>
  inHome(0, async (run) => {
    expect((await run("ledger", "--assume-spent", PAST)).code).toBe(0);
    const asked = ["--period", PAST, "--households", "3000"];
    const { out } = await run("release", ...asked, "--dry-run");
    expect(out).toContain("It is more than the year's budget: it would be refused");
    expect((await run("release", ...asked)).err).toContain("[budget-exceeded]");
  }));

test.each(["0", "1000000001", "many"])("--households %s is wrong usage", (households) =>
  inHome(0, async (run) => {
    expect((await run("release", "--period", PAST, "--households", households)).code).toBe(2);
  }),
);
