import { expect, test } from "vitest";
import { ownYear } from "../../../dashboards/compare/own-months.ts";
import { cellIndex } from "../../../dashboards/shared/cells.ts";
import { measureRef } from "../../../src/domains/index.ts";
import { row } from "../rows.ts";

const ref = measureRef("water", "volume");
if (!ref) throw new Error("water.volume is a measure");
const LETTERS = [..."JFMAMJJASOND"];
const month = (period: string, value: number) => ({ period, value });
type Given = Parameters<typeof ownYear>;

test("a file's newest year is in the order of time, beside what is published of the same months and the year before", () => {
  const cells = cellIndex([row("MEAN", 8, { TIME_PERIOD: "2025-02" })]);
  const commons = { cells, rest: { groups: new Map([["2025-02", []]]) } } as unknown as Given[0];
  const answer = { ref, group: { area: "T", type: "_T" } } as unknown as Given[1];
  const months = [month("2022-01", 12), month("2021-02", 10), month("2020-02", 11), month("2021-03", 9)];
  const year = ownYear(commons, answer, months, LETTERS);
  expect(year.months.map(({ name }) => name).join("")).toBe("FMAMJJASONDJ");
  expect(year.months.at(-1)).toMatchObject({ mine: 12, before: null, middle: null });
  expect(year.months[0]).toMatchObject({ mine: 10, before: 11, middle: { value: 8, lower: 7, upper: 9 }, half: null });
  expect(year.both).toEqual({ count: 1, now: 10, before: 11 });
});
