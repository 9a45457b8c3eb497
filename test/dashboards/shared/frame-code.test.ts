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

test("a legend takes lines too", () => {
  const without = heightIn(640, texts, () => 200);
  expect(heightIn(640, { ...texts, legend: ["moins", "plus"] }, () => 200)).toBe(without + 16 + 28);
});

test("the code has the heights of phones' columns and of an article's, and no script", () => {
  const code = frameCode("https://a.example/embed/?a=1&b=2", 'Un "titre"', (width) => ({ 288: 500, 380: 408 })[width] ?? 400);
  expect(code).toBe(
    '<iframe src="https://a.example/embed/?a=1&amp;b=2" title="Un &quot;titre&quot;" width="100%" height="500" loading="lazy" style="border:0;width:100%;height:clamp(400px, max(820px - 100vw, 419px - 2.6vw), 500px)"></iframe>',
  );
  expect(frameCode("x", "y", () => 300)).toContain("height:300px");
});

test("a figure that grows with its width is as high as it is in the column between", () => {
  // A picture as high as it is wide at first, and no higher than 400 px: the lower of two lines.
  expect(frameCode("x", "y", (width) => Math.min(400, width))).toContain(
    "height:clamp(288px, min(-32px + 100vw, 353px + 6.5vw), 400px)",
  );
});
