import { existsSync, mkdirSync, readdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parsePeriod } from "../../../src/contract/period.ts";
import { planPublication } from "../../../src/pipeline/index.ts";
import { refuseWideReadings, refuseWideSums } from "../../../src/pipeline/plan/measures.ts";
import { foldersOf, makeRunFolder, type RunFolder, sweepRuns, writeHouseholds } from "../../../src/pipeline/spark/exchange.ts";
import { takeBack } from "../../../src/pipeline/spark/index.ts";
import { clusterPromises, type Receipt } from "../../../src/pipeline/spark/script.ts";
import { makeRunKey, type RunKey } from "../../../src/pipeline/spark/seal.ts";
import { openDuck } from "../../../src/storage/duckdb/index.ts";
import { inFolder } from "../../support/folder.ts";
import { gridPlan, household, months, STEPS } from "../../support/pipeline.ts";

const publication = planPublication(gridPlan(2, 3, { measures: ["water.volume", "gas.energy"] }), parsePeriod("2025"));
const lists = {
  areas: publication.plan.territory.leaves.map(({ code }) => code),
  measures: [{ domain: "water", measure: "volume" }],
  periods: ["2025-01"],
};
const households = Array.from({ length: 120 }, (_, i) =>
  household(i, `m${i % 2}l${i % 3}`, [...months(4000 + 100 * (i % 9)), ...months(70_000 + i, "gas.energy")], {
    size: ["1", "2", "5+", "unknown"][i % 4] as string,
  }),
);

test("what is handed over has no text of a household, no unit, and is bound to run and file", () =>
  inFolder(async (folder) => {
    const key = makeRunKey();
    const run = makeRunFolder(folder, "town");
    // One month of one measure is asked for, out of twelve months of two.
    const handed = await writeHouseholds(run, key, households, lists, () => undefined);
    const text = readFileSync(join(run.folders.households, "part-000000"), "utf8");
    expect(handed).toEqual({ rows: 120n, measures: 120n, bytes: text.length });
    const rows = text
      .trimEnd()
      .split("\n")
      .map((line) => Buffer.from(line, "base64"));
    expect(rows).toHaveLength(120);
    // Four bytes stand by chance among 12 000 less than once in 300 000 runs.
    for (const raw of ["m0l0", "4000", "water", "2025"]) expect(Buffer.concat(rows).includes(raw)).toBe(false);
    const place = `${run.run}/households/part-000000`;
    const opened = rows.map((row) => JSON.parse(key.open(row, place)));
    expect(opened[5]).toEqual({ h: 5, a: "m1l2", t: ["2", ...Array(6).fill("unknown")], r: [[0, 4500]] });
    for (const wrong of [
      `${run.run}/households/part-000001`,
      `${run.run}/partials`,
      "voisinage-town-000000/households/part-000000",
    ])
      expect(() => key.open(rows[0] as Buffer, wrong)).toThrow();
    expect(() => makeRunKey().open(rows[0] as Buffer, place)).toThrow();
    key.forget();
    expect(() => key.open(rows[0] as Buffer, place)).toThrow();
  }));

test("the cluster calls a run's folders by their paths, or by the place of the bucket that is mounted here", () =>
  inFolder(async (folder) => {
    const run = makeRunFolder(folder, "town");
    expect(foldersOf(run, undefined).partials).toBe(`file://${run.folders.partials}`);
    expect(foldersOf(run, "s3a://bucket/prefix")).toEqual({
      households: `s3a://bucket/prefix/${run.run}/households`,
      partials: `s3a://bucket/prefix/${run.run}/partials`,
      receipt: `s3a://bucket/prefix/${run.run}/receipt`,
    });
  }));

test("a snapshot of too many households stops at the first one too many, before anybody has the key", () =>
  inFolder(async (folder) => {
    let given = 0;
    function* snapshot() {
      for (let i = 0; i < 3000; i++) {
        given++;
        yield households[i % households.length] as (typeof households)[number];
      }
    }
    const [measure] = publication.measures;
    const wide = [{ ...(measure as NonNullable<typeof measure>), centre: 2n ** 63n / 100n + 1n }];
    const write = () =>
      writeHouseholds(makeRunFolder(folder, "town"), makeRunKey(), snapshot(), lists, (count) => refuseWideSums(wide, count));
    await expect(write()).rejects.toThrow(/half a clamp × scale × households must be < 2\^63/);
    // A page of a thousand ends with the first household of the next.
    expect(given).toBe(1001);
  }));

test("a run of this commons that was killed is swept, and nobody else's", () =>
  inFolder(async (folder) => {
    const [killed, other] = [makeRunFolder(folder, "town"), makeRunFolder(folder, "village")];
    await writeHouseholds(killed, makeRunKey(), households, lists, () => undefined);
    sweepRuns(folder, "town");
    expect(readdirSync(folder)).toEqual([other.run]);
  }));

const PARTIALS = [
  ["0", "0", "m0l0", "size=1", "3", "7", "-900719925474099267"],
  ["0", "0", "m0l1", "size=1", "3", "7", "-900719925474099267"],
  ["0", "1", "m1l2", "heating=gas", "31", "2", "9"],
];
const RECEIPT: Receipt = {
  rows: "20",
  households: "20",
  first: "0",
  last: "19",
  measures: "40",
  amounts: "16",
  centred: "-1801439850948198525",
  partials: "3",
  checks: [0, 0, 0, 0, 0, 0],
};

async function writeSealed(folder: string, file: string, blobs: readonly Buffer[]): Promise<void> {
  if (!existsSync(folder)) mkdirSync(folder);
  const duck = await openDuck({ folders: [folder] });
  const values = blobs.map((blob) => `(from_base64('${blob.toString("base64")}'))`).join(", ");
  await duck.run(`COPY (SELECT * FROM (VALUES ${values}) AS given(sealed)) TO '${join(folder, file)}' (FORMAT parquet)`);
  duck.close();
  writeFileSync(join(folder, "_SUCCESS"), "");
}

interface Written {
  readonly folder: string;
  readonly run: RunFolder;
  readonly key: RunKey;
}

/** What comes of a run that gave this back; null: it was taken. */
async function taken(o: {
  receipt?: Partial<Receipt>;
  partials?: readonly (readonly string[])[];
  spoil?: (w: Written) => unknown;
}) {
  return inFolder(async (folder) => {
    const key = makeRunKey();
    const run = makeRunFolder(folder, "town");
    const partials = (o.partials ?? PARTIALS).map((row) => key.seal(JSON.stringify(row), `${run.run}/partials`));
    const receipt = key.seal(JSON.stringify({ ...RECEIPT, ...o.receipt }), `${run.run}/receipt`);
    await writeSealed(run.folders.partials, "a.parquet", partials.slice(0, 1));
    if (partials.length > 1) await writeSealed(run.folders.partials, "b.parquet", partials.slice(1));
    await writeSealed(run.folders.receipt, "a.parquet", [receipt]);
    await o.spoil?.({ folder, run, key });
    const duck = await openDuck();
    try {
      await takeBack(duck, { steps: STEPS, publication }, { run, key, handed: { rows: 20n, measures: 40n } });
      return await duck.rows("FROM partials ORDER BY ALL");
    } catch (error) {
      return `${(error as { code?: string }).code}: ${(error as Error).message}`;
    } finally {
      duck.close();
    }
  });
}

test("partial sums come back exact", async () => {
  expect(await taken({})).toEqual(
    PARTIALS.map(([, stream, leaf, place, bin, count, sum]) => ({
      shard: 0n,
      stream: BigInt(stream as string),
      leaf,
      class: place,
      bin: Number(bin),
      households: BigInt(count as string),
      centred: BigInt(sum as string),
    })),
  );
});

const inThe = (kind: "partials" | "receipt", change: (folder: string, written: Written) => unknown) => (written: Written) =>
  change(written.run.folders[kind], written);

test.each([
  ["a household was lost", { receipt: { rows: "19", households: "19", last: "18" } }, /did not read just what was handed over/],
  ["a household was read twice, and another not", { receipt: { households: "19" } }, /did not read just/],
  ["another number", { receipt: { last: "20" } }, /did not read just/],
  ["a measure was lost", { receipt: { measures: "39" } }, /did not read just/],
  ["a partial sum was lost", { partials: PARTIALS.slice(1) }, /not those that Spark made/],
  [
    "one came twice, in the place of its like",
    { partials: [PARTIALS[0], ...PARTIALS.slice(0, 1), PARTIALS[2]] },
    /not those that/,
  ],
  ["a sum is another", { receipt: { centred: "-1801439850948198524" } }, /not those that Spark made/],
  ["a count is another", { receipt: { amounts: "17" } }, /not those that Spark made/],
  [
    "a file of somebody else's",
    { spoil: inThe("partials", (folder) => writeSealed(folder, "c.parquet", [Buffer.alloc(90)])) },
    /not sealed by this run/,
  ],
  [
    "a receipt of another kind",
    {
      spoil: inThe("receipt", (folder, { key, run }) =>
        writeSealed(folder, "a.parquet", [key.seal(JSON.stringify(RECEIPT), `${run.run}/partials`)]),
      ),
    },
    /among the receipt was not sealed by this run/,
  ],
  [
    "two receipts",
    {
      spoil: inThe("receipt", (folder, { key, run }) =>
        writeSealed(folder, "b.parquet", [key.seal(JSON.stringify(RECEIPT), `${run.run}/receipt`)]),
      ),
    },
    /two receipts/,
  ],
  [
    "a file that is cut short",
    { spoil: inThe("partials", (folder) => writeFileSync(join(folder, "b.parquet"), "PAR1")) },
    /cannot be/,
  ],
] as const)("refused: %s", async (_, o, sentence) => {
  const said = String(await taken(o as Parameters<typeof taken>[0]));
  expect(said).toMatch(/^exchange-damaged: /);
  expect(said).toMatch(sentence);
});

test("a folder without its mark of an end is not taken; a check's row stops before noise, by its name alone", async () => {
  for (const kind of ["partials", "receipt"] as const)
    expect(await taken({ spoil: ({ run }) => unlinkSync(join(run.folders[kind], "_SUCCESS")) })).toMatch(
      /^exchange-damaged: .* not written to their end/,
    );
  for (const [i, check] of clusterPromises(STEPS).entries())
    expect(await taken({ receipt: { checks: RECEIPT.checks.map((_, at) => (at === i ? 1 : 0)) } })).toBe(
      `promise-broken: ${check.name}: ${check.promise}. Nothing was drawn`,
    );
});

test("exactly at 2^63, sums are refused: the sentence has the bound, what to change, and no number of households", () => {
  const water = publication.measures.slice(0, 1);
  const most = (2n ** 63n - 1n) / (water[0]?.centre ?? 0n);
  refuseWideSums(water, most);
  let said = "";
  try {
    refuseWideSums(water, most + 1n);
  } catch (error) {
    said = String(error);
  }
  expect(said).toMatch(/water\.volume: half a clamp × scale × households must be < 2\^63.*lower clamps\.water\.volume\.upper/);
  expect(said).not.toContain(String(most + 1n));
  const period = parsePeriod("2025");
  refuseWideReadings(period);
  // Twelve months and a total.
  refuseWideReadings(period, (2n ** 63n - 1n) / 13n);
  expect(() => refuseWideReadings(period, 2n ** 63n / 13n + 1n)).toThrow(/13 × /);
});
