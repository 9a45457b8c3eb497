import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Duck, DuckError, type Loader, openDuck, quoteText } from "../../../src/storage/duckdb/index.ts";
import { folderOfTest } from "../../support/folder.ts";

let duck: Duck;
beforeEach(async () => {
  duck = await openDuck();
});
afterEach(() => duck.close());

test("whole numbers past 32 bits come as bigint, whatever their width", async () => {
  const rows = await duck.rows(
    "SELECT 1::INTEGER i, 9007199254740993::BIGINT b, sum(9007199254740993::BIGINT) h, (10::DECIMAL(38,0) * 1)::DECIMAL(38,0) d, 1.5::DOUBLE f, 'é' t, NULL n, true y",
  );
  expect(rows).toEqual([{ i: 1, b: 9007199254740993n, h: 9007199254740993n, d: 10n, f: 1.5, t: "é", n: null, y: true }]);
});

test("a type that would lose something is refused by name", async () => {
  await expect(duck.rows("SELECT 1.25::DECIMAL(4,2) AS price")).rejects.toThrow("the column price");
});

test("temporary tables are the connection's own", async () => {
  const other = await openDuck();
  await duck.run("CREATE TEMP TABLE secret AS SELECT 1 AS a");
  await expect(other.rows("SELECT * FROM secret")).rejects.toThrow(DuckError);
  await other.run("CREATE TEMP TABLE secret AS SELECT 2 AS a");
  expect(await duck.rows("SELECT a FROM secret")).toEqual([{ a: 1 }]);
  other.close();
});

test("a closed connection says so, and its tables are gone", async () => {
  const other = await openDuck();
  await other.run("CREATE TEMP TABLE gone AS SELECT 1 AS a");
  other.close();
  other.close();
  await expect(other.rows("SELECT 1")).rejects.toThrow("closed");
  expect(await duck.rows("SELECT count(*) AS n FROM duckdb_tables() WHERE table_name = 'gone'")).toEqual([{ n: 0n }]);
});

test("append and loader keep every value, nulls included, over chunk borders", async () => {
  const columns = [
    { name: "a", type: "BIGINT" },
    { name: "t", type: "VARCHAR" },
    { name: "i", type: "INTEGER" },
    { name: "f", type: "DOUBLE" },
    { name: "d", type: "DECIMAL(38,0)" },
  ] as const;
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.tuple(
          fc.option(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n)),
          fc.option(fc.string({ unit: fc.constantFrom("a", "é", "'", "\n", "日", "👪") })),
          fc.option(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
          fc.option(fc.double({ noNaN: true })),
          fc.option(fc.bigInt(-(10n ** 38n) + 1n, 10n ** 38n - 1n)),
        ),
        { maxLength: 40 },
      ),
      async (rows) => {
        const big = Array.from(
          { length: rows.length === 0 ? 0 : 2100 },
          (_, i) => rows[i % rows.length] as (typeof rows)[number],
        );
        await duck.run("DROP TABLE IF EXISTS x; DROP TABLE IF EXISTS y");
        await duck.append(
          "x",
          columns,
          columns.map((_, c) => big.map((row) => row[c] ?? null)),
        );
        const [loader] = (await duck.loaders([{ table: "y", columns }])) as [Loader];
        for (const row of big) loader.add(...row);
        expect(loader.end()).toBe(big.length);
        const expected = big.map(([a, t, i, f, d]) => ({ a, t, i, f, d }));
        expect(await duck.rows("SELECT * FROM x")).toEqual(expected);
        expect(await duck.rows("SELECT * FROM y")).toEqual(expected);
      },
    ),
    { numRuns: 12 },
  );
});

test("typed arrays are columns too, and an append adds to what is there", async () => {
  const columns = [
    { name: "a", type: "BIGINT" },
    { name: "i", type: "INTEGER" },
  ] as const;
  await duck.append("x", columns, [BigInt64Array.of(1n, 2n), Int32Array.of(3, 4)]);
  await duck.append("x", columns, [[5], [6]]);
  expect(await duck.rows("SELECT sum(a) a, sum(i) i, count(*) n FROM x")).toEqual([{ a: 8n, i: 13n, n: 3n }]);
});

test("whole columns are the rows that they would be one by one, over chunk borders, beside others, and from any place to any other", async () => {
  const among = Array.from({ length: 300 }, (_, i) => `text ${i}`);
  const columns = [
    { name: "a", type: "BIGINT" },
    { name: "few", type: "VARCHAR", among: ["x", "y"] },
    { name: "many", type: "VARCHAR", among },
  ] as const;
  const length = 5000;
  const data = [
    BigInt64Array.from({ length }, (_, i) => BigInt(i) * 2n ** 40n - 2n ** 50n),
    Uint8Array.from({ length }, (_, i) => i % 2),
    Uint32Array.from({ length }, (_, i) => (i * 7) % 300),
  ] as const;
  const rowAt = (i: number) =>
    [data[0][i] as bigint, ["x", "y"][data[1][i] as number] as string, among[data[2][i] as number] as string] as const;
  const place = fc.nat(length);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(place, place), { maxLength: 4 }), async (parts) => {
      await duck.run("DROP TABLE IF EXISTS x");
      const [loader] = (await duck.loaders([{ table: "x", columns }])) as [Loader];
      const expected = [];
      for (const [a, b] of parts) {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        loader.addColumns(data, from, to);
        loader.add(...rowAt(from % length));
        for (let i = from; i < to; i++) expected.push(rowAt(i));
        expected.push(rowAt(from % length));
      }
      expect(loader.end()).toBe(expected.length);
      expect(await duck.rows("SELECT * FROM x")).toEqual(expected.map(([a, few, many]) => ({ a, few, many })));
    }),
    { numRuns: 10 },
  );
});

test("whole columns behind single values that are null have none", async () => {
  const [loader] = (await duck.loaders([{ table: "x", columns: [{ name: "a", type: "BIGINT" }] }])) as [Loader];
  const length = 2048;
  for (let i = 0; i < length; i++) loader.add(null);
  loader.addColumns([new BigInt64Array(length).fill(7n)], 0, length);
  expect(loader.end()).toBe(2 * length);
  expect(await duck.rows("SELECT count(*) n, count(a) given, min(a) a FROM x")).toEqual([{ n: 4096n, given: 2048n, a: 7n }]);
});

test("a column whose kind, length or places do not fit is refused", async () => {
  const columns = [
    { name: "a", type: "BIGINT" },
    { name: "t", type: "VARCHAR", among: ["x", "y"] },
  ] as const;
  const [loader] = (await duck.loaders([{ table: "x", columns }])) as [Loader];
  const [whole, places] = [BigInt64Array.of(1n), Uint8Array.of(1)];
  expect(() => loader.addColumns([whole], 0, 1)).toThrow("x has 2 columns; got 1 arrays");
  expect(() => loader.addColumns([places, places], 0, 1)).toThrow("x.a is BIGINT: an array does not fit");
  expect(() => loader.addColumns([whole, whole], 0, 1)).toThrow("x.t is VARCHAR: an array does not fit");
  expect(() => loader.addColumns([whole, places], 0, 2)).toThrow("x.a is BIGINT: an array does not fit");
  expect(() => loader.addColumns([whole, Uint8Array.of(2)], 0, 1)).toThrow("x.t has 2 texts: a place does not fit");
});

test("a value that does not fit is refused with its column, not truncated", async () => {
  await expect(duck.append("x", [{ name: "a", type: "BIGINT" }], [[2n ** 63n]])).rejects.toThrow("x.a is BIGINT");
  await expect(duck.append("y", [{ name: "a", type: "INTEGER" }], [[1.5]])).rejects.toThrow("y.a is INTEGER");
  await expect(duck.append("z", [{ name: "a", type: "INTEGER" }], [[1], [2]])).rejects.toThrow("z has 1 columns; got 2 values");
  await expect(duck.append("w", [{ name: "a", type: "DECIMAL(38,0)" }], [[10n ** 38n]])).rejects.toThrow(DuckError);
});

test("a stream gives every row in bounded batches", async () => {
  let total = 0;
  for await (const batch of duck.stream<{ i: bigint }>("SELECT range AS i FROM range(5000)")) {
    expect(batch.length).toBeLessThanOrEqual(2048);
    total += batch.length;
  }
  expect(total).toBe(5000);
});

test("parameters are bound by position and by name; an error names the statement and no value", async () => {
  expect(await duck.rows("SELECT $1 || $2 AS t", ["it's", "!"])).toEqual([{ t: "it's!" }]);
  expect(await duck.rows("SELECT $who AS t", { who: "x" })).toEqual([{ t: "x" }]);
  const failed = await duck.rows("SELECT missing FROM nowhere WHERE a = $1", ["s3cret"]).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(DuckError);
  expect((failed as DuckError).message).toContain("nowhere");
  expect((failed as DuckError).message).not.toContain("s3cret");
});

test("the shared instance touches no file and cannot be reconfigured", async () => {
  const target = join(tmpdir(), "voisinage-never.parquet");
  await expect(duck.run(`COPY (SELECT 1) TO ${quoteText(target)}`)).rejects.toThrow(DuckError);
  await expect(duck.rows("SELECT * FROM read_csv('/etc/hostname')")).rejects.toThrow(DuckError);
  await expect(duck.run("SET enable_external_access = true")).rejects.toThrow(DuckError);
});

test("a connection with folders writes there and nowhere else", async () => {
  const folder = folderOfTest();
  const inside = join(folder, "in");
  const filer = await openDuck({ folders: [inside] });
  try {
    await expect(filer.run(`COPY (SELECT 1 AS a) TO ${quoteText(join(folder, "x.parquet"))}`)).rejects.toThrow(DuckError);
    await expect(filer.run(`COPY (SELECT 1 AS a) TO ${quoteText(join(inside, "../x.parquet"))}`)).rejects.toThrow(DuckError);
    await expect(filer.run("SET enable_external_access = true")).rejects.toThrow(DuckError);
  } finally {
    filer.close();
  }
});
