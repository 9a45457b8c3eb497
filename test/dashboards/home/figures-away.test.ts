import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { beforeEach, expect, test, vi } from "vitest";
import { figureAddress } from "../../../dashboards/district/embed-address.ts";
import { FindingCard, shareFile } from "../../../dashboards/home/finding-card.tsx";
import type { PublicFinding } from "../../../dashboards/home/findings.ts";
import { fileOf } from "../../../dashboards/home/map-figure.tsx";
import type { FigureFrameProps } from "../../../dashboards/shared/figure-frame.tsx";
import type { PublicCommons } from "../../../dashboards/visit/commons.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { smallCommons } from "../compare/small-commons.ts";
import { row } from "../rows.ts";

const frames = vi.hoisted(() => [] as FigureFrameProps[]);
vi.mock("../../../dashboards/shared/figure-frame.tsx", () => ({
  FigureFrame: (props: FigureFrameProps) => {
    frames.push(props);
    return null;
  },
}));

const ref = measureRef("water", "volume") as MeasureRef;
const rows = ["_T", "size=1"].flatMap((HOUSEHOLD_TYPE) => [
  row("MEAN", 9, { REF_AREA: "T", HOUSEHOLD_TYPE, CI_LOWER: 8, CI_UPPER: 10 }),
  row("COUNT", 200, { REF_AREA: "T", HOUSEHOLD_TYPE, CI_LOWER: 190, CI_UPPER: 210 }),
]);
const made = smallCommons(rows, {});
const commons = {
  ...made,
  catalog: {
    ...made.catalog,
    releases: [{ period: "2025", created_at: "2026-01-06T00:00:00Z", revision: 0 }],
    commons: { ...made.catalog.commons, name: { fr: "Bourg", en: "Town" }, sample: true },
  },
} as unknown as PublicCommons;
const { root } = made.tree;
const focus = { ref, area: root, children: made.tree.children(root.code) };
const mean = { value: 9, lower: 8, upper: 10 };
const named = { code: "size=1", name: "1 personne", mean };
const [homes, percent] = [200, 20].map((value) => ({ value, lower: 0.95 * value, upper: 1.05 * value }));
const share = { kind: "share", homes, percent, dwellings: 1000, oneIn: 6 } as Extract<PublicFinding, { kind: "share" }>;

beforeEach(() => {
  frames.length = 0;
  vi.stubGlobal("document", { baseURI: "https://town.example/", querySelector: () => null });
});

test("each finding leaves with its topic, of whom and when it is, its margin, source, licence and the address of all of it", async () => {
  const all = [{ kind: "types", times: 2, all: [named] }, { kind: "areas", times: 2, all: [named], whole: mean }, share] as const;
  for (const finding of all) renderToStaticMarkup(h(FindingCard, { finding, commons, focus, lang: "fr" }));
  expect(frames).toHaveLength(3);
  for (const { awayTitle, awaySubtitle, source, address, embed, name } of frames) {
    expect(awayTitle).toMatch(/^Eau\s: /);
    expect(awaySubtitle).toMatch(/2025/);
    expect(awaySubtitle).toMatch(/marge de protection|entre 190 et 210/);
    expect(source).toMatch(/^Démonstration\s: ces foyers sont inventés\. .*Bourg.*6 janvier 2026\. Licence Ouverte 2\.0$/);
    expect(address).toMatch(/^https:\/\/town\.example\/(explore|district)\?measure=water\.volume&period=2025&area=T&/);
    expect(embed).toBeTypeOf("function");
    expect(name).toMatch(/^(types|areas|share)-water-volume-T-2025$/);
  }
  // The page has the source of all three once, below them.
  for (const { sourceHere } of frames) expect(renderToStaticMarkup(h("p", {}, sourceHere))).toMatch(/^<p><a [^<]*<\/a><\/p>$/);
});

test("a finding's file has codes and margins: means by type, and the share in percent of the dwellings", () => {
  const [columns = [], of1] = fileOf(commons, ref, [{ code: "T", name: "1 personne", type: "size=1" }], "fr");
  const at = (line: readonly unknown[] | undefined, ...names: string[]) => names.map((name) => line?.[columns.indexOf(name)]);
  const figure = ["REF_AREA", "HOUSEHOLD_TYPE", "STATISTIC", "OBS_VALUE", "CI_LOWER", "CI_UPPER", "UNIT_MEASURE"];
  expect(at(of1, ...figure, "HOMES")).toEqual(["T", "size=1", "MEAN", 9, 8, 10, "m3", 200]);
  const [, counted] = shareFile(share, commons, focus);
  expect(at(counted, ...figure)).toEqual(["T", "_T", "PARTICIPATION", 20, 19, 21, "%"]);
});

test("what may be embedded has an address of its own, with what the page is asked for and nothing that is empty", () => {
  const params = { measure: "water.volume", period: "2025", area: "T", level: null, at: undefined };
  expect(figureAddress("map", "fr", params)).toBe(
    "https://town.example/embed/?figure=map&measure=water.volume&period=2025&area=T",
  );
  expect(figureAddress("data", "en", params)).toContain("figure=data&lang=en&");
});
