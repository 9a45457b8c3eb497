import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test, vi } from "vitest";
import { FirstMonths } from "../../../dashboards/home/first-months.tsx";
import { LookAgain } from "../../../dashboards/visit/look-again.tsx";
import { smallCommons } from "../compare/small-commons.ts";
import { row } from "../rows.ts";

test("before any place has a figure, the first page says how many homes the levels without one need, and what one can do", () => {
  vi.stubGlobal("location", new URL("http://localhost/"));
  vi.stubGlobal("document", { baseURI: "http://localhost/", querySelector: () => null });
  const leaves = ["N1", "T"].map((code) => [row("MEAN", 8, { REF_AREA: code, HOUSEHOLD_TYPE: "_T" })]);
  const shown = (rows: ReturnType<typeof row>[], intake: { ready: boolean } | null = null): string => {
    const made = smallCommons(rows, {});
    const needed = made.levels.map((level, i) => ({ level, households: 60 + 40 * i, step: "year" }));
    const measures = [{ domain: "water", measure: "volume", needed }];
    const commons = {
      ...made,
      catalog: { ...made.catalog, commons: { name: { fr: "Ville" } }, measures, intake },
    } as unknown as typeof made;
    return renderToStaticMarkup(h(FirstMonths, { commons, lang: "fr", later: { LookAgain } }));
  };
  const countsIn = (html: string) => [...html.matchAll(/environ (\d+) foyers, chaque/g)].length;
  const levels = smallCommons([], {}).levels.length;
  expect(levels).toBeGreaterThan(1);
  // The label of the drawing says it once more.
  expect(countsIn(shown([])) % levels).toBe(0);
  const each = countsIn(shown([])) / levels;
  expect(each).toBeGreaterThan(0);
  for (const rows of leaves) expect(countsIn(shown(rows))).toBe(each * (levels - 1));
  expect(shown([])).toContain("Ce que vous pouvez faire");
  // The smallest level is said in words before any circle is drawn.
  expect(shown([])).toMatch(/Avec environ \d+\sfoyers, un endroit \([^)]+\) a une chance sur deux d’avoir son chiffre\./);
  // While nothing is taken and no day is known, one may have oneself reminded; where one can give, or never could, nothing is to wait for.
  expect(shown([], { ready: false })).toContain("Me le rappeler dans trois mois");
  expect(shown([], { ready: false })).not.toMatch(/Commencer/);
  for (const intake of [{ ready: true }, null]) expect(shown([], intake)).not.toContain("Me le rappeler");
  vi.unstubAllGlobals();
});
