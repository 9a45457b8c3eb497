import fc from "fast-check";
import { expect, test } from "vitest";
import { brokenItem, type LegendItem, PAD, slideOf } from "../../../dashboards/shared/poster-parts.ts";

test("a slide is 16 to 9, with room for any drawing beside any texts, those at its foot included", () => {
  const px = fc.integer({ min: 100, max: 3000 });
  fc.assert(
    fc.property(px, px, px, fc.integer({ min: 0, max: 6 }), (width, height, letters, most) => {
      // So many px of texts in a column of a px, and of those that stand across the foot a sixth each.
      const beside = (column: number, left: number): number => ((1 - left / 7) * letters * 300) / column;
      const across = (room: number, left: number): number => ((left / 7) * letters * 300) / room;
      const { wide, high, column, room, left, scale } = slideOf({ width, height }, { beside, across, most });
      expect(wide / high).toBeCloseTo(16 / 9, 9);
      expect(wide).toBeGreaterThanOrEqual(880);
      expect(3 * PAD + column + scale * width).toBeCloseTo(wide, 6);
      expect(scale * width).toBeLessThanOrEqual(0.6 * wide + 1e-9);
      expect(scale * height).toBeLessThanOrEqual(room + 1e-9);
      expect(beside(column, left)).toBeLessThanOrEqual(room);
      expect(2 * PAD + room + (left === 0 ? 0 : across(wide - 2 * PAD, left) + PAD / 2)).toBeCloseTo(high, 6);
    }),
  );
});

test("a slide that has room is as small as letters need that are read from afar, and its drawing has three fifths of it", () => {
  const { wide, column, scale } = slideOf({ width: 528, height: 400 }, { beside: () => 300, across: () => 0, most: 3 });
  expect([wide, Math.round(column), scale]).toEqual([880, 280, 1]);
});

test("a reason that is longer than the column beside a slide's drawing is broken, its further lines below its first letter", () => {
  const context = { measureText: (text: string) => ({ width: 8 * text.length }) as TextMetrics };
  const text = "sans chiffre (pas assez de foyers ; non publié, car il en ferait deviner un autre)";
  const sign = { hatched: true, dotted: false, dashed: false, round: false, mark: null, drawing: null };
  const item: LegendItem = { ...sign, colours: ["#000"], text };
  const lines = brokenItem(context, item, 300);
  expect(lines.map((line) => line.text).join(" ")).toBe(text);
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) expect((line.inset ?? 34) + 8 * line.text.length).toBeLessThanOrEqual(300);
  expect(lines.slice(1).map(({ colours, inset }) => [colours, inset])).toEqual(lines.slice(1).map(() => [[], 34]));
});
