import { expect, test } from "vitest";
import { nearlyAllIn } from "../../dashboards/shared/nearly-all.ts";

test("more than four homes of five in one part are nearly all of them; an only part says nothing", () => {
  const homes: Readonly<Record<string, number | null>> = { A: 81, B: 80, C: null };
  const of = (codes: readonly string[], whole: number | null) =>
    nearlyAllIn(
      codes.map((code) => ({ code })),
      (code) => homes[code],
      whole,
    )?.code;
  expect(of(["C", "A"], 100)).toBe("A");
  expect(of(["C", "B"], 100)).toBeUndefined();
  expect(of(["A"], 81)).toBeUndefined();
  expect(of(["A", "C"], null)).toBeUndefined();
});
