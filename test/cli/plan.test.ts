import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { proposeClamps } from "../../src/cli/clamp-proposal.ts";
import { plan } from "../../src/cli/verbs/plan.ts";
import { openOperatedCommons } from "../../src/commons/open.ts";
import type { Allocation, Prediction, Publication, RevisionForecast } from "../../src/pipeline/index.ts";
import { SILENT } from "../support/cli.ts";
import { writeTerritory } from "../support/commons.ts";
import { inFolder } from "../support/folder.ts";
import { forge, publications, town, workshop } from "../support/forge.ts";
import { planOf } from "../support/pipeline.ts";
import { type AreaBranches, gridTerritory, treeTerritory } from "../support/territory.ts";

/** What `plan` says and gives under these settings, on the sample territory. */
function planned(settings: object): Promise<{ text: string; json: unknown }> {
  return inFolder(async (folder) => {
    const file = join(folder, "settings.json");
    writeFileSync(file, JSON.stringify({ measures: ["water.volume", "spending.housing"], ...settings }));
    const options = { settings: file, households: "3000" };
    return plan.run(options, SILENT);
  });
}

const budget = { shares: { counts: 0.16, sums: 0.44, histograms: 0.2, revision: 0.2 } };

describe("plan --from a release", () => {
  const { place } = workshop();
  const [settings, territory] = [{ measures: ["water.volume"], k: 5, budget: { epsilon: 10 } }, gridTerritory(3, 4)];

  test("proposes the lowest clamp of leaves that is safe, from its files alone, as terms can state it", async () => {
    // No amount is near the clamp: an edge is safe while the histogram's noise lets it be.
    const context = town({ seed: "from", territory, settings, perLeaf: 150, last: 150 });
    const [year] = (await publications(context, ["2025"])) as [Publication];
    const { text, json } = await plan.run({ from: await forge(place(), year) }, SILENT);
    const { proposals } = json as Awaited<ReturnType<typeof proposeClamps>>;
    const [{ clamp, tried, leaves }] = proposals as [(typeof proposals)[number]];
    expect(leaves).toBe(12);
    const taken = tried.filter((one) => one.taken);
    expect(tried.map((one) => one.spread < one.noise / 3)).toEqual(tried.map((one) => one.taken));
    expect(clamp).toMatchObject({ upper: 40, leaf: { upper: taken.at(-1)?.upper } });
    expect(text).toContain('"leaf": {');
    const found = planOf(territory, { ...settings, clamps: { "water.volume": clamp } });
    expect(found.measures[0]?.leaf?.upper).toBe(BigInt(Math.round(1000 * (clamp.leaf?.upper ?? 0))));
  });

  test("proposes none where too few leaves are published, and reads nothing else", async () => {
    const [few] = (await publications(town({ seed: "few", settings }), ["2025"])) as [Publication];
    const folder = await forge(place(), few);
    const { text } = await plan.run({ from: folder }, SILENT);
    expect(text).toContain("4 leaves are published; at least 8 tell how they differ");
    expect(text).toContain("None is proposed: leaves keep the clamp of their measure.");
    await expect(plan.run({ from: folder, households: "3000" }, SILENT)).rejects.toThrow("it goes without --households");
  });
});

describe("plan and the annual revision", () => {
  test("with a reserve: what it gives, and what it costs the others, in text and JSON alike", async () => {
    const { text, json } = await planned({ budget });
    expect(text).toContain("The annual revision, from a reserve of 20.0 % of the year (budget.shares.revision)");
    const [, given = "", costs = ""] =
      /It gives, with 3000 households:\n([\s\S]*?)\n\nWhat the reserve costs ([\s\S]*)$/.exec(text) ?? [];
    const { revision } = json as { revision: RevisionForecast };
    const [whole] = revision.revision.filter(({ level, table }) => level === "ville" && table === "_T");
    expect(given).toMatch(new RegExp(`^each +ville +_T +${whole?.householdsNeeded} +${whole?.householdsFor95} +1 of 1 `, "m"));
    const [own, other] = [revision.publications.reserved[0], revision.publications.unreserved[0]];
    expect(own?.householdsNeeded).toBeGreaterThan(other?.householdsNeeded as number);
    expect(costs).toMatch(new RegExp(`^each +ville +_T +${own?.householdsNeeded} +${other?.householdsNeeded} `, "m"));
    // Five tables of the one measure, four types against six: two of the tables differ.
    expect(given.split("\n")).toHaveLength(1 + 3 + 2 * 2);
    expect(revision).toMatchObject({ reserve: 0.2, kept: true });
    expect(revision.revision).toHaveLength(2 * 5);
  });

  test("without one: there is none, and what a fifth of the year would give", async () => {
    const { text, json } = await planned({});
    expect(text).toContain("There is no annual revision, for budget.shares.revision is 0. A reserve of 20.0 % of the year would");
    expect(text).toContain("It would give, with 3000 households:");
    expect(json).toMatchObject({ revision: { reserve: 0.2, kept: false } });
  });

  test("with a reserve and no level by the year: a plan all the same, which says that the reserve would be lost", async () => {
    const calendar = { ville: "month", arrondissement: "quarter", secteur: "never" };
    const { text, json } = await planned({ budget, calendar });
    expect(text).toContain("there would be nothing to revise, and the reserve would be lost");
    expect(json).toMatchObject({ revision: { revision: [] } });
  });
});

test("plan says what twins take and need, and which areas they are", () =>
  inFolder(async (folder) => {
    const levels = ["whole", "middle", "leaf"];
    const planFor = async (tree: AreaBranches) => {
      const territory = writeTerritory(join(folder, String(tree.length)), treeTerritory(levels, tree));
      const options = { territory, households: "300" };
      const { text, json } = await plan.run(options, SILENT);
      return { text, json: json as { predictions: Prediction[]; allocation: Allocation } };
    };
    const { text, json } = await planFor([[[], [], []], [[]], [[]]]);
    const [twins] = json.predictions.find(({ level }) => level === "leaf")?.twins ?? [];
    expect(twins).toMatchObject({ levels: ["middle", "leaf"], areas: 2 });
    expect(text).toContain("An area that is the only child of another is one cell with it");
    expect(text).toMatch(
      new RegExp(`^each +middle \\+ leaf +_T +2 +${twins?.householdsNeeded} +${twins?.householdsFor95} +± `, "m"),
    );
    const own = json.allocation.tables.find(({ twins: with_ }) => with_.length > 0);
    expect(own).toMatchObject({ level: "middle", twins: ["leaf"], table: "_T", areas: 2, publications: 1 });
    expect(text).toMatch(/^middle \+ leaf +_T +1 by year /m);
    expect(
      (
        await planFor([
          [[], []],
          [[], []],
        ])
      ).text,
    ).not.toContain("only child");
  }));

describe("plan of a commons", () => {
  const THIS = new Date().getUTCFullYear();
  const run = (options: Record<string, string>) => plan.run({ households: "300", ...options }, SILENT);

  test("plans the terms in force, those that were announced for their year, and says what it read", () =>
    inFolder(async (folder) => {
      const home = join(folder, "home");
      const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
      const settings = { measures: ["water.volume"] };
      const commons = await openOperatedCommons({ home, territory, settings });
      const larger = writeTerritory(join(folder, "larger"), gridTerritory(3, 2));
      const change = { from: THIS + 2, settings: { ...settings, k: 5 }, territory: larger };
      await commons.change(change);
      await commons.close();

      const now = await run({ home });
      expect(now.json).toMatchObject({ k: 11, read: { year: THIS, later: [THIS + 2] } });
      expect(now.text).toContain(`settings of ${THIS}: entry 2 of ${join(home, "ledger.sqlite")}, stated on `);
      expect(now.text).toContain(`other terms are stated for ${THIS + 2}: --year ${THIS + 2}`);

      const later = await run({ home, year: String(THIS + 3) });
      expect(later.json).toMatchObject({ k: 5, predictions: expect.arrayContaining([expect.objectContaining({ cells: 6 })]) });
      expect(later.text).toMatch(new RegExp(`settings of ${THIS + 3}: entry 3 of .*, stated on .* for ${THIS + 2} and later\n`));
      expect(later.text).toMatch(new RegExp(`territory of ${THIS + 3}: .*territories/[0-9a-f]{64}`));

      const file = join(folder, "tried.json");
      writeFileSync(file, JSON.stringify({ ...settings, k: 7 }));
      const tried = await run({ home, year: String(THIS + 3), settings: file });
      expect(tried.json).toMatchObject({ k: 7, read: { settings: file } });
      await expect(run({ year: String(THIS) })).rejects.toThrow("--home");
    }));

  test("the number of households is the one that was asked for, else the stated expectation, else 3 000", () =>
    inFolder(async (folder) => {
      const file = join(folder, "settings.json");
      const of = async (settings: object, options: Record<string, string> = {}) => {
        writeFileSync(file, JSON.stringify(settings));
        const { json } = await plan.run({ settings: file, ...options }, SILENT);
        return (json as { households: number }).households;
      };
      const settings = { measures: ["water.volume"], calendar: { ville: "year", arrondissement: "never", secteur: "never" } };
      expect(await of(settings)).toBe(3000);
      expect(await of({ ...settings, expected_households: 450 })).toBe(450);
      expect(await of({ ...settings, expected_households: 450 }, { households: "70" })).toBe(70);
    }));
});
