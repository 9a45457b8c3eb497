import { describe, expect, test } from "vitest";
import { readHouseholdFile, readHouseholdFiles } from "../../src/importers/index.ts";
import * as files from "./files.ts";
import { SPRING } from "./files.ts";
import { bytesOf, zipOf } from "./made.ts";

const read = (...held: (string | Uint8Array)[]) =>
  readHouseholdFiles(held.map((one) => ({ name: "a file", bytes: typeof one === "string" ? bytesOf(one) : one })));

describe("a place is told with its file", () => {
  const curve = files.enedisCurve(SPRING);
  const contradiction = [...curve.split("\n").slice(0, 4), `${curve.split("\n")[300]?.split(";")[0]};1`].join("\n");
  const expected = (one: number, two: number) => [
    { in: "line", at: 301, entry: one, reason: "contradiction" },
    { in: "line", at: 5, entry: two, reason: "contradiction" },
  ];

  test("though a contradiction is found when all are read", async () => {
    expect((await read(curve, contradiction)).unread).toEqual(expected(1, 2));
    expect((await read(await zipOf({ a: "words", b: curve, c: contradiction }))).unread).toEqual(expected(2, 3));
    const monthly = files.edfMonthly({ "2024-01": 1000, "2024-02": 2000, "2024-03": 3000 });
    const changed = files.edfMonthly({ "2024-02": 2001 });
    expect((await read(monthly, changed)).unread).toMatchObject([
      { at: 5, entry: 1, reason: "contradiction" },
      { at: 4, entry: 2, reason: "contradiction" },
    ]);
  });

  test("no number is given twice where one of several files is an archive", async () => {
    const archive = await zipOf({ a: curve, b: "words" });
    expect((await read(archive, contradiction)).unread).toEqual(expected(1, 3));
    expect((await read(files.enedisMaximum(), archive, contradiction)).unread).toEqual(expected(2, 4));
  });

  test("a file alone has none", async () => {
    const [bad] = (await readHouseholdFile({ name: "a", bytes: bytesOf(`${curve}\nnonsense;1`) })).unread;
    expect(bad).toEqual({ in: "line", at: SPRING.length + 5, reason: "bad-date" });
  });
});
