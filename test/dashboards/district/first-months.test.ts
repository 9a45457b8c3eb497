import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test, vi } from "vitest";
import { AbsentWords } from "../../../dashboards/district/absent-words.tsx";
import type { Atlas } from "../../../dashboards/district/atlas.ts";
import { calendarText, FirstMonths } from "../../../dashboards/district/first-months.tsx";
import { mapLabel } from "../../../dashboards/district/map-words.ts";
import { MonthsReport } from "../../../dashboards/district/months-report.tsx";
import * as soFar from "../../../dashboards/district/months-so-far.tsx";
import { absentText, DISTRICT, type DistrictState } from "../../../dashboards/district/shown.ts";
import { sampleAtlas, sampleChoice } from "./atlas.ts";

test("in the first months a place that was opened has a card with the way up, and the whole has none", () => {
  vi.stubGlobal("location", new URL("https://commons.example/district"));
  vi.stubGlobal("document", { baseURI: "https://commons.example/district", querySelector: () => null });
  const atlas = sampleAtlas({ periods: [] });
  const at = (area: string): string =>
    renderToStaticMarkup(
      h(FirstMonths, {
        soFar,
        shown: {
          atlas,
          choice: { ...sampleChoice(""), area, at: null, period: "" },
          lang: "fr",
          words: DISTRICT.fr,
          marked: null,
          address: () => "",
        } as unknown as DistrictState,
      }),
    );
  expect(at("N")).toContain(DISTRICT.fr.card.whole);
  expect(at("T")).not.toContain(DISTRICT.fr.card.whole);
  // A local authority finds what it can take meanwhile.
  expect(at("T")).toMatch(/Collectivités, en attendant.*href="#calendar".*href="feed\.fr\.atom"/s);
  vi.unstubAllGlobals();
});

test("a place of which nothing is due yet waits for a date, and with how many homes: it is not said to lack them", () => {
  vi.useFakeTimers({ now: new Date("2026-11-30") });
  const open = sampleAtlas({ periods: [] });
  const atlas = { ...open, levelsDue: [{ level: "district", frequency: "year" }] } as unknown as Atlas;
  const shown = {
    atlas,
    choice: { ...sampleChoice(""), period: "" },
    lang: "fr",
    words: DISTRICT.fr,
  } as unknown as DistrictState;
  expect(absentText(shown, "N")).toBe("pas avant fin 2026");
  const card = renderToStaticMarkup(h(AbsentWords, { shown, code: "N" }));
  expect(card.replace(/\u00a0/g, " ")).toMatch(/^Pas avant fin 2026, et seulement avec \d+ foyers au moins\./);
  // Once the year is over, it is due; as long as no row says that homes are few, nor do pages.
  vi.setSystemTime(new Date("2027-01-02"));
  const late = { ...atlas, releases: [{ period: "2026" }] } as unknown as Atlas;
  expect(absentText({ ...shown, atlas: late }, "N")).toBe("pas encore publié");
  const waiting = renderToStaticMarkup(h(AbsentWords, { shown: { ...shown, atlas: late }, code: "N" }));
  expect(waiting.replace(/\u00a0/g, " ")).toMatch(/^Pas encore publié\. Un chiffre n’y paraîtra qu’avec \d+ foyers au moins\.$/);
  // A commons that takes nothing yet says so, on the map and to who cannot see it.
  const closed = { ...atlas, catalog: { ...atlas.catalog, intake: { url: "/", ready: false } } } as unknown as Atlas;
  expect(absentText({ ...shown, atlas: closed }, "N")).toBe("ce commun n’est pas encore ouvert");
  expect(mapLabel({ ...shown, atlas: closed })).toMatch(/: ce commun n’est pas encore ouvert\.$/);
  vi.useRealTimers();
});

test("of a share of homes, or of a median, the first months draw no months of the mean, nor its reference", () => {
  vi.stubGlobal("location", new URL("https://commons.example/district"));
  vi.stubGlobal("document", { baseURI: "https://commons.example/district", querySelector: () => null });
  const sample = sampleAtlas({ change: (row) => (row.REF_AREA === "T" ? row : { ...row, OBS_VALUE: null }) });
  const releases = sample.catalog.releases.map((release) => ({ ...release, created_at: "2026-11-30" }));
  const atlas = { ...sample, catalog: { ...sample.catalog, releases } };
  const page = (stat: string): string =>
    renderToStaticMarkup(
      h(FirstMonths, {
        soFar,
        shown: {
          atlas,
          choice: sampleChoice(`area=T&stat=${stat}`, atlas),
          lang: "fr",
          words: DISTRICT.fr,
          marked: null,
          address: () => "",
        } as unknown as DistrictState,
      }),
    );
  const card = (stat: string): string => page(stat).split('class="map-side"')[0] ?? "";
  expect(card("mean")).toContain("<figcaption");
  expect(card("mean")).toContain("par mois");
  for (const stat of ["participation", "median"]) expect(card(stat)).not.toContain("<figcaption");
  expect(card("participation")).toMatch(/%.*logements sont comptés/s);
  expect(card("participation")).not.toContain("par mois");
  vi.unstubAllGlobals();
});

test("a figure that is too uncertain to rely on is written by its margin, on the page and on paper", () => {
  vi.stubGlobal("location", new URL("https://commons.example/district"));
  vi.stubGlobal("document", { baseURI: "https://commons.example/district", querySelector: () => null });
  const atlas = sampleAtlas({
    change: (row) =>
      row.REF_AREA !== "T"
        ? { ...row, OBS_VALUE: null }
        : row.STATISTIC === "MEAN" && row.DOMAIN === "water"
          ? { ...row, OBS_VALUE: 9, CI_LOWER: 5, CI_UPPER: 13, OBS_STATUS: "U" }
          : row,
  });
  const releases = atlas.catalog.releases.map((release) => ({ ...release, created_at: "2026-11-30" }));
  const dated = { ...atlas, catalog: { ...atlas.catalog, releases } };
  const shown = {
    atlas: dated,
    choice: sampleChoice("area=T&measure=water.volume", dated),
    lang: "fr",
    words: DISTRICT.fr,
    marked: null,
    address: () => "https://commons.example/district",
  } as unknown as DistrictState;
  for (const view of [(props: { shown: DistrictState }) => FirstMonths({ ...props, soFar }), MonthsReport]) {
    const text = renderToStaticMarkup(h(view, { shown }))
      .replace(/<[^>]*>/g, " ")
      .replace(/\u00a0/g, " ");
    expect(text).toContain("entre 5 et 13 m³");
    expect(text).not.toMatch(/[^\d,]9 m³|entre 5 et 13[^ ]|entre 5 et 13 [^m]/);
  }
  vi.unstubAllGlobals();
});

test("the calendar of the first months says of what, and whom to ask, and leads to what is published in plain words", () => {
  vi.stubGlobal("location", { href: "https://commons.example/district" });
  vi.stubGlobal("document", { baseURI: "https://commons.example/district", querySelector: () => null });
  const young = sampleAtlas({ periods: ["2026-01", "2026-02"] });
  const named = (level: string, frequency: string) => ({ level, frequency, name: { fr: level, en: level } });
  const levelsDue = [named("town", "month"), named("quarter", "year")] as unknown as Atlas["levelsDue"];
  const atlas = { ...young, levelsDue };
  const choice = sampleChoice("area=T", atlas);
  const shown = { atlas, choice, lang: "fr", words: DISTRICT.fr, marked: null, address: () => "" } as unknown as DistrictState;
  const pageOf = (contact?: string): string => {
    const catalog = { ...atlas.catalog, commons: { ...atlas.catalog.commons, ...(contact ? { contact } : {}) } };
    return renderToStaticMarkup(h(FirstMonths, { soFar, shown: { ...shown, atlas: { ...atlas, catalog } } as DistrictState }));
  };
  expect(pageOf()).toMatch(/href="notice[^"]*#notice-published"/);
  expect(pageOf()).toMatch(/De chaque thème \([^)]*eau[^)]*\)/);
  expect(pageOf("plan@commons.example")).toContain("plan@commons.example");
  // Where a smaller place needs fewer homes than a wider one, the reason stands beside it.
  const needing = (quarter: number) => {
    const needed = [
      { level: "town", step: "month" as const, households: 70 },
      { level: "quarter", step: "year" as const, households: quarter },
    ];
    const measures = atlas.catalog.measures.map((one) => ({ ...one, needed }));
    const planned = { ...atlas, report: null, catalog: { ...atlas.catalog, measures } };
    return calendarText({ ...shown, atlas: planned } as unknown as DistrictState);
  };
  expect(needing(52)).toContain("moins il lui faut de foyers");
  expect(needing(90)).not.toContain("moins il lui faut de foyers");
  vi.unstubAllGlobals();
});
