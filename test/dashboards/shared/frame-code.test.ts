import { expect, test } from "vitest";
import { frameCode, heightIn } from "../../../dashboards/shared/frame-code.ts";

const texts = { title: "Dix secteurs au-dessus de Lyon 8e", subtitle: "Eau, 2026", source: "Chiffres", legend: [] };

test("a frame is higher where its texts have less room, by the drawing that it gets there", () => {
  const drawn: number[] = [];
  const at = (width: number): number =>
    heightIn(width, texts, (inner) => {
      drawn.push(inner);
      return 200;
    });
  expect(at(288)).toBeGreaterThan(at(640));
  expect(drawn).toEqual([256, 608]);
});

test("a legend takes a line more where its items have no room beside each other", () => {
  const at = (...legend: number[]): number => heightIn(320, { ...texts, legend }, () => 200);
  expect(at(140, 120)).toBe(at(140));
  expect([26, 27]).toContain(at(140, 130) - at(140));
  expect(at(140)).toBeGreaterThan(at());
});

test("texts break between words as they are measured, and not at spaces that do not break", () => {
  const widthOf = (text: string): number => 10 * text.length;
  const at = (subtitle: string): number => heightIn(132, { ...texts, subtitle }, () => 200, widthOf);
  // Ten letters fit: two words of six need two lines, also where both together are no wider than two lines of letters.
  expect(at("abcdef ghijkl mnopqr") - at("abcdef")).toBe(45);
  expect(at("abcd efgh") - at("abcdef")).toBe(0);
  expect(at("abcdef\u00a0ghi") - at("abcdef")).toBe(0);
});

test("the code has the heights of phones' columns and of an article's, and no script", () => {
  const code = frameCode(
    "https://a.example/embed/?a=1&b=2",
    'Un "titre"',
    (width) => ({ 288: 500, 304: 484, 328: 460, 352: 436, 380: 408 })[width] ?? 400,
  );
  expect(code).toBe(
    '<iframe src="https://a.example/embed/?a=1&amp;b=2" title="Un &quot;titre&quot;" width="100%" height="500" loading="lazy" style="border:0;width:100%;height:clamp(400px, max(820px - 100vw, 419px - 2.6vw), 500px)"></iframe>',
  );
  expect(frameCode("x", "y", () => 300)).toContain("height:300px");
});

test("a figure that grows with its width is as high as it is in the column between", () => {
  // A picture as high as it is wide at first, and no higher than 400 px: the lower of two lines, and 10 px more for where it bends between.
  expect(frameCode("x", "y", (width) => Math.min(400, width))).toContain(
    "height:clamp(288px, min(-67px + 110.9vw, 363px + 6.5vw), 410px)",
  );
});

test("a frame is high enough where a title needs one line more between the columns that give its heights", () => {
  const needs = (width: number): number => (width < 340 ? 325 : 300);
  const height = (screen: number): number => {
    const [low, first, slope, second, bend, high] = (
      /clamp\((\d+)px, \w+\((\d+)px - ([\d.]+)vw, (-?\d+)px(?: - ([\d.]+)vw)?\), (\d+)px/
        .exec(frameCode("x", "y", needs))
        ?.slice(1) ?? []
    ).map((one) => Number(one ?? 0)) as [number, number, number, number, number, number];
    const between = Math.max(first - (slope * screen) / 100, second - (bend * screen) / 100);
    return Math.max(low, Math.min(high, between));
  };
  for (const column of [288, 304, 328, 352, 380])
    expect([column, height(column + 32) >= needs(column) - 1]).toEqual([column, true]);
});
