import { expect, test } from "vitest";
import { type FileRow, methodNotes } from "../../../dashboards/district/figure-rows.ts";
import { fileOf } from "../../../dashboards/district/filed-rows.ts";
import { leavesUnder, ownArea } from "../../../dashboards/district/own-area.ts";
import { ownFile } from "../../../dashboards/district/own-figure.tsx";
import { trendOfPlace } from "../../../dashboards/district/place-trend.ts";
import { topicsOf } from "../../../dashboards/district/portrait-figures.ts";
import { topicsFile } from "../../../dashboards/district/portrait-topics.tsx";
import { trendFile } from "../../../dashboards/district/portrait-trend.tsx";
import { partsFile } from "../../../dashboards/district/ranked-parts.ts";
import { DISTRICT, type DistrictState } from "../../../dashboards/district/shown.ts";
import { pairFile, pairOf } from "../../../dashboards/district/two-places.tsx";
import { WORDS } from "../../../dashboards/shared/i18n.ts";
import { awaySource, mapSource, sourceText } from "../../../dashboards/shared/source-text.ts";
import { csvText } from "../../../src/contract/csv.ts";
import { sampleAtlas, sampleChoice } from "./atlas.ts";

const atlas = sampleAtlas();
const shown = { atlas, choice: sampleChoice("period=2025", atlas), lang: "fr", words: DISTRICT.fr } as unknown as DistrictState;

test("a figure's file has codes, and plain numbers with their margins, whatever the language writes", () => {
  const [columns = [], ...rows] = fileOf(shown, [{ code: "T" }, { code: "N", beside: "T" }, { code: "S1", beside: "T" }]);
  const fieldOf = (row: readonly unknown[] | undefined, name: string) => row?.[columns.indexOf(name)];
  expect(rows.map((row) => fieldOf(row, "REF_AREA"))).toEqual(["T", "N", "S1"]);
  for (const row of rows.slice(0, 2)) {
    const [value, lower, upper, homes] = ["OBS_VALUE", "CI_LOWER", "CI_UPPER", "HOMES"].map(
      (name) => fieldOf(row, name) as number,
    );
    expect(lower).toBeLessThan(value ?? 0);
    expect(upper).toBeGreaterThan(value ?? 0);
    expect(homes).toBeGreaterThan(0);
    expect(fieldOf(row, "UNIT_MEASURE")).toBe("m3");
  }
  // A withheld figure is an empty field; its status says why in the codes of the releases, and a remark in words.
  const statusOf = (row: readonly unknown[] | undefined) => ["OBS_STATUS", "CONF_STATUS"].map((name) => fieldOf(row, name));
  expect([fieldOf(rows[2], "OBS_VALUE"), fieldOf(rows[2], "REMARK")]).toEqual([null, WORDS.fr.kept]);
  expect(rows.map(statusOf)).toEqual([
    ["A", "F"],
    ["A", "F"],
    ["Q", "D"],
  ]);
  expect(csvText([rows[0] ?? []])).not.toMatch(/[\u00a0\u202f]/);
});

test("a file says how each mean was made", () => {
  const near = sampleAtlas({ change: (row) => (row.REF_AREA === "N" ? { ...row, METHOD: "modelled" as const } : row) });
  const at = { ...shown, atlas: near } as DistrictState;
  const [columns = [], ...rows] = fileOf(at, [
    { code: "T" },
    { code: "N", beside: "T" },
    { code: "S1" },
    { code: "N", figure: { value: 9, lower: 8, upper: 10 } },
  ]);
  expect(rows.map((row) => row[columns.indexOf("METHOD")])).toEqual(["measured", "modelled", null, "measured"]);
  // What leaves with a modelled mean says so in words, and what has none does not.
  expect(methodNotes(at, [{ code: "N" }])).toEqual([WORDS.fr.figure.modelled(1, 1)]);
  expect([methodNotes(at, [{ code: "T" }]), methodNotes(shown, [{ code: "N" }])]).toEqual([[], []]);
  // Each published mean counts once, and one that is withheld does not.
  expect(methodNotes(at, [{ code: "N" }, { code: "T" }, { code: "S1" }, { code: "N" }])).toEqual([
    WORDS.fr.figure.modelled(1, 2),
  ]);
});

test("a quartile is filed as it was made, whatever the mean of its homes is, and no note speaks of means beside it", () => {
  const type = shown.choice.ref.measure.similarity.classes[0]?.code ?? "";
  const near = sampleAtlas({
    change: (row) => ({
      ...row,
      ...(row.STATISTIC === "MEAN" ? { METHOD: "modelled" as const } : {}),
      ...(row.STATISTIC === "P25" && row.REF_AREA === "T"
        ? { OBS_VALUE: 3, CI_LOWER: 2, CI_UPPER: 4, METHOD: "measured" as const }
        : {}),
    }),
  });
  const at = { ...shown, atlas: near } as DistrictState;
  const quartile: FileRow = { code: "T", quartile: "P25", choice: { type } };
  const [columns = [], row] = fileOf(at, [quartile]);
  expect(["STATISTIC", "METHOD"].map((name) => row?.[columns.indexOf(name)])).toEqual(["P25", "measured"]);
  expect(methodNotes(at, [quartile])).toEqual([]);
  expect(methodNotes(at, [{ code: "T", choice: { type } }])).toEqual([WORDS.fr.figure.modelled(1, 1, "type")]);
});

test("the map's file has a place once, and a code in every row, whatever place was chosen", () => {
  const state = { ...shown, choice: sampleChoice("area=T&level=district&at=N&period=2025", atlas) } as unknown as DistrictState;
  const [columns = [], ...rows] = fileOf(state, partsFile(state));
  expect(rows.map((row) => row[columns.indexOf("REF_AREA")])).toEqual(["T", "S", "N"]);
});

test("a difference has no area, and keeps its sign", () => {
  const [, gap = []] = fileOf(shown, [{ code: "", name: "Écart", figure: { value: -1.25, lower: -2, upper: -0.5 } }]);
  expect(gap.slice(0, 2)).toEqual([null, "Écart"]);
  expect(gap.slice(7, 10)).toEqual([-1.25, -2, -0.5]);
  expect(gap.slice(14, 16)).toEqual([null, null]);
});

test("a source has the day of the newest of its releases", () => {
  const release = (period: string, created_at: string, revision = 0) => ({ period, created_at, revision });
  const catalog = {
    commons: { name: { fr: "Bourg", en: "Town" } },
    releases: [release("2024", "2025-01-05T00:00:00Z"), release("2025", "2026-01-06T00:00:00Z")],
  } as unknown as Parameters<typeof sourceText>[0];
  expect(sourceText(catalog, ["2024"], "2024", "fr")).toMatch(
    /: Bourg, publication 2024 du 5 janvier 2025\. Licence Ouverte 2\.0$/,
  );
  expect(sourceText(catalog, ["2024", "2025"], "2024, 2025", "en")).toContain("6 January 2026");
  const ofSample = (sample: boolean) => ({ ...catalog, commons: { ...catalog.commons, sample } });
  expect([true, false].map((sample) => awaySource("Chiffres", ofSample(sample), "en"))).toEqual([
    "A demonstration: these homes are made up. Chiffres",
    "Chiffres",
  ]);
  const taken = { ...catalog, commons: { ...catalog.commons, origin: { fr: "ADEME", en: "ADEME" } } };
  expect(sourceText(taken, ["2024"], "2024", "fr")).toMatch(/Licence Ouverte 2\.0\. Données d’origine\s: ADEME$/);
});

test("the source of a map names that of its outlines and background, where it has them and the operator states it", () => {
  const maps = { outlines: { fr: "IGN, IRIS.", en: "IGN" }, background: { fr: "OSM", en: "OSM" } };
  const of = (commons: object, drawn = { outlines: true, background: true }): string =>
    mapSource("Chiffres", { commons } as unknown as Parameters<typeof mapSource>[1], "fr", drawn);
  expect(of({ maps })).toMatch(/^Chiffres\. Contours\s: IGN, IRIS\. Fond\s: OSM$/);
  expect(of({ maps }, { outlines: true, background: false })).toMatch(/IRIS$/);
  expect([of({ maps }, { outlines: false, background: false }), of({})]).toEqual(["Chiffres", "Chiffres"]);
});

/** The sample town with means drawn towards the whole, which therefore differ from what was measured. */
const drawnTowards = {
  ...sampleAtlas({
    change: (row) =>
      row.STATISTIC === "MEAN" && row.OBS_VALUE !== null && row.REF_AREA !== "T"
        ? { ...row, METHOD: "modelled" as const, OBS_VALUE: row.OBS_VALUE + 0.01 }
        : row,
  }),
  measured: atlas.measured,
};

/** Every difference of a file, with those of its other rows of the same measure and period that are the same and lie in its margin. */
function differencesIn(state: DistrictState, rows: readonly FileRow[]) {
  const [columns = [], ...filed] = fileOf(state, rows);
  const field = (row: readonly unknown[], name: string) => row[columns.indexOf(name)];
  const about = (row: readonly unknown[]) => ["DOMAIN", "MEASURE", "TIME_PERIOD"].map((name) => field(row, name)).join();
  const [value, lower, upper] = ["OBS_VALUE", "CI_LOWER", "CI_UPPER"].map(
    (name) => (row: readonly unknown[]) => Number(field(row, name)),
  ) as [Read, Read, Read];
  return filed
    .filter((row) => field(row, "NAME") === DISTRICT.fr.compare.gapRow)
    .map((gap) => {
      const others = filed.filter((row) => row !== gap && about(row) === about(gap) && field(row, "OBS_VALUE") !== null);
      const made = others.flatMap((a) =>
        others.flatMap((b) => {
          if (a === b) return [];
          const isShare = field(gap, "UNIT_MEASURE") === "%" && field(a, "UNIT_MEASURE") !== "%";
          const difference = isShare ? 100 * (value(a) / value(b) - 1) : value(a) - value(b);
          const isWithin = difference > lower(gap) - 1e-5 && difference < upper(gap) + 1e-5;
          return Math.abs(difference - value(gap)) < 1e-5 && isWithin ? [difference] : [];
        }),
      );
      return { gap: value(gap), made: made.length };
    });
}
type Read = (row: readonly unknown[]) => number;

test("a difference that a figure states is that of two rows of its file, also where what is published is drawn towards the whole", () => {
  const at = (search: string) =>
    ({ ...shown, atlas: drawnTowards, choice: sampleChoice(search, drawnTowards) }) as unknown as DistrictState;
  const portrait = at("view=portrait&at=N1&period=2025");
  const pair = at("view=compare&at=N1&with=N&period=2025");
  const share = at("view=compare&at=N1&with=N&stat=participation&period=2025");
  const own = at("view=own&area=T&pick=N1,N2,S1&period=2025");
  const same = at("view=own&area=T&pick=N1,N2&period=2025");
  const sumOf = (state: DistrictState) => ownArea(state.atlas, state.choice, state.choice.picks);
  const paired = (state: DistrictState) => {
    const found = pairOf(state);
    if (!found) throw new Error("both places are published");
    return pairFile(state, found);
  };
  const files: readonly (readonly [string, DistrictState, readonly FileRow[]])[] = [
    ["portrait", portrait, topicsFile(portrait, topicsOf(drawnTowards, "N1", "N", "2025"))],
    ["pair", pair, paired(pair)],
    ["shares", share, paired(share)],
    ["own", own, ownFile(own, sumOf(own))],
    ["same", same, ownFile(same, sumOf(same))],
  ];
  for (const [name, state, rows] of files) {
    const differences = differencesIn(state, rows);
    expect([name, differences.length > 0, differences.filter(({ made }) => made === 0)]).toEqual([name, true, []]);
  }
  expect(leavesUnder(drawnTowards, "N")).toEqual(["N1", "N2"]);
});

test("an own area's file has its figures with the digits of a release, and the homes of the sum and of each place", () => {
  const state = {
    ...shown,
    choice: sampleChoice("view=own&area=T&pick=N1,N2,S1&period=2025", atlas),
  } as unknown as DistrictState;
  const [columns = [], own = [], ...others] = fileOf(state, ownFile(state, ownArea(atlas, state.choice, state.choice.picks)));
  const field = (row: readonly unknown[], name: string) => row[columns.indexOf(name)];
  for (const name of ["OBS_VALUE", "CI_LOWER", "CI_UPPER"]) expect(String(field(own, name))).toMatch(/^\d+(\.\d{1,2})?$/);
  expect(String(field(own, "HOMES"))).toMatch(/^\d+$/);
  const parts = others.filter((row) => state.choice.picks.includes(String(field(row, "REF_AREA"))));
  for (const row of parts) expect(String(field(row, "HOMES"))).toMatch(/^\d+$/);
  // The spreadsheet has what the map says of each, and of their sum.
  expect([own, ...parts].map((row) => field(row, "REMARK"))).not.toContain(null);
});

test("the file of a trend has the wider place that is drawn beside it", () => {
  const state = { ...shown, choice: sampleChoice("view=portrait&at=N&period=2025", atlas) } as unknown as DistrictState;
  const trend = trendOfPlace(atlas, state.choice.ref, "N");
  if (!trend) throw new Error("the north has a trend");
  const [columns = [], ...rows] = fileOf(state, trendFile(state, trend));
  expect(new Set(rows.map((row) => row[columns.indexOf("REF_AREA")]))).toEqual(new Set(["N", "T"]));
});

test("a difference in a file names both areas, has the digits of a release, and is modelled where one of its figures is", () => {
  const state = {
    ...shown,
    atlas: drawnTowards,
    choice: { ...sampleChoice("", drawnTowards), view: "compare", at: "N", other: "S" },
  } as DistrictState;
  const pair = pairOf(state);
  if (!pair) throw new Error("both districts are published");
  const [columns = [], ...rows] = fileOf(state, pairFile(state, pair));
  const gap = rows.at(-1) ?? [];
  const field = (name: string) => gap[columns.indexOf(name)];
  expect([field("REF_AREA"), field("METHOD")]).toEqual(["N - S", "modelled"]);
  for (const name of ["OBS_VALUE", "CI_LOWER", "CI_UPPER"]) expect(String(field(name))).toMatch(/^-?\d+(\.\d{1,2})?$/);
});
