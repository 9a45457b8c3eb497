import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync(new URL("../../../dashboards/shared/theme/tokens.css", import.meta.url), "utf8");
const [light = "", dark = "", paper = ""] = css.split("@media");
const colours = (part: string) =>
  new Map([...part.matchAll(/(--[\w-]+): (#[0-9a-f]{6})/g)].map(([, name = "", hex = ""]) => [name, hex]));
const THEMES = {
  light: colours(light),
  dark: new Map([...colours(light), ...colours(dark)]),
  paper: new Map([...colours(light), ...colours(paper)]),
};

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const TEXTS = ["--ink", "--ink-2", "--act", "--you", "--n2", "--hi-ink"];
const MEANINGS = ["--edge", "--n3", "--lo-1", "--hi-1"];

test.each(Object.entries(THEMES))("%s: texts have a contrast of 4.5 with their ground, what carries meaning 3", (_, theme) => {
  const of = (name: string): string => theme.get(name) ?? "";
  const low = (names: readonly string[], least: number) =>
    names.flatMap((name) =>
      ["--paper", "--card"].filter((ground) => contrast(of(name), of(ground)) < least).map((ground) => [name, ground]),
    );
  expect(low(TEXTS, 4.5)).toEqual([]);
  expect(low(MEANINGS, 3)).toEqual([]);
  expect(contrast(of("--on-act"), of("--act"))).toBeGreaterThanOrEqual(4.5);
  for (const ground of ["--warn", "--sunk", "--sel"]) expect(contrast(of("--ink"), of(ground))).toBeGreaterThanOrEqual(4.5);
});
