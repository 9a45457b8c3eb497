import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { MEASUREMENTS } from "../../src/contract/tables.ts";
import { gaussianSampler } from "../../src/privacy/gaussian.ts";
import { BitSource, rational } from "../../src/privacy/index.ts";
import { openDuck } from "../../src/storage/duckdb/index.ts";
import { seededEntropy } from "../support/entropy.ts";

const PAGE = readFileSync(join(import.meta.dirname, "../../docs/measurements.md"), "utf8");
const blocks = (language: string) =>
  [...PAGE.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map(([, text]) => text as string);

interface Row {
  readonly area: string;
  readonly quantity: string;
  readonly noisy: bigint;
  readonly variance: readonly [bigint, bigint];
  readonly centre: bigint;
  readonly scale: bigint;
}

const ROWS = (blocks("csv")[0] as string)
  .trim()
  .split("\n")
  .slice(1)
  .map((line): Row => {
    const [area = "", quantity = "", ...numbers] = line.split(",");
    const [noisy = 0n, num = 0n, den = 1n, centre = 0n, scale = 1n] = numbers.map(BigInt);
    return { area, quantity, noisy, variance: [num, den], centre, scale };
  });
const [VIEW = "", ...QUERIES] = blocks("sql");

/** The tables of results in the page, in the order of the queries: a header of their names, then their figures. */
const RESULTS = QUERIES.map((query) => {
  const names = [...query.matchAll(/ AS (total|mean|difference|lower|upper)\b/g)].map(([, name]) => name as string);
  const header = `| ${[names[0], "lower", "upper"].join(" | ")} |`;
  const at = PAGE.indexOf(header);
  return (PAGE.slice(at).split("\n")[2] ?? "").split("|").slice(1, -1).map(Number);
});

type Result = readonly number[];

/** Runs the queries of the page over several worlds of noisy numbers, each in its turn. */
async function results(worlds: readonly (readonly bigint[])[]): Promise<Result[][]> {
  const duck = await openDuck();
  try {
    const types = MEASUREMENTS.columns.filter(({ name }) =>
      ["REF_AREA", "QUANTITY", "NOISY", "VARIANCE_NUM", "VARIANCE_DEN", "CENTRE", "SCALE"].includes(name),
    );
    await duck.run(`CREATE TEMP TABLE measurements (${types.map(({ name, type }) => `${name} ${type}`).join(", ")})`);
    await duck.run(VIEW);
    const all: Result[][] = [];
    for (const noisy of worlds) {
      const values = ROWS.map(
        ({ area, quantity, variance: [num, den], centre, scale }, i) =>
          `('${area}', '${quantity}', ${noisy[i]}, ${num}, ${den}, ${centre}, ${scale})`,
      );
      await duck.run("DELETE FROM measurements");
      await duck.run(
        `INSERT INTO measurements (REF_AREA, QUANTITY, NOISY, VARIANCE_NUM, VARIANCE_DEN, CENTRE, SCALE) VALUES ${values.join(", ")}`,
      );
      const one: Result[] = [];
      for (const query of QUERIES) one.push(Object.values((await duck.rows<Record<string, number>>(query))[0] ?? {}));
      all.push(one);
    }
    return all;
  } finally {
    duck.close();
  }
}

test("the figures of the page are what its queries give", async () => {
  expect([ROWS.length, QUERIES.length]).toEqual([4, 3]);
  const [given] = await results([ROWS.map((row) => row.noisy)]);
  expect(given).toEqual(RESULTS);
});

test("its margins hold the truth 95 times in 100, under the noise that releases have", async () => {
  // The page's numbers as the truth; 500 worlds of noise from fixed entropy, so that the outcome is always the same. At
  // 95 % the number inside has a standard deviation of 4.9: the bounds are two of them away, and refuse what holds 90 %.
  const worlds = 500;
  const bits = new BitSource(seededEntropy("measurements page"));
  const samplers = ROWS.map(({ variance: [num, den] }) => gaussianSampler(rational(num, den)));
  const drawn = Array.from({ length: worlds }, () => ROWS.map((row, i) => row.noisy + (samplers[i]?.(bits) ?? 0n)));
  const [[...truth] = []] = await results([ROWS.map((row) => row.noisy)]);
  const inside = truth.map(() => 0);
  for (const world of await results(drawn))
    world.forEach(([, lower = 0, upper = 0], i) => {
      const [value = 0] = truth[i] ?? [];
      if (lower <= value && value <= upper) inside[i] = (inside[i] ?? 0) + 1;
    });
  for (const count of inside) {
    expect(count).toBeGreaterThan(0.95 * worlds - 10);
    expect(count).toBeLessThan(0.95 * worlds + 10);
  }
});
