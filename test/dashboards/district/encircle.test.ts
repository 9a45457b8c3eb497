import { expect, test } from "vitest";
import { encircled, ringsOf } from "../../../dashboards/district/encircle.ts";

const square = (code: string, x: number, y: number) => ({
  code,
  polygons: ringsOf(`M${x} ${y}L${x + 10} ${y}L${x + 10} ${y + 10}L${x} ${y + 10}Z`),
});
const areas = [square("a", 0, 0), square("b", 10, 0), square("c", 20, 0), { code: "too small to draw", polygons: ringsOf("") }];

test("a line chooses the areas whose inner point is within it, also where it is not closed by hand", () => {
  const line = [
    [-1, -1],
    [18, -1],
    [18, 11],
    [-1, 11],
  ] as const;
  expect(encircled(line, areas)).toEqual(["a", "b"]);
  expect(encircled([...line, line[0]], areas)).toEqual(["a", "b"]);
  // A line that only touches an area does not choose it.
  expect(
    encircled(
      [
        [-1, -1],
        [3, -1],
        [3, 11],
        [-1, 11],
      ],
      areas,
    ),
  ).toEqual([]);
  expect(
    encircled(
      [
        [1, 1],
        [2, 2],
      ],
      areas,
    ),
  ).toEqual([]);
});

test("of a bent area and of one in parts the point is well within its largest part", () => {
  const bent = { code: "bent", polygons: ringsOf("M0 0L30 0L30 6L6 6L6 30L0 30Z") };
  const parts = { code: "parts", polygons: ringsOf("M0 0L2 0L2 2L0 2ZM100 0L120 0L120 20L100 20Z") };
  const inBend = [
    [8, 8],
    [30, 8],
    [30, 30],
    [8, 30],
  ] as const;
  expect(encircled(inBend, [bent])).toEqual([]);
  expect(
    encircled(
      [
        [90, -5],
        [130, -5],
        [130, 30],
        [90, 30],
      ],
      [parts],
    ),
  ).toEqual(["parts"]);
});
