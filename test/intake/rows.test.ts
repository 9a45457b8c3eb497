import { expect, test } from "vitest";
import { donateRows, type ReadingRow, type Reject } from "../../src/intake/index.ts";
import { vaultAt } from "../vault/support.ts";
import { contextOf, fileOf } from "./support.ts";

const context = contextOf();

async function* table(rows: ReadingRow[]): AsyncGenerator<ReadingRow> {
  yield* rows;
}
const row = (household: unknown, o: ReadingRow = {}): ReadingRow => ({
  household,
  area: "m0l0",
  size: 3,
  domain: "water",
  measure: "volume",
  period: "2026-01",
  value: 9.5,
  unit: "m3",
  source: "meter",
  consent_domains: "water;spending",
  given_at: "2026-01-05T09:00:00Z",
  ...o,
});

test("rows of a table are put together by household: numbers, texts, lists and dates as readers give them", async () => {
  const vault = vaultAt();
  const rows = [
    row("a"),
    row("a", { period: 2025n, value: "12.5" }),
    row(7, { consent_domains: ["water"], given_at: new Date("2026-01-05T09:00:00Z"), tenure: null }),
  ];
  let receipts: string[] = [];
  const keep = {
    add: (results: readonly { receipt: string }[]) => {
      receipts = results.map(({ receipt }) => receipt);
    },
    close: () => undefined,
  };
  expect(await donateRows(fileOf("x"), table(rows), { vault, context, receipts: keep })).toEqual({
    accepted: 2,
    rejected: 0,
    repeated: 0,
    dropped: 0,
    unusual: { above_clamp: 0, ten_times_middle: 0 },
  });
  expect(vault.show(receipts[0] as string)).toMatchObject({
    household: { area: "m0l0", size: "3" },
    readings: [
      { period: "2025", amount: 12_500 },
      { period: "2026-01", amount: 9500 },
    ],
  });
});

test.each<[string, ReadingRow[], number, string, string]>([
  ["comes back", [row("a"), row("b"), row("a")], 3, "household", "stand together"],
  ["contradicts itself", [row("b"), row("a"), row("a", { size: 4 })], 2, "size", "the same in all rows"],
  ["has no id", [row(null)], 1, "household", "missing"],
  ["has a value in words", [row("b"), row("a", { value: "much" })], 2, "/readings/0/value", 'got "much"'],
  ["is a minor's", [row("a", { adult: "false" })], 1, "/consent/adult", "adult"],
  ["names no consent", [row("a", { consent_domains: null })], 1, "/consent/domains", "missing"],
])("a household of a table that %s is refused by its first row", async (_, rows, line, field, words) => {
  const rejects: Reject[] = [];
  const { rejected } = await donateRows(fileOf("x"), table(rows), {
    vault: vaultAt(),
    context,
    onReject: (reject) => rejects.push(reject),
  });
  expect(rejected).toBe(1);
  expect(rejects).toMatchObject([{ line, field, reason: expect.stringContaining(words) }]);
});
