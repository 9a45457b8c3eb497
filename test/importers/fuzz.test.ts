import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isReadingPeriod } from "../../src/contract/period.ts";
import { Refusal } from "../../src/contract/problem.ts";
import { type FileReport, MAX_UNREAD, readHouseholdFile, WHOLE_PERCENT } from "../../src/importers/index.ts";
import * as files from "./files.ts";
import { PRM } from "./files.ts";
import { bytesOf, home, iso, wall, workbookOf, zipOf } from "./made.ts";
import * as more from "./more-files.ts";

/** Fixed, so that a failure comes again; another one may be given to look further. fast-check prints it with what failed. */
const SEED = Number(process.env.FUZZ_SEED ?? 20_240_401);

/** One whole month and what is around it: short enough for thousands of runs, none of which can take long. */
const HOME = home("2024-03-29", "2024-05-02");
const DAYS = files.DAYS.filter((day) => day >= "2024-03-29" && day <= "2024-05-01");
const read = (bytes: Uint8Array) => readHouseholdFile({ name: "a file", bytes });

type Mutation =
  | { readonly kind: "flip" | "insert"; readonly at: number; readonly byte: number }
  | { readonly kind: "delete" | "repeat" | "truncate"; readonly at: number; readonly length: number }
  | { readonly kind: "swap"; readonly at: number; readonly with: number };

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constantFrom("flip" as const, "insert" as const), at: place, byte: fc.nat({ max: 255 }) }),
  fc.record({
    kind: fc.constantFrom("delete" as const, "repeat" as const, "truncate" as const),
    at: place,
    length: fc.integer({ min: 1, max: 400 }),
  }),
  fc.record({ kind: fc.constant("swap" as const), at: place, with: place }),
);

function lineSpan(bytes: Uint8Array, at: number): [number, number] {
  const from = bytes.lastIndexOf(10, Math.max(0, at - 1)) + 1;
  const end = bytes.indexOf(10, at);
  return [Math.min(from, at), end < 0 ? bytes.length : end + 1];
}

function mutate(bytes: Uint8Array, one: Mutation): Uint8Array {
  const at = Math.floor(one.at * bytes.length);
  const join = (...parts: Uint8Array[]) => Uint8Array.from(Buffer.concat(parts));
  if ("byte" in one)
    return join(bytes.subarray(0, at), Uint8Array.of(one.byte), bytes.subarray(one.kind === "flip" ? at + 1 : at));
  if ("length" in one) {
    if (one.kind === "truncate") return bytes.slice(0, at);
    const from = one.kind === "delete" ? at + one.length : at;
    return join(bytes.subarray(0, one.kind === "delete" ? at : at + one.length), bytes.subarray(from));
  }
  const [[a, b], [c, d]] = [lineSpan(bytes, at), lineSpan(bytes, Math.floor(one.with * bytes.length))].sort(
    ([x], [y]) => x - y,
  ) as [[number, number], [number, number]];
  if (b > c) return bytes;
  return join(bytes.subarray(0, a), bytes.subarray(c, d), bytes.subarray(b, c), bytes.subarray(a, b), bytes.subarray(d));
}

/** What holds of every report, whatever the file was. */
function checkReport(report: FileReport): void {
  const seen = new Set<string>();
  for (const { domain, measure, period, amount, missing } of report.readings) {
    expect(Number.isSafeInteger(amount) && amount >= 0).toBe(true);
    expect(isReadingPeriod(period)).toBe(true);
    expect(seen.has(`${domain} ${measure} ${period}`)).toBe(false);
    seen.add(`${domain} ${measure} ${period}`);
    // No month is kept that is not whole by the rule; the longest has 31 days and an hour.
    expect(100 * (missing ?? 0)).toBeLessThanOrEqual((100 - WHOLE_PERCENT) * (31 * 24 + 1) * 60);
  }
  for (const { domain, measure, period, covered, expected } of report.partial) {
    expect(seen.has(`${domain} ${measure} ${period}`)).toBe(false);
    if (covered !== null) expect(100 * covered).toBeLessThan(WHOLE_PERCENT * expected);
  }
  expect(report.unread.length).toBe(Math.min(MAX_UNREAD, report.unreadTotal));
  expect(JSON.stringify(report)).not.toMatch(new RegExp(`${PRM}|GI012345|Fleurs`));
}

async function refusedOrRight(bytes: Uint8Array): Promise<void> {
  try {
    checkReport(await read(bytes));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect(error.code).toMatch(/^(unknown|unreadable)-file$/);
    expect(error.message).not.toMatch(new RegExp(`${PRM}|GI012345|Fleurs`));
  }
}

const FILES: readonly (readonly [string, number, () => string | Uint8Array | Promise<Uint8Array>])[] = [
  ["enedis-curve", 80, () => files.enedisCurve(HOME)],
  ["enedis-daily", 80, () => files.enedisDaily(HOME)],
  ["enedis-index", 80, () => files.enedisIndex(HOME)],
  ["enedis-maximum", 40, () => files.enedisMaximum()],
  ["enedis-workbook", 15, () => files.enedisWorkbook(HOME.slice(0, 96))],
  ["conso-downloader", 80, () => files.consoDownloader(HOME)],
  ["dataconnect curve", 40, () => files.dataconnectCurve(HOME)],
  ["dataconnect days", 80, () => files.dataconnectDaily(HOME)],
  ["edf-curve", 80, () => files.edfCurve(HOME)],
  ["edf-daily", 80, () => files.edfDaily(HOME)],
  ["edf-monthly", 80, () => files.edfMonthly({ "2024-01": 1000, "2024-02": 2000, "2024-03": 3000 })],
  [
    "EDF's zip",
    25,
    () => zipOf({ "a.csv": files.edfDaily(HOME), "b.csv": files.edfMonthly({ "2024-01": 1, "2024-02": 2, "2024-03": 3 }) }),
  ],
  ["grdf-portal", 80, () => files.grdfPortal(DAYS)],
  ["grdf-workbook", 15, () => files.grdfWorkbook(DAYS)],
  ["grdf-list", 80, () => files.grdfList(DAYS)],
  ["grdf-adict", 80, () => files.grdfAdict(DAYS)],
  ["water-portal", 80, () => files.waterPortal(DAYS)],
  ["green-button", 25, () => more.greenButton(HOME.slice(0, 400))],
  ["cozy", 80, () => files.cozy(DAYS)],
  ["mesinfos", 80, () => more.mesinfos(HOME)],
  ["timeline", 60, () => more.takeout(DAYS)],
  ["timeline of a phone", 60, () => more.phone(DAYS)],
  ["activitywatch", 80, () => more.activityWatch(DAYS)],
  ["own-table", 120, () => "mois;Électricité (kWh)\n2025-01;412,5\n02/2025;380\navril 2025;1 290,25 kWh\n"],
  [
    "own-table by the day",
    60,
    () =>
      `Date;Électricité (kWh)\n${DAYS.map((date, i) => `${date.split("-").reverse().join("/")};${8 + (i % 5)},4`).join("\n")}\n`,
  ],
  [
    "own-table by the hour, with several topics",
    40,
    () =>
      `Date et heure;HP (kWh);HC (kWh);Eau (L)\n${HOME.map(({ start, watts }) => `${wall(start).french} ${wall(start).time};${watts / 2000};0,1;${watts % 7}`).join("\n")}\n`,
  ],
  [
    "own-table with both ends",
    40,
    () =>
      `Start,End,Electricity (kWh)\n${HOME.map(({ start, end, watts }) => `${iso(start)},${iso(end)},${watts / 2000}`).join("\n")}\n`,
  ],
  [
    "own-workbook",
    15,
    () =>
      workbookOf([
        ["Mois", "Électricité (kWh)"],
        [new Date("2025-01-01"), 412.5],
        ["02/2025", "380 kWh"],
      ]),
  ],
];

test.each(FILES)("%s, mutated: a named refusal, or a report in which all holds", async (_, runs, make) => {
  const held = await make();
  const bytes = typeof held === "string" ? bytesOf(held) : held;
  checkReport(await read(bytes));
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 6 }), (mutations) =>
      refusedOrRight(mutations.reduce(mutate, bytes)),
    ),
    { seed: SEED, numRuns: runs },
  );
});

/** The same of real exports, which are no part of the repository: skipped, by this name, where they are absent. */
const REAL = fileURLToPath(new URL("../../../shared/data/importers", import.meta.url));
describe.skipIf(!existsSync(REAL))("real files, mutated (skipped where ../shared/data/importers is absent)", () => {
  const found = existsSync(REAL)
    ? readdirSync(REAL, { recursive: true, encoding: "utf8" }).filter((path) => /\.(csv|json|xml)$/.test(path))
    : [];
  test.each(found.map((path) => [path] as const))("%s", async (path) => {
    const bytes = new Uint8Array(readFileSync(join(REAL, path)));
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 6 }), (mutations) =>
        refusedOrRight(mutations.reduce(mutate, bytes)),
      ),
      // Roughly this many bytes are read, whatever the file's size.
      { seed: SEED, numRuns: Math.max(5, Math.min(60, Math.floor(4_000_000 / bytes.length))) },
    );
  });
});

test("bytes of nothing at all", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 3000 }),
      fc.constantFrom("", "PK\u0003\u0004", "{", "[", "<", "Horodate;Valeur\n"),
      async (bytes, start) => {
        await refusedOrRight(Uint8Array.from(Buffer.concat([bytesOf(start), bytes])));
      },
    ),
    { seed: SEED, numRuns: 300 },
  );
});
