import fc from "fast-check";
import { Fragment, h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test, vi } from "vitest";
import { numbered } from "../../../dashboards/charts/map-parts.tsx";
import { AbsentWords, tapHint } from "../../../dashboards/district/absent-words.tsx";
import { AreaCard } from "../../../dashboards/district/area-card.tsx";
import {
  areTwins,
  countedElsewhere,
  excludesZero,
  figureAt,
  gapAt,
  homesAt,
  measuredAt,
  mostlyIn,
  publishedInstead,
  relationAt,
  shareGapAt,
  widerOfAlike,
  yardstickAt,
} from "../../../dashboards/district/area-figures.ts";
import { kindsOf, PartsLegend, PartsMap, paintedParts } from "../../../dashboards/district/area-map.tsx";
import type { Atlas } from "../../../dashboards/district/atlas.ts";
import { NothingHere } from "../../../dashboards/district/beside-map.tsx";
import { type Choice, typesPublished } from "../../../dashboards/district/choice.ts";
import { inFirstMonths, levelsDue } from "../../../dashboards/district/coming-figures.ts";
import { measureNotes } from "../../../dashboards/district/district-figure.tsx";
import { gapAsWritten, gapEnds, untoldText } from "../../../dashboards/district/gap-words.ts";
import { MapPicture } from "../../../dashboards/district/map-picture.tsx";
import { awayMapSubtitle, mapSubtitle, mapTitle, placeText } from "../../../dashboards/district/map-words.ts";
import { ownArea } from "../../../dashboards/district/own-area.ts";
import { ownNumbers } from "../../../dashboards/district/own-figure.tsx";
import { OwnView } from "../../../dashboards/district/own-view.tsx";
import { PaperMap } from "../../../dashboards/district/paper.tsx";
import { PeriodSlider } from "../../../dashboards/district/period-slider.tsx";
import {
  canRepeat,
  newestAlike,
  periodsOnMap,
  stepsOnMap,
  stepsRepeated,
  typesOnMap,
} from "../../../dashboards/district/periods-on-map.ts";
import { trendDirection, trendOfPlace } from "../../../dashboards/district/place-trend.ts";
import { topicsOf, withPortrait } from "../../../dashboards/district/portrait-figures.ts";
import { kindBeside } from "../../../dashboards/district/portrait-kind-dots.tsx";
import { kindWords } from "../../../dashboards/district/portrait-kinds.tsx";
import { portraitMostly, portraitTitle, titleMargin } from "../../../dashboards/district/portrait-title.ts";
import { TrendDrawing, trendWords } from "../../../dashboards/district/portrait-trend.tsx";
import { portraitWords } from "../../../dashboards/district/portrait-words.ts";
import {
  leftBetween,
  partsTable,
  rankedNames,
  rankedParts,
  rankNumbers,
  rowsKept,
  withNumbers,
  withRanks,
} from "../../../dashboards/district/ranked-parts.ts";
import {
  AbsentParts,
  RankingDrawing,
  rankingNotes,
  rankingSubtitle,
  rankingTitle,
} from "../../../dashboards/district/ranking.tsx";
import {
  changedSince,
  chosenOn,
  foundOn,
  leftOut,
  namedPlaces,
  repeatedFile,
  repeatedMaps,
  repeatedSubtitle,
  repeatedTitle,
  scaleText,
} from "../../../dashboards/district/repeated.ts";
import { AreaReport, rowsOnPaper, sparedBy, withOwnParts } from "../../../dashboards/district/report.tsx";
import { searchHelp } from "../../../dashboards/district/search-words.ts";
import { DistrictSentence, lacksTypes, levelOption, placesFound } from "../../../dashboards/district/sentence.tsx";
import {
  absentText,
  besideRepeats,
  DISTRICT,
  type DistrictState,
  figureText,
  isAlone,
  listedText,
  relationText,
  shareOfText,
  shortPeriod,
  textOfPlace,
} from "../../../dashboards/district/shown.ts";
import {
  lettersOf,
  NoPair,
  PairDrawing,
  pairAwayNotes,
  pairOf,
  pairParts,
  pairSubtitle,
  writtenGap,
} from "../../../dashboards/district/two-places.tsx";
import { figuresOfTypes } from "../../../dashboards/district/types-of-place.tsx";
import type { FigureMaker } from "../../../dashboards/embed/framed-figure.ts";
import { rankingFigure } from "../../../dashboards/embed/map-figures.tsx";
import { typeLabel } from "../../../dashboards/shared/labels.ts";
import type { Observation } from "../../../src/contract/observation.ts";
import { sampleAtlas, sampleChoice } from "./atlas.ts";

const atlas = sampleAtlas();
const choice = sampleChoice("", atlas);

const around = (value: number, half: number) => ({ OBS_VALUE: value, CI_LOWER: value - half, CI_UPPER: value + half });

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");
const shownAt = (at: Atlas, change: Partial<Choice> = {}): DistrictState => ({
  atlas: at,
  choice: { ...sampleChoice("", at), ...change },
  lang: "fr",
  words: DISTRICT.fr,
  marked: null,
  mark: () => undefined,
  go: () => undefined,
  address: () => "",
});

test("a figure is the published row with its margin; participation is homes of a hundred dwellings; withheld is none", () => {
  const mean = figureAt(atlas, choice, "N");
  expect(mean).toMatchObject({ unsure: false });
  expect((mean?.upper ?? 0) - (mean?.value ?? 0)).toBeCloseTo((mean?.value ?? 0) / 20, 6);
  expect(figureAt(atlas, { ...choice, statistic: "participation" }, "N")).toMatchObject({ value: 25 });
  expect(figureAt(atlas, { ...choice, statistic: "median" }, "N")?.value).toBeLessThan(mean?.value ?? 0);
  for (const statistic of ["mean", "median", "participation"] as const)
    expect(figureAt(atlas, { ...choice, statistic }, "S1")).toBeNull();
  expect(figureAt(atlas, choice, "N2")?.unsure).toBe(true);
  expect(homesAt(atlas, choice, "N")?.value).toBe(600);
});

test("a share of one kind of homes is of those that the census has of that kind, and is not offered where it has none", () => {
  const one = { ...choice, statistic: "participation", type: "size=1" } as const;
  const counted = homesAt(atlas, one, "T");
  expect(figureAt(atlas, one, "T")?.value).toBeCloseTo((100 * (counted?.value ?? 0)) / 2000, 9);
  expect(shareOfText(shownAt(atlas, one), "T")).toContain("foyers de ce type (recensement)");
  // The census of the sample has kinds of the town alone.
  expect(homesAt(atlas, one, "N")).not.toBeNull();
  expect(figureAt(atlas, one, "N")).toBeNull();
  const none = shownAt({ ...atlas, composition: [] }, { ...one, level: "district" });
  expect(mapTitle(none)).toMatch(/^Pas de part pour ce type de foyers/);
  expect(absentText(none, "N")).toBe(DISTRICT.fr.map.noShare);
  // Until the census has come, nothing is said of it.
  const { catalog } = atlas;
  const coming = { ...catalog, territory: { ...catalog.territory, composition_url: "/v1/composition" } };
  const waiting = shownAt({ ...atlas, composition: [], catalog: coming }, { ...one, level: "district" });
  expect(absentText(waiting, "N")).toBe(DISTRICT.fr.map.waiting);
});

test("a level that is never published by kind of home says so, and not what it needs", () => {
  const change = (row: Observation) =>
    row.AREA_LEVEL === "quarter" && row.HOUSEHOLD_TYPE !== "_T" ? { ...row, REF_AREA: "T", AREA_LEVEL: "town" } : row;
  const shown = shownAt(sampleAtlas({ change }), { type: "size=1", level: "quarter" });
  expect(mapTitle(shown)).toBe("Jamais publié par type à ce niveau");
  expect(tapHint(shown)).toBe("");
  expect(levelOption(shown, "quarter")).toMatchObject({ absent: true, detail: "jamais publié par type à ce niveau" });
});

test("a level that a period does not publish is told apart from too few homes, with a period that publishes it", () => {
  // S1 is withheld in the year; months are published for the town alone.
  expect(publishedInstead(atlas, choice, "S1")).toBeNull();
  const shown = shownAt(atlas, { period: "2026-01" });
  expect(publishedInstead(atlas, shown.choice, "T")).toBeNull();
  expect(publishedInstead(atlas, shown.choice, "S1")).toBe("2026");
  const said = plain(renderToStaticMarkup(h(AbsentWords, { shown, code: "S1" })));
  expect(said).toContain("en janvier 2026, quel que soit le nombre de foyers");
  expect(said).not.toContain("Il en faut");
  // Its map is of the place that is published, and never of hatched parts; the legend, the list of periods and the title say so.
  expect(isAlone(shown)).toBe(true);
  expect(isAlone(shownAt(atlas))).toBe(false);
  expect(paintedParts(shown).map(({ code, against }) => [code, against])).toEqual([["T", "same"]]);
  expect(plain(mapTitle(shown))).toMatch(/^Bourg.* : [\d,]+ m³$/);
  expect(absentText(shown, "S1")).toBe("pas publié chaque mois");
});

test("the slider does not leave the periods in which the parts have figures for one that has the whole alone", () => {
  const slider = (at: Atlas) =>
    renderToStaticMarkup(h(PeriodSlider, { changed: "", shown: shownAt(at, { period: "2025", level: "quarter" }) }));
  expect(slider(atlas)).toContain("period-slider");
  const few = sampleAtlas({
    change: (row) =>
      row.TIME_PERIOD === "2026" && row.AREA_LEVEL === "quarter" ? { ...row, OBS_VALUE: null, CONF_STATUS: "A" } : row,
  });
  expect(slider(few)).toBe("");
});

test("years, quarters and months are on sliders of their own", () => {
  const at = (periods: readonly string[]) => shownAt(sampleAtlas({ periods }), { period: "2025-02" });
  const slider = (periods: readonly string[]): string =>
    renderToStaticMarkup(h(PeriodSlider, { changed: "", shown: at(periods) }));
  expect(periodsOnMap(at(["2025", "2026", "2025-Q1", "2025-01", "2025-02"]))).toEqual(["2025-01", "2025-02"]);
  expect(slider(["2025-01", "2025-02"])).toContain("period-slider");
  expect(slider(["2025", "2025-Q1", "2025-02"])).toBe("");
  expect(slider(["2025-02"])).toBe("");
});

test("beside the slider stand the lengths of periods that have figures of the parts, each leading to the year shown", () => {
  const periods = ["2025", "2026", "2025-01", "2025-02", "2026-01"];
  // Months of the sample have the whole alone.
  const change = (row: Observation) =>
    row.REF_AREA === "T" && row.TIME_PERIOD.length > 4 ? { ...row, REF_AREA: "N", AREA_LEVEL: "district" } : row;
  const at = (period: string, isPublished = true) =>
    shownAt(sampleAtlas({ periods, ...(isPublished ? { change } : {}) }), { period, level: "district" });
  const stepsOf = (shown: DistrictState) => stepsOnMap(shown).map(({ step, period: to }) => `${step} ${to}`);
  expect(stepsOf(at("2025"))).toEqual(["year 2025", "month 2025-02"]);
  expect(stepsOf(at("2026-01"))).toEqual(["year 2026", "month 2026-01"]);
  expect(stepsOf(at("2025", false))).toEqual(["year 2025"]);
  // Small maps of any of them are offered, whichever is shown.
  for (const period of ["2025", "2026-01"]) expect([...stepsRepeated(at(period)).keys()]).toEqual(["year", "month"]);
  expect([...stepsRepeated(at("2025", false))]).toEqual([["year", "2025"]]);
  const slider = renderToStaticMarkup(h(PeriodSlider, { changed: "", shown: at("2025") }));
  expect(slider).toMatch(/aria-pressed="true"[^>]*>Années<.*aria-pressed="false"[^>]*>Mois</);
});

test("the slider stands between the first and the last period, and leads to the maps of all", () => {
  const shown = shownAt(sampleAtlas({ periods: ["2025", "2026", "2027"] }), { period: "2026" });
  const slider = plain(renderToStaticMarkup(h(PeriodSlider, { shown, changed: "Rien." })));
  expect(slider).toMatch(/>Voir chaque année<.*<input.*>2025<.*>2027<.*Rien\./);
});

test("outlines and surroundings, which come later, make nothing anew of the figures; other figures and another language do", () => {
  const shown = shownAt(sampleAtlas({ periods: ["2025", "2026"] }), { period: "2026" });
  const made = [paintedParts, periodsOnMap, rankedParts];
  const later = { ...shown, atlas: { ...shown.atlas, shapes: null, context: null, measured: new Map(), whole: false } };
  for (const make of made) expect(make(later)).toBe(make(shown));
  const { rows, cells } = sampleAtlas({ periods: ["2026"] });
  const fewer = { ...shown, atlas: { ...shown.atlas, rows, cells } };
  expect(periodsOnMap(shown)).toEqual(["2025", "2026"]);
  for (const make of made) expect(make(fewer)).not.toBe(make(shown));
  expect(periodsOnMap(fewer)).toEqual(["2026"]);
  expect(rankedParts({ ...shown, lang: "en" })).not.toBe(rankedParts({ ...shown }));
});

test("beside a period that is not the newest of its season stands what changed beyond the margins, and that a colour may not be a change", () => {
  const shown = shownAt(atlas, { period: "2025", level: "quarter" });
  expect(newestAlike(shown)).toBe("2026");
  expect(plain(changedSince(shown))).toMatch(/^Entre 2025 et 2026 : .+\.$/);
  const all = { ...shown, choice: { ...shown.choice, each: "period" as const } };
  // It is what the maps of both say.
  expect(plain(repeatedTitle(all, repeatedMaps(all).maps))).toContain(
    plain(changedSince(shown)).slice("Entre 2025 et 2026 ".length, -1),
  );
  expect(plain(mapSubtitle(shown, true))).toContain("Une nouvelle couleur peut ne tenir qu’à une marge plus étroite.");
  expect(plain(mapSubtitle(shown))).not.toContain("nouvelle couleur");
});

test("every type and every period are words of the sentence where the map stands once for each", () => {
  const said = (change: Partial<Choice>): string =>
    plain(
      renderToStaticMarkup(h(DistrictSentence, { shown: shownAt(atlas, { period: "2026", ...change }) })).replace(/<[^>]+>/g, ""),
    );
  expect(said({})).toMatch(/pour .*tous les foyers.* en .*2026/);
  expect(said({ each: "type" })).toMatch(/pour .*chaque type de foyers.* en .*2026/);
  expect(said({ each: "period" })).toMatch(/tous les foyers.*chaque année$/);
  expect(said({ each: "period" })).not.toContain("2026");
  // Where the map cannot stand several times, the sentence does not say that it does.
  expect(said({ each: "type", statistic: "participation" })).not.toContain("chaque");
});

test("wherever figures are of one type of homes, the sentence and what stands above them say so, and where they never are, neither does", () => {
  const said = (change: Partial<Choice>): string =>
    plain(
      renderToStaticMarkup(h(DistrictSentence, { shown: shownAt(atlas, { period: "2026", ...change }) })).replace(/<[^>]+>/g, ""),
    );
  const [type = ""] = typesPublished(atlas.rows, choice.ref, "2026");
  const kind = typeLabel(choice.ref, type, "fr");
  const pair = { view: "compare", at: "N", other: "S" } as const;
  expect(said({ ...pair, type })).toMatch(new RegExp(`en moyenne.* pour .*${kind}.* en .*2026`));
  expect(said(pair)).toContain("tous les foyers");
  expect(said({ view: "own", type })).toContain(kind);
  expect(said({ view: "portrait", at: "N", type })).not.toContain(kind);
  const shown = shownAt(atlas, { ...pair, period: "2026", type });
  for (const text of [pairSubtitle(shown), mapTitle(shown), rankingTitle(shown)]) expect(plain(text).split(kind)).toHaveLength(2);
  expect(pairSubtitle(shownAt(atlas, pair))).not.toContain(kind);
});

test("the map stands once for each type of homes, each beside the same homes of the whole, and is named after them", () => {
  const shown = shownAt(atlas, { each: "type", period: "2026" });
  expect(canRepeat(shown, "type")).toBe(true);
  const { maps } = repeatedMaps(shown);
  const types = maps.map(({ state }) => state.choice.type);
  expect(new Set(types).size).toBe(types.length);
  expect(types).not.toContain("_T");
  for (const { name, state, whole } of maps) {
    expect(name.toLowerCase()).toBe(typeLabel(choice.ref, state.choice.type, "fr").toLowerCase());
    expect(whole).toEqual(figureAt(atlas, { ...choice, type: state.choice.type }, choice.area));
  }
  const file = repeatedFile(shown, maps);
  expect(new Set(file.map(({ choice: of }) => of?.type))).toEqual(new Set(types));
  expect(plain(repeatedTitle(shown, maps))).toBe(
    `Eau en moyenne, par type de foyers : Sud au-dessus de Bourg, "le Grand", pour chaque type`,
  );
  const years = repeatedMaps(shownAt(atlas, { each: "period", period: "2026" })).maps;
  expect(years.map(({ name }) => name)).toEqual(["2025", "2026"]);
  // A colour may come and go with a margin: only what changed by more than the margins is a change.
  expect(plain(repeatedTitle(shownAt(atlas, { each: "period" }), years))).toMatch(
    / : pas de changement sûr à Bourg, "le Grand" ; aucun changement sûr parmi les \S+$/,
  );
  const shifted = sampleAtlas({
    change: (row) =>
      row.STATISTIC === "MEAN" && row.REF_AREA === "N" && row.TIME_PERIOD === "2026" && row.HOUSEHOLD_TYPE === "_T"
        ? { ...row, ...around(90, 0.1) }
        : row,
  });
  const after = shownAt(shifted, { each: "period", period: "2026" });
  expect(plain(repeatedTitle(after, repeatedMaps(after).maps))).toMatch(
    /^Eau en moyenne, entre 2025 et 2026 : pas de changement sûr à .+ ; seul changement sûr parmi les \S+, Nord en hausse$/,
  );
  // A chosen place takes outline, title and figures; the others are not outlined beside it.
  const chosen = (at: string, each: "period" | "type") => shownAt(shifted, { each, period: "2026", at });
  expect(plain(repeatedTitle(chosen("S", "period"), repeatedMaps(chosen("S", "period")).maps))).toBe(
    'Sud, eau en moyenne, entre 2025 et 2026 : pas de changement sûr ; pas de changement sûr à Bourg, "le Grand"',
  );
  expect(namedPlaces(after, repeatedMaps(after).maps).map(({ code }) => code)).toEqual(["N"]);
  expect(namedPlaces(chosen("S", "period"), repeatedMaps(chosen("S", "period")).maps)).toEqual([]);
  // The whole, which moves its parts along, is said first, with what a reader subtracts; below, of how many homes both are.
  const grown = sampleAtlas({
    change: (row) =>
      row.REF_AREA === "T" && row.TIME_PERIOD === "2026" && row.HOUSEHOLD_TYPE === "_T"
        ? row.STATISTIC === "MEAN"
          ? { ...row, ...around(12, 0.2) }
          : row.STATISTIC === "COUNT"
            ? { ...row, ...around(3000, 10) }
            : row
        : row.REF_AREA === "T" && row.STATISTIC === "MEAN" && row.HOUSEHOLD_TYPE === "_T"
          ? { ...row, ...around(8, 0.3) }
          : row,
  });
  const risen = shownAt(grown, { each: "period", period: "2026" });
  expect(plain(repeatedTitle(risen, repeatedMaps(risen).maps))).toContain(': + 3,5 à + 4,5 m³ à Bourg, "le Grand" ; ');
  expect(plain(scaleText(risen, repeatedMaps(risen).maps))).toMatch(
    /^Foyers comptés : environ [\d ]+, puis 3 000 : le changement peut venir de là\. Chaque carte/,
  );
  expect(plain(repeatedSubtitle(risen, repeatedMaps(risen).maps))).toContain("Foyers comptés : ");
  // Where a margin reaches the other, nothing is told of the whole, nor after a break.
  const cut = shownAt(
    sampleAtlas({ change: (row) => (row.TIME_PERIOD === "2026" && row.REF_AREA === "T" ? { ...row, OBS_STATUS: "B" } : row) }),
    { each: "period", period: "2026" },
  );
  expect(plain(repeatedTitle(cut, repeatedMaps(cut).maps))).not.toContain("changement");
  // Where the title names none, the two furthest from the whole on the last map are.
  for (const { code } of namedPlaces(shownAt(atlas, { each: "period", period: "2026" }), years))
    expect(years.at(-1)?.painted.find((area) => area.code === code)?.against).toMatch(/more|less/);
  expect(plain(repeatedTitle(chosen("N", "type"), repeatedMaps(chosen("N", "type")).maps))).toMatch(/^Nord, |: Nord /);
  // Card and ranking beside the maps say of which one their figures are.
  expect(besideRepeats(after)).toBe(", 2026");
  expect(besideRepeats(shown)).toBe(", tous les foyers");
  expect(besideRepeats(shownAt(atlas))).toBe("");
  // Above each map stands the whole that it compares with, also where a place is followed.
  for (const map of years) {
    const whole = plain(map.whole ? textOfPlace(map.state, choice.area, map.whole).value : "");
    expect(plain(foundOn(map, shown))).toMatch(new RegExp(`^${whole} ; (aucun écart sûr|▼ [1-9]|(▼ [1-9] )?▲ [1-9])$`));
    expect(plain(chosenOn(map, shown, "N"))).toMatch(new RegExp(` ; ensemble : ${whole}$`));
  }
});

test("a margin that is a large part of its figure has a decimal more where rounding would widen it many times", () => {
  const share = (value: number, by: number) => {
    const text = figureText(
      atlas,
      { ref: choice.ref, statistic: "participation" },
      { value, lower: value - by, upper: value + by },
      "fr",
    );
    return plain(DISTRICT.fr.from(text.lower, text.upper));
  };
  expect([share(0.114, 0.02), share(0.114, 0.002), share(6.41, 0.02)].map((text) => text.replace(/\s/g, " "))).toEqual([
    "entre 0,09 et 0,14",
    "entre 0,1 et 0,2",
    "entre 6,3 et 6,5",
  ]);
});

test("beside the maps of types the chosen place has its figure of each", () => {
  const shown = shownAt(atlas, { each: "type", period: "2026", at: "N" });
  const found = figuresOfTypes(shown, "N");
  expect(found.map(({ type }) => type)).toEqual(typesOnMap(shown));
  for (const { type, figure } of found) expect(figure).toEqual(figureAt(atlas, { ...choice, type, period: "2026" }, "N"));
});

test("types of homes come in their own order; one for which no difference can be told is named, and where there is none the map stands once", () => {
  const shownOf = (at: Atlas) => shownAt(at, { each: "type", period: "2026" });
  const typesOf = (at: Atlas): string[] => repeatedMaps(shownOf(at)).maps.map(({ state }) => state.choice.type);
  const [first = "", second = ""] = typesOf(atlas);
  const isPart = (row: Observation, type: string): boolean =>
    row.STATISTIC === "MEAN" && row.REF_AREA !== "T" && row.HOUSEHOLD_TYPE === type && row.OBS_VALUE !== null;
  const told = sampleAtlas({ change: (row) => (isPart(row, second) ? { ...row, ...around(39, 0.1) } : row) });
  expect(typesOf(told)).toEqual([first, second]);
  const unsure = (...types: string[]) =>
    sampleAtlas({
      change: (row) => (types.some((type) => isPart(row, type)) ? { ...row, ...around(row.OBS_VALUE ?? 0, 90) } : row),
    });
  // A type that the list has, and of which no part has a figure, is named too.
  const without = "Rien de publié par district : 5 personnes ou plus.";
  const few = unsure(first);
  expect(typesOf(few)).toEqual([second]);
  expect(plain(leftOut(shownOf(few), repeatedMaps(shownOf(few)).left))).toBe(
    `Écart trop petit pour conclure : ${typeLabel(choice.ref, first, "fr").toLowerCase()}. ${without}`,
  );
  expect(plain(leftOut(shownOf(atlas), []))).toBe(without);
  // Of a place that is followed, its figure for these homes too.
  const followed = { ...shownOf(few), choice: { ...shownOf(few).choice, at: "N" } };
  expect(plain(leftOut(followed, repeatedMaps(followed).left))).toMatch(
    /^Écart trop petit pour conclure : [^(]+ \([^)]*\d[^)]*\)\. Rien/,
  );
  expect(canRepeat(shownOf(few), "type")).toBe(true);
  expect(canRepeat(shownOf(unsure(first, second)), "type")).toBe(false);
  // A level without any type says so.
  const bare = sampleAtlas({
    change: (row) => (row.HOUSEHOLD_TYPE !== "_T" && row.REF_AREA !== "T" ? { ...row, OBS_VALUE: null } : row),
  });
  expect([lacksTypes(shownOf(bare)), lacksTypes(shownOf(atlas))]).toEqual([true, false]);
});

test("the map has one scale of colours over the periods of its slider, and its title names a type of homes", () => {
  const at = sampleAtlas({
    change: (row) =>
      row.STATISTIC === "MEAN" && row.REF_AREA === "N" && row.OBS_VALUE !== null && row.HOUSEHOLD_TYPE === "_T"
        ? { ...row, ...around(row.TIME_PERIOD === "2026" ? 40 : 30, 0.1) }
        : row,
  });
  const strengthIn = (period: string): number =>
    paintedParts(shownAt(at, { period, level: "district" })).find(({ code }) => code === "N")?.strength ?? 0;
  expect(strengthIn("2026")).toBe(1);
  expect(strengthIn("2025")).toBeGreaterThan(0);
  expect(strengthIn("2025")).toBeLessThan(1);
  const [type = ""] = typesPublished(at.rows, choice.ref, choice.period);
  expect(type).not.toBe("");
  expect(mapTitle(shownAt(at, { type }))).toContain(`, ${typeLabel(choice.ref, type, "fr")}`);
});

test("what was measured is found in the display unit; nothing of it is used where the row is withheld", () => {
  const cell = measuredAt(atlas, choice, "N");
  expect(cell).toMatchObject({ count: 600, countVariance: 16, centre: 20 });
  expect(Math.sqrt(cell?.sumVariance ?? 0)).toBeCloseTo(60, 6);
  const measured = new Map([...atlas.measured].map(([period, one]) => [period, { ...one, rows: [...one.rows] }]));
  expect(measuredAt({ ...atlas, measured }, choice, "S1")).toBeNull();
  expect(measuredAt({ ...atlas, measured: new Map() }, choice, "N")).toBeNull();
});

test("a difference is that of the two figures shown, and so are the ends of its margin", () => {
  const [n, s] = [figureAt(atlas, choice, "N"), figureAt(atlas, choice, "S")];
  if (!n || !s) throw new Error("N and S are published");
  expect(gapAt(atlas, choice, "N", "S")).toEqual({
    value: n.value - s.value,
    lower: n.lower - s.upper,
    upper: n.upper - s.lower,
  });
  expect(shareGapAt(atlas, choice, "N", "S")).toEqual({
    value: n.value / s.value - 1,
    lower: n.lower / s.upper - 1,
    upper: n.upper / s.lower - 1,
  });
  expect(gapAt(atlas, choice, "N", "S1")).toBeNull();
  expect(gapAt({ ...atlas, measured: new Map() }, choice, "N", "S")).toBeNull();
});

test("whoever subtracts two figures, or the ends of their margins, as written, finds the difference that is written", () => {
  // As a stranger read it: 298 (283 to 312) beside 339 (337 to 341), and a difference of 30 to 80 from what was measured.
  const figures = {
    N: { OBS_VALUE: 29.8, CI_LOWER: 28.3, CI_UPPER: 31.2 },
    T: { OBS_VALUE: 33.9, CI_LOWER: 33.7, CI_UPPER: 34.1 },
  };
  const modelled: Atlas = {
    ...sampleAtlas({
      change: (row) =>
        row.STATISTIC === "MEAN" && (row.REF_AREA === "N" || row.REF_AREA === "T") ? { ...row, ...figures[row.REF_AREA] } : row,
    }),
    measured: atlas.measured,
  };
  const gap = gapAt(modelled, choice, "N", "T");
  const ends = gap && gapEnds(modelled, choice, gapAsWritten({ atlas: modelled, choice }, gap, "N", "T"), "fr");
  const [n, t] = (["N", "T"] as const).map((code) => {
    const figure = figureAt(modelled, choice, code);
    return figure && textOfPlace({ atlas: modelled, choice, lang: "fr" }, code, figure);
  });
  expect([n?.lower, n?.upper, t?.lower, t?.upper]).toEqual(["28,3", "31,2", "33,7", "34,1"]);
  expect(ends && [ends.low, plain(ends.high)]).toEqual(["2,5", "5,8 m³"]);
});

test("the written margin of a difference is never narrower than that of the file", () => {
  // As a planner read it: "59 to 67 €" beside a file with 58.09 to 66.56.
  const differenceWritten = (n: readonly number[], s: readonly number[]) => {
    const own = sampleAtlas({
      change: (row) => {
        const ends = row.REF_AREA === "N" ? n : row.REF_AREA === "S" ? s : null;
        const [value = 0, lower = 0, upper = 0] = ends ?? [];
        return row.STATISTIC === "MEAN" && ends ? { ...row, OBS_VALUE: value, CI_LOWER: lower, CI_UPPER: upper } : row;
      },
    });
    const gap = gapAt(own, choice, "N", "S");
    return gap && { exact: gap, told: gapAsWritten({ atlas: own, choice }, gap, "N", "S").gap };
  };
  fc.assert(
    fc.property(
      fc.integer({ min: 300, max: 900 }),
      fc.integer({ min: 3, max: 90 }),
      fc.integer({ min: 3, max: 90 }),
      (at, one, other) => {
        const found = differenceWritten(
          [at / 10, (at - one) / 10, (at + one) / 10],
          [9.47, 9.47 - other / 100, 9.47 + other / 100],
        );
        expect(found && found.told.lower <= found.exact.lower + 1e-9 && found.told.upper >= found.exact.upper - 1e-9).toBe(true);
      },
    ),
  );
});

test("colours say more or less only where margins do not touch, and the gap beside them says the same", () => {
  const at = (value: number, half: number) =>
    sampleAtlas({
      periods: ["2026"],
      change: (row) =>
        row.REF_AREA === "N" && row.STATISTIC === "MEAN" && row.HOUSEHOLD_TYPE === "_T" && row.DOMAIN === "water"
          ? { ...row, OBS_VALUE: value, CI_LOWER: value - half, CI_UPPER: value + half }
          : row,
    });
  const whole = figureAt(atlas, choice, "T");
  const upper = whole?.upper ?? 0;
  for (const half of [0.1, 0.5, 1, 1.9]) {
    for (const sign of [1, -1]) {
      const changed = at(sign > 0 ? upper + 2 : (whole?.lower ?? 0) - 2, half);
      expect(relationAt(changed, choice, "N", "T")).toBe(sign > 0 ? "more" : "less");
      for (const gap of [gapAt(changed, choice, "N", "T"), shareGapAt(changed, choice, "N", "T")])
        expect(Math.min(sign * (gap?.lower ?? 0), sign * (gap?.upper ?? 0))).toBeGreaterThan(0);
    }
  }
  expect(relationAt(at(upper + 2, 1), choice, "N", "T")).toBe("more");
  expect(relationAt(at(upper + 2, 2.1), choice, "N", "T")).toBe("same");
  // Of margins that touch, the margin of the difference has zero in it.
  for (const gap of [gapAt, shareGapAt].map((gapOf) => gapOf(at(upper + 2, 2.1), choice, "N", "T"))) {
    expect(gap && excludesZero(gap)).toBe(false);
    expect(gap?.upper).toBeGreaterThan(gap?.value ?? 0);
  }
  expect(relationAt(at((whole?.lower ?? 0) - 2, 1), choice, "N", "T")).toBe("less");
  expect(relationAt(atlas, choice, "S1", "T")).toBe("absent");
  expect(relationAt(atlas, choice, "T", "T")).toBe("same");
});

test("of a figure too uncertain to rely on, the margin alone is written, and one reason stands", () => {
  const at = shownAt(atlas, { area: "N", level: "quarter", at: "N2" });
  const row = rankedParts(at).find(({ code }) => code === "N2");
  expect(row && plain(row.text.value)).toMatch(/^\d+–\d+ m³ \(\?\)$/);
  expect(row && plain(row.text.said)).toMatch(/^entre \d+ et \d+ m³$/);
  vi.stubGlobal("location", new URL("https://commons.example/district"));
  vi.stubGlobal("document", { baseURI: "https://commons.example/district", querySelector: () => null });
  const card = plain(renderToStaticMarkup(h(AreaCard, { shown: at })));
  expect(card).toMatch(/<p class="big">entre \d+ et \d+ m³<\/p><p class="note">par mois\./);
  expect(card.match(/trop large/g)).toHaveLength(1);
  vi.unstubAllGlobals();
});

test("where a place's kinds of homes are not drawn, the reason is its own: a margin too wide is not a lack of homes", () => {
  const wide = sampleAtlas({
    change: (row) =>
      row.REF_AREA === "N" && row.HOUSEHOLD_TYPE !== "_T" && row.STATISTIC === "MEAN"
        ? { ...row, OBS_STATUS: "U" as const }
        : row,
  });
  const said = kindWords(shownAt(wide, { at: "N" }));
  expect(said?.area).toBe("T");
  expect(plain(said?.wider ?? "")).toMatch(/Nord : .*marge trop large/);
});

test("an only child is measured with the area above it: two such areas are the same homes, and have no difference", () => {
  const twins = sampleAtlas({ measuredAs: { N: "T" } });
  expect(areTwins(twins, "2026", "N", "T")).toBe(true);
  expect(gapAt(twins, choice, "N", "T")).toBeNull();
  expect(measuredAt(twins, choice, "N")).toEqual(measuredAt(twins, choice, "T"));
});

test("where one part has most of the homes, it is named, as fine as may be", () => {
  expect(mostlyIn(atlas, choice, "T")).toBeNull();
  const crowded = sampleAtlas({
    change: (row) =>
      row.STATISTIC === "COUNT" && row.OBS_VALUE !== null && row.REF_AREA === "N" ? { ...row, OBS_VALUE: 900 } : row,
  });
  expect(mostlyIn(crowded, choice, "T")).toBe("N");
});

test("an unpublished place, of whose surroundings nearly all homes are in another, says so alone", () => {
  const isSouth = ({ REF_AREA }: Observation) => REF_AREA.startsWith("S");
  const without = (row: Observation): Observation =>
    isSouth(row)
      ? { ...row, OBS_VALUE: null, CI_LOWER: null, CI_UPPER: null, OBS_STATUS: "Q", CONF_STATUS: "A" }
      : row.STATISTIC === "COUNT" && row.OBS_VALUE !== null && row.REF_AREA === "N"
        ? { ...row, OBS_VALUE: 900 }
        : row;
  const crowded = sampleAtlas({ change: without });
  const shown = shownAt(crowded, { area: "T" });
  expect(countedElsewhere(crowded, choice, "S")).toBe("N");
  expect([countedElsewhere(crowded, choice, "N"), countedElsewhere(atlas, choice, "S1")]).toEqual([null, null]);
  const said = "Rien n’est publié dans le district Sud : presque tous les foyers comptés sont dans le district Nord";
  // Nobody may have counted there: too few homes are not said to be the reason, nor how many a figure needs.
  const measures = crowded.catalog.measures.map((one) => ({
    ...one,
    needed: [{ level: "district", step: "year" as const, households: 39 }],
  }));
  const planned = shownAt({ ...crowded, catalog: { ...crowded.catalog, measures } }, { area: "T" });
  expect(plain(renderToStaticMarkup(h(AbsentWords, { shown: planned, code: "S" }))).trim()).toBe(`${said}.`);
  expect(plain(absentText(shown, "S"))).toBe("rien de publié");
  // Its own map has one reason, and one way on.
  const inside = shownAt(crowded, { area: "S", level: "quarter" });
  expect(plain(mapTitle(inside))).toBe("Sud : rien de publié");
  expect(tapHint(inside)).toBe("");
  expect(plain(renderToStaticMarkup(h(AreaCard, { shown: inside })))).toContain("Voir Nord");
  expect(renderToStaticMarkup(h(NothingHere, { shown: inside }))).toBe("");
  const pair = plain(renderToStaticMarkup(h(NoPair, { shown: shownAt(crowded, { view: "compare", at: "N", other: "S" }) })));
  expect(pair).toContain(`${said}.`);
  // Nor is the place that has nearly all homes compared with the whole that is the same.
  expect([relationText(shown, "N"), relationText(shownAt(atlas, { area: "T" }), "N")]).toEqual(["", expect.stringMatching(/./)]);
  const districts = shownAt(crowded, { area: "T", level: "district" });
  const legend = renderToStaticMarkup(h(PartsLegend, { shown: districts, painted: paintedParts(districts) }));
  expect([legend.includes(">publié<"), legend.includes("écart")]).toEqual([true, false]);
  const [found] = placesFound(shown, "sud");
  expect([found?.figure, plain(found?.detail ?? "")]).toEqual([undefined, expect.stringContaining(said)]);
  expect(renderToStaticMarkup(h(AbsentParts, { shown: shownAt(crowded, { area: "T", level: "district" }) }))).toBe("");
});

test("a modelled mean that its own parts do not allow is nothing to compare them with, and is said to be modelled", () => {
  const townWith = (METHOD: "measured" | "modelled", half: number) =>
    sampleAtlas({
      change: (row) => {
        if (row.STATISTIC !== "MEAN" || row.OBS_VALUE === null) return row;
        if (row.REF_AREA === "N") return { ...row, ...around(39, half), METHOD };
        return row.REF_AREA.startsWith("N") ? { ...row, ...around(10, 0.1), OBS_STATUS: "A" } : row;
      },
    });
  const away = townWith("modelled", 0.1);
  const shown = shownAt(away, { area: "N", level: "quarter" });
  expect(yardstickAt(away, choice, "N")).toBeNull();
  expect(relationAt(away, choice, "N1", "N")).toBe("same");
  expect(gapAt(away, choice, "N1", "N")).toBeNull();
  expect(plain(mapTitle(shown))).toBe("La moyenne du district Nord est modélisée : rien à quoi comparer");
  expect(new Set(paintedParts(shown).map(({ against }) => against))).toEqual(new Set(["same"]));
  const pair = shownAt(away, { view: "compare", at: "N1", other: "N" });
  expect(pairOf(pair)).toBeNull();
  expect(plain(renderToStaticMarkup(h(NoPair, { shown: pair })))).toContain("La moyenne du district Nord est modélisée");
  // Beside what is around it, it stays a figure; and what was measured stands, whatever its parts say.
  expect(relationAt(away, choice, "N", "T")).toBe("more");
  expect(relationAt(townWith("measured", 0.1), choice, "N1", "N")).toBe("less");
});

test("a portrait of one published topic has its figure in the title, and what one subtracts from the parent's", () => {
  const dear = sampleAtlas({
    change: (row) => (row.REF_AREA === "N" && row.STATISTIC === "MEAN" ? { ...row, ...around(30, 1) } : row),
  });
  const shown = shownAt(dear, { at: "N" });
  const [own, whole] = ["N", "T"].map((code) => figureAt(dear, shown.choice, code));
  const topics = topicsOf(dear, "N", "T", "2026").filter(({ ref }) => ref === shown.choice.ref);
  expect(topics.map(({ relation }) => relation)).toEqual(["more"]);
  const said = plain(portraitTitle(shown, topics));
  const [, value, low, high] = /^Eau : ([\d,]+) m³ par mois, ([\d,]+) à ([\d,]+) m³ de \*plus\* qu/.exec(said) ?? [said];
  const [least, most] = [(own?.lower ?? 0) - (whole?.upper ?? 0), (own?.upper ?? 0) - (whole?.lower ?? 0)];
  const asNumber = (text = ""): number => Number(text.replace(",", "."));
  expect([asNumber(value), Math.abs(asNumber(low) - least) <= 1, Math.abs(asNumber(high) - most) <= 1, said]).toEqual([
    30,
    true,
    true,
    said,
  ]);
});

test("of several topics, the only one that sets a place apart has its figure and its difference in the title", () => {
  const dear = sampleAtlas({
    change: (row) =>
      row.DOMAIN === "water" && row.REF_AREA === "N" && row.STATISTIC === "MEAN" ? { ...row, ...around(30, 1) } : row,
  });
  const shown = shownAt(dear, { at: "N" });
  const topics = topicsOf(dear, "N", "T", "2026");
  expect(topics.filter(({ period }) => period !== null).length).toBeGreaterThan(1);
  const only = topics.map((topic) => ({
    ...topic,
    relation: topic.ref === shown.choice.ref ? ("more" as const) : ("same" as const),
  }));
  expect(plain(portraitTitle(shown, only))).toMatch(/^Eau : 30,0 m³ par mois, [\d,]+ à [\d,]+ m³ de \*plus\* qu[^.;]+\.$/);
});

test("a portrait does not compare a place with a whole that is nearly only that place", () => {
  const titleAt = (at: Atlas, code: string) => {
    const shown = shownAt(at, { at: code });
    const topics = topicsOf(at, code, "T", "2026").map((topic) => ({ ...topic, relation: "same" as const }));
    const told = topics.map((topic) => ({ ...topic, relation: "more" as const }));
    const all = [
      portraitTitle(shown, topics),
      portraitMostly(shown, topics),
      portraitMostly(shown, told),
      titleMargin(shown, topics.slice(0, 1)),
    ];
    return all.map((text) => text && plain(text));
  };
  const crowded = sampleAtlas({
    change: (row) =>
      row.STATISTIC === "COUNT" && row.OBS_VALUE !== null && row.REF_AREA === "N" ? { ...row, OBS_VALUE: 900 } : row,
  });
  const [title, note, toldNote, margin] = titleAt(crowded, "N");
  expect(title).toMatch(/^Nord, eau : \S+ m³ par mois en moyenne$/);
  expect(margin).toMatch(/^Entre \S+ et \S+, 2026\.$/);
  expect(note).toMatch(/presque tous les foyers comptés sont .*Nord\.$/);
  expect(toldNote).toBe(note);
  expect(titleAt(crowded, "S")[0]).toMatch(/^Écart trop petit pour conclure, comparé à /);
  expect(titleAt(atlas, "N")[0]).toMatch(/^Écart trop petit pour conclure, comparé à /);
  expect(titleAt(atlas, "N")[3]).toBeNull();
});

test("two places that are nearly the same homes are not compared, and said to be so before and after they are chosen", () => {
  const crowded = sampleAtlas({
    change: (row) => {
      if (row.REF_AREA !== "N" || row.OBS_VALUE === null || row.HOUSEHOLD_TYPE !== "_T") return row;
      const whole = figureAt(atlas, { ...choice, period: row.TIME_PERIOD }, "T");
      if (row.STATISTIC === "COUNT") return { ...row, OBS_VALUE: 900 };
      return row.STATISTIC === "MEAN" && row.DOMAIN === "water" ? { ...row, ...around(whole?.value ?? 0, 0.5) } : row;
    },
  });
  const pair = { view: "compare", at: "N", other: "T" } as const;
  expect(widerOfAlike(crowded, choice, "N", "T")).toBe("T");
  expect(widerOfAlike(crowded, choice, "T", "N")).toBe("T");
  expect(widerOfAlike(crowded, choice, "S", "T")).toBeNull();
  expect(pairOf(shownAt(crowded, pair))).toBeNull();
  expect(pairOf(shownAt(atlas, pair))).not.toBeNull();
  const said = renderToStaticMarkup(h(NoPair, { shown: shownAt(crowded, pair) }));
  expect(plain(said)).toMatch(/presque tous les foyers comptés sont .*Nord : on ne peut pas comparer les deux/);
});

test("too wide a margin is painted and said as such, and is never what one reads meanwhile", () => {
  const shown = shownAt(atlas, { level: "quarter" });
  expect(Object.fromEntries(paintedParts(shown).map(({ code, against }) => [code, against]))).toMatchObject({
    N2: "wide",
    S1: "absent",
  });
  expect(kindsOf(paintedParts(shown))).toMatchObject({ wide: 1, absent: 2 });
  expect(plain(untoldText(shown, "N2", "T"))).toMatch(
    /^La marge .* est trop large pour conclure, comparé à Bourg.* \(.* m³\)\.$/,
  );
  expect(plain(untoldText(shown, "N1", "T"))).toMatch(/^Écart trop petit pour conclure, comparé à Bourg/);
  expect(plain(untoldText(shown, "N", "N2"))).toMatch(/^La marge .* est trop large : rien à quoi comparer\.$/);
  // One place alone may be compared: the title speaks of it, and not of those that have no figure.
  expect(plain(mapTitle(shownAt(atlas, { area: "N", level: "quarter" })))).toMatch(
    /^Eau : Nord 1 ne se distingue pas du district Nord, marges comprises$/,
  );
  const doubtful = sampleAtlas({
    change: (row) => (row.REF_AREA === "S" && row.OBS_VALUE !== null ? { ...row, OBS_STATUS: "U" } : row),
  });
  // A whole whose margin is too wide is nothing to compare with, and a pair names whose margin it is.
  const wide = sampleAtlas({
    change: (row) => (row.REF_AREA === "N" && row.OBS_VALUE !== null ? { ...row, OBS_STATUS: "U" } : row),
  });
  const inDoubt = shownAt(wide, { area: "N", level: "quarter" });
  expect(plain(mapTitle(inDoubt))).toMatch(/^La marge .*Nord est trop large : rien à quoi comparer$/);
  expect(plain(rankingSubtitle(inDoubt))).toMatch(/rien à quoi comparer\.$/);
  const beside = shownAt(doubtful, { view: "compare", at: "N", other: "S" });
  // Beside it nothing is drawn; its margin, the same as in the ranking and never narrower than published, stands once.
  expect(pairOf(beside)).toBeNull();
  const south = figureAt(doubtful, beside.choice, "S");
  const alone = plain(renderToStaticMarkup(h(NoPair, { shown: beside })));
  expect(alone).toMatch(/^<h2>Sud : marge trop large</);
  const [, low = "", high = ""] = /entre ([\d,]+) et ([\d,]+) m³/.exec(alone) ?? [];
  const [lower, upper] = [low, high].map((end) => Number(end.replace(",", "."))) as [number, number];
  expect(south && lower <= south.lower && upper >= south.upper).toBe(true);
  expect(south && plain(listedText(beside, "S", south))).toBe(`${low}–${high} m³ (?)`);
  const absent = (at: Atlas): string => plain(renderToStaticMarkup(h(AbsentWords, { shown: shownAt(at), code: "S2" })));
  expect(absent(atlas)).toMatch(
    /^Pas encore assez de foyers(\s: il en faut 11 au minimum, environ \d+ pour une chance sur deux de paraître)?\. En attendant, Sud : /,
  );
  expect(absent(doubtful)).toMatch(/^Pas encore assez de foyers.*\. En attendant, Bourg/);
});

test("the card of a place without figures leads to the portrait of the nearest around it that has one, and never to an empty one", () => {
  vi.stubGlobal("location", new URL("https://commons.example/district"));
  vi.stubGlobal("document", { baseURI: "https://commons.example/district", querySelector: () => null });
  const { intake: _, ...catalog } = atlas.catalog;
  const bare = { ...atlas, catalog: { ...catalog, intake: null } };
  const card = (at: string) => {
    const shown = shownAt(bare, { area: "T", level: "quarter", at });
    return [plain(renderToStaticMarkup(h(AreaCard, { shown }))), withPortrait(shown, at)];
  };
  expect(card("S2")).toEqual([expect.stringMatching(/>Portrait\s: Sud</), "S"]);
  const measures = catalog.measures.map((one) => ({
    ...one,
    needed: [{ level: "quarter", step: "year" as const, households: 53 }],
  }));
  const planned = shownAt({ ...bare, catalog: { ...bare.catalog, measures } }, { area: "T" });
  expect(plain(renderToStaticMarkup(h(AbsentWords, { shown: planned, code: "S2" })))).toMatch(
    /^Pas encore assez de foyers\s: il en faut 11 au minimum, environ 53 pour une chance sur deux de paraître\. En attendant/,
  );
  expect(card("N1")).toEqual([expect.stringContaining(">Son portrait<"), "N1"]);
  vi.unstubAllGlobals();
});

test("a figure that is kept back for another is never said to lack homes: not on the card, in the list, the legend, the tables or the file", () => {
  const shown = shownAt(atlas, { level: "quarter" });
  const markup = (html: string): string => plain(html).replace(/<[^>]*>/g, "");
  const card = markup(renderToStaticMarkup(h(AbsentWords, { shown, code: "S1" })));
  expect(card).toMatch(/^Son chiffre n’est pas publié, car une soustraction en ferait deviner un autre.*En attendant, Sud : /);
  expect(card).not.toMatch(/assez de foyers|Il en faut/);
  expect(markup(renderToStaticMarkup(h(AbsentParts, { shown })))).toBe(
    "Pas assez de foyers : Sud 2.Chiffre non publié, car il en ferait deviner un autre : Sud 1.Pourquoi ?En soustrayant les chiffres parus, on ne connaît le compte d’un endroit ou d’un groupe trop petit qu’à 22 foyers près, au mieux (95 %), sauf si des publications plus anciennes de la même année le disent. Là où l’on ferait mieux, un autre chiffre n’est pas publié. Un type qui en réunit d’autres ne paraît que si tous paraissent. En savoir plus",
  );
  expect(markup(renderToStaticMarkup(h(PartsLegend, { shown, painted: paintedParts(shown) })))).toMatch(
    /(pas assez de foyers|non publié, car il en ferait deviner un autre) ; (pas assez de foyers|non publié, car il en ferait deviner un autre)\)$/,
  );
  const said = (code: string) => [absentText(shown, code), plain(placeText(shown, code))];
  expect(said("S1")).toEqual([
    "non publié, car il en ferait deviner un autre",
    "Sud 1 : non publié, car il en ferait deviner un autre",
  ]);
  expect(said("S2")).toEqual(["pas assez de foyers", "Sud 2 : pas assez de foyers"]);
});

test("a place's figure is written alike wherever it is read, and its margin's ends have the decimals that its verdict needs", () => {
  const close = sampleAtlas({
    change: (row) => {
      if (row.STATISTIC !== "MEAN" || row.HOUSEHOLD_TYPE !== "_T" || row.MEASURE !== "volume") return row;
      if (row.REF_AREA === "T") return { ...row, OBS_VALUE: 8.04, CI_LOWER: 7.9, CI_UPPER: 8.2 };
      return row.REF_AREA === "N" ? { ...row, OBS_VALUE: 6.58, CI_LOWER: 5.2, CI_UPPER: 7.6 } : row;
    },
  });
  const shown = shownAt(close, { level: "district" });
  expect(plain(placeText(shown, "N"))).toBe("Nord : 6,6 m³, entre 5,2 et 7,6, ▼ moins");
  expect(
    partsTable(shown)
      .rows.find(([name]) => name === "Nord")
      ?.slice(1, 3)
      .map(plain),
  ).toEqual(["6,6 m³", "5,2 – 7,6"]);
  expect(rankedParts(shown).find(({ code }) => code === "N")?.text.lower).toBe("5,2");
});

test("A less B is the difference as written, with the figures as the map writes them; where it cannot be told only its margin is said", () => {
  const number = (text: string) => Number(/[\d,]+/.exec(plain(text))?.[0].replace(",", "."));
  const at = (north: number, half: number) =>
    sampleAtlas({
      change: (row) =>
        row.REF_AREA === "N" && row.STATISTIC === "MEAN" && row.HOUSEHOLD_TYPE === "_T" && row.MEASURE === "volume"
          ? { ...row, OBS_VALUE: north, CI_LOWER: north - half, CI_UPPER: north + half }
          : row,
    });
  for (const [north, half, isTold] of [
    [19.44, 0.4, true],
    [19.46, 1.4, true],
    [1.26, 0.3, true],
    [11, 3, false],
  ] as const) {
    const changed = at(north, half);
    const shown = shownAt(changed, { view: "compare", at: "N", other: "S" });
    const pair = pairOf(shown);
    if (!pair) throw new Error("both districts are published");
    const html = plain(renderToStaticMarkup(h(PairDrawing, { shown, pair, width: 600 })));
    const [a = "", b = ""] = ["N", "S"].map((code) => {
      const figure = figureAt(changed, shown.choice, code);
      return figure ? textOfPlace(shown, code, figure).listed : "";
    });
    for (const text of [a, b]) expect(html).toContain(`>${plain(text)}<`);
    expect(writtenGap(shown, pair).value).toBeCloseTo(number(a) - number(b), 9);
    const { value, decimals } = writtenGap(shown, pair);
    const label = `${value < 0 ? "−" : "+"} ${Math.abs(value).toFixed(decimals).replace(".", ",")} m³`;
    expect([north, html.includes(`>${label}<`)]).toEqual([north, isTold]);
  }
});

test("figures of one level have the same decimals, so that a list is read in its order; the ends of margins are written alike too", () => {
  const rounded = sampleAtlas({
    change: (row) => {
      if (row.STATISTIC !== "MEAN" || row.HOUSEHOLD_TYPE !== "_T" || row.MEASURE !== "volume") return row;
      if (row.REF_AREA === "N") return { ...row, OBS_VALUE: 6.62, CI_LOWER: 5.3, CI_UPPER: 8.1 };
      return row.REF_AREA === "S" ? { ...row, OBS_VALUE: 6.84, CI_LOWER: 6.7, CI_UPPER: 7 } : row;
    },
  });
  const shown = shownAt(rounded, { level: "district" });
  expect(rankedParts(shown).map(({ text }) => [plain(text.value), text.lower, text.upper])).toEqual([
    ["6,8 m³", "6,7", "7,0"],
    ["6,6 m³", "5,3", "8,1"],
  ]);
});

test("ranking, table and file have figures too uncertain to rely on last, with the decimals that their margins allow", () => {
  const rounded = sampleAtlas({
    change: (row) => {
      if (row.STATISTIC !== "MEAN" || row.HOUSEHOLD_TYPE !== "_T" || row.MEASURE !== "volume") return row;
      if (row.REF_AREA === "N") return { ...row, OBS_STATUS: "U", OBS_VALUE: 6.4, CI_LOWER: 2, CI_UPPER: 11 };
      return row.REF_AREA === "S" ? { ...row, OBS_STATUS: "A", OBS_VALUE: 6.1, CI_LOWER: 6, CI_UPPER: 6.2 } : row;
    },
  });
  const shown = shownAt(rounded, sampleChoice("measure=water.volume&level=district", rounded));
  expect(rankedParts(shown).map(({ code, text }) => [code, plain(text.value)])).toEqual([
    ["S", "6,1 m³"],
    ["N", "2–11 m³ (?)"],
  ]);
  expect(partsTable(shown).rows.map(([name]) => name)).toEqual(["Sud", "Nord"]);
});

test("on paper the whole has its own parts, those of the part with nearly all its homes, or no map that says nothing", () => {
  const mean = { statistic: "mean", type: "_T", period: "2026" } as const;
  const partsAt = (at: Atlas, code: string) => {
    const parts = withOwnParts(shownAt(at, mean), code);
    return parts && [parts.choice.area, parts.choice.level];
  };
  expect(partsAt(atlas, "T")).toEqual(["T", "district"]);
  expect(partsAt(atlas, "S")).toBeNull();
  const north = sampleAtlas({
    change: (row) => {
      if (row.REF_AREA.startsWith("S")) return { ...row, OBS_VALUE: null, OBS_STATUS: "Q" as const };
      return row.REF_AREA === "T" && row.STATISTIC === "COUNT" ? { ...row, OBS_VALUE: 620 } : row;
    },
  });
  expect(partsAt(north, "T")).toEqual(["N", "quarter"]);
  const none = sampleAtlas({
    change: (row) => (row.REF_AREA === "T" ? row : { ...row, OBS_VALUE: null, OBS_STATUS: "Q" as const }),
  });
  expect(partsAt(none, "T")).toBeNull();
});

test("a portrait lists every topic, published ones first, each beside its parent", () => {
  const topics = topicsOf(atlas, "N", "T", "2026");
  expect(topics.map(({ ref, period }) => [ref.key, period])).toEqual([
    ["water.volume", "2026"],
    ["electricity.energy", "2026"],
  ]);
  for (const { ref, gap } of topics) expect(gap).toEqual(shareGapAt(atlas, { ...choice, ref }, "N", "T"));
  expect(topicsOf(atlas, "S1", "S", "2026").map(({ period, relation }) => [period, relation])).toEqual([
    [null, "absent"],
    [null, "absent"],
  ]);
});

test("a trend is of many years, else of seasons that come again, else of years, months or quarters, else of the nearest wider place; it rises only beyond the margins", () => {
  const { ref } = choice;
  expect(trendOfPlace(atlas, ref, "N")).toMatchObject({ area: "N", periods: ["2025", "2026"] });
  expect(trendOfPlace(sampleAtlas({ periods: ["2026", "2026-01", "2026-02"] }), ref, "N")).toMatchObject({
    area: "T",
    periods: ["2026-01", "2026-02"],
  });
  expect(trendOfPlace(sampleAtlas({ periods: ["2026", "2026-Q1", "2026-Q2"] }), ref, "N")).toMatchObject({
    periods: ["2026-Q1", "2026-Q2"],
  });
  expect(trendOfPlace(sampleAtlas({ periods: ["2026"] }), ref, "N")).toBeNull();
  const quarters = ["2025-Q1", "2025-Q2", "2026-Q1"];
  const again = sampleAtlas({ periods: ["2025", "2026", ...quarters] });
  expect(trendOfPlace(again, ref, "T")).toMatchObject({ area: "T", periods: quarters });
  const years = ["2024", "2025", "2026"];
  expect(trendOfPlace(sampleAtlas({ periods: [...years, ...quarters] }), ref, "T")).toMatchObject({ periods: years });
  const of = (...points: [number, number][]) =>
    trendDirection({
      area: "N",
      periods: [],
      points: points.map(([lower, upper]) => ({ value: (lower + upper) / 2, lower, upper })),
    });
  expect([of([1, 2], [3, 4]), of([3, 4], [1, 2]), of([1, 3], [2, 4]), of([1, 2])]).toEqual(["up", "down", "unclear", "unclear"]);
});

test("the first months are those in which the whole alone is published; a calendar follows from what the commons states", () => {
  expect(inFirstMonths(atlas)).toBe(false);
  const young = sampleAtlas({ periods: ["2026-01", "2026-02"] });
  expect(inFirstMonths(young)).toBe(true);
  const named = (level: string, frequency: string) => ({ level, frequency, name: { fr: level, en: level } });
  const due = levelsDue(
    { ...young, levelsDue: [named("town", "month"), named("quarter", "year")] as unknown as typeof young.levelsDue },
    choice,
    2026,
  );
  expect(
    due.map(({ level, often, periods }) => [level, often, periods.length, periods.filter(({ done }) => done).length]),
  ).toEqual([
    ["town", "month", 12, 2],
    ["quarter", "year", 1, 0],
  ]);
});

test("of two places of which one holds the other, how much of its homes that is stands with their numbers; of two apart nothing does", () => {
  const notes = (at: string, other: string): string => {
    const shown = shownAt(atlas, { view: "compare", at, other });
    const pair = pairOf(shown);
    return pair ? plain(pairAwayNotes(shown, pair).join(" ")) : "";
  };
  const homes = (code: string) => homesAt(atlas, choice, code)?.value ?? 0;
  const share = Math.round((100 * homes("N")) / homes("T"));
  expect(notes("N", "T")).toContain(`A est dans B : ${share} % de ses foyers comptés.`);
  expect(notes("T", "N")).toContain(`B est dans A : ${share} % de ses foyers comptés.`);
  expect(notes("N", "S")).not.toContain("est dans");
});

test("of two places, one within a part of the map is drawn itself, with its letter, and never as the part around it", () => {
  const level = atlas.tree.get("N")?.level ?? "";
  const shown = shownAt(atlas, { view: "compare", level, at: "S", other: "N1" });
  expect(lettersOf(shown)).toEqual({ S: "A", N1: "B" });
  const drawn = pairParts(shown);
  expect(drawn.filter(({ inner }) => inner).map(({ code }) => code)).toEqual(["N1"]);
  expect(drawn.map(({ code }) => code)).toEqual([...paintedParts(shown).map(({ code }) => code), "N1"]);
  const both = shownAt(atlas, { view: "compare", level, at: "S", other: "N" });
  expect(pairParts(both)).toEqual(paintedParts(both));
});

/** The sample with squares in a row as outlines. */
const outlines = {
  features: atlas.tree.areas.map(({ code, level }, i) => ({
    type: "Feature",
    properties: { code, level },
    geometry: {
      type: "Polygon",
      coordinates: [
        [
          [i, 0],
          [i + 1, 0],
          [i + 1, 1],
          [i, 1],
          [i, 0],
        ].map(([x = 0, y = 0]) => [x, y]),
      ],
    },
  })),
};
const outlined = {
  ...atlas,
  catalog: { ...atlas.catalog, territory: { ...atlas.catalog.territory, shapes_url: "shapes" } },
  shapes: outlines,
} as unknown as Atlas;

test("a saved map has names where they have room, else ranks with a list of them, and none for what the ranking leaves out", () => {
  const shown = shownAt(outlined, sampleChoice("area=T&level=quarter", atlas));
  const picture = (width: number): string => renderToStaticMarkup(h(MapPicture, { shown, width }));
  const [first] = rankedParts(shown);
  // Names that have room stand alone on the map; the list has the figures with their margins either way.
  const listed = `${first?.name} ${first?.text.value} (${first?.text.lower}–${first?.text.upper})`;
  expect(plain(picture(900))).toContain(
    `<p class="on-picture">Du plus haut au plus bas ; l’ordre est approximatif : ${plain(listed)}`,
  );
  expect(plain(awayMapSubtitle(shown))).toMatch(/L’ensemble : [\d,]+ m³, entre [\d,]+ et [\d,]+/);
  // On the page its margin stands where no place differs from it, and nothing else would say why.
  expect(plain(mapSubtitle(shown))).toMatch(/L’ensemble : [\d,]+ m³, entre [\d,]+ et [\d,]+\.$/);
  // Where numbers take the place of names, one whose margin is too wide for a number is named below, with that margin.
  expect(plain(picture(120))).toMatch(/Marge trop large : Nord 2 [\d,]+–[\d,]+ m³</);
  expect(plain(picture(120))).toContain(
    `<p class="on-picture">Numéros de la liste, du plus haut au plus bas ; l’ordre est approximatif : 1 ${first?.name} ${plain(`${first?.text.value} (${first?.text.lower}–${first?.text.upper})`)}</p>`,
  );
});

test("the sheets of two places and of an own area number places as the ranking does, and say so", () => {
  const releases = atlas.catalog.releases.map((release) => ({ ...release, created_at: "2026-11-30" }));
  const dated = { ...outlined, catalog: { ...outlined.catalog, releases } } as Atlas;
  const shown = shownAt(dated, sampleChoice("area=T&level=district&view=compare&at=N1&with=T", dated));
  const ranks = rankNumbers(rankedParts(shown));
  const below = (state: DistrictState, props: object): string =>
    plain(renderToStaticMarkup(h(PaperMap, { shown: state, chosen: null, ...props })));
  expect(ranks.size).toBeGreaterThan(0);
  const listed = rankedNames(shown, ranks);
  expect(plain(listed)).toMatch(/^Numéros de la liste, du plus haut au plus bas\s; l’ordre est approximatif : 1 /);
  expect(below(shown, { numbers: ranks, below: listed })).toContain(plain(listed));
  // An own area has the numbers of the ranking of all small places, whichever are its own.
  const leafRanks = rankNumbers(rankedParts(shownAt(dated, { level: "quarter" })));
  for (const leaves of [
    ["N1", "N2"],
    ["N2", "S1"],
    ["S1", "N1", "N2"],
  ])
    expect([...ownNumbers(shown, ownArea(dated, shown.choice, leaves))]).toEqual(
      [...leafRanks].filter(([code]) => leaves.includes(code)),
    );
});

test("a number on a map has the mark of its colour, which alone tells more from less in grey", () => {
  const areas = (["more", "less", "same"] as const).map((against, i) => ({ code: `${i}`, name: "A", against, strength: 1 }));
  const numbers = new Map(areas.map(({ code }) => [code, code]));
  expect(numbered(areas, numbers).map(({ name }) => name)).toEqual(["▲0", "▼1", "2"]);
});

test("a ranking of which a slide has both ends says between them which are left out, and no note is about a row that it lacks", () => {
  const rows = Array.from({ length: 27 }, (_, i) => ({ code: `P${i}`, figure: { unsure: i > 25 } })) as unknown as ReturnType<
    typeof rankedParts
  >;
  const ends = rowsKept(rows, null, 16);
  expect(leftBetween(rows, ends)).toEqual({ at: 8, from: 9, to: 18 });
  expect(leftBetween(rows, rows.slice(0, 16))).toBeNull();
  const shown = shownAt(atlas, { level: "quarter" });
  const ranked = rankedParts(shown);
  expect(ranked.some(({ figure }) => figure.unsure)).toBe(true);
  const draw = (left: ReturnType<typeof leftBetween>) =>
    plain(renderToStaticMarkup(h(RankingDrawing, { shown, width: 800, rows: ranked, pitch: 26, left })));
  expect(draw({ at: 1, from: 9, to: 18 })).toContain("… 9 à 18 …");
  expect(draw(null)).not.toContain("…");
  expect(rankingNotes(shown, ranked)).not.toEqual(
    rankingNotes(
      shown,
      ranked.filter(({ figure }) => !figure.unsure),
    ),
  );
});

test("a printed ranking has as many places as can be read: those around the chosen one, else both ends", () => {
  expect(rowsOnPaper(5)).toEqual({ drawn: 5, pitch: 20 });
  // A page that is too long has lower drawings before it does without its trend.
  expect([0, 1, 2, 3, 4].map((left) => sparedBy(left, true))).toEqual(["nothing", "height", "trend", "both", "both"]);
  expect([0, 1, 2].map((left) => sparedBy(left, false))).toEqual(["nothing", "trend", "both"]);
  expect(rowsOnPaper(28)).toEqual({ drawn: 28, pitch: 15 });
  expect(rowsOnPaper(60, 500)).toEqual({ drawn: 33, pitch: 15 });
  expect(rowsOnPaper(200)).toEqual({ drawn: 40, pitch: 15 });
  const [row] = rankedParts(shownAt(atlas));
  if (!row) throw new RangeError("the sample has a ranking; got none");
  const rows = Array.from({ length: 9 }, (_, i) => ({ ...row, code: String(i), figure: { ...row.figure, unsure: i > 7 } }));
  const kept = (code: string | null, count: number) =>
    rowsKept(rows, code, count)
      .map((one) => one.code)
      .join("");
  expect([kept(null, 9), kept(null, 4), kept("6", 3), kept("none", 5)]).toEqual(["012345678", "0167", "567", "01267"]);
});

test("a printed ranking has the width of the sheet: at least 6 of 18 cm are its axis, and each margin is written too", () => {
  const releases = atlas.catalog.releases.map((release) => ({ ...release, created_at: "2026-11-30" }));
  const dated = { ...atlas, catalog: { ...atlas.catalog, releases } };
  const shown = shownAt(dated, sampleChoice("area=T&level=district&period=2026", atlas));
  const html = renderToStaticMarkup(h(AreaReport, { shown }));
  const drawing = html.slice(html.indexOf('id="report-ranking"'));
  const [, from = 0, to = 0] = (/class="axis"[^>]*><path d="M([\d.]+) [\d.]+H([\d.]+)/.exec(drawing) ?? []).map(Number);
  expect(to - from).toBeGreaterThan((6 / 2.54) * 96);
  const sure = rankedParts(shown).filter(({ figure }) => !figure.unsure);
  expect(sure.length).toBeGreaterThan(0);
  for (const { text } of sure) expect(drawing).toContain(`${text.lower}\u00a0–\u00a0${text.upper}`);
});

test("in a month that never publishes quarters of town, an own area leads to the newest period that does", () => {
  const month = plain(renderToStaticMarkup(h(OwnView, { shown: shownAt(atlas, { period: "2026-01" }) })));
  expect(month.replace(/<[^>]*>/g, "")).toMatch(
    /^Rien ne paraît .* en janvier 2026, quel que soit le nombre de foyers\.Voir 2026$/,
  );
});

test("beside each kind of homes of a place stands that of the wider place, and beside those of the whole none", () => {
  const besides = (at: string) => {
    const shown = shownAt(atlas, { at });
    const content = kindWords(shown);
    return (content?.kinds ?? []).map((kind) => ({
      kind,
      area: content?.area,
      beside: content && kindBeside(shown, content, kind),
    }));
  };
  expect(besides("N").length).toBeGreaterThan(1);
  for (const { kind, area, beside } of besides("N")) {
    expect(area).toBe("N");
    const there = figureAt(atlas, { ...choice, statistic: kind.middle ? "median" : "mean", type: kind.type }, "T");
    expect(beside?.value).toBe(there?.value);
    expect(beside?.text).toContain('Bourg, "le Grand"');
  }
  expect(besides("T").map(({ beside }) => beside)).toEqual(besides("T").map(() => null));
});

test("a line that ends in another period than the page's says in which", () => {
  const endsOf = (period: string): string =>
    plain(renderToStaticMarkup(h(TrendDrawing, { shown: shownAt(atlas, { at: "T", period }), width: 700 })));
  const last = trendOfPlace(atlas, choice.ref, "T")?.periods.at(-1) ?? "";
  expect(last).not.toBe("2025");
  expect(endsOf("2025")).toMatch(new RegExp(`m³, ${shortPeriod(last, "fr")}<`));
  expect(endsOf(last)).not.toMatch(new RegExp(`m³, ${shortPeriod(last, "fr")}<`));
});

test("a printed page says of a small place that the rest is known more widely, and no margin twice", () => {
  vi.stubGlobal("location", new URL("https://commons.example/district"));
  const releases = atlas.catalog.releases.map((release) => ({ ...release, created_at: "2026-01-05T00:00:00Z" }));
  const dated = { ...atlas, catalog: { ...atlas.catalog, releases } };
  const paper = (code: string): string =>
    plain(renderToStaticMarkup(h(AreaReport, { shown: shownAt(dated, { view: "portrait", at: code }) })));
  const { wider } = portraitWords(shownAt(atlas));
  for (const code of ["N", "N1", "N2"]) {
    const shown = shownAt(atlas, { view: "portrait", at: code });
    const of = (trendWords(shown)?.trend ?? kindWords(shown))?.area;
    expect([code, paper(code).includes(plain(wider))]).toEqual([code, of !== undefined && of !== code]);
  }
  // Of a figure that is too uncertain the margin is what is written, and is not said again beside it.
  expect(paper("N2")).toContain("<dt>entre 4 et 15 m³</dt>");
  expect(paper("N2")).not.toMatch(/entre \d+ et \d+[^<]*<\/dt><dd>[^<]*entre \d/);
  vi.unstubAllGlobals();
});

test("a postcode that finds nothing is not said to be no place's: it may not be known", () => {
  expect(plain(searchHelp(shownAt(atlas), "69100"))).toBe(
    "Le code postal 69100 n’est pas dans nos listes : essayez le nom de la commune.",
  );
  expect(plain(searchHelp(shownAt(atlas), "Bronn"))).toBe("Essayez un autre nom.");
});

test("a place whose name has no room on the map has there its number in the ranking, where that has room", () => {
  const shown = shownAt(atlas, { level: "quarter" });
  const numbers = rankNumbers(rankedParts(shown));
  expect([...numbers.values()]).toEqual([...numbers].map((_, i) => String(i + 1)));
  const [named = ""] = withNumbers(rankedParts(shown), numbers).map(({ name }) => name);
  expect(named).toMatch(/^1 /);
  const mapWith = (name: (own: string) => string): string =>
    renderToStaticMarkup(
      h(PartsMap, {
        shown,
        id: "map",
        width: 400,
        label: "",
        chosen: null,
        painted: paintedParts(shown).map((part) => ({ ...part, name: name(part.name), rank: numbers.get(part.code) })),
      }),
    );
  expect(mapWith((own) => own)).not.toMatch(/>1</);
  expect(mapWith(() => "")).toMatch(/>1</);
  // In frames elsewhere both have the same numbers.
  const framed = (make: FigureMaker) => renderToStaticMarkup(h(Fragment, null, make(shown)?.draw(600, 300)));
  expect(plain(framed(rankingFigure))).toContain(plain(named));
  expect(withRanks(shown, paintedParts(shown)).map(({ code, rank }) => [code, rank])).toEqual(
    paintedParts(shown).map(({ code }) => [code, numbers.get(code)]),
  );
});

test("where means of all homes are compared, their size is said to be left aside: with every figure, and never of one kind or of shares", () => {
  const { measure } = choice.ref;
  const similarity = { ...measure.similarity, attributes: ["surface"] as const };
  const ofHomes = { ...choice.ref, measure: { ...measure, whose: "household", similarity } } as typeof choice.ref;
  const ofPeople = { ...ofHomes, measure: { ...ofHomes.measure, whose: "person" } } as typeof choice.ref;
  const said = (change: Partial<Choice>): string[] => measureNotes(shownAt(atlas, { ref: ofHomes, ...change }));
  const sizes = ["Sans tenir compte de la taille des foyers."];
  for (const view of ["map", "compare", "own", "portrait"] as const) expect(said({ view })).toEqual(sizes);
  expect(said({ ref: ofPeople })).toEqual([]);
  // What is said of amounts is said of no share of dwellings.
  const noted = {
    ...atlas.catalog,
    measures: atlas.catalog.measures.map((one) => ({ ...one, note: { fr: "Modélisé.", en: "Modelled." } })),
  };
  const notes = (change: Partial<Choice>) => measureNotes(shownAt({ ...atlas, catalog: noted } as Atlas, change));
  expect([notes({ ref: ofPeople }), notes({ statistic: "participation" })]).toEqual([["Modélisé."], []]);
  expect(said({ type: "1" })).toEqual([]);
  expect(said({ statistic: "participation" })).toEqual([]);
  expect(said({ each: "type" })).toEqual([]);
  // A portrait has means of all homes, whatever else is chosen.
  expect(said({ view: "portrait", statistic: "participation" })).toEqual(sizes);
});
