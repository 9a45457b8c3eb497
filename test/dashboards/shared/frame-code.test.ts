import { expect, test } from "vitest";
import { frameCode, heightIn as neededIn } from "../../../dashboards/shared/frame-code.ts";

const texts = { title: "Dix secteurs au-dessus de Lyon 8e", subtitle: "Eau, 2026", source: "Chiffres", legend: [] };

test("a frame is higher where its texts have less room, by the drawing that it gets there", () => {
  const drawn: number[] = [];
  const at = (width: number): number =>
    neededIn(width, texts, (inner) => {
      drawn.push(inner);
      return 200;
    });
  expect(at(288)).toBeGreaterThan(at(640));
  expect(drawn).toEqual([256, 608]);
});

test("a legend takes a line more where its items have no room beside each other", () => {
  const at = (...legend: number[]): number => neededIn(320, { ...texts, legend }, () => 200);
  expect(at(140, 120)).toBe(at(140));
  expect([26, 27]).toContain(at(140, 130) - at(140));
  expect(at(140)).toBeGreaterThan(at());
});

test("texts break between words as they are measured, and not at spaces that do not break", () => {
  const widthOf = (text: string): number => 10 * text.length;
  const at = (subtitle: string): number => neededIn(132, { ...texts, subtitle }, () => 200, widthOf);
  // Ten letters fit: two words of six need two lines, also where both together are no wider than two lines of letters.
  expect(at("abcdef ghijkl mnopqr") - at("abcdef")).toBe(45);
  expect(at("abcd efgh") - at("abcdef")).toBe(0);
  expect(at("abcdef\u00a0ghi") - at("abcdef")).toBe(0);
});

/** The height in px that a code gives its frame in a column. */
function heightIn(code: string, column: number): number {
  const [, first = "", rest = ""] = /height:(?:calc\()?(\d+)px([^;"]*)"/.exec(code) ?? [];
  const parts = [...rest.matchAll(/ ([+-]) ([\d.]+) \* clamp\(0px, 100cqw - (\d+)px, (\d+)px\)/g)];
  return parts.reduce((sum, [, sign, slope, from, most]) => {
    const within = Math.max(0, Math.min(Number(most), column - Number(from)));
    return sum + (sign === "-" ? -1 : 1) * Number(slope) * within;
  }, Number(first));
}

test("the code has the heights of phones' columns, of an article's and of a page's, by the column alone, and no script", () => {
  const code = frameCode("https://a.example/embed/?a=1&b=2", 'Un "titre"', (width) => (width <= 380 ? 788 - width : 400));
  expect(code).toBe(
    '<div style="container-type:inline-size;width:100%"><iframe src="https://a.example/embed/?a=1&amp;b=2" title="Un &quot;titre&quot;" width="100%" height="500" loading="lazy" style="border:0;width:100%;height:calc(500px - 1 * clamp(0px, 100cqw - 288px, 92px) - 0.08 * clamp(0px, 100cqw - 380px, 100px))"></iframe></div>',
  );
  expect(frameCode("x", "y", () => 300)).toContain('height:300px"');
});

test("a figure that grows with its width is as high as it is in every column, and not much higher", () => {
  const needs = (width: number): number => Math.min(400, width);
  const code = frameCode("x", "y", needs);
  for (const column of [288, 320, 380, 480, 640, 800, 900, 1200]) {
    expect([column, heightIn(code, column) >= needs(column) - 1]).toEqual([column, true]);
    expect([column, heightIn(code, column) <= needs(column) + 20]).toEqual([column, true]);
  }
});

test("where its maps take a row less, a frame is as much lower from that column on, and not in another", () => {
  const needs = (width: number): number => (width < 766 ? 100 + width : width - 300);
  const code = frameCode("x", "y", needs);
  for (const column of [288, 480, 600, 640, 700, 765, 766, 800, 900])
    expect([column, Math.round(heightIn(code, column))]).toEqual([column, needs(column)]);
});

test("a frame is high enough where a title needs one line more between the columns that give its heights", () => {
  const needs = (width: number): number => (width < 340 ? 325 : 300);
  const code = frameCode("x", "y", needs);
  for (const column of [288, 304, 328, 352, 380])
    expect([column, heightIn(code, column) >= needs(column) - 1]).toEqual([column, true]);
});
