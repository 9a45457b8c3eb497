import { expect, test } from "vitest";
import { parsePeriod } from "../../../src/contract/period.ts";
import { planPublication } from "../../../src/pipeline/index.ts";
import { publicTables } from "../../../src/pipeline/input-tables.ts";
import { makeCube } from "../../../src/pipeline/plan/cube.ts";
import { clusterPromises, sparkScript } from "../../../src/pipeline/spark/script.ts";
import { gridPlan, STEPS } from "../../support/pipeline.ts";

const publication = planPublication(gridPlan(1, 2, { measures: ["water.volume", "gas.energy"] }), parsePeriod("2025-01"));
const tables = publicTables(publication, makeCube(publication));
const lists = {
  measures: [
    { domain: "water", measure: "volume" },
    { domain: "gas", measure: "energy" },
  ],
  periods: ["2025-01"],
};
const of = (folder: string) =>
  sparkScript({
    run: "voisinage-town-Ab3dE6",
    folders: { households: `${folder}/households`, partials: `${folder}/partials`, receipt: `${folder}/receipt` },
    steps: STEPS,
    lists,
    tables,
  });
const script = of("file:///mnt/exchange/voisinage-town-Ab3dE6");

test("the script is this, whatever was donated", async () => {
  // The files of the pipeline stand in it as they are, and are left out here.
  let text = script;
  for (const { sql } of [...STEPS.steps, ...STEPS.checks, ...STEPS.passes])
    text = text.replace(sql, () => `-- … ${/^-- (?:purpose|promise): (.{20})/.exec(sql)?.[1]} …`);
  await expect(text).toMatchFileSnapshot("output/month.sql");
});

test("steps and checks of a shard stand in it byte for byte, each ends on a line of its own, and no other does", () => {
  const promises = clusterPromises(STEPS);
  for (const one of [...STEPS.steps, ...STEPS.checks, ...STEPS.passes])
    expect(script.includes(`\n${one.sql}\n`), one.sql).toBe(
      "table" in one ? one.runs === "on each shard" : promises.includes(one),
    );
  expect(script.startsWith("SET spark.sql.ansi.enabled=true\n;\n")).toBe(true);
  expect(script.endsWith("SELECT 'voisinage done'\n;\n")).toBe(true);
});

test("it has the name of the key's variable and no key, and no area, which are the territory's", () => {
  expect(script.match(/\$\{[^}]*\}/g)?.every((one) => one === `\${env:VOISINAGE_KEY}`)).toBe(true);
  expect(script).not.toMatch(/m0l0|[0-9a-f]{64}/);
});

test("a folder that Spark would read as something else is refused", () => {
  for (const folder of ["/mnt/it's", "/mnt/$HOME", "/mnt/a\\b", "/mnt/a\nb"])
    expect(() => of(folder)).toThrow(/a folder's name must have no quotation mark/);
  expect(of("/mnt/some folder;é-1")).toContain("'/mnt/some folder;é-1/partials'");
});
