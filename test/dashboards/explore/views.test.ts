import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { estimateLayout } from "../../../dashboards/charts/estimate-frame.tsx";
import { homesOf, mergedBins } from "../../../dashboards/charts/histogram.tsx";
import { lastingAddress } from "../../../dashboards/explore/addresses.ts";
import { chanceText, isBesideYear, notText } from "../../../dashboards/explore/aside.tsx";
import { forPeople, selectionCitation } from "../../../dashboards/explore/citation.ts";
import { comparedWith } from "../../../dashboards/explore/compared.ts";
import { coverageOf, neededAt } from "../../../dashboards/explore/coverage.ts";
import { NoFigures, noneAtText } from "../../../dashboards/explore/empty.tsx";
import { fileNotesOf } from "../../../dashboards/explore/figure-parts.tsx";
import { type ListedFigure, mayGoBeyond, rowIndex, SHARES, writtenInterval } from "../../../dashboards/explore/figures.ts";
import { unrankedFrom } from "../../../dashboards/explore/figures-table.tsx";
import { fileName, selectedBins } from "../../../dashboards/explore/file-facts.ts";
import { drawnFile, selectionResult, selectionSpreadsheet } from "../../../dashboards/explore/files.ts";
import { histograms } from "../../../dashboards/explore/histograms.ts";
import { rankedKinds } from "../../../dashboards/explore/kinds.ts";
import { modelledText } from "../../../dashboards/explore/modelled.ts";
import { lackedPart, levelWith, levelWithout, nearest, offered } from "../../../dashboards/explore/nearest.ts";
import { axisPeriod, whenText, whereText } from "../../../dashboards/explore/phrases.ts";
import {
  absentReasons,
  drawnPlaces,
  hasDrawing,
  onSheets,
  rankedBeside,
  rankedPlaces,
  standings,
  standingTitle,
} from "../../../dashboards/explore/ranked.ts";
import {
  kindOfCorrelation,
  linkNotes,
  linkText,
  type ScatterData,
  scatterData,
  scatterTitle,
} from "../../../dashboards/explore/scatter-data.ts";
import { areasOf, axesOf, hasFigures, keyOf, selected } from "../../../dashboards/explore/selection.ts";
import { placeOption, publishedBy, statisticOptions } from "../../../dashboards/explore/sentence.tsx";
import { barsQuery, sqlQuery } from "../../../dashboards/explore/sql-query.ts";
import type { ExploreState, ExploreStore } from "../../../dashboards/explore/store.ts";
import { subjectText } from "../../../dashboards/explore/subject-text.ts";
import { figureNotes, shortSubtitleOf, subtitleOf } from "../../../dashboards/explore/subtitle.ts";
import { absence, absencesText, inOrder, type TableCell, tableRows } from "../../../dashboards/explore/table-rows.ts";
import { overlap } from "../../../dashboards/explore/take.tsx";
import { legendNames, paintedPlaces } from "../../../dashboards/explore/view-map.tsx";
import { ViewTabs } from "../../../dashboards/explore/view-tabs.tsx";
import { endsOf, readPoint, seriesOf, timeFindings, timeSubjects, undrawnText } from "../../../dashboards/explore/view-time.tsx";
import { EXPLORE } from "../../../dashboards/explore/words.ts";
import { yardstick } from "../../../dashboards/explore/yardstick.ts";
import { fr } from "../../../dashboards/messages/fr/explore.ts";
import { fr as spreadsheetWords } from "../../../dashboards/messages/fr/spreadsheet.ts";
import { comparison, digitsApart } from "../../../dashboards/shared/digits.ts";
import { formatPeriod, upperFirst } from "../../../dashboards/shared/format.ts";
import { WORDS } from "../../../dashboards/shared/i18n.ts";
import { topicLabel } from "../../../dashboards/shared/labels.ts";
import { reliableInterval } from "../../../dashboards/shared/reliable-interval.ts";
import { publishedText } from "../../../dashboards/sql/published-text.ts";
import type { Measurement, Observation } from "../../../src/contract/observation.ts";
import { TABLES } from "../../../src/contract/tables.ts";
import { openDuck, quoteText } from "../../../src/storage/duckdb/index.ts";
import type { Citation } from "../../../src/texts/citation.ts";
import { resultCsv } from "../../../src/texts/sql/index.ts";
import { openSite, type Site } from "../../support/site.ts";
import { shownAt } from "./shown.ts";

const BOTH = "measure=water.volume,electricity.energy";
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ").replaceAll("\u2060", "");
const texts = ({ selection, rows, facts }: ExploreState, lang: "fr" | "en" = "fr") => {
  const table = tableRows({ selection, rows, facts, lang });
  return {
    columns: table.columns.map(({ label }) => plain(label)),
    rows: table.rows.map((row) => row.map(({ text, below, remark }) => plain([text, below, remark].filter(Boolean).join(" | ")))),
  };
};

test("the table goes from the highest written value, then the uncertain, withheld in words and last, never 0", () => {
  expect(texts(shownAt("level=quarter"))).toEqual({
    columns: ["Endroit", "Valeur, m³ par mois", "Foyers"],
    rows: [
      ["Nord 1", "9,7 | 9,2 à 10,2", "400 | 380 à 420"],
      // One whose margin is too wide leads no ranking, and is that margin alone, no narrower than published.
      ["Nord 2", "4–15 | à lire avec prudence", "100–300 | à lire avec prudence"],
      ["Sud 1", "non publié, car il en ferait deviner un autre", ""],
      ["Sud 2", "pas assez de foyers", ""],
    ],
  });
});

test("a number of homes has its margin, and is never written finer than that bears, reliable or not", () => {
  const shown = shownAt("level=quarter");
  const rows = shown.rows.map((row) =>
    row.STATISTIC === "COUNT" && row.OBS_VALUE !== null ? { ...row, OBS_VALUE: 154, CI_LOWER: 50, CI_UPPER: 258 } : row,
  );
  expect(texts({ ...shown, rows }).rows.map(([, , homes]) => homes)).toEqual([
    "200 | 0 à 300",
    "50–260 | à lire avec prudence",
    "",
    "",
  ]);
});

test("subjects stand beside each other while they are few, else one below the other with what differs", () => {
  expect(texts(shownAt(`${BOTH}&view=table`)).columns).toEqual(["Endroit", "Eau, m³ par mois", "Électricité, kWh par mois"]);
  const many = texts(shownAt("type=_T,size%3D1,size%3D2,size%3D3-4,size%3D5%2B&view=table"));
  expect(many.columns).toEqual(["Endroit", "Foyers", "Valeur, m³ par mois"]);
  expect(many.rows).toHaveLength(10);
  expect(many.rows.filter((row) => row[2] === "sans objet")).toHaveLength(2);
  expect(texts(shownAt("view=time&period=all&level=town&in=T"), "en").rows.map(([period]) => period)).toEqual([
    "February 2026",
    "January 2026",
    "2025",
  ]);
});

test("over time many places are rows and their periods columns, oldest first, in the unit of the measure that was chosen", () => {
  const { columns, rows } = texts(shownAt("view=time&level=quarter&measure=electricity.energy&period=2026-02,2026-01"));
  expect(columns).toEqual(["Endroit, kWh par mois", "01/26", "02/26"]);
  expect(rows.map((row) => row.length)).toEqual(rows.map(() => 3));
  expect(new Set(rows.map(([name]) => name)).size).toBe(rows.length);
  const long = "view=table&level=quarter&measure=electricity.energy&type=_T,size%3D1,size%3D2,size%3D3-4,size%3D5%2B";
  expect(texts(shownAt(long)).columns).toContain("Valeur, kWh par mois");
});

test("a distribution's table says below which amount how many homes are, and what is too imprecise", () => {
  const { rows } = texts(shownAt("view=distribution&area=S"));
  expect(rows.map(([share]) => share)).toEqual([
    "Un foyer sur dix",
    "Un sur quatre",
    "La moitié",
    "Trois sur quatre",
    "Neuf sur dix",
  ]);
  expect(rows.at(-1)?.[1]).toBe("trop imprécis");
  // Each with the digits of its own margin, as on the other pages: the widest of them rounds no other.
  const shown = shownAt("view=distribution&area=S");
  const [axis] = axesOf(shown.selection);
  const margins = SHARES.flatMap((share) => {
    const row = rowIndex(shown.rows).at(axis!, "S", share);
    return row?.OBS_VALUE == null ? [] : { value: row.OBS_VALUE, lower: row.CI_LOWER!, upper: row.CI_UPPER! };
  });
  const written = margins.map((margin) => writtenInterval(margin, 1, "fr"));
  expect(rows.slice(0, margins.length).map(([, text]) => text)).toEqual(
    written.map(({ value, lower, upper }) => plain(`${value} | ${lower} à ${upper}`)),
  );
  // The rows have their own order, and a unit that all groups have stands once.
  expect(texts(shownAt("view=distribution&area=N,S")).columns).toEqual(["Part des foyers, m³ par mois", "Nord", "Sud"]);
  // Of more than four groups each has a line, and none is left out.
  const many = texts(shownAt("view=distribution&area=T,N,S,N1,N2,S1,S2"));
  expect(many.columns).toEqual([
    "Endroit, m³ par mois",
    "Un foyer sur dix a moins de",
    "Un sur quatre a moins de",
    "La moitié a moins de",
    "Trois sur quatre a moins de",
    "Neuf sur dix a moins de",
  ]);
  expect(many.rows).toHaveLength(7);
  expect(histograms(shownAt("view=distribution"))).toHaveLength(1);
  expect(histograms(shownAt("view=distribution&area=N1"))).toEqual([]);
});

test("a place is above or below the whole only where the margins do not touch; unreliable ones are not drawn", () => {
  const shown = shownAt("level=quarter");
  const [axis] = axesOf(shown.selection);
  const { places, whole } = rankedPlaces(shown, axis!);
  expect(whole?.value).toBeGreaterThan(0);
  // One whose margin is too wide leads no ranking, however high.
  expect(places.map(({ code, interval }) => [code, interval !== null])).toEqual([
    ["N1", true],
    ["N2", false],
    ["S1", false],
    ["S2", false],
  ]);
  expect(paintedPlaces(shown, axis!).map(({ against }) => against)).toEqual([
    expect.stringMatching(/same|more|less/),
    "wide",
    "absent",
    "absent",
  ]);
  expect(standings(places)).toMatchObject({ wide: 1, absent: 2 });
  const told = { more: 3, less: 0, same: 0, wide: 2, absent: 45 };
  expect(plain(fr.ranking.rest(told))).toBe("2 à lire avec prudence. 45 sans chiffre. ");
  // Rows of nothing are not drawn.
  expect(drawnPlaces(places).map(({ code }) => code)).toEqual(["N1", "N2"]);
  // Those too uncertain for a rank stand last, however many they are.
  const wide = { ...places[0]!, interval: null, wide: { value: 5, lower: 1, upper: 9 } };
  const many = [...places.slice(0, 1), ...Array.from({ length: 12 }, (_, i) => ({ ...wide, code: `W${i}` }))];
  expect(drawnPlaces(many).map(({ code }) => code)).toEqual(["N1", ...Array.from({ length: 12 }, (_, i) => `W${i}`)]);
  // The legend of a map names the reasons that are on it, and no other.
  expect(absentReasons(shown, [axis!], "fr")).toEqual(["non publié, car il en ferait deviner un autre", "pas assez de foyers"]);
  // One cell has the same words wherever it is read.
  expect(plain(subjectText(shown, axis!, "fr").ofPlace("N2"))).toBe("4–15 m³, à lire avec prudence");
  expect(plain(standingTitle(shown, axis!, "fr"))).toMatch(/^Nord 1 : \d/);
  const counts = shownAt("statistic=COUNT");
  expect(rankedPlaces(counts, axesOf(counts.selection)[0]!).whole).toBeNull();
  expect(plain(standingTitle(counts, axesOf(counts.selection)[0]!, "fr"))).toMatch(
    /^De \d+ foyers \(Sud\) à \d+ foyers \(Nord\)$/,
  );
});

test("of more than twenty places compared it is said how many stand out by noise alone at most", () => {
  const said = (n: number, query: string, lang: "fr" | "en" = "fr") => {
    const shown = shownAt(query);
    const mean = shown.rows.find((row) => row.REF_AREA === "N" && row.STATISTIC === "MEAN" && row.HOUSEHOLD_TYPE === "_T")!;
    const areas = Array.from({ length: n }, (_, i) => `Z${i}`);
    const rows = [...shown.rows, ...areas.map((REF_AREA) => ({ ...mean, REF_AREA }))];
    const text = chanceText({ ...shown, rows, selection: { ...shown.selection, areas } }, lang);
    return text === null ? null : plain(text);
  };
  expect(said(20, "view=ranking")).toBeNull();
  expect(said(21, "view=ranking")).toBe("Sur 21 endroits comparés, le flou seul peut en faire ressortir jusqu’à 2 en moyenne.");
  expect(said(48, "view=map", "en")).toBe("Of 48 places compared, noise alone may make up to 3 stand out, on average.");
  // A table compares nothing, and numbers of homes are not compared with those of the whole.
  expect([said(48, "view=table"), said(48, "view=ranking&statistic=COUNT")]).toEqual([null, null]);
});

test("under a number of homes or a total it is said that others are not in it, and nothing of means", () => {
  const said = (search: string) => plain(notText(shownAt(search), "fr"));
  for (const view of ["table", "ranking", "map"]) {
    expect(said(`statistic=COUNT&view=${view}`)).toBe(plain(fr.aside.notAmount.COUNT));
    expect(said(`statistic=TOTAL&view=${view}`)).toBe(plain(fr.aside.notAmount.TOTAL));
  }
  expect(said("view=table")).toContain("moyenne");
});

test("a title gives the ends of all places only where none that is not ranked may lie beyond them", () => {
  const counts = shownAt("statistic=COUNT");
  const [axis] = axesOf(counts.selection);
  const titleWith = (change: Partial<Observation>): string => {
    const south = counts.rows.find((row) => row.REF_AREA === "S" && row.STATISTIC === "COUNT")!;
    const codes = ["N", "S", "X"];
    const rows = [...counts.rows, { ...south, REF_AREA: "X", ...change }];
    return plain(standingTitle({ ...counts, rows, selection: { ...counts.selection, areas: codes } }, axis!, "fr"));
  };
  const unsure = { OBS_STATUS: "U" } as const;
  const [low, high] = ["S", "N"].map((area) => reliableInterval(rowIndex(counts.rows).at(axis!, area, "COUNT"))!.value);
  const middle = (low! + high!) / 2;
  expect(titleWith({ ...unsure, OBS_VALUE: middle, CI_LOWER: low!, CI_UPPER: high! })).toMatch(/^De \d+ foyers \(Sud\)/);
  const among = /^Parmi les 2 endroits classés, de \d+ foyers \(Sud\) à \d+ foyers \(Nord\)$/;
  expect(titleWith({ ...unsure, OBS_VALUE: 5, CI_LOWER: 1, CI_UPPER: 9 })).toMatch(among);
  expect(titleWith({ ...unsure, OBS_VALUE: middle, CI_LOWER: low!, CI_UPPER: high! + 1 })).toMatch(among);
  expect(titleWith({ OBS_VALUE: null })).toMatch(among);
});

test("no figure that is not ranked may lie beyond the ends that a title gives of all", () => {
  const figure = fc
    .tuple(fc.nat(100), fc.nat(20), fc.constantFrom("sure", "wide", "absent"))
    .map(([value, half, kind]): ListedFigure => {
      const one = { value, lower: value - half, upper: value + half };
      return { interval: kind === "sure" ? one : null, wide: kind === "wide" ? one : null };
    });
  fc.assert(
    fc.property(fc.array(figure, { minLength: 1 }), (figures) => {
      const ranked = figures.flatMap(({ interval }) => interval?.value ?? []);
      fc.pre(ranked.length > 1 && !mayGoBeyond(figures));
      for (const { interval, wide } of figures) {
        const ends = interval ? [interval.value] : [wide!.lower, wide!.upper];
        for (const end of ends) {
          expect(end).toBeGreaterThanOrEqual(Math.min(...ranked));
          expect(end).toBeLessThanOrEqual(Math.max(...ranked));
        }
      }
    }),
  );
});

test("the legend of a map says which figures a colour has, from the palest on, with their unit", () => {
  const shown = shownAt("level=quarter");
  const [axis] = axesOf(shown.selection);
  const codes = rankedPlaces(shown, axis!).places.map(({ code }) => code);
  const mean = (code: string | undefined, value: number) => {
    const row = shown.rows.find((one) => one.STATISTIC === "MEAN" && one.REF_AREA === code && one.OBS_VALUE !== null);
    return row && { ...row, OBS_VALUE: value, CI_LOWER: value - 0.2, CI_UPPER: value + 0.2 };
  };
  const first = mean("N1", 1)!;
  const at = (values: readonly number[]): ExploreState => ({
    ...shown,
    rows: [
      ...shown.rows.filter((row) => row.STATISTIC !== "MEAN" || !codes.includes(row.REF_AREA)),
      ...values.map((value, i) => ({
        ...first,
        REF_AREA: codes[i] as string,
        OBS_VALUE: value,
        CI_LOWER: value - 0.2,
        CI_UPPER: value + 0.2,
      })),
    ],
  });
  const names = (values: readonly number[]) => {
    const { less, more } = legendNames({ ...at(values), selection: { ...shown.selection } }, axis!, "fr");
    return [less, more].map(plain);
  };
  expect(names([5, 7, 30, 20])).toEqual(["moins : 5,0 à 7,0 m³", "plus : 20,0 à 30,0 m³"]);
  expect(names([5])).toEqual(["moins : 5,0 m³", "plus"]);
});

test("the number of homes that a mean needs is not said of a percentile", () => {
  const neededIn = (search: string): number | null => {
    const { facts, ...shown } = shownAt(search);
    const measures = facts.catalog.measures.map((one) => ({
      ...one,
      needed: [{ level: "quarter", step: "year" as const, households: 100 }],
    }));
    return neededAt({ ...shown, facts: { ...facts, catalog: { ...facts.catalog, measures } } }, "quarter");
  };
  expect(neededIn("level=quarter&statistic=MEAN")).toBe(100);
  // Of kinds of homes alone, it is the number that such a cell needs, rounded as everywhere.
  const count = { measure: "water.volume", level: "quarter", quantity: "count" };
  const report = {
    mechanisms: [
      { ...count, table: "_T", gate: { households_needed: 251 } },
      { ...count, table: "types", gate: { households_needed: 265 } },
    ],
  } as unknown as ExploreState["report"];
  const needed = (type: string) => neededAt({ ...shownAt(`level=quarter&statistic=MEAN&type=${type}`), report }, "quarter");
  expect([needed("_T"), needed("size%3D1")]).toEqual([260, 270]);
  expect(neededIn("level=quarter&statistic=P10")).toBeNull();
});

test("months beside their year, or over time in its place, are said to count other homes", () => {
  expect(isBesideYear(shownAt("period=2025"))).toBe(false);
  expect(isBesideYear(shownAt("view=time"))).toBe(false);
  const months = shownAt("view=time");
  const released = [...months.facts.released, "2026"];
  expect(isBesideYear({ ...months, facts: { ...months.facts, released } })).toBe(true);
});

test("over time each step with two figures is drawn, and what no line has is named", () => {
  const drawn = (shown: ExploreState) => timeSubjects(shown, "fr").map(({ shown: { selection } }) => selection.periods.join());
  const left = (shown: ExploreState) => undrawnText(shown, timeSubjects(shown, "fr"), "fr");
  const all = shownAt("view=time&period=all&level=town&in=T");
  expect([drawn(all), left(all)]).toEqual([["2026-02,2026-01"], EXPLORE.fr.time.undrawn("en 2025")]);
  // A measure that went from years to months has a line of each.
  const years = all.rows.flatMap((row) => (row.TIME_PERIOD === "2025" ? [{ ...row, TIME_PERIOD: "2024" }] : []));
  const periods = [...all.selection.periods, "2024"];
  const changed = { ...all, rows: [...all.rows, ...years], selection: { ...all.selection, periods } };
  expect([drawn(changed), left(changed)]).toEqual([["2026-02,2026-01", "2025,2024"], null]);
  // A step without figures is no drawing, and a measure without any is named.
  const without = { ...changed, rows: changed.rows.filter(({ TIME_PERIOD }) => !TIME_PERIOD.startsWith("2026")) };
  expect(drawn(without)).toEqual(["2025,2024"]);
  const two = { ...without, selection: { ...without.selection, measures: ["water.volume", "electricity.energy"] } };
  expect(left({ ...two, rows: without.rows.filter(({ DOMAIN }) => DOMAIN === "water") })).toBe(
    EXPLORE.fr.time.undrawn("en janvier 2026 et février 2026 ; électricité"),
  );
  expect(drawn(shownAt("view=time&period=2026-02,2025"))).toEqual([]);
});

test("over time there is a line for each place, and of months the title compares the newest with the first of its season", () => {
  const shown = shownAt("view=time");
  const series = seriesOf(shown, "water.volume", "fr");
  expect(series.map(({ points }) => points.map(({ interval }) => interval !== null))).toEqual([[true, true]]);
  // Two months of one winter are described, and not compared.
  expect(plain(timeFindings(shown, series, "water.volume", "fr")[0])).toMatch(/, de janvier 2026 à février 2026$/);
  const points = [9, 2, 6].map((value) => ({ interval: { value, lower: value - 1, upper: value + 1 }, broken: false }));
  const line = { ...series[0]!, name: "Ville", points };
  expect(endsOf(line, ["2024-Q1", "2024-Q3", "2025-Q1"])).toMatchObject({ from: 0, to: 2 });
  expect(endsOf(line, ["2024-Q2", "2024-Q3", "2025-Q1"])).toBe(null);
  expect(endsOf(line, ["2023", "2024", "2025"])).toMatchObject({ from: 0, to: 2 });
  const quarters = { ...shown, selection: { ...shown.selection, periods: ["2025-Q1", "2024-Q3", "2024-Q1"] } };
  expect(plain(timeFindings(quarters, [line], "water.volume", "fr")[0])).toMatch(
    /^Ville : 6.* au 1er trimestre 2025, moins qu’au 1er trimestre 2024 \(9.*\)$/,
  );
  // Several lines without a finding are named, and not counted.
  const lines = ["Nord", "Sud"].map((name) => ({ ...series[0]!, name }));
  expect(timeFindings(shown, lines, "water.volume", "fr")).toEqual(["Nord, Sud, de janvier 2026 à février 2026"]);
  // A place that is above the whole in every period leads the title.
  const far = { value: 50, lower: 49, upper: 51 };
  const north = { ...series[0]!, code: "N", name: "Nord", points: [far, far].map((interval) => ({ interval, broken: false })) };
  const within = { ...shown, selection: { ...shown.selection, areas: ["N", "S"] } };
  expect(plain(timeFindings(within, [north, lines[1]!], "water.volume", "fr")[0])).toMatch(/^Nord au-dessus .* les deux mois$/);
  // Of several, those that changed between two quarters of one season lead, with their names; where none did, that is said second.
  const seasons = { ...within, selection: { ...within.selection, periods: ["2025-Q1", "2024-Q1"] } };
  const over = (...values: readonly number[]) =>
    values.map((value) => ({ interval: { value, lower: value - 1, upper: value + 1 }, broken: false }));
  const two = [
    { ...north, points: over(5, 9) },
    { ...north, code: "S", name: "Sud", points: over(50, 51) },
  ];
  expect(plain(timeFindings(seasons, two, "water.volume", "fr")[0])).toBe(
    "Du 1er trimestre 2024 au 1er trimestre 2025 : Nord en hausse, 1 sans écart net",
  );
  // The change of the whole, which its places go along with, is said first, and of how many homes its figures are below.
  const [some] = shown.rows.filter(({ STATISTIC, HOUSEHOLD_TYPE }) => STATISTIC === "MEAN" && HOUSEHOLD_TYPE === "_T");
  const whole = (TIME_PERIOD: string, STATISTIC: "MEAN" | "COUNT", value: number, half: number): Observation => ({
    ...some!,
    ...{ REF_AREA: "T", DOMAIN: "water", MEASURE: "volume", OBS_STATUS: "A", METHOD: "measured" },
    ...{ TIME_PERIOD, STATISTIC, OBS_VALUE: value, CI_LOWER: value - half, CI_UPPER: value + half },
  });
  const rows = [
    whole("2024-Q1", "MEAN", 8, 0.3),
    whole("2024-Q1", "COUNT", 1000, 10),
    whole("2025-Q1", "MEAN", 12, 0.2),
    whole("2025-Q1", "COUNT", 3000, 10),
  ];
  const moved = timeFindings({ ...seasons, rows }, two, "water.volume", "fr").map(plain);
  expect(moved[0]).toMatch(
    /^Du 1er trimestre 2024 au 1er trimestre 2025 : \+ 3,5 à \+ 4,5 m³ .+ ; Nord en hausse, 1 sans écart net$/,
  );
  expect(moved).toContain("Foyers comptés : environ 1 000, puis 3 000 : le changement peut venir de là.");
  // Whoever cannot be compared is counted too.
  const [firstOf, lastOf] = over(5, 9);
  const unsure = { ...north, code: "U", points: [{ ...firstOf!, interval: null, wide: firstOf!.interval }, lastOf!] };
  const missing = { ...north, code: "M", points: [{ ...firstOf!, interval: null }, lastOf!] };
  expect(plain(timeFindings(seasons, [...two, unsure, missing], "water.volume", "fr").join(" / "))).toMatch(
    /Nord en hausse, 1 sans écart net \/ 1 à lire avec prudence, 1 sans les deux chiffres/,
  );
  const none = two.map((one) => ({ ...one, points: over(50, 51) }));
  expect(timeFindings(seasons, none, "water.volume", "fr").map(plain).at(-1)).toBe(
    "Aucun changement net du 1er trimestre 2024 au 1er trimestre 2025",
  );
});

test("over time a figure to be read with care is drawn with its margin, and figures have the digits of their ranking", () => {
  const ranking = shownAt("level=quarter&in=T&period=2025");
  const places = seriesOf(ranking, "water.volume", "fr").map(({ code, points }) => [
    code,
    ...points.map(({ wide }) => wide?.value),
  ]);
  expect(places).toEqual([
    ["N1", undefined],
    ["N2", 9.69],
  ]);
  // A year in which the same margins would allow a place no decimal, had it been alone.
  const before = ranking.rows.map((row) => ({
    ...row,
    TIME_PERIOD: "2024",
    ...(row.REF_AREA === "N1" && row.STATISTIC === "MEAN" ? { OBS_VALUE: 9.4, CI_LOWER: 7.4, CI_UPPER: 11.4 } : {}),
  }));
  const selection = { ...ranking.selection, view: "time" as const, periods: ["2025", "2024"], areas: ["N1"] };
  const overTime = texts({ ...ranking, selection, rows: [...ranking.rows, ...before] });
  expect(overTime.rows).toEqual([
    ["2025", "9,7 | 9,2 à 10,2"],
    ["2024", "9,4 | 7,4 à 11,4"],
  ]);
});

test("over time places go from the highest of the newest period to the lowest, in drawing and table alike", () => {
  const shown = shownAt("level=quarter&in=T&period=2025");
  const at = (period: string, means: Readonly<Record<string, number>>) =>
    shown.rows.map((row) => {
      const mean = row.STATISTIC === "MEAN" ? means[row.REF_AREA] : undefined;
      const figure = mean && { OBS_VALUE: mean, CI_LOWER: mean - 1, CI_UPPER: mean + 1, OBS_STATUS: "A" as const };
      return { ...row, TIME_PERIOD: period, ...figure };
    });
  const rows = [...at("2024", { N1: 9, N2: 5, S1: 20 }), ...at("2025", { N1: 8, N2: 12, S1: 4 })];
  const selection = { ...shown.selection, view: "time" as const, periods: ["2025", "2024"] };
  const overTime = { ...shown, selection, rows };
  expect(seriesOf(overTime, "water.volume", "fr").map(({ name }) => name)).toEqual(["Nord 2", "Nord 1", "Sud 1"]);
  expect(texts(overTime).rows.map(([name]) => name)).toEqual(["Nord 2", "Nord 1", "Sud 1", "Sud 2"]);
  const { order } = EXPLORE.fr.time;
  expect(plain(order(12, 46, "2025"))).toBe("Les 12 premiers sur 46, du plus haut au plus bas en 2025.");
  expect(plain(order(6, 6, "2025"))).toBe("Du plus haut au plus bas en 2025.");
});

test("modelled means are said to lean on the level above, which is named where there is one", () => {
  const shown = shownAt("level=quarter");
  const said = (change: Partial<ExploreState>) => modelledText({ ...shown, ...change }, "fr");
  const modelled = shown.rows.map((row) => (row.STATISTIC === "MEAN" ? { ...row, METHOD: "modelled" as const } : row));
  expect(said({ rows: modelled })).toContain("celle de l’endroit plus large (arrondissement)");
  expect(said({ rows: modelled.map((row) => ({ ...row, METHOD: "measured" as const })) })).toBe(null);
});

test("a scatter has the places with both figures, and tells a link only from eight on and beyond its interval", () => {
  const data = scatterData(shownAt(`${BOTH}&view=scatter`));
  expect(data?.points.map(({ code }) => code)).toEqual(["N", "S"]);
  expect(data?.link).toBeNull();
  // Nothing was chosen: the first two measures; one was: it stands alone.
  expect(scatterData(shownAt("view=scatter"))?.across.measure).toBe("electricity.energy");
  expect(scatterData(shownAt("view=scatter&measure=water.volume"))).toBeNull();
  // No link is said only where the interval of r is narrow; a wide one that holds 0 concludes nothing.
  expect([
    kindOfCorrelation({ r: -0.5, lower: -0.9, upper: 0.25 }),
    kindOfCorrelation({ r: 0, lower: -0.2, upper: 0.2 }),
  ]).toEqual(["open", "none"]);
  expect([
    kindOfCorrelation({ r: 0.5, lower: 0.1, upper: 0.9 }),
    kindOfCorrelation({ r: -0.5, lower: -0.9, upper: -0.1 }),
  ]).toEqual(["more", "less"]);
  // r stands with its meaning, and is not told where its interval leaves everything open.
  const linked = (lower: number, upper: number) => data && linkText({ ...data, link: { r: 0.5, lower, upper } }, "fr");
  expect(plain(linked(0.1, 0.9) ?? "")).toBe("Force du lien, de −1 à 1 : r = 0,50, entre 0,10 et 0,90, flou compris.");
  expect([linked(-1, 1), linked(-0.1, 0.9)]).toEqual([null, null]);
});

test("rankings beside each other have the same places in the same order, one axis a measure, and titles without the whole", () => {
  const shown = shownAt("level=quarter&measure=water.volume&period=2025&type=_T,size%3D1");
  const at = (area: string, type: string, value: number) =>
    shown.rows
      .filter((row) => row.REF_AREA === "N1" && row.STATISTIC === "MEAN" && row.HOUSEHOLD_TYPE === "_T")
      .map((row) => ({
        ...row,
        REF_AREA: area,
        HOUSEHOLD_TYPE: type,
        OBS_VALUE: value,
        CI_LOWER: value - 1,
        CI_UPPER: value + 1,
      }));
  const rows = [...at("N1", "_T", 9), ...at("N2", "_T", 12), ...at("S1", "size=1", 4), ...at("N1", "size=1", 5)];
  const two = { ...shown, rows };
  const beside = rankedBeside(two, axesOf(two.selection));
  expect(beside?.codes).toEqual(["N2", "N1", "S1"]);
  const among = beside?.among("water.volume") ?? [];
  expect([Math.min(...among), Math.max(...among), beside?.among("electricity.energy")]).toEqual([3, 13, []]);
  expect(rankedBeside(two, axesOf(two.selection).slice(0, 1))).toBeNull();
  // A figure whose margin is too wide is on the common axis too, whichever drawing has it.
  const unsure = at("S1", "_T", 30).map((row) => ({ ...row, CI_LOWER: 5, CI_UPPER: 55, OBS_STATUS: "U" as const }));
  expect(
    Math.max(...(rankedBeside({ ...two, rows: [...rows, ...unsure] }, axesOf(two.selection))?.among("water.volume") ?? [])),
  ).toBe(30);
  const counts = { more: 0, less: 0, same: 3, wide: 5, absent: 4 };
  expect(EXPLORE.fr.ranking.title(counts, null)).toBe("Aucun écart net");
  expect(plain(EXPLORE.fr.ranking.rest(counts))).toBe("5 à lire avec prudence. 4 sans chiffre. ");
  // One axis: a figure stands at the same place in both drawings, and a margin too wide to rely on stretches neither.
  const ends = (value: number, against?: "wide") => ({
    name: "",
    text: "",
    interval: { value, lower: value - 1, upper: value + 9 },
    ...(against ? { against } : {}),
  });
  const layout = (...estimates: readonly ReturnType<typeof ends>[]) =>
    estimateLayout({ width: 400, rows: estimates, rankedAxis: true, among: [0, 30] }, { ends: [0, 400], air: 0.1, pitch: 30 });
  expect(layout(ends(9), ends(28, "wide")).x(9)).toBe(layout(ends(4)).x(9));
});

test("the list of places writes a figure as the ranking does", () => {
  const shown = shownAt("level=quarter&measure=water.volume&period=2025");
  const rows = shown.rows.map((row) =>
    row.REF_AREA === "N2" && row.STATISTIC === "MEAN"
      ? { ...row, OBS_VALUE: 7.2, CI_LOWER: 5, CI_UPPER: 9.4, OBS_STATUS: "E" as const }
      : row,
  );
  const [axis] = axesOf(shown.selection);
  const area = shown.facts.tree.get("N2");
  const ranked = subjectText({ ...shown, rows }, axis!, "fr").text({ value: 7.2, lower: 5, upper: 9.4 });
  expect(plain(ranked)).toBe("7,2 m³");
  expect(placeOption({ ...shown, rows }, "fr")(area!).figure).toBe(ranked);
});

test("in a list both ends of a margin have the decimals of the list, however near the end of the whole's is", () => {
  const shown = shownAt("level=quarter&measure=water.volume&period=2025");
  const [axis] = axesOf(shown.selection);
  const end = yardstick(shown, axis!)!.lower - 0.01;
  const rows = shown.rows.map((row) =>
    row.REF_AREA === "N2" && row.STATISTIC === "MEAN"
      ? { ...row, OBS_VALUE: end - 2, CI_LOWER: end - 4, CI_UPPER: end, OBS_STATUS: "E" as const }
      : row,
  );
  const near = { ...shown, rows };
  expect(subjectText(near, axis!, "fr").margin("N2")).toMatch(/^\d,\d à \d,\d$/);
  const cells = tableRows({ ...near, lang: "fr" }).rows.map(([, value]) => value?.below ?? "");
  for (const below of cells.filter((one) => one !== "")) expect(below).toMatch(/^\d+,\d à \d+,\d$/);
});

test("a table writes every margin as the ranking does, with a decimal more at its ends where what is told of it needs that", () => {
  const shown = shownAt("level=quarter&measure=water.volume&period=2025");
  const [axis] = axesOf(shown.selection);
  const whole = yardstick(shown, axis!)!;
  // Written in tenths, this end would touch that of the whole.
  const end = Math.floor(whole.lower * 10) / 10 + 0.02;
  const rows = shown.rows.map((row) =>
    row.REF_AREA === "N2" && row.STATISTIC === "MEAN"
      ? { ...row, OBS_VALUE: end - 0.4, CI_LOWER: end - 0.8, CI_UPPER: end, OBS_STATUS: "E" as const }
      : row,
  );
  const near = { ...shown, rows };
  const { rows: lines, areas = [] } = tableRows({ ...near, lang: "fr" });
  const { margin } = subjectText(near, axis!, "fr");
  const both = areas
    .map((code, i) => [code, lines[i]?.[1]?.below ?? "", margin(code)] as const)
    .filter(([, below]) => below !== "");
  for (const [code, below, said] of both) expect([code, plain(below)]).toEqual([code, plain(said).replace(/ m³$/, "")]);
  expect(both.map(([code]) => code)).toContain("N2");
  // So do the table over time, what is read out there, and a ranking of kinds.
  const over = shownAt("level=quarter&view=time&period=2026-02,2025");
  const periods = [...over.selection.periods].reverse();
  const at = { ...over, rows: over.rows.filter(({ TIME_PERIOD }) => TIME_PERIOD !== "2025").concat(rows) };
  const drawn = seriesOf(at, "water.volume", "fr").filter(({ code }) => code === "N2");
  const ofPlace = { measure: "water.volume", unit: "m³", series: drawn, periods };
  const told = readPoint(at, ofPlace, `${periods.indexOf("2025")} ${drawn[0]?.name}`, "fr")?.text ?? "";
  const [, ...ends] =
    subjectText(at, axis!, "fr")
      .margin("N2")
      .match(/([\d,]+) à ([\d,]+)/) ?? [];
  expect(ends).toHaveLength(2);
  for (const end of ends) expect(told).toContain(end);
  expect(JSON.stringify(tableRows({ ...at, lang: "fr" }).rows)).toContain(`${ends[0]} à ${ends[1]}`);
  const kinds = rankedKinds({ ...near, selection: { ...near.selection, areas: ["N2"], types: ["_T", "size=1"] } }, "fr");
  expect(kinds?.kinds.find(({ code }) => code === "_T")?.margin).toBe(margin("N2").replace(/\sm³$/, ""));
});

test("of means that a model drew together no link is told but that of what was measured, and the reason goes with the picture", async () => {
  const shown = shownAt(`${BOTH}&level=quarter&view=scatter`);
  const row = (measure: string, code: string) =>
    shown.rows.find((one) => keyOf(one) === measure && one.REF_AREA === code && one.STATISTIC === "MEAN");
  const names = Array.from({ length: 9 }, (_, i) => `Z${i}`);
  const figures = (method: "modelled" | "measured") =>
    names.flatMap((code, i) =>
      ["water.volume", "electricity.energy"].map((measure) => ({
        ...row(measure, "N1"),
        ...{ REF_AREA: code, OBS_VALUE: 10 + i, CI_LOWER: 9.9 + i, CI_UPPER: 10.1 + i, OBS_STATUS: "A", METHOD: method },
      })),
    );
  const dataOf = (method: "modelled" | "measured", measurements: readonly Measurement[] = []) => {
    const selection = { ...shown.selection, areas: names };
    return scatterData({ ...shown, selection, rows: figures(method), measurements } as ExploreState);
  };
  const [measured, modelled] = [dataOf("measured"), dataOf("modelled")];
  expect([measured?.points.length, modelled?.points.length]).toEqual([9, 9]);
  expect(plain(linkText(measured as ScatterData, "fr") ?? "")).toContain("r = 1,00");
  expect(linkNotes(measured as ScatterData, "fr").join(" ")).toContain("tirés au sort");
  expect([modelled?.link, linkText(modelled as ScatterData, "fr")]).toEqual([null, null]);
  expect(linkNotes(modelled as ScatterData, "fr").join(" ")).toContain("n’est pas calculé");
  expect(scatterTitle(modelled as ScatterData, shown, "fr")).toBe("Eau et électricité, endroit par endroit");
  // What was measured tells the link, of the places with homes enough: one has too few.
  const amount = (i: number, homes: number): bigint => BigInt(homes * ((i % 4) * 40 - 400));
  const measurements = names.flatMap((REF_AREA, i) =>
    ["water.volume", "electricity.energy"].flatMap((measure): Measurement[] => {
      const homes = i === 8 ? 12 : 900;
      const { DOMAIN, MEASURE, AREA_LEVEL, HOUSEHOLD_TYPE, TIME_PERIOD } = row(measure, "N1") as Observation;
      const key = { DOMAIN, MEASURE, AREA_LEVEL, HOUSEHOLD_TYPE, TIME_PERIOD, REF_AREA, VARIANCE_DEN: 1n, SCALE: 1n };
      return [
        { ...key, QUANTITY: "COUNT", NOISY: BigInt(homes), VARIANCE_NUM: 25n, CENTRE: 0n },
        { ...key, QUANTITY: "CENTRED_SUM", NOISY: amount(i, homes), VARIANCE_NUM: 1_000_000n, CENTRE: 600n },
      ];
    }),
  );
  const linked = dataOf("modelled", measurements) as ScatterData;
  expect([linked.points.length, linked.linked]).toEqual([9, 8]);
  // The one that r leaves out is smaller than the others, and the note says so; where there is no r, none is.
  expect(linked.points.filter(({ isApart }) => isApart).map(({ code }) => code)).toEqual(["Z8"]);
  expect(linkNotes(linked, "fr").join(" ")).toContain("(petit point)");
  expect(modelled?.points.some(({ isApart }) => isApart)).toBe(false);
  expect(plain(scatterTitle(linked, shown, "fr"))).toBe("Les deux varient dans le même sens : eau et électricité");
  expect(plain(linkNotes(linked, "fr").join(" "))).toContain(
    "r est calculé sans modèle, sur les moyennes mesurées de 8 endroits",
  );
  // The drawing's own data have these means in the published unit: 900 homes around 600 l, 400 l below.
  const selection = { ...shown.selection, areas: names };
  const fileOf = (method: "modelled" | "measured") =>
    drawnFile({ ...shown, selection, rows: figures(method), measurements } as ExploreState, "fr");
  const [columns = [], ...drawn] = fileOf("modelled");
  expect(columns.slice(-3)).toEqual(["MEASURED_VALUE", "MEASURED_LOWER", "MEASURED_UPPER"]);
  const ofWater = (code: string) => drawn.find((one) => one.includes(code) && one.includes("volume"))?.at(-3);
  expect([ofWater("Z0"), ofWater("Z8")]).toEqual([0.2, null]);
  expect(fileOf("measured")[0]).not.toContain("MEASURED_VALUE");
  // They are explained above the rows, and nothing is where they are not.
  const notesOf = (method: "modelled" | "measured") =>
    fileNotesOf({ ...shown, selection, rows: figures(method), measurements } as ExploreState, "fr").join();
  expect([notesOf("modelled"), notesOf("measured")].map((one) => one.includes("MEASURED_VALUE"))).toEqual([true, false]);
  // Its query in SQL has them too, from what was measured.
  const asked = { ...shown, selection, rows: figures("modelled"), measurements } as ExploreState;
  expect(sqlQuery({ ...asked, rows: figures("measured") } as ExploreState)).not.toContain("measurements");
  const duck = await openDuck({ folders: [] });
  try {
    const values = (rows: readonly (readonly unknown[])[]) =>
      rows
        .map((one) => `(${one.map((value) => (typeof value === "string" ? quoteText(value) : String(value))).join(", ")})`)
        .join();
    const table = (name: string, rows: readonly object[]) =>
      `${name} AS (FROM (VALUES ${values(rows.map((one) => Object.values(one)))}) AS t(${Object.keys(rows[0] ?? {}).join(", ")}))`;
    const areas = names.map((code) => ({ REF_AREA: code, AREA_LEVEL: "quarter", PARENT: "N", NAME: code }));
    const answer = await duck.rows<{ NAME: string; MEASURE: string; MEASURED_VALUE: number | null }>(
      `WITH ${[table("observations", asked.rows), table("measurements", measurements), table("areas", areas)].join()}
       SELECT NAME, MEASURE, COLUMNS('MEASURED_.*') FROM (${sqlQuery(asked)})`,
    );
    const key = (cells: readonly unknown[]) => cells.join();
    const [area, measure] = ["REF_AREA", "MEASURE"].map((one) => columns.indexOf(one)) as [number, number];
    expect(
      answer.map((row) => key([row.NAME, row.MEASURE, ...columns.slice(-3).map((one) => row[one as keyof typeof row])])).sort(),
    ).toEqual(drawn.map((row) => key([row[area], row[measure], ...row.slice(-3)])).sort());
  } finally {
    duck.close();
  }
});

test.each([
  ["view=ranking&level=quarter", "Moyenne, 2025, en m³ par mois. –", "en moyenne"],
  ["view=ranking&level=quarter&statistic=P50", "Milieu (médiane), 2025, en m³ par mois. –", "en médiane"],
  ["view=map&level=quarter&statistic=COUNT", "Nombre de foyers, 2025. –", "en nombre de foyers"],
  [`view=scatter&${BOTH}`, "Moyenne, 2025, en m³ par mois et kWh par mois. –", "en moyenne"],
  ["view=time&period=2026-02,2026-01", "Moyenne, janvier 2026 – février 2026, en m³ par mois. –", "en moyenne"],
  ["view=distribution", "Répartition des foyers, 2025, en m³ par mois. –", "répartition des foyers"],
])("the subtitle of %s names statistic, period and unit, on the page and away from it", (search, here, away) => {
  const shown = shownAt(search);
  const props = { store: { lang: "fr" as const }, shown };
  const axes = axesOf(shown.selection);
  expect(plain(shortSubtitleOf(props, axes, "–"))).toBe(here);
  const whole = plain(subtitleOf(props, axes, "–"));
  expect(whole).toContain(`, ${away}, `);
  expect(whole).toMatch(/(en|de) (2025|janvier|janvier et février)/i);
});

test("a scatter is offered for its own places and chosen kinds: kinds of the whole beside a distribution are none", () => {
  vi.stubGlobal("location", { search: "" });
  const store = { lang: "fr", hrefOf: () => "" } as unknown as ExploreStore;
  const offers = (search: string, measures: readonly string[]): boolean => {
    const shown = shownAt(`${search}&view=distribution&level=quarter&in=T&measure=water.volume&period=2025`);
    const rows = shown.rows.filter((row) => measures.includes(keyOf(row)));
    const facts = { ...shown.facts, released: ["2025"] };
    return renderToString(h(ViewTabs, { store, shown: { ...shown, rows, facts } })).includes("Nuage");
  };
  expect(offers("", ["water.volume"])).toBe(false);
  expect(offers("", ["water.volume", "electricity.energy"])).toBe(true);
  vi.unstubAllGlobals();
});

test("what has no figure leads to what is nearest: the mean, all homes, then the areas around", () => {
  const at = (search: string) => {
    const { rows, selection, facts } = shownAt(search);
    expect([search, hasFigures(rows, selection, facts.tree)]).toEqual([search, false]);
    return nearest(rows, selection, facts.tree, facts.territory.levels)?.change;
  };
  expect(at("level=quarter&in=N&statistic=P50")).toEqual({ statistic: null });
  expect(at("level=quarter&in=S")).toEqual({ area: "S", view: "table" });
  expect(at("level=quarter&in=N&type=size%3D1&view=ranking")).toEqual({ type: null });
  expect(at("level=quarter&period=2026-01&view=ranking")).toEqual({ area: "T", view: "table" });
  // The finest places that are published come before the whole town, in the same view.
  const { rows, selection, facts } = shownAt("level=quarter&in=T&view=map");
  const withheld = rows.map((row) => (row.AREA_LEVEL === "quarter" ? { ...row, OBS_VALUE: null } : row));
  expect(nearest(withheld, selection, facts.tree, facts.territory.levels)?.change).toEqual({ level: "district", in: "T" });
});

test("a statistic that a level does not publish is said to lack it whatever the homes, and leads to the level that has it", () => {
  const without = (search: string) => {
    const { rows, selection, facts } = shownAt(search);
    return levelWithout(rows, selection, facts.tree);
  };
  const medians = shownAt("level=quarter&in=N&statistic=P50");
  const { rows, selection, facts } = medians;
  expect(without("level=quarter&in=N&statistic=P50")).toBe("quarter");
  expect(plain(noneAtText("quarter", selection, facts, "fr"))).toBe(
    "Aucune médiane n’est publiée par secteur en 2025, quel que soit le nombre de foyers.",
  );
  expect(plain(noneAtText("quarter", { ...selection, statistic: "P90" }, facts, "fr"))).toContain(
    "Cette limite n’est pas publiée",
  );
  expect(levelWith(rows, selection, facts.tree, facts.territory.levels)?.change).toEqual({
    level: "district",
    in: "T",
    area: null,
  });
  // A place without a spread is offered that of the place around it, and no other statistic of the whole.
  const spread = shownAt("view=distribution&area=N1");
  const changes = ({ rows, selection, facts }: ExploreState) =>
    offered(rows, selection, facts.tree, facts.territory.levels).map(({ change }) => change);
  expect(changes(spread)).toEqual([{ area: "N" }]);
  // Of another statistic the place around comes first, where it has it, and another level.
  expect(changes(medians)).toEqual([
    { area: "N", view: "table" },
    { level: "district", in: "T", area: null },
  ]);
  expect(changes(shownAt("level=quarter&statistic=P50&view=map")).map(({ level }) => level)).toEqual(["district"]);
  // A kind of homes stays where wider places have it, and all homes are offered beside it.
  expect(changes(shownAt("level=quarter&in=N&type=size%3D1&view=ranking"))).toEqual([
    { area: "N", view: "table" },
    { type: null },
  ]);
  expect(changes(shownAt("level=quarter&in=N&type=heating%3Dgas&view=ranking"))).toEqual([{ type: null }]);
  // Too few homes is another reason, and stays one.
  expect(without("level=quarter&in=S")).toBeNull();
  expect(without("level=town&in=T&statistic=P50")).toBeNull();
});

test("what the operator says of the period goes with figures and citations as one sentence, not letter by letter", () => {
  const at = shownAt("level=quarter");
  const period = { fr: "« 2024 » est l’année des relevés.", en: "“2024” is the year of the readings." };
  const origin = { fr: "essai", en: "trial", basis: "official", period } as unknown as NonNullable<
    typeof at.facts.catalog.commons.origin
  >;
  const commons = { ...at.facts.catalog.commons, origin };
  const shown = { ...at, facts: { ...at.facts, catalog: { ...at.facts.catalog, commons } } };
  for (const lang of ["fr", "en"] as const) {
    const notes = figureNotes({ store: { lang }, shown }, axesOf(shown.selection)).map((note) => note.replace(/\u00a0/g, " "));
    expect(notes).toContain(period[lang]);
    expect(notes.filter((note) => note.length < 5)).toEqual([]);
  }
});

test("files of figures from a copy say what its rows are, in the operator's words", async () => {
  const at = shownAt("level=quarter");
  const holds = { fr: "Par logement : un coût.", en: "For each dwelling: a cost." };
  const commons = { ...at.facts.catalog.commons, origin: { fr: "essai", en: "trial", holds } };
  const shown = { ...at, facts: { ...at.facts, catalog: { ...at.facts.catalog, commons } } };
  expect(fileNotesOf(shown, "fr")).toEqual([holds.fr, ...fileNotesOf(at, "fr")]);
  expect(await selectionSpreadsheet(shown, "en", "https://data.example.org/")).toContain(holds.en);
});

test("places without a figure, where nearly all homes are counted elsewhere, are not said to lack homes", () => {
  vi.stubGlobal("location", { href: "https://commons.example/explore" });
  vi.stubGlobal("addEventListener", () => undefined);
  const at = (query: string, north: number): string => {
    const shown = shownAt(query);
    const rows = shown.rows.map((row) =>
      row.REF_AREA.startsWith("S")
        ? { ...row, OBS_VALUE: null, CI_LOWER: null, CI_UPPER: null, CONF_STATUS: "A" as const }
        : row.REF_AREA === "N" && row.STATISTIC === "COUNT"
          ? { ...row, OBS_VALUE: north }
          : row,
    );
    const props = { shown: { ...shown, rows }, store: { lang: "fr" } as unknown as ExploreStore };
    return plain(renderToString(h(NoFigures, props)));
  };
  const few = "sans chiffre : pas assez de foyers";
  for (const query of ["area=S", "level=quarter&in=S"]) {
    expect(at(query, 900)).toMatch(/Rien n’est publié pour ce choix.*presque tous les foyers comptés sont [^.]*Nord\./);
    expect(at(query, 900)).not.toContain(few);
    expect(at(query, 500)).toContain(few);
  }
});

test("of whom the whole is made is said where nearly all its homes are of one part, in files and citations too", async () => {
  const at = (query: string): ExploreState => {
    const shown = shownAt(query);
    const most = shown.rows.map((row) => (row.REF_AREA === "N" && row.STATISTIC === "COUNT" ? { ...row, OBS_VALUE: 950 } : row));
    return { ...shown, rows: most };
  };
  const notes = (shown: ExploreState) => figureNotes({ store: { lang: "fr" }, shown }, axesOf(shown.selection)).join();
  expect(notes(shownAt("level=quarter"))).not.toContain("presque tous");
  expect(notes(at("level=quarter&in=N"))).not.toContain("presque tous");
  // A place shown alone is not said to be in a wider one; of the whole alone it is said.
  expect(
    ["view=distribution&in=N", "area=N", "view=distribution&in=T"].map((query) => notes(at(query)).includes("presque tous")),
  ).toEqual([false, false, true]);
  const shown = at("level=quarter&type=_T,size%3D1");
  expect(notes(shown).split("presque tous les foyers comptés sont")).toHaveLength(2);
  // The size of homes is said to be left aside where places are compared by all of theirs, and nowhere else.
  const sizes = (query: string) => notes(shownAt(query)).includes("Sans tenir compte de la taille des foyers.");
  expect([sizes("level=quarter"), sizes("level=quarter&statistic=P50")]).toEqual([true, true]);
  expect(["level=quarter&type=size%3D1", "level=town", "level=quarter&statistic=COUNT"].map(sizes)).toEqual([
    false,
    false,
    false,
  ]);
  expect(await selectionSpreadsheet(shown, "fr", "https://data.example.org/")).toContain("presque tous les foyers comptés sont");
});

test("under an axis a year is its number, and its parts have short names", () => {
  expect(axisPeriod("2025", "fr")).toEqual({ name: "", short: "", year: "2025" });
  expect(axisPeriod("2025-Q3", "fr")).toEqual({ name: "T3", short: "3", year: "2025" });
  expect(axisPeriod("2025-Q3", "en")).toEqual({ name: "Q3", short: "3", year: "2025" });
  expect(axisPeriod("2026-01", "fr")).toEqual({ name: "janv.", short: "J", year: "2026" });
});

test("places and periods are said as people say them", () => {
  const { selection, facts } = shownAt("level=quarter&in=N");
  expect(whereText(selection, facts, "fr")).toBe("par secteur de l’arrondissement Nord");
  expect(whereText({ ...selection, areas: ["N", "N1"] }, facts, "fr")).toBe(
    "dans l’arrondissement Nord et dans le secteur Nord 1",
  );
  expect(whereText(shownAt("level=town").selection, facts, "fr")).toContain("à Bourg");
  expect(whenText(["2026-02", "2026-01"], "fr")).toBe("en janvier 2026 et février 2026");
  expect(whenText(["2025", "2024", "2023"], "fr")).toBe("de 2023 à 2025");
  expect(whenText(["2025-Q1"], "fr")).toBe("au 1er trimestre 2025");
});

test("a file's name says what is in it, in codes, with the release's digest", () => {
  expect(fileName(shownAt("level=quarter&in=N"))).toBe("water.volume-mean-quarter-N-2025-digest-o");
  expect(fileName(shownAt(`${BOTH}&area=N,S&type=size%3D1&period=all&view=table`))).toBe(
    "water.volume_electricity.energy-mean-N-S-size-1-2025_2026-02",
  );
  // Of two releases it has both.
  expect(fileName(shownAt("level=quarter&in=N&period=2025,2026-02"))).toBe(
    "water.volume-mean-quarter-N-2025-digest-o_2026-02-digest-o",
  );
  expect(fileName(shownAt("view=distribution"))).toBe("water.volume-quantiles-T-2025-digest-o");
  expect(selectedBins(shownAt("view=distribution"))).toHaveLength(3);
});

test("the data of a drawing are what is drawn, with the names of places and types beside their codes: figures or, of a distribution, histogram and quantiles", () => {
  const [columns, ...rows] = drawnFile(shownAt("view=ranking&level=district&type=_T,size%3D1"), "fr");
  const named = ["REF_AREA", "NAME", "HOUSEHOLD_TYPE", "TYPE_NAME"];
  expect(columns?.slice(4, 8)).toEqual(named);
  expect(columns).toContain("METHOD");
  expect(rows.map((row) => row.slice(4, 8))).toContainEqual(["N", "Nord", "size=1", "1 personne"]);
  const [columnsOfBars, ...all] = drawnFile(shownAt("view=distribution"), "fr");
  const fieldOf = (row: (typeof all)[number], name: string) => row[columnsOfBars?.indexOf(name) ?? -1];
  const bars = all.filter((row) => fieldOf(row, "UPPER") !== null || fieldOf(row, "LOWER") !== null);
  expect(all.slice(0, -bars.length).map((row) => fieldOf(row, "STATISTIC"))).toEqual(
    expect.arrayContaining(["P25", "P50", "P75"]),
  );
  expect(bars).toHaveLength(3);
  // A bar is no number of all homes, and no two rows of the file have one key.
  expect(bars.map((row) => fieldOf(row, "STATISTIC"))).toEqual(["BAR", "BAR", "BAR"]);
  const keyed = all.map((row) =>
    ["STATISTIC", "REF_AREA", "HOUSEHOLD_TYPE", "TIME_PERIOD", "LOWER"].map((one) => fieldOf(row, one)).join(),
  );
  expect(new Set(keyed).size).toBe(all.length);
  expect(bars.map((row) => [fieldOf(row, "METHOD"), fieldOf(row, "CONF_LEVEL")])).toEqual(Array(3).fill(["measured", 0.95]));
  // Where no figure is, none was computed.
  const [names = [], ...places] = drawnFile(shownAt("level=quarter&view=ranking"), "fr");
  const empty = places.filter((row) => row[names.indexOf("OBS_VALUE")] === null);
  expect(empty.length).toBeGreaterThan(0);
  for (const row of empty) expect(row[names.indexOf("METHOD")]).toBeNull();
  // The notes name the releases by their content.
  expect(fileNotesOf(shownAt("view=distribution"), "en")).toContain("Release 2025: ni:///sha-256;digest-of-2025");
  // A bar in the file says what a tap on it says.
  const column = (name: string) => bars.map((bar) => fieldOf(bar, name));
  const [group] = histograms(shownAt("view=distribution"));
  const merged = mergedBins(group!.bins);
  expect(column("OBS_VALUE")).toEqual(merged.map((bin) => Math.round(10 * homesOf(bin).value) / 10));
  // Margins are not cut at zero, as in every file, and what noise alone could make is marked.
  expect(Number(column("CI_LOWER")[0])).toBeLessThan(-5);
  expect(column("OBS_STATUS")).toEqual(merged.map(({ noisy, sigma }) => (noisy < 2 * sigma ? "U" : "A")));
  // Every column is in the dictionary, but the names beside codes.
  const known = new Set(TABLES.flatMap(({ columns }) => columns.map(({ name }) => name)));
  expect(columnsOfBars?.filter((name) => !known.has(String(name)))).toEqual(["NAME", "TYPE_NAME"]);
});

/** The table of a spreadsheet, as a French one reads it: fields apart, decimal commas. */
const opened = (text: string): Record<string, string>[] => {
  const [head = "", ...lines] = (text.replace("\ufeff", "").split("\r\n\r\n")[0] ?? "").split("\r\n");
  return lines.map((line) => Object.fromEntries(head.split(";").map((name, i) => [name, line.split(";")[i] ?? ""])));
};

test.each([
  ["table", "level=quarter&view=table"],
  ["ranking", "level=quarter&view=ranking"],
  ["map", "level=quarter&view=map"],
  ["time", "level=quarter&view=time&period=2026-02,2026-01"],
  ["scatter", `level=quarter&view=scatter&${BOTH}`],
  ["distribution", "view=distribution"],
])(
  "the spreadsheet of %s has the figures of the page in its order, a row each: numbers, unit, homes, and why one is missing",
  async (_, search) => {
    const shown = shownAt(search);
    const { selection, rows, facts } = shown;
    const all = opened(await selectionSpreadsheet(shown, "fr", "https://data.example.org/"));
    const ofWhole = comparedWith(shown)?.rows.length ? "T" : "";
    const found = all.filter((row) => (row["Barre de"] ?? "") === "" && row["Code de l’endroit"] !== ofWhole);
    // The bars of a distribution are taken with its figures, and with those of a map or a ranking the whole that they are compared with.
    expect(all.length > found.length).toBe(["distribution", "map", "ranking"].includes(selection.view));
    const { areas } = tableRows({ selection, rows, facts, lang: "fr" });
    const own = selected(rows, selection, facts.tree).filter(({ STATISTIC }) => STATISTIC !== "COUNT");
    expect(found).toHaveLength(own.length);
    if (areas) expect([...new Set(found.map((row) => row["Code de l’endroit"]))]).toEqual(areas);
    for (const row of own) {
      const line = found.find(
        (one) =>
          one["Code de l’endroit"] === row.REF_AREA &&
          one.Thème === topicLabel(facts.refs.find(({ key }) => key === keyOf(row))!, "fr") &&
          one.Période === upperFirst(formatPeriod(row.TIME_PERIOD, "fr")) &&
          one["Quel chiffre"] === spreadsheetWords.statistics[row.STATISTIC],
      );
      const count = rowIndex(rows).at(
        { measure: keyOf(row), type: row.HOUSEHOLD_TYPE, period: row.TIME_PERIOD },
        row.REF_AREA,
        "COUNT",
      );
      const number = (text = ""): number | null => (text === "" ? null : Number(text.replace(",", ".")));
      expect([line?.Chiffre, line?.De, line?.À, line?.["Nombre compté"]].map(number)).toEqual([
        row.OBS_VALUE,
        row.CI_LOWER,
        row.CI_UPPER,
        count?.OBS_VALUE ?? null,
      ]);
      expect(line?.Unité).toMatch(/^(m³|kWh) par mois$/);
      if (row.OBS_VALUE === null) expect(line?.Remarque).toBe(absence(row, "fr"));
    }
  },
);

test.each(["map", "ranking"])(
  "the data of a %s have the whole that is drawn, and how each place compares with it, as its colour does",
  (view) => {
    const shown = shownAt(`level=quarter&view=${view}`);
    const { places, whole } = rankedPlaces(shown, axesOf(shown.selection)[0]!);
    const [columns = [], ...rows] = drawnFile(shown, "fr");
    const records = rows.map((row) => Object.fromEntries(columns.map((name, i) => [String(name), row[i]])));
    const means = records.filter(({ STATISTIC }) => STATISTIC === "MEAN");
    const ofWhole = means.at(-1);
    expect([ofWhole?.REF_AREA, ofWhole?.OBS_VALUE, ofWhole?.CI_LOWER, ofWhole?.REMARK]).toEqual([
      "T",
      whole?.value,
      whole?.lower,
      null,
    ]);
    const verdicts = Object.fromEntries(
      places.map(({ code, interval, wide, against }) => [code, !interval && wide ? "unsure" : against]),
    );
    expect(Object.values(verdicts).filter(Boolean).length).toBeGreaterThan(1);
    for (const { REF_AREA, REMARK } of means.slice(0, -1))
      expect([REF_AREA, REMARK ?? undefined]).toEqual([REF_AREA, verdicts[String(REF_AREA)]]);
    for (const { REMARK, COMPARED } of records)
      expect(REMARK ? fr.legend[REMARK === "unsure" ? "wide" : (REMARK as "less")] : null).toBe(COMPARED);
    // Numbers of homes are compared with nothing, nor is what has no whole around it.
    expect(records.filter(({ STATISTIC, REMARK }) => STATISTIC === "COUNT" && REMARK)).toEqual([]);
    expect(drawnFile(shownAt(`level=quarter&view=${view}&statistic=COUNT`), "fr")[0]).not.toContain("REMARK");
    expect(
      drawnFile(shownAt(`level=town&view=${view}`), "fr").filter((row) => row.includes("T") && row.includes("MEAN")),
    ).toHaveLength(1);
  },
);

test("what is taken says where its kinds of homes overlap, so that nobody sums them", () => {
  const shown = shownAt("");
  const overlaps = (...types: string[]) => overlap({ ...shown, selection: { ...shown.selection, types } });
  expect([overlaps("_T"), overlaps("size=1", "size=2"), overlaps("size=1", "size=3+")]).toEqual([false, false, false]);
  expect([overlaps("_T", "size=1"), overlaps("size=1", "size=1-2")]).toEqual([true, true]);
});

test("what was asked for is counted once for all views: what is published, and why the rest is not", () => {
  const counts = { sure: 1, wide: 1, few: 1, other: 1, imprecise: 0, none: 0 };
  expect(coverageOf(shownAt("level=quarter"), "fr")).toEqual({
    asked: 4,
    published: 2,
    counts,
    why: { few: "pas assez de foyers", other: "non publié, car il en ferait deviner un autre" },
    // What is kept back for another does not count as a place that lacks homes.
    fewLevel: "quarter",
  });
  const { own } = fr.table;
  expect([own("12", "12"), own("60", "27"), own("12", "0"), own("1", "1")]).toEqual([
    "12 chiffres publiés",
    "27 chiffres publiés sur 60",
    "Aucun chiffre publié sur 12",
    "Un chiffre",
  ]);
});

test("several figures kept back are several, and a subtraction is said to leave twice the threshold open, of places with too few homes", () => {
  expect([absencesText("other", 1, "fr"), absencesText("other", 5, "fr")]).toEqual([
    "non publié, car il en ferait deviner un autre",
    "non publiés, car ils en feraient deviner d’autres",
  ]);
  const rule = { fr: /à 22 foyers près, au mieux/, en: /no better than ± 22/ };
  for (const lang of ["fr", "en"] as const) {
    expect(WORDS[lang].keptMeans("22")).toMatch(rule[lang]);
  }
});

test("an answer in SQL counts what is published with the same words", () => {
  const columns = ["NAME", "OBS_VALUE", "OBS_STATUS", "CONF_STATUS"].map((name) => ({ name }));
  const rows = [
    ["a", 1.5, "A", "F"],
    ["b", null, "Q", "A"],
    ["c", null, "Q", "D"],
    ["d", null, "Q", "F"],
    ["e", 2.5, "U", "F"],
  ];
  expect(plain(publishedText({ columns, rows }, "fr") ?? "")).toBe(
    "2 chiffres publiés sur 5, dont 1 à lire avec prudence : 1 pas assez de foyers ; 1 non publié, car il en ferait deviner un autre ; 1 trop imprécis.",
  );
  expect(publishedText({ columns, rows: rows.slice(0, 1) }, "fr")).toBeNull();
  expect(publishedText({ columns: columns.slice(0, 2), rows }, "fr")).toBeNull();
});

test("what is shown is cited: its measure, statistic, place, period and address, with the hash of each release", () => {
  const base = "https://data.example.org/voisinage/";
  const newest: Citation = {
    language: "fr",
    key: "voisinage-bourg-2025",
    author: "Ville du Bourg",
    title: "Statistiques protégées : Bourg, 2025",
    version: "2025",
    kind: "Jeu de données",
    publisher: "Communs du Bourg",
    day: "2026-02-01",
    url: `${base}explore.html?period=2025`,
    doi: "10.5281/zenodo.1234",
    identifier: "ni:///sha-256;digest-of-2025",
    licence: "etalab-2.0",
  };
  const year = shownAt("level=quarter&in=N&statistic=P50");
  expect(selectionCitation(newest, year, "fr", base)).toEqual({
    ...newest,
    key: "voisinage-bourg-2025-water-volume-p50-quarter-N-2025-digest-o",
    title: "Eau, en médiane, par secteur de l’arrondissement Nord, en 2025, pour tous les foyers",
    within: newest.title,
    kind: "Extrait de jeu de données",
    // It names the release, so that the page says so once a revision has taken its place.
    url: `${lastingAddress(year.selection, "fr", base)}&release=2025`,
  });
  // Where nobody contributed, what the figures were taken from goes with them, and the note of the measure that is shown.
  const { catalog } = year.facts;
  const note = { fr: "Coûts modélisés.", en: "Modelled costs." };
  const taken = {
    ...catalog,
    commons: { ...catalog.commons, origin: { fr: "un registre", en: "a register" } },
    measures: catalog.measures.map((one) => (one.domain === "water" ? { ...one, note } : one)),
  };
  const ofTaken = (search: string) => {
    const shown = shownAt(search);
    return selectionCitation({ ...newest, basis: "of all" }, { ...shown, facts: { ...shown.facts, catalog: taken } }, "fr", base)
      .basis;
  };
  expect(ofTaken("")).toBe("Données d’origine : un registre. Date de la source : non précisée. Coûts modélisés.");
  expect(ofTaken("measure=electricity.energy")).toBe("Données d’origine : un registre. Date de la source : non précisée.");
  // Several kinds of homes have their names, and many their number.
  const ofKinds = selectionCitation(newest, shownAt("type=_T,size%3D1,heating%3Dgas"), "fr", base).title;
  expect(plain(ofKinds)).toMatch(/pour 3 types de foyers \(tous les foyers.*, .* et .*\)$/);
  const all = selectionCitation(newest, shownAt("period=all&view=table"), "fr", base);
  expect(all).toMatchObject({
    title: expect.stringMatching(/^Eau, en moyenne, .*, en 2025, en janvier 2026 et février 2026, pour tous les foyers$/),
    within: "Statistiques protégées : Bourg",
    version: "2026-02, 2026-01, 2025",
    identifier: ["2026-02", "2026-01", "2025"].map((period) => `ni:///sha-256;digest-of-${period}`).join(", "),
  });
  // A DOI names one release.
  expect(all.doi).toBeUndefined();
  expect(forPeople(all, shownAt(""), "fr")).toEqual(all);
  const many = { ...all, identifier: `${all.identifier}, ni:///sha-256;digest-of-2024` };
  expect(forPeople(many, shownAt(""), "fr").identifier).toBe(
    "ni:///sha-256;digest-of-2026-02, et 3 autres que donnent les fichiers",
  );
});

test("the table and the drawing have one order: by published values, whatever is written of them, then the uncertain, the absent last", () => {
  const cell = (written: number, value: number): TableCell => ({ text: String(written), sort: value });
  const rows = [[cell(700, 704)], [cell(702, 702)], [{ text: "pas assez", sort: null }], [cell(700, 696)]];
  const order = (down: boolean) => inOrder(rows, 0, down).map(([one]) => one?.sort);
  expect(order(true)).toEqual([704, 702, 696, null]);
  expect(order(false)).toEqual([696, 702, 704, null]);
  const shown = shownAt("level=quarter");
  const higher = shown.rows.map((row) =>
    row.OBS_STATUS === "U" && row.STATISTIC === "MEAN" ? { ...row, OBS_VALUE: 12, CI_LOWER: 6, CI_UPPER: 18 } : row,
  );
  for (const one of [shown, { ...shown, rows: higher }]) {
    const drawn = rankedPlaces(one, axesOf(one.selection)[0]!).places.map(({ name }) => name);
    expect(texts(one).rows.map(([name]) => name)).toEqual(drawn);
  }
  // The wide 6.4 stands below the sure 6.1, whatever is written of it.
  const rounded = shown.rows.map((row) => {
    if (row.STATISTIC !== "MEAN" || row.AREA_LEVEL !== "district") return row;
    const wide = { OBS_STATUS: "U" as const, OBS_VALUE: 6.4, CI_LOWER: 2, CI_UPPER: 11 };
    return {
      ...row,
      ...(row.REF_AREA === "N" ? wide : { OBS_STATUS: "A" as const, OBS_VALUE: 6.1, CI_LOWER: 6, CI_UPPER: 6.2 }),
    };
  });
  const districts = { ...shownAt("level=district"), rows: rounded };
  expect(rankedPlaces(districts, axesOf(districts.selection)[0]!).places.map(({ code }) => code)).toEqual(["S", "N"]);
});

test("a table sorted by a figure parts those without a rank from the others, and one sorted by name does not", () => {
  const row = (name: string, value: number, wide?: true): readonly TableCell[] => [
    { text: name, sort: name },
    { text: String(value), sort: value, ...(wide ? { wide } : {}) },
  ];
  const rows = inOrder([row("a", 9, true), row("b", 8), row("c", 7)], 1, true);
  expect([unrankedFrom(rows, 1), unrankedFrom(rows, 0), unrankedFrom(rows, null)]).toEqual([2, null, null]);
  expect(unrankedFrom([row("a", 9, true)], 1)).toBeNull();
});

test("a statistic that no place of the level has says so in its list, and kinds of homes are counted with the chosen one", () => {
  const medians = shownAt("view=ranking&level=quarter&statistic=P50");
  const without = { ...medians, rows: medians.rows.filter((row) => row.STATISTIC !== "P50" || row.AREA_LEVEL !== "quarter") };
  const option = (name: string) => statisticOptions(without, "fr").find(({ value }) => value === name);
  expect([option("P50")?.absent, plain(option("P50")?.detail ?? "")]).toEqual([true, "rien de publié par secteur"]);
  expect([option("MEAN")?.absent, option("MEAN")?.detail]).toEqual([undefined, fr.statisticTexts.MEAN]);
  expect(publishedBy(without, "HOUSEHOLD_TYPE").get("_T")).toEqual({ shown: 0, all: 0 });
  expect(publishedBy(shownAt("level=quarter"), "HOUSEHOLD_TYPE").get("_T")?.shown).toBeGreaterThan(0);
});

test("beside distributions a place has the median of its own, or the fact that it has no distribution", () => {
  const shown = shownAt("view=distribution&measure=water.volume");
  const { tree } = shown.facts;
  const figureOf = (state: typeof shown) => plain(placeOption(state, "fr")(tree.root).figure ?? "");
  expect(figureOf(shown)).toMatch(/^médiane : [\d,]+ m³/);
  expect(figureOf({ ...shown, distributions: [] })).toBe("aucune répartition");
});

test("kinds of homes that have no row at a level are told from those without a figure, and the message says which part lacks", () => {
  const quarters = shownAt("level=quarter");
  const gone = {
    ...quarters,
    rows: quarters.rows.filter((row) => row.HOUSEHOLD_TYPE === "_T" || row.AREA_LEVEL !== "quarter"),
  };
  const counts = publishedBy(gone, "HOUSEHOLD_TYPE");
  expect(counts.get("_T")?.all).toBe(areasOf(gone.selection, gone.facts.tree).length);
  const [kind] = [...counts.keys()].filter((type) => type !== "_T");
  expect(counts.get(kind ?? "")).toEqual({ shown: 0, all: 0 });
  const lacks = (rows: typeof gone.rows) => lackedPart(rows, { ...gone.selection, types: [kind ?? ""] }, gone.facts.tree);
  expect([lacks(gone.rows), lacks(gone.rows.filter(({ AREA_LEVEL }) => AREA_LEVEL !== "quarter")), lacks([])]).toEqual([
    "types",
    "level",
    "periods",
  ]);
});

test("of two groups one of which has no figure, only the other is drawn", () => {
  const shown = shownAt("view=ranking&level=quarter&type=_T,size=unknown");
  const axes = axesOf(shown.selection);
  expect(axes.map(({ type }) => [type, hasDrawing(shown, axes.find((axis) => axis.type === type)!)])).toEqual([
    ["_T", true],
    ["size=unknown", false],
  ]);
});

test("on paper a ranking is kept whole as long as its letters do not touch; a longer one goes on, a sheet a drawing", () => {
  const rows = (n: number) => Array.from({ length: n }, (_, i) => i);
  expect([1, 35, 36, 46, 60].map((n) => onSheets(rows(n)).map(({ length }) => length))).toEqual([
    [1],
    [35],
    [30, 6],
    [30, 16],
    [30, 30],
  ]);
  expect(onSheets(rows(46)).flat()).toEqual(rows(46));
});

test("a kind that is never published at a level is no ranking of empty rows, and is counted as not published", () => {
  const shown = shownAt("view=ranking&level=quarter&in=T&type=_T,size=2");
  const rows = shown.rows.filter(({ HOUSEHOLD_TYPE, AREA_LEVEL }) => HOUSEHOLD_TYPE === "_T" || AREA_LEVEL !== "quarter");
  const gone = { ...shown, rows };
  expect(axesOf(shown.selection).map((axis) => [axis.type, hasDrawing(gone, axis)])).toEqual([
    ["_T", true],
    ["size=2", false],
  ]);
  const places = areasOf(shown.selection, shown.facts.tree).length;
  const { asked, why } = coverageOf(gone, "fr");
  expect([asked, why.none]).toEqual([2 * places, "non calculés à ce niveau"]);
});

let folder = "";
let site: Site;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "voisinage-explore-"));
  site = await openSite(folder, ["2025", "2026-01", "2026-02"]);
});
afterAll(async () => {
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

test("what is taken is what the API gives, to the letter, and what the query finds", async () => {
  const shown = shownAt("level=quarter");
  const csv = resultCsv(selectionResult(shown));
  const whole = await (await fetch(`${site.url}v1/datasets/water/exports/csv`)).text();
  const lines = new Set(whole.split("\r\n"));
  const own = csv.split("\r\n");
  expect(own[0]).toBe(whole.split("\r\n")[0]);
  expect(own.filter((line) => !lines.has(line))).toEqual([]);
  expect(own).toHaveLength(10);
  // DuckDB answers the page's query over the same rows.
  const path = join(folder, "water.parquet");
  writeFileSync(path, new Uint8Array(await (await fetch(`${site.url}v1/datasets/water/exports/parquet`)).arrayBuffer()));
  const areas = shown.facts.tree.areas.map(({ code, level, parent, name }) =>
    [code, level, parent, name].map((one) => (one === null ? "NULL" : quoteText(one))).join(", "),
  );
  const tables = `WITH observations AS (FROM read_parquet(${quoteText(path)})),
    areas AS (FROM (VALUES ${areas.map((row) => `(${row})`).join(", ")}) AS t(REF_AREA, AREA_LEVEL, PARENT, NAME))`;
  const duck = await openDuck({ folders: [folder] });
  try {
    const whole = shown.facts.tree.root.name;
    const ask = (search: string) =>
      duck.rows<{ NAME: string; OBS_VALUE: number | null; HOMES?: number | null; REMARK?: string | null }>(
        `${tables} ${sqlQuery(shownAt(search))}`,
      );
    const named = (answer: readonly { NAME: string }[]) => answer.map(({ NAME }) => NAME).filter((name) => name !== whole);
    expect(named(await ask("level=quarter"))).toEqual(["Nord 1", "Nord 2", "Sud 1", "Sud 2"]);
    expect((await ask("level=quarter&view=table")).map(({ NAME }) => NAME)).not.toContain(whole);
    // The whole that a ranking compares with is a row, and the verdicts are those of the drawing's file.
    for (const search of ["level=quarter", "level=district&view=map&type=_T,size%3D1", "level=quarter&in=N", "area=N1,S"]) {
      const [columns = [], ...drawn] = drawnFile(shownAt(`view=ranking&${search}`), "fr");
      const at = (row: (typeof drawn)[number], name: string) => row[columns.indexOf(name)] ?? null;
      const key = (...cells: unknown[]) => cells.join();
      expect(
        (await ask(`view=ranking&${search}`)).map(({ NAME, OBS_VALUE, REMARK }) => key(NAME, OBS_VALUE, REMARK)).sort(),
      ).toEqual(
        drawn
          .filter((row) => at(row, "STATISTIC") === "MEAN")
          .map((row) => key(...["NAME", "OBS_VALUE", "REMARK"].map((name) => at(row, name))))
          .sort(),
      );
    }
    // As on the page, what is to be read with care leads no ranking, whatever its value.
    const high = "SELECT * REPLACE (if(OBS_STATUS = 'U', 99, OBS_VALUE) AS OBS_VALUE) FROM read_parquet";
    const ranked = await duck.rows<{ NAME: string }>(
      `${tables.replace("FROM read_parquet", high)} ${sqlQuery(shownAt("level=quarter"))}`,
    );
    expect(named(ranked)).toEqual(["Nord 1", "Nord 2", "Sud 1", "Sud 2"]);
    // The number of homes that the table has beside a figure is beside it here too, and in the file as a row.
    const counted = await ask("level=town");
    const counts = shownAt("level=town").rows.filter(
      ({ STATISTIC, AREA_LEVEL, HOUSEHOLD_TYPE, TIME_PERIOD, DOMAIN }) =>
        [STATISTIC, AREA_LEVEL, HOUSEHOLD_TYPE, TIME_PERIOD, DOMAIN].join() === "COUNT,town,_T,2025,water",
    );
    expect(counted.map(({ HOMES }) => HOMES).sort()).toEqual(counts.map(({ OBS_VALUE }) => OBS_VALUE).sort());
    // The parts of an area are found by their parent.
    expect(sqlQuery(shownAt("level=quarter&in=N"))).toContain("PARENT = 'N'");
    expect(named(await ask("level=quarter&in=N&view=table"))).toHaveLength(2);
    expect(await ask("view=time&period=all&level=town&in=T&type=_T,size%3D1")).toHaveLength(6);
    expect(await ask("view=distribution")).toHaveLength(5);
    // The bars, each home once: the groups that count it again are left out.
    const shownBars = shownAt("view=distribution");
    const bins = join(folder, "distributions.parquet");
    const release = await fetch(`${site.url}v1/releases/2025/distributions.parquet`);
    writeFileSync(bins, new Uint8Array(await release.arrayBuffer()));
    const bars = await duck.rows<{ BIN: number; LOWER: number; UPPER: number | null }>(
      `${tables}, distributions AS (FROM read_parquet(${quoteText(bins)})) ${barsQuery(shownBars)}`,
    );
    expect(bars.map(({ BIN }) => BIN)).toEqual(bars.map((_, i) => i));
    expect(bars.filter(({ UPPER }) => UPPER === null)).toEqual(bars.slice(-1));
    expect(bars.slice(1).map(({ LOWER }) => LOWER)).toEqual(bars.slice(0, -1).map(({ UPPER }) => UPPER));
  } finally {
    duck.close();
  }
});

test("a figure of a list has the digits of its own margin, and two that one sentence tells apart are written apart", () => {
  const whole = { value: 933, lower: 918.9, upper: 947.5 };
  const [touches, less] = [
    { value: 785, lower: 622, upper: 929.7 },
    { value: 672, lower: 430, upper: 859 },
  ];
  expect([comparison(touches, whole), comparison(less, whole)]).toEqual(["same", "less"]);
  // What is told of a place is told by its colour: no figure is finer than its margin for it.
  const said = [whole, touches, less].map((one) => {
    const { value, lower, upper } = writtenInterval(one, 0, "en");
    return `${value} ${lower} ${upper}`;
  });
  expect(said).toEqual(["930 910 950", "800 600 1,000", "700 400 900"]);
  const [narrow, beside] = [
    { value: 8.12, lower: 8.1, upper: 8.14 },
    { value: 8.05, lower: 8.03, upper: 8.07 },
  ];
  expect([narrow, beside].map((one) => writtenInterval(one, 2, "en").value)).toEqual(["8.1", "8.1"]);
  // "8.1, more than 8.1" would be absurd; where the margin's digits are enough, there are no more.
  expect(digitsApart(narrow, beside, 2)).toBe(2);
  expect(digitsApart(whole, less, 0)).toBe(-1);
  // Equal figures never come apart, and end.
  expect(digitsApart(whole, whole, 0)).toBe(3);
});

test("periods of a quarter are said as French says them, and what of a distribution is published is its title", () => {
  const { words, time, distribution } = fr;
  expect(words.fromTo("1er trimestre", "4e trimestre 2025")).toBe("du 1er au 4e trimestre 2025");
  expect(words.fromTo("4e trimestre 2024", "2e trimestre 2025")).toBe("du 4e trimestre 2024 au 2e trimestre 2025");
  expect(time.change.more("Lyon", "2e trimestre 2025", "8", "1er trimestre 2025", "7")).toBe(
    "Lyon : 8 au 2e trimestre 2025, plus qu’au 1er trimestre 2025 (7)",
  );
  expect(distribution.known({ kind: "foyers", low: null, middle: "760 kWh", high: "1 200 kWh" })).toBe(
    "La moitié des foyers a moins de 760 kWh, un quart a plus de 1 200 kWh",
  );
});

test("several kinds of homes in one place are one ranking on one axis, with all of them, written as in the table", () => {
  const kinds = rankedKinds(shownAt("view=ranking&level=town&in=T&type=_T,size%3D1,size%3D2,size%3D3-4"), "fr");
  expect(kinds?.kinds.map(({ code }) => code).toSorted()).toEqual(["_T", "size=1", "size=2", "size=3-4"]);
  const values = kinds?.kinds.flatMap(({ interval }) => interval?.value ?? []) ?? [];
  expect(values).toEqual(values.toSorted((a, b) => b - a));
  expect(plain(kinds?.title ?? "")).toMatch(/^Eau, .+ – /);
  const written = texts(shownAt("view=ranking&level=town&in=T&type=_T,size%3D1,size%3D2,size%3D3-4")).rows.flat().join(" ");
  for (const { text } of kinds?.kinds ?? []) expect(written).toContain(plain(text).replace(/ \D+$/, ""));
  // Several places, or one kind, stay a ranking of places.
  expect(rankedKinds(shownAt("view=ranking&level=district&type=_T,size%3D1"), "fr")).toBeNull();
  expect(rankedKinds(shownAt("view=ranking&level=town&in=T"), "fr")).toBeNull();
});

/** The two figures of places or periods of a shown state, given as value and ends. */
const withFigures = (shown: ExploreState, of: (row: Observation) => readonly [number, number, number] | null): ExploreState => ({
  ...shown,
  rows: shown.rows.map((row) => {
    const figure = row.STATISTIC === "MEAN" ? of(row) : null;
    return figure ? { ...row, OBS_VALUE: figure[0], CI_LOWER: figure[1], CI_UPPER: figure[2], OBS_STATUS: "A" } : row;
  }),
});

test("of two places whose margins touch the title says that their difference is not established", () => {
  const shown = shownAt("level=quarter&area=N1,N2");
  const title = (low: readonly [number, number, number]) => {
    const own = withFigures(shown, ({ REF_AREA }) => (REF_AREA === "N1" ? [10, 8, 12] : REF_AREA === "N2" ? low : null));
    return plain(standingTitle(own, axesOf(own.selection)[0]!, "fr"));
  };
  expect(title([9, 8.5, 9.5])).toMatch(/, écart non établi$/);
  expect(title([6, 5.5, 6.5])).not.toContain("établi");
});

test("what figures taken from elsewhere are stands with their drawing, in the settings' words", () => {
  const shown = shownAt("level=quarter");
  const { catalog } = shown.facts;
  const note = { fr: "Coûts modélisés, et non mesurés : chauffage.", en: "Modelled costs: heating." };
  const measures = catalog.measures.map((one) => ({ ...one, note }));
  const commons = { ...catalog.commons, origin: { fr: "un registre", en: "a register" } };
  const of = (one: typeof catalog) => {
    const own = { ...shown, facts: { ...shown.facts, catalog: one } };
    return shortSubtitleOf({ store: { lang: "fr" }, shown: own }, axesOf(own.selection), "–");
  };
  expect(of({ ...catalog, measures, commons })).toContain(" Coûts modélisés, et non mesurés. –");
  expect(of({ ...catalog, measures })).not.toContain("modélisés");
});
