import { expect, test } from "vitest";
import { fileOf, methodNotes } from "../../../dashboards/district/figure-rows.ts";
import { DISTRICT, type DistrictState } from "../../../dashboards/district/shown.ts";
import { WORDS } from "../../../dashboards/shared/i18n.ts";
import { sourceText } from "../../../dashboards/shared/source-text.ts";
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

test("a file says how each mean was made: the same place may have another one beside, as measured", () => {
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
  expect(methodNotes(at, [{ code: "N" }])).toEqual([WORDS.fr.figure.modelled]);
  expect([methodNotes(at, [{ code: "T" }]), methodNotes(shown, [{ code: "N" }])]).toEqual([[], []]);
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
});
