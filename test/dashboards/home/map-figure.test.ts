import { expect, test } from "vitest";
import { partAt, placeHref, sayArea, textsOf } from "../../../dashboards/home/map-figure.tsx";
import type { Focus } from "../../../dashboards/shared/best-measure.ts";
import type { PublicCommons } from "../../../dashboards/visit/commons.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { smallCommons } from "../compare/small-commons.ts";
import { row } from "../rows.ts";

test("a place tapped on the first page's map is chosen on the map of Quartiers, also before anything is published", () => {
  const focus = { ref: { key: "water.volume" }, area: { code: "T" } } as Focus;
  const at = (main: PublicCommons["main"]) => placeHref({ main }, focus, "N1", "fr");
  expect(at(null)).toMatch(/district\?measure=water\.volume&area=T&at=N1$/);
  expect(at({ period: "2025" } as PublicCommons["main"])).toMatch(/&period=2025&area=T&at=N1$/);
});

test("a place tapped on the first page's map is said beside the whole, as far as the margins allow", () => {
  const at = (REF_AREA: string, value: number) => row("MEAN", value, { REF_AREA, HOUSEHOLD_TYPE: "_T" });
  const homes = row("COUNT", 223, { REF_AREA: "N1", HOUSEHOLD_TYPE: "_T" });
  const focus = { ref: measureRef("water", "volume") as MeasureRef, area: { code: "T" } } as Focus;
  const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");
  const said = (value: number) => plain(sayArea(smallCommons([at("T", 9), at("N1", value)], {}), focus, "N1", "fr"));
  expect(said(3)).toMatch(/ C’est moins que l’ensemble\.$/);
  expect(said(30)).toMatch(/ C’est plus que l’ensemble\.$/);
  // The number of its homes is of those counted, not of all that live there.
  const counted = smallCommons([at("T", 9), at("N1", 3), homes], {});
  expect(plain(sayArea(counted, focus, "N1", "fr"))).toMatch(
    /^3 m³ par mois en moyenne, entre 2 et 4 m³, pour environ \d+ foyers comptés\. C’est /,
  );
  expect(said(9.1)).toMatch(/ L’écart avec l’ensemble est trop petit pour conclure\.$/);
  expect(sayArea(smallCommons([at("T", 9)], {}), focus, "T", "fr")).not.toContain("ensemble");
});

test("of a place whose figure is unsure, the map says the margin alone, with the ends that Quartiers writes", () => {
  const unsure = row("MEAN", 59, { REF_AREA: "N1", HOUSEHOLD_TYPE: "_T", CI_LOWER: 27.4, CI_UPPER: 75.2, OBS_STATUS: "U" });
  const focus = { ref: measureRef("water", "volume") as MeasureRef, area: { code: "T" } } as Focus;
  const said = sayArea(smallCommons([unsure], {}), focus, "N1", "fr").replace(/[\u00a0\u202f]/g, " ");
  expect(said).toBe("entre 27 et 76 m³ par mois en moyenne. À lire avec prudence : la marge est large.");
});

test("the map says of whom its means are, and the mean that they are compared with", () => {
  const made = smallCommons([row("MEAN", 12, { REF_AREA: "T", HOUSEHOLD_TYPE: "_T" })], {});
  const commons = {
    ...made,
    catalog: { ...made.catalog, releases: [], commons: { ...made.catalog.commons, name: { fr: "Eaux" } } },
  } as unknown as PublicCommons;
  const focus = { ref: measureRef("water", "volume") as MeasureRef, area: made.tree.root, children: [] };
  expect(textsOf(commons, focus, "de Bourg", "fr").subtitle.replace(/\u00a0/g, " ")).toBe(
    "Moyenne par mois des foyers comptés, en 2025, à côté de l’ensemble de Bourg : 12 m³",
  );
  // The question above has the middle: that a mean is another figure is said where it is for sure.
  const quartile = (statistic: "P25" | "P50" | "P75", value: number) =>
    row(statistic, value, { REF_AREA: "T", HOUSEHOLD_TYPE: "_T" });
  const beside = (middle: number): string => {
    const rows = [
      row("MEAN", 12, { REF_AREA: "T", HOUSEHOLD_TYPE: "_T" }),
      quartile("P25", 5),
      quartile("P50", middle),
      quartile("P75", 15),
    ];
    return textsOf({ ...commons, ...smallCommons(rows, {}), catalog: commons.catalog } as PublicCommons, focus, "de Bourg", "fr")
      .subtitle;
  };
  expect(beside(9).replace(/\u00a0/g, " ")).toMatch(
    / : 12 m³\. C’est plus que le milieu \(9 m³\), car quelques foyers sont bien au-dessus des autres\.$/,
  );
  expect(beside(11.8)).not.toContain("milieu");
  // While no place has a figure, it does not promise one a place.
  const first = { ...smallCommons([], {}), catalog: commons.catalog } as PublicCommons;
  expect([commons, first].map((some) => textsOf(some, focus, "de Bourg", "fr").title)).toEqual([
    "Eau, endroit par endroit",
    "La carte, en attendant les chiffres",
  ]);
});

test("the place where the visitor lives is marked on the map, or the part of the map that it lies in; the whole is no part of it", () => {
  const { tree } = smallCommons([], {});
  const focus = { children: tree.children(tree.root.code) };
  const [part] = focus.children;
  const [inner] = tree.children(part?.code ?? "");
  expect([part?.code, inner?.code, tree.root.code, null].map((here) => partAt({ tree }, focus, here ?? null))).toEqual([
    part?.code,
    part?.code,
    null,
    null,
  ]);
});

test("a place without a figure says with about how many homes one appears, and at the level within it that needs fewer", () => {
  const made = smallCommons([], {});
  const ref = measureRef("water", "volume") as MeasureRef;
  const [top, ...inner] = made.levels;
  const said = (...needed: readonly number[]) => {
    const levels = made.levels.map((level, i) => ({ level, households: needed[i] ?? 0 }));
    const measures = [{ domain: "water", measure: "volume", needed: levels }];
    const commons = { ...made, catalog: { ...made.catalog, k: 11, measures } } as unknown as PublicCommons;
    return sayArea(commons, { ref, area: made.tree.root } as Focus, made.tree.root.code, "fr").replace(/\u00a0/g, " ");
  };
  expect([top, inner.length > 0]).toEqual([made.tree.root.level, true]);
  expect(said(176, 67, 67)).toMatch(/^pas encore assez de foyers ; il en faut environ 176 par \S+ ou 67 par \S+$/);
  expect(said(26, 53, 53)).toMatch(/ il en faut environ 26 par \S+$/);
});
