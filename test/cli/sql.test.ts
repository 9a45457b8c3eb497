import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tableFromIPC } from "apache-arrow";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCli } from "../../src/cli/run.ts";
import { answerFile, answerObjects, answerText, runQuery } from "../../src/cli/sql/answer.ts";
import { openSubject, subjectOf } from "../../src/cli/sql/open.ts";
import type { Format, QuerySource } from "../../src/cli/sql/process.ts";
import { territoryHash } from "../../src/commons/territories.ts";
import { splitSettings } from "../../src/contract/settings.ts";
import { OBSERVATIONS } from "../../src/contract/tables.ts";
import { openRelease, writeRelease } from "../../src/release/index.ts";
import { openDuck, quoteText, type SealedDuck } from "../../src/storage/duckdb/index.ts";
import { buildTerritory } from "../../src/territory/index.ts";
import { examplesFor } from "../../src/texts/sql/index.ts";
import { parseCsv } from "../support/csv.ts";
import { folderOfFile } from "../support/folder.ts";
import { sampleRelease, sampleTerritory } from "../support/release.ts";

const root = folderOfFile();
let home = "";
let release = "";
/** The tables of the release folder, opened as the query's process opens them: what a process costs is a second a question. */
let duck: SealedDuck;

const openedOf = async (source: QuerySource): Promise<SealedDuck> =>
  openSubject(await subjectOf(source), { rows: 1_000_000, memoryMegabytes: 1024 });

/** A home of releases alone: neither vault nor key is there. */
async function homeAt(folder: string, ids: readonly string[], nameOf = (name: string) => name): Promise<void> {
  const sample = sampleTerritory();
  const areas = sample.areas.map((area) => ({ ...area, name: nameOf(area.name) }));
  const built = buildTerritory({ ...sample.input, areas });
  const sha256 = territoryHash(built);
  const territory = join(folder, "territories", sha256);
  mkdirSync(territory, { recursive: true });
  writeFileSync(join(territory, "territory.json"), JSON.stringify(built.input));
  writeFileSync(join(folder, "commons.json"), JSON.stringify(splitSettings(sampleRelease(root).manifest.settings).about));
  for (const one of ids) {
    const made = sampleRelease(join(folder, "releases"), one);
    await writeRelease({ ...made, manifest: { ...made.manifest, territory: { ...made.manifest.territory, sha256 } } });
  }
}

beforeAll(async () => {
  home = join(root, "home");
  await homeAt(home, ["2026-01", "2026", "2026-r1"]);
  release = join(home, "releases/2026");
  duck = await openedOf({ release });
});
afterAll(() => {
  duck.close();
});

async function sql(...args: string[]) {
  let [out, err] = ["", ""];
  const code = await runCli(["sql", ...args], { out: (text) => (out += text), err: (text) => (err += text) });
  return { code, out, err };
}
const json = async (...args: string[]) => JSON.parse((await sql(...args, "--json")).out);

/** An answer of the release folder as standard output shows it. */
const shown = async (query: string, format: "table" | "csv" | "json", of = duck) => answerText(await runQuery(of, query), format);

/** The same in a file of the temporary folder. */
async function written(query: string, format: Exclude<Format, "table">, name: string): Promise<string> {
  const path = join(root, name);
  await answerFile(await runQuery(duck, query), format, path, ["2026"]);
  return path;
}

test("a release folder is asked, alone, and every row of it is there once", async () => {
  const { rows, releases, columns } = await json(
    "--release",
    release,
    "SELECT count(*) AS n, min(RELEASE) AS r FROM observations",
  );
  expect({ rows, releases }).toEqual({
    rows: [{ n: sampleRelease(root).tables.observations.length, r: "2026" }],
    releases: ["2026"],
  });
  expect(columns).toEqual([
    { name: "n", type: "BIGINT" },
    { name: "r", type: "VARCHAR" },
  ]);
});

test("a home is asked of the newest release of each period, with the names of areas", async () => {
  const asked =
    "SELECT RELEASE, count(DISTINCT NAME) AS areas FROM observations JOIN areas USING (REF_AREA) GROUP BY ALL ORDER BY 1";
  expect((await json("--home", home, asked)).rows).toEqual([
    { RELEASE: "2026-01", areas: 1 },
    { RELEASE: "2026-r1", areas: 7 },
  ]);
  expect((await json("--home", home, "--period", "2026-01", asked)).rows).toEqual([{ RELEASE: "2026-01", areas: 1 }]);
});

test("withheld cells stay empty, in every format", async () => {
  const asked = "SELECT REF_AREA, OBS_VALUE FROM observations WHERE REF_AREA = 'S2' AND STATISTIC = 'MEAN' AND DOMAIN = 'water'";
  expect(await shown(asked, "csv")).toBe("REF_AREA,OBS_VALUE\nS2,");
  expect(JSON.parse(await shown(asked, "json"))).toEqual([{ REF_AREA: "S2", OBS_VALUE: null }]);
  expect((await sql("--release", release, asked)).out).toBe("REF_AREA  OBS_VALUE\nS2\n\n1 row\n");
});

test("whole numbers and decimals lose no digit in any file, and a file says its licence", async () => {
  const asked =
    "SELECT CAST(9007199254740993 AS BIGINT) AS b, sum(VARIANCE_NUM) AS v, CAST(-2.50 AS DECIMAL(5,2)) AS d, '' AS e, CAST(NULL AS DECIMAL(9,1)) AS z, true AS t, 'é,\"' AS s FROM measurements";
  const total = await runQuery(duck, "SELECT CAST(sum(VARIANCE_NUM) AS VARCHAR) AS v FROM measurements");
  const exact = String(answerObjects(total)[0]?.v);
  const file = (name: string) => join(root, name);
  // A file is named, counted and whole by the command; the others by what it calls.
  const { code, out } = await sql("--release", release, "--output", file("a.csv"), asked);
  expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/: 1 row, \d+ bytes\n$/) });
  for (const format of ["json", "parquet", "arrow"] as const) await written(asked, format, `a.${format}`);
  const csv = readFileSync(file("a.csv"), "utf8");
  expect(csv.endsWith(`\r\n9007199254740993,${exact},-2.50,"",,true,"é,"""\r\n`)).toBe(true);
  expect(parseCsv(csv)[1]).toEqual(["9007199254740993", exact, "-2.50", "", "", "true", 'é,"']);
  expect(JSON.parse(readFileSync(file("a.json"), "utf8"))[0]).toMatchObject({
    b: "9007199254740993",
    d: "-2.50",
    e: "",
    z: null,
  });
  const arrow = tableFromIPC(readFileSync(file("a.arrow")));
  expect(arrow.schema.fields.map(({ name, type }) => `${name} ${type}`)).toEqual([
    "b Int64",
    "v Decimal[38e0]",
    "d Decimal[5e+2]",
    "e Utf8",
    "z Decimal[9e+1]",
    "t Bool",
    "s Utf8",
  ]);
  expect(arrow.schema.metadata.get("licence")).toBe("etalab-2.0");
  const reader = await openDuck({ folders: [root] });
  try {
    const [row] = await reader.rows(
      `SELECT b, v::VARCHAR AS v, d::VARCHAR AS d, e, z::VARCHAR AS z FROM read_parquet(${quoteText(file("a.parquet"))})`,
    );
    expect(row).toEqual({ b: 9007199254740993n, v: exact, d: "-2.50", e: "", z: null });
  } finally {
    reader.close();
  }
  // What Arrow holds of the decimals, from its bytes.
  const [low = 0, second = 0] = Array.from((arrow.getChild("d")?.get(0) ?? []) as Uint32Array);
  expect([low | 0, second | 0]).toEqual([-250, -1]);
  const sum = Array.from((arrow.getChild("v")?.get(0) ?? []) as Uint32Array);
  expect(String(sum.reduceRight((value, word) => (value << 32n) | BigInt(word >>> 0), 0n))).toBe(exact);
  expect(arrow.getChild("z")?.get(0)).toBeNull();
});

test("an answer of no rows is a file with its columns", async () => {
  const none = "SELECT * FROM observations WHERE false";
  const parquet = join(root, "none.parquet");
  expect((await json("--release", release, "--output", parquet, none)).rows).toBe(0);
  for (const format of ["csv", "json", "arrow"] as const) await written(none, format, `none.${format}`);
  expect(JSON.parse(readFileSync(join(root, "none.json"), "utf8"))).toEqual([]);
  expect(readFileSync(join(root, "none.csv"), "utf8")).toBe(
    `${OBSERVATIONS.columns.map(({ name }) => name).join(",")},RELEASE\r\n`,
  );
  expect(tableFromIPC(readFileSync(join(root, "none.arrow"))).schema.fields).toHaveLength(16);
});

test("without a query it tells tables, columns and questions, and each question is answered", async () => {
  const { code, out } = await sql("--home", home);
  expect(code).toBe(0);
  expect(out).toMatch(/^ {2}OBS_VALUE +DOUBLE +the value, with its noise/m);
  const { examples, tables } = await json("--home", home);
  expect(tables.map(({ name }: { name: string }) => name)).toEqual([
    "observations",
    "measurements",
    "distributions",
    "groups",
    "areas",
    "measures",
  ]);
  expect(examples.length).toBe(examplesFor({ domain: "", measure: "", period: "", level: "" }).length);
  const whole = await openedOf({ home, period: undefined });
  try {
    for (const { id, sql: query } of examples) expect([id, (await runQuery(whole, query)).length > 0]).toEqual([id, true]);
    // Places weighted by their dwellings, reckoned once more from the list of means.
    const listed = [...(await runQuery(whole, examples.find(({ id }: { id: string }) => id === "ranking").sql)).rows()];
    const dwellings = new Map([...(await runQuery(whole, "SELECT NAME, DWELLINGS FROM areas")).rows()].map(([a, n]) => [a, n]));
    const [weighted] = [...(await runQuery(whole, examples.find(({ id }: { id: string }) => id === "weighted").sql)).rows()];
    const weights = listed.map(([name]) => Number(dwellings.get(name)));
    const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
    for (const column of [1, 2, 3]) {
      const mean = sumOf(listed.map((row, i) => Number(row[column]) * (weights[i] ?? 0))) / sumOf(weights);
      expect(Number(weighted?.[column - 1])).toBeCloseTo(mean, 1);
    }
    // A year beside its months would look like one of them.
    const trend = await runQuery(whole, examples.find(({ id }: { id: string }) => id === "trend").sql);
    expect(new Set([...trend.rows()].map(([period]) => String(period).replace(/\d+/g, ""))).size).toBe(1);
  } finally {
    whole.close();
  }
  // A release folder has codes and no names: fewer questions, each of them answered.
  const alone = await json("--release", release);
  expect(alone.examples.length).toBeGreaterThan(0);
  for (const { id, sql: query } of alone.examples) expect([id, (await runQuery(duck, query)).length > 0]).toEqual([id, true]);
});

test.each([
  ["query-failed", "SELECT NOPE FROM observations"],
  ["query-refused", "COPY observations TO 'x.csv'"],
  ["query-refused", "FROM read_csv('x.csv')"],
  ["query-too-large", "FROM range(6)"],
])("a refusal is %s, said in a sentence and as problem details", async (code, query) => {
  // As a sentence for one of them; the others come through the same door.
  if (code === "query-failed") {
    const said = await sql("--release", release, query);
    expect(said).toMatchObject({ code: 1, out: "", err: expect.stringContaining(`[${code}]`) });
  }
  const problem = JSON.parse((await sql("--release", release, "--rows", "5", query, "--json")).err);
  expect(problem.type).toBe(`/problems/${code}`);
});

test("an answer of several batches is the same in every format, and takes the place of an empty file", async () => {
  const asked = "SELECT range::INTEGER AS i, 'é' || range AS s FROM range(25000)";
  const read = {
    csv: (bytes: Buffer) => parseCsv(bytes.toString()).length - 1,
    json: (bytes: Buffer) => JSON.parse(bytes.toString()).length,
    arrow: (bytes: Buffer) => tableFromIPC(bytes).numRows,
  };
  const csv = join(root, "batches.csv");
  writeFileSync(csv, "");
  expect((await sql("--release", release, "--output", csv, asked)).code).toBe(0);
  for (const format of ["json", "arrow"] as const) await written(asked, format, `batches.${format}`);
  for (const [format, count] of Object.entries(read))
    expect([format, count(readFileSync(join(root, `batches.${format}`)))]).toEqual([format, 25000]);
  expect(
    tableFromIPC(readFileSync(join(root, "batches.arrow")))
      .get(24_999)
      ?.toJSON(),
  ).toEqual({ i: 24_999, s: "é24999" });
  expect(JSON.parse(readFileSync(join(root, "batches.json"), "utf8"))[10_000]).toEqual({ i: 10_000, s: "é10000" });
  const rows = answerObjects(await runQuery(duck, asked));
  expect([rows.length, rows[24_999]]).toEqual([25_000, { i: 24_999, s: "é24999" }]);
});

test("what a query says moves no cursor", async () => {
  expect(await shown("SELECT chr(27) || '[2J' AS a", "table")).toContain("\\u001b[2J");
  expect((await sql("--release", release, `SELECT "\u001b[2J" FROM observations`)).err).not.toContain("\u001b");
});

test("a frozen release takes no file, and opens after all of it", async () => {
  const inside = await sql("--release", release, "--output", join(release, "more.csv"), "FROM areas");
  expect(inside).toMatchObject({ code: 2, err: expect.stringContaining("which is frozen") });
  expect((await openRelease(release)).id).toBe("2026");
  expect(readdirSync(home).sort()).toEqual(["commons.json", "releases", "territories"]);
});

test.each([
  [["SELECT 1"], "one of --release and --home is needed"],
  [["--release", "x", "--home", "y", "SELECT 1"], "one of --release and --home is needed"],
  [["--release", "x", "--period", "2026", "SELECT 1"], "--period goes with --home"],
  [["--release", "x", "--format", "xml", "SELECT 1"], "--format must be one of table, csv, json, parquet, arrow; got xml"],
  [["--release", "x", "--format", "arrow", "SELECT 1"], "--format arrow needs --output FILE"],
  [["--release", "x", "--rows", "0", "SELECT 1"], "--rows must be a whole number from 1"],
])("wrong usage exits 2: %j", async (args, words) => {
  expect(await sql(...args)).toMatchObject({ code: 2, out: "", err: expect.stringContaining(words) });
});

test("a damaged release is not asked, and a period that was not published is said", async () => {
  const copy = join(root, "damaged");
  await writeRelease(sampleRelease(copy, "2026"));
  writeFileSync(join(copy, "2026/groups.parquet"), "PAR1");
  expect((await sql("--release", join(copy, "2026"), "FROM groups")).err).toContain("[release-damaged]");
  expect((await sql("--home", home, "--period", "2025", "SELECT 1")).err).toContain("[not-published]");
});

test("names of areas, sources and names of columns that are formulas run in no spreadsheet", async () => {
  const attack = "=cmd|' /C calc'!A0";
  const attacked = join(root, "attacked");
  await homeAt(attacked, ["2026"], (name) => (name === "Nord" ? attack : name));
  const asked = `SELECT NAME, '@SUM(1)' AS source, -1.5::DOUBLE AS a, -2::BIGINT AS b, -3.25::DECIMAL(9,2) AS c, 1 AS "+x" FROM areas WHERE REF_AREA = 'N'`;
  const opened = await openedOf({ home: attacked, period: undefined });
  const out = await shown(asked, "csv", opened);
  opened.close();
  expect(out.split("\n")).toEqual(["NAME,source,a,b,c,'+x", `'${attack},'@SUM(1),-1.5,-2,-3.25,1`]);
  const file = join(root, "formula.csv");
  await sql("--home", attacked, "--format", "csv", "--output", file, asked);
  expect(parseCsv(readFileSync(file, "utf8"))[1]?.slice(0, 2)).toEqual([`'${attack}`, "'@SUM(1)"]);
});
