import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test, vi } from "vitest";
import { AreaCard } from "../../../dashboards/district/area-card.tsx";
import { DistrictFigure, measureNotes } from "../../../dashboards/district/district-figure.tsx";
import { MapFrame } from "../../../dashboards/district/map-frame.tsx";
import { mapSubtitle } from "../../../dashboards/district/map-words.ts";
import { OwnReport } from "../../../dashboards/district/own-report.tsx";
import { Portrait } from "../../../dashboards/district/portrait.tsx";
import { ModelledParts } from "../../../dashboards/district/protected-note.tsx";
import { rankedParts } from "../../../dashboards/district/ranked-parts.ts";
import { Ranking, rankingNotes, rankingTitle } from "../../../dashboards/district/ranking.tsx";
import { AreaReport } from "../../../dashboards/district/report.tsx";
import { DISTRICT, type DistrictState, mostlyIts, mostlyOfView, placeWords } from "../../../dashboards/district/shown.ts";
import { TwoPlaces } from "../../../dashboards/district/two-places.tsx";
import { weighedText } from "../../../dashboards/district/weighed.ts";
import { mapFigure } from "../../../dashboards/embed/map-figures.tsx";
import { pairFigure } from "../../../dashboards/embed/pair-figure.tsx";
import { topicsFigure } from "../../../dashboards/embed/portrait-figures.tsx";
import { unbroken } from "../../../dashboards/shared/dom.ts";
import { WORDS } from "../../../dashboards/shared/i18n.ts";
import type { Observation } from "../../../src/contract/observation.ts";
import { sampleAtlas, sampleChoice } from "./atlas.ts";

vi.stubGlobal("matchMedia", () => ({ matches: false }));
vi.stubGlobal("location", { href: "https://commons.example/district" });

/** The sample town with nearly all homes in one of its two districts. */
const crowded = sampleAtlas({
  change: (row) =>
    row.STATISTIC === "COUNT" && row.OBS_VALUE !== null && row.REF_AREA === "N" ? { ...row, OBS_VALUE: 900 } : row,
});
const plain = (html: string): string => html.replace(/[\u00a0\u202f]/g, " ");
const shownAt = (search: string, atlas = crowded): DistrictState => ({
  atlas,
  choice: sampleChoice(`period=2026&${search}`, atlas),
  lang: "fr",
  words: DISTRICT.fr,
  marked: null,
  mark: () => undefined,
  go: () => undefined,
  address: () => "",
});
const even = sampleAtlas();
const OF_NORTH = /[Pp]resque tous (les|ses) foyers comptés sont [^.]*Nord\./;

test("a figure that is nearly that of one part says so right above it, on its card and below the title of its sheet", () => {
  const card = (shown: DistrictState): string => plain(renderToStaticMarkup(h(AreaCard, { shown, beside: true })));
  expect(card(shownAt("area=T"))).toMatch(
    new RegExp(`</h2><p class="mostly">\\s*${OF_NORTH.source}</p><div class="card-figures">`),
  );
  const sheet = (shown: DistrictState): string => plain(renderToStaticMarkup(h(AreaReport, { shown })));
  for (const search of ["area=T", "area=T&view=portrait", "area=T&view=portrait&at=S"]) {
    const printed = sheet(shownAt(search));
    expect(printed).toMatch(new RegExp(`</h2><p class="mostly">[^<]*${OF_NORTH.source}`));
    expect(printed.match(new RegExp(OF_NORTH, "g"))).toHaveLength(1);
  }
  for (const html of [card(shownAt("area=T", even)), sheet(shownAt("area=T", even))])
    expect(html).not.toMatch(/mostly|resque tous/);
});

test("every figure that leaves a view says of whom it is, and of a place beside another both do", () => {
  const away = (search: string) => {
    const shown = shownAt(search);
    const frame = DistrictFigure({ shown, title: "", subtitle: "Eau.", name: "", table: null, draw: () => null });
    return plain(frame.props.awaySubtitle ?? "");
  };
  const said = ["area=T", "area=T&view=own", "area=T&view=portrait&at=S", "view=compare&at=S&with=T", "view=compare&at=T&with=S"];
  for (const search of said) expect(away(search)).toMatch(new RegExp(`^Eau\\. Bourg.* : ${OF_NORTH.source}$`));
  for (const search of ["area=N", "area=N&view=portrait&at=N1", "view=compare&at=S&with=N"])
    expect(away(search)).not.toMatch(OF_NORTH);
  // A frame has the view of its figure, whatever its address says.
  expect(plain(mostlyOfView(shownAt("area=T&at=S"), "portrait"))).toMatch(OF_NORTH);
});

test("of a figure that is too uncertain to rely on, it is not told of whom it is", () => {
  const unsure = sampleAtlas({
    change: (row) => {
      if (row.OBS_VALUE === null) return row;
      if (row.STATISTIC === "COUNT" && row.REF_AREA === "N") return { ...row, OBS_VALUE: 900 };
      return row.STATISTIC === "MEAN" && row.REF_AREA === "T" ? { ...row, OBS_STATUS: "U" as const } : row;
    },
  });
  expect(mostlyIts(shownAt("area=T"), "T")).toMatch(OF_NORTH);
  expect(mostlyIts(shownAt("area=T", unsure), "T")).toBe("");
});

test("beside a figure with its margin stands what the margin is of, on the card and once on the sheet", () => {
  const of = WORDS.fr.figure.marginOf;
  const card = (search: string): string => renderToStaticMarkup(h(AreaCard, { shown: shownAt(search, even), beside: true }));
  for (const search of ["area=T", "area=T&at=N"]) expect(card(search)).toContain(of);
  // A share of homes has no others, and where there is no figure there is no margin.
  for (const search of ["area=T&stat=participation", "area=T&level=quarter&at=S1"]) expect(card(search)).not.toContain(of);
  for (const search of ["area=T", "area=T&stat=participation", "area=T&view=portrait&at=N", "view=own&pick=N1,N2"]) {
    const View = search.startsWith("view=own") ? OwnReport : AreaReport;
    expect(renderToStaticMarkup(h(View, { shown: shownAt(search, even) })).split(of)).toHaveLength(2);
  }
});

test("a map names what its outlines were taken from, on the page, in a frame and on what leaves; a figure without a map does not", () => {
  const maps = { outlines: { fr: "IGN, IRIS.", en: "IGN" } };
  const { catalog } = even;
  const credited = {
    ...even,
    catalog: { ...catalog, commons: { ...catalog.commons, maps }, territory: { ...catalog.territory, shapes_url: "shapes" } },
  };
  const shown = shownAt("area=T", credited);
  const frame = { shown, title: "", subtitle: "", name: "", table: null, draw: () => null };
  const { source, sourceHere } = DistrictFigure({ ...frame, ofMap: true }).props;
  for (const text of [mapFigure(shown)?.source, source, sourceHere, plain(renderToStaticMarkup(h(MapFrame, { shown })))])
    expect(text).toMatch(/Contours\s: IGN, IRIS/);
  const squares = shownAt("area=T", { ...credited, catalog: { ...credited.catalog, territory: catalog.territory } });
  for (const props of [{ ...frame }, { ...frame, shown: squares, ofMap: true }])
    expect(DistrictFigure(props).props.source).not.toContain("Contours");
});

test("what the margin is of leaves with every figure of amounts, and of two places it stands once with their homes", () => {
  // With how the homes came to be counted, which nothing else says where a figure goes.
  const of = `${WORDS.fr.figure.marginOf} ${WORDS.fr.figure.volunteers}`;
  const notes = (search: string, ofHomes = false): readonly string[] => {
    const frame = { title: "", subtitle: "", name: "", table: null, draw: () => null };
    return DistrictFigure({ shown: shownAt(search, even), ofHomes, ...frame }).props.notes ?? [];
  };
  for (const search of ["area=T", "view=compare&at=N&with=S", "view=portrait&stat=participation"])
    expect(notes(search).filter((note) => note === of)).toHaveLength(1);
  // A share of homes has no others.
  expect([...notes("area=T&stat=participation"), ...notes("area=T", true)]).not.toContain(of);
  const pair = shownAt("view=compare&at=N&with=S", even);
  const page = plain(renderToStaticMarkup(h(TwoPlaces, { shown: pair })));
  expect(page.split(plain(of))).toHaveLength(2);
  const homes = /A\s: environ \d+ foyers comptés\. B\s: environ \d+ foyers comptés\./;
  expect(page).toMatch(homes);
  expect(pairFigure(pair)?.notes?.[0]).toMatch(homes);
});

test("that means are drawn towards a wider place is said below map and ranking, and by each figure that leaves with them", () => {
  const near = sampleAtlas({ change: (row) => (row.REF_AREA === "N" ? { ...row, METHOD: "modelled" as const } : row) });
  const drawnQuarters = sampleAtlas({
    change: (row) => (row.AREA_LEVEL === "quarter" ? { ...row, METHOD: "modelled" as const } : row),
  });
  const shown = shownAt("area=T", near);
  const html = plain(renderToStaticMarkup(h(ModelledParts, { shown }))).replaceAll("&quot;", '"');
  const whole = placeWords(near, "T", "fr");
  expect(html).toContain(
    `Ici, 1 moyenne sur 2 est plus ou moins rapprochée de celle ${whole.of}, pour être plus sûre ; sa marge en tient compte.`,
  );
  // Places two levels down are drawn to those around them, which are several.
  const deeper = plain(renderToStaticMarkup(h(ModelledParts, { shown: shownAt("area=T&level=quarter", drawnQuarters) })));
  expect(deeper).toContain("rapprochées de celle de l’endroit plus large");
  expect(renderToStaticMarkup(h(ModelledParts, { shown: shownAt("area=T", even) }))).toBe("");
  const away = WORDS.fr.figure.modelled(1, 2, whole);
  expect(rankingNotes(shown, rankedParts(shown))).toContain(away);
  expect(mapFigure(shown)?.notes).toContain(away);
  const pair = shownAt("view=compare&at=N&with=S", near);
  expect(pairFigure(pair)?.notes).toContain(WORDS.fr.figure.modelled(1, 2));
  const frames = [h(MapFrame, { shown }), h(Ranking, { shown })].map((frame) => renderToStaticMarkup(frame));
  for (const frame of frames) expect(frame).toContain('class="note modelled"');
});

test("a ranking of which no place has a rank says so", () => {
  const wide = sampleAtlas({
    change: (row) => (row.STATISTIC === "MEAN" && row.REF_AREA !== "T" ? { ...row, OBS_STATUS: "U" } : row),
  });
  const shown = shownAt("area=T", wide);
  expect(rankedParts(shown).length).toBeGreaterThan(1);
  expect(rankingTitle(shown)).toBe(DISTRICT.fr.ranking.none);
  expect(rankingTitle(shownAt("area=T", even))).not.toBe(DISTRICT.fr.ranking.none);
});

test("what periods mean of a copy goes with every figure and file, after the measure's note, where the operator states it", () => {
  const period = { fr: "« 2024 » range toutes les lignes.", en: "“2024” files all rows." };
  const note = { fr: "Coûts modélisés.", en: "Modelled costs." };
  const { catalog } = even;
  const taken = (origin: object): typeof catalog => ({
    ...catalog,
    commons: { ...catalog.commons, origin: { fr: "un registre", en: "a register", ...origin } },
    measures: catalog.measures.map((one) => ({ ...one, note })),
  });
  const notesOf = (origin: object) => measureNotes({ ...shownAt("area=T", even), atlas: { ...even, catalog: taken(origin) } });
  expect(notesOf({ period }).slice(-2)).toEqual(["Coûts modélisés.", period.fr].map(unbroken));
  expect(notesOf({}).at(-1)).toBe("Coûts modélisés.");
});

test("a portrait has a map of where its place is within another; the whole has none, for it would tell nothing", () => {
  const { catalog } = even;
  const outlined = { ...even, catalog: { ...catalog, territory: { ...catalog.territory, shapes_url: "shapes" } } } as typeof even;
  // In the first turn a portrait has its head alone.
  const hasMap = (search: string): boolean =>
    renderToStaticMarkup(h(Portrait, { shown: shownAt(search, outlined), turn: 1 })).includes('class="sized"');
  expect([hasMap("view=portrait&at=N"), hasMap("view=portrait")]).toEqual([true, false]);
});

test("a map says what of it would not stand if each place weighed by its dwellings, and nothing where all would or a place lacks", () => {
  const at = (area: string, mean: number, half: number, homes: number) => (row: Observation) =>
    row.REF_AREA !== area || row.HOUSEHOLD_TYPE !== "_T"
      ? row
      : row.STATISTIC === "MEAN"
        ? {
            ...row,
            OBS_VALUE: mean,
            CI_LOWER: mean - half,
            CI_UPPER: mean + half,
            OBS_STATUS: "A" as const,
            METHOD: "measured" as const,
          }
        : row.STATISTIC === "COUNT"
          ? { ...row, OBS_VALUE: homes, CI_LOWER: homes - 5, CI_UPPER: homes + 5, OBS_STATUS: "A" as const }
          : row;
  const town = (...rules: ((row: Observation) => Observation)[]) =>
    sampleAtlas({ change: (row) => rules.reduce((one, rule) => rule(one), row) });
  const said = (...rules: Parameters<typeof town>) =>
    plain(weighedText(shownAt("area=T&level=district", town(at("T", 9.6, 0.2, 1000), ...rules))));
  expect(said(at("N", 9.4, 0.3, 800), at("S", 10.2, 0.3, 200))).toMatch(
    /^Si chaque endroit pesait selon tous ses logements, l’ensemble serait vers 9,8 m³ : Sud ne s’en distinguerait plus\.$/,
  );
  expect(said(at("N", 9.4, 0.3, 800), at("S", 12, 0.3, 200))).toBe("");
  // Wherever the place is told to differ: its portrait, beside the whole, and in the frames of others.
  const gone = town(at("T", 9.6, 0.2, 1000), at("N", 9.4, 0.3, 800), at("S", 10.2, 0.3, 200));
  const stands = town(at("T", 9.6, 0.2, 1000), at("N", 9.4, 0.3, 800), at("S", 12, 0.3, 200));
  // Where a place differs, the card has the margin of the whole, and the page's subtitle need not.
  expect(plain(mapSubtitle(shownAt("area=T&level=district", stands)))).toMatch(/^L’ensemble : 9,6 m³\. En couleur/);
  const portrait = /Si chaque endroit .* pesait selon tous ses logements, l’écart serait trop petit pour conclure : .*eau/;
  const beside = /l’ensemble serait vers 9,8 m³ : Sud ne s’en distinguerait plus\./;
  for (const [made, isSaid] of [
    [gone, true],
    [stands, false],
  ] as const) {
    const ofPlace = shownAt("area=T&level=district&at=S&view=portrait", made);
    const ofPair = shownAt("area=T&level=district&at=S&with=T&view=compare", made);
    const ofMap = shownAt("area=T&level=district", made);
    const ofOne = shownAt("area=T&level=district&view=compare", made);
    const said = [
      [portrait, renderToStaticMarkup(h(Portrait, { shown: ofPlace, turn: 9 }))],
      [portrait, renderToStaticMarkup(h(AreaReport, { shown: ofPlace }))],
      [portrait, topicsFigure(ofPlace)?.notes?.join(" ")],
      [beside, renderToStaticMarkup(h(TwoPlaces, { shown: ofPair }))],
      [beside, renderToStaticMarkup(h(TwoPlaces, { shown: ofOne }))],
      [beside, pairFigure(ofPair)?.notes?.join(" ")],
      [beside, mapFigure(ofMap)?.notes?.join(" ")],
      [beside, rankingNotes(ofMap, rankedParts(ofMap)).join(" ")],
    ] as const;
    expect(said.map(([sentence, text]) => sentence.test(plain(text ?? "")))).toEqual(said.map(() => isSaid));
  }
  const kept = (row: Observation) =>
    row.REF_AREA === "N" ? { ...row, OBS_VALUE: null, CI_LOWER: null, CI_UPPER: null, OBS_STATUS: "Q" as const } : row;
  expect(said(kept, at("S", 10.2, 0.3, 200))).toBe("");
});
