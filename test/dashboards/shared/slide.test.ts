import fc from "fast-check";
import { expect, test } from "vitest";
import { PAD, slideOf } from "../../../dashboards/shared/poster-parts.ts";

test("a slide is 16 to 9, with room for any drawing beside any texts", () => {
  const px = fc.integer({ min: 1, max: 3000 });
  fc.assert(
    fc.property(px, px, px, (width, height, tall) => {
      const { wide, high, column } = slideOf({ width, height }, tall);
      expect(wide / high).toBeCloseTo(16 / 9, 9);
      expect(column).toBeGreaterThanOrEqual(340 - 1e-9);
      expect(3 * PAD + column + width).toBeCloseTo(wide, 6);
      expect(high + 1e-9).toBeGreaterThanOrEqual(2 * PAD + Math.max(height, tall));
    }),
  );
});
