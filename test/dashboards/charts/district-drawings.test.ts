import { type FunctionComponent, h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test } from "vitest";
import { AreaTrend } from "../../../dashboards/charts/area-trend.tsx";
import { BesideCensus } from "../../../dashboards/charts/beside-census.tsx";
import { goesBeyond } from "../../../dashboards/charts/beyond-axis.ts";
import { CalendarDots } from "../../../dashboards/charts/calendar-dots.tsx";
import { DifferenceMap } from "../../../dashboards/charts/difference-map.tsx";
import { DotMultiples } from "../../../dashboards/charts/dot-multiples.tsx";
import { Estimates } from "../../../dashboards/charts/estimates.tsx";
import { Gaps } from "../../../dashboards/charts/gaps.tsx";
import type { Shape } from "../../../dashboards/charts/geometry.ts";
import { MapMultiples } from "../../../dashboards/charts/map-multiples.tsx";
import type { PaintedArea } from "../../../dashboards/charts/map-parts.tsx";
import { textWidth } from "../../../dashboards/charts/parts.tsx";
import { knownQuarterOf } from "../../../dashboards/charts/quarters.ts";
import { StackedEstimates } from "../../../dashboards/charts/stacked-estimates.tsx";
import { tileShapes } from "../../../dashboards/charts/tile-shapes.ts";
import { TwoAreas } from "../../../dashboards/charts/two-areas.tsx";
import { areaTree } from "../../../dashboards/shared/areas.ts";
import { paintedAlike } from "../../../dashboards/shared/published-figure.ts";
import type { Surroundings } from "../../../src/territory/index.ts";
import { sampleTerritory } from "../../support/release.ts";
import { CELLS, SHAPES } from "./drawing.ts";

const frame = (id: string, width: number) => ({ id, width, label: `Essai ${id}` });
const near = (value: number, half: number) => ({ value, lower: value - half, upper: value + half });
const plain = { unit: "€", format: String };
const drawn = <P extends object>(chart: FunctionComponent<P>, props: P): string => renderToStaticMarkup(h(chart, props));

const two = (value: number, half: number, against: "less" | "more" | "same") => ({
  ...plain,
  signed: (tick: number) => `${tick < 0 ? "−" : "+"} ${Math.abs(tick)}\u00a0€`,
  a: { letter: "A", name: "États-Unis", interval: near(113, 4), text: "113 €" },
  b: { letter: "B", name: "Montagny-Saint-Jean de Dieu", interval: near(106, 1), text: "106 €" },
  difference: { ...near(value, half), text: `+ ${value} €`, against },
  words: { gap: "Écart de A à B", gapNote: "avec sa propre marge", equal: "égal", less: "A moins", more: "A plus" },
});
const topics = {
  parent: "Lyon 8e",
  equal: "égal",
  format: (share: number) => `${Math.round(100 * share)} %`,
  rows: [
    {
      name: "Énergie",
      note: "par mois, 2024",
      gap: near(0.57, 0.07),
      against: "more" as const,
      texts: ["113 €", "entre 108 et 117", "▲ de 50 à 64 % de plus"] as const,
    },
    {
      name: "Électricité",
      note: "par mois, 2023",
      gap: near(-0.19, 0.25),
      against: "same" as const,
      texts: ["157 kWh", "entre 128 et 186", "trop petit pour conclure"] as const,
    },
    {
      name: "Gaz",
      note: "",
      gap: null,
      against: "same" as const,
      texts: ["", "pas assez de foyers ; il en faut environ 35", ""] as const,
    },
  ],
};
const trend = {
  ...plain,
  periods: ["2018", "2019", "2020", "2021", "2022"],
  area: { name: "États-Unis", text: "157 kWh", points: [near(193, 15), near(168, 15), null, near(173, 15), near(158, 30)] },
  whole: { name: "Lyon 8e", text: "195 kWh", points: [226, 221, 223, 228, 204].map((value) => near(value, 2)) },
  toCome: ["2023"],
  coming: "à paraître",
  absent: "pas assez de foyers",
};
const homes = Array.from({ length: 50 }, (_, i) => 20 + 3 * i);
const AROUND: Surroundings = {
  type: "FeatureCollection",
  features: [
    {
      type: "Feature",
      properties: { kind: "water", name: undefined, source: undefined },
      geometry: {
        type: "Polygon",
        coordinates: [
          [
            [4.79, 45.69],
            [4.85, 45.7],
            [4.85, 45.71],
            [4.79, 45.69],
          ],
        ],
      },
    },
    {
      type: "Feature",
      properties: { kind: "rail", name: undefined, source: undefined },
      geometry: {
        type: "LineString",
        coordinates: [
          [4.79, 45.7],
          [4.85, 45.72],
        ],
      },
    },
    // Far away: it is not in the drawing.
    {
      type: "Feature",
      properties: { kind: "park", name: undefined, source: undefined },
      geometry: {
        type: "MultiPolygon",
        coordinates: [
          [
            [
              [9, 9],
              [9.1, 9],
              [9, 9.1],
              [9, 9],
            ],
          ],
        ],
      },
    },
  ],
};
const tree = areaTree(sampleTerritory().areas);

const DRAWINGS: Readonly<Record<string, () => string>> = {
  "two-areas": () => drawn(TwoAreas, { ...frame("two-areas", 560), ...two(7, 5, "more") }),
  "two-areas-narrow": () => drawn(TwoAreas, { ...frame("two-areas-narrow", 320), ...two(2, 5, "same") }),
  gaps: () => drawn(Gaps, { ...frame("gaps", 900), ...topics }),
  "gaps-narrow": () => drawn(Gaps, { ...frame("gaps-narrow", 320), ...topics }),
  "gaps-none": () => drawn(Gaps, { ...frame("gaps-none", 600), ...topics, rows: topics.rows.slice(2) }),
  "area-trend": () => drawn(AreaTrend, { ...frame("area-trend", 560), ...trend }),
  "area-trend-narrow": () =>
    drawn(AreaTrend, {
      ...frame("area-trend-narrow", 320),
      ...trend,
      whole: null,
      periods: ["mars"],
      area: { ...trend.area, points: [near(148, 28)] },
    }),
  "dot-multiples": () =>
    drawn(DotMultiples, {
      ...frame("dot-multiples", 440),
      ...plain,
      panels: [
        ...[1, 1.6].map((times) => ({
          name: `${times} pièce`,
          note: "environ 2 510 foyers",
          homes: [...homes.map((home) => home * times), Number.POSITIVE_INFINITY],
          quarters: { low: times === 1 ? 50 : null, middle: 94, high: 130 },
          value: "au milieu : 94 €",
          ...(times === 1 ? {} : { untold: "quart du bas : trop imprécis" }),
        })),
        {
          name: "3 pièces",
          note: "environ 40 foyers",
          homes: [],
          quarters: { low: null, middle: 112, high: null },
          alone: near(112, 20),
          value: "au milieu : 112 €",
          untold: "répartition : trop imprécise",
        },
      ],
      line: { value: 94, text: "milieu de tous : 94 €" },
      beyond: (n) => `${n} au-delà`,
    }),
  "beside-census": () =>
    drawn(BesideCensus, {
      ...frame("beside-census", 480),
      unit: "%",
      format: String,
      rows: [
        { name: "1 personne", share: near(50, 2), census: 62, text: "50 % ici, 62 % au recensement" },
        { name: "2 personnes", share: near(50, 2), census: 38, text: "50 % ici, 38 % au recensement" },
      ],
    }),
  "calendar-dots": () =>
    drawn(CalendarDots, {
      ...frame("calendar-dots", 360),
      months: [..."JFMAMJJASOND"],
      rows: [
        {
          name: "Toute la ville",
          often: "chaque mois",
          needed: "environ 340 foyers",
          periods: Array.from({ length: 12 }, (_, i) => ({ id: String(i), done: i < 3 })),
        },
        { name: "Les secteurs", often: "chaque année", needed: "environ 53 foyers", periods: [{ id: "2026", done: false }] },
      ],
    }),
  "lettered-map": () =>
    drawn(DifferenceMap, {
      ...frame("lettered-map", 480),
      areas: CELLS.map(({ code, name }, i) => ({
        code,
        name,
        against: i % 2 ? ("less" as const) : ("more" as const),
        strength: i / 8,
      })),
      shapes: SHAPES,
      parent: "none",
      neighbours: [],
      chosen: null,
      fixed: true,
      lettered: { a: "A", c: "B", f: "" },
      surroundings: AROUND,
    }),
  "map-multiples": () =>
    drawn(MapMultiples, {
      ...frame("map-multiples", 520),
      maps: ["2023", "2024", "2025"].map((name, year) => ({
        name,
        text: `${70 + year} € ; 2 en moins, 1 en plus`,
        areas: CELLS.map(({ code, name: area, kind }, i) => ({
          code,
          name: area,
          against:
            kind === "withheld" ? ("absent" as const) : ((["less", "more", "same", "wide"] as const)[(i + year) % 4] ?? "same"),
          strength: (1 + year) / 3,
        })),
      })),
      shapes: SHAPES,
      parent: "none",
      chosen: "a",
    }),
  "map-multiples-named": () =>
    drawn(MapMultiples, {
      ...frame("map-multiples-named", 400),
      maps: ["2024", "2025"].map((name, year) => ({
        name,
        text: "70 €",
        areas: CELLS.map(({ code }, i) => ({
          code,
          name: `Unnomtroplong-${code}`,
          against: (["less", "more", "same"] as const)[(i + year) % 3] ?? "same",
          strength: 0.5,
        })),
      })),
      shapes: SHAPES,
      parent: "none",
      chosen: null,
      named: ["b", "c"].map((code) => ({ code, name: `Unnomtroplong-${code}` })),
    }),
  "map-multiples-left": () =>
    drawn(MapMultiples, {
      ...frame("map-multiples-left", 400),
      maps: ["2 personnes", "3 personnes", "4 personnes"].map((name) => ({
        name,
        text: "70 €",
        areas: CELLS.map(({ code, name: area }) => ({ code, name: area, against: "more" as const, strength: 0.5 })),
      })),
      shapes: SHAPES,
      parent: "none",
      chosen: null,
      note: "Écart trop petit pour conclure : 1 personne, 5 personnes ou plus.",
      opens: true,
    }),
  "tile-shapes": () =>
    drawn(DifferenceMap, {
      ...frame("tile-shapes", 320),
      areas: tree.areas.map(({ code, name }) => ({ code, name, against: "same" as const, strength: 0 })),
      shapes: tileShapes(tree, ["town", "district", "quarter"], "quarter", new Set(["N1", "N2", "S1"])),
      parent: "T",
      neighbours: [],
      chosen: "N1",
    }),
  "estimates-marked": () =>
    drawn(Estimates, {
      ...frame("estimates-marked", 360),
      ...plain,
      you: null,
      pitch: 26,
      marked: ["b"],
      reference: { ...near(72, 3), text: "Lyon 8e : 72 €" },
      rows: CELLS.slice(0, 3).map(({ code, name, value }) => ({
        code,
        name,
        interval: near(8 * (value ?? 0), 4),
        text: `${value} €`,
        against: "more" as const,
      })),
    }),
};

test("of a quartile that is not known the half on its side stays open, and nothing is called central by default", () => {
  const of = (low: number | null, middle: number | null, high: number | null) =>
    [4, 6, 8, 10, 12].map((home) => knownQuarterOf(home, { low, middle, high }));
  expect(of(5, 8, 11)).toEqual(["low", "middle", "middle", "middle", "high"]);
  expect(of(null, 8, 11)).toEqual(["unknown", "unknown", "middle", "middle", "high"]);
  expect(of(5, 8, null)).toEqual(["low", "middle", "middle", "unknown", "unknown"]);
  expect(of(null, null, 11)).toEqual(["unknown", "unknown", "unknown", "unknown", "high"]);
  expect(of(null, 8, null)).toEqual(Array.from({ length: 5 }, () => "unknown"));
});

test("estimates without any figure have hatched rows and no axis", () => {
  const rows = CELLS.slice(0, 2).map(({ code, name }) => ({ code, name, interval: null, text: "pas assez de foyers" }));
  const markup = drawn(Estimates, { ...frame("estimates-none", 360), unit: "m³", format: String, you: null, rows });
  expect(markup).not.toMatch(/NaN|Infinity|∞|m³/);
  expect(markup.match(/pas assez de foyers/g)).toHaveLength(2);
});

test("figures of which some have decimals have their unit above their column and, where the words of a reference stand there, each its own", () => {
  const rows = ["106,7 €", "93 €"].map((text, i) => ({ code: String(i), name: `Lieu ${i}`, interval: near(90 + i, 4), text }));
  const units = (reference: object) =>
    [
      ...drawn(Estimates, {
        ...frame("estimates-unit", 360),
        unit: "",
        format: String,
        you: null,
        rows,
        ...reference,
      }).matchAll(/>(?:[\d,]+\s)?€</g),
    ].map(([text]) => text.slice(1, -1));
  expect(units({})).toEqual(["€"]);
  expect(units({ reference: { ...near(91, 3), text: "Lyon" } })).toEqual(["106,7 €", "93 €"]);
});

test.each(Object.entries(DRAWINGS))(
  "%s is its golden file: one named image, no style but the page's, no scale but its own",
  async (name, draw) => {
    const markup = draw();
    await expect(`${markup.replaceAll("><", ">\n<")}\n`).toMatchFileSnapshot(`../output/${name}.svg`);
    expect(markup).toMatch(new RegExp(`^<svg [^>]*role="img" aria-label="Essai ${name}"`));
    expect(markup.match(/role=|aria-label=/g)).toHaveLength(2);
    expect(markup).not.toMatch(/viewBox|style=|NaN|Infinity|undefined/);
    for (const [, size] of markup.matchAll(/font-size="([\d.]+)"/g)) expect(Number(size)).toBeGreaterThanOrEqual(13);
  },
);

test("an area without enough homes is hatched, and nothing on it looks like a figure; what is told has a form beside its colour", () => {
  const map = (against: "less" | "more" | "same" | "absent") =>
    drawn(DifferenceMap, {
      ...frame("one", 300),
      areas: [{ code: "a", name: "A", against, strength: 0.5 }],
      shapes: SHAPES.slice(0, 1),
      parent: "none",
      neighbours: [],
      chosen: null,
    });
  expect(map("absent")).toMatch(/data-area="a"[^>]*fill="url\(#one-hatch\)"/);
  expect(map("absent")).not.toMatch(/>\d/);
  expect(map("same")).toMatch(/data-area="a"[^>]*fill="var\(--mid\)"/);
  expect([map("less"), map("more")].map((svg) => /<path d="M-5[^"]*z"/.test(svg))).toEqual([true, true]);
  expect([map("same"), map("absent")].some((svg) => /<path d="M-5/.test(svg))).toBe(false);
});

test("where the words about less and more have no room beside each other, they stand on two lines", () => {
  const heights = (width: number): readonly string[] => {
    const svg = drawn(TwoAreas, { ...frame("narrow", width), ...two(7, 4, "more") });
    return ["◀ A moins", "A plus ▶"].map((words) => new RegExp(`y="([\\d.]+)"[^>]*>${words}`).exec(svg)?.[1] ?? "");
  };
  const [[less, more], [wideLess, wideMore]] = [heights(120), heights(328)] as const;
  expect(Number(more) - Number(less)).toBeGreaterThan(12);
  expect(wideMore).toBe(wideLess);
});

test("of two places A is filled and B hollow, each with its letter, since a hollow dot alone cannot be told", () => {
  const svg = drawn(TwoAreas, { ...frame("letters", 560), ...two(7, 5, "more") });
  const discs = [...svg.matchAll(/<circle[^>]*fill="([^"]+)"[^>]*><\/circle><text[^>]*font-size="13"[^>]*>([AB])</g)];
  expect(discs.map(([, fill, letter]) => [letter, fill])).toEqual([
    ["A", "var(--ink)"],
    ["B", "var(--card)"],
  ]);
});

test("no full line and no full dot is drawn of a trend that is too uncertain", () => {
  const points = [1, 2].map((value) => ({ value, lower: 0, upper: 9, unsure: true }));
  const svg = drawn(AreaTrend, { ...frame("unsure", 560), ...trend, whole: null, area: { ...trend.area, points } });
  expect(svg).toContain('stroke-dasharray="2 4"');
  expect(svg).not.toMatch(/<circle[^>]*fill="var\(--ink\)"/);
});

test("maps of several periods are in colours of one scale, each compared with its own whole", () => {
  const figure = (value: number) => ({ ...near(value, 1), unsure: false });
  const areas = [{ code: "a", name: "A" }];
  const map = (whole: number, value: number) => ({ whole: figure(whole), figureAt: () => figure(value) });
  const [[first], [second], [third]] = paintedAlike(areas, [map(50, 60), map(100, 120), map(100, 100)]) as [
    PaintedArea[],
    PaintedArea[],
    PaintedArea[],
  ];
  expect([first?.against, first?.strength]).toEqual(["more", 0.5]);
  expect([second?.against, second?.strength]).toEqual(["more", 1]);
  expect(third?.against).toBe("same");
});

/** Texts of a drawing with the ends that they have at least, by the line on which they stand. */
function textsOf(svg: string): { readonly text: string; readonly y: number; readonly left: number; readonly right: number }[] {
  return [...svg.matchAll(/<text x="([\d.-]+)" y="([\d.-]+)"([^>]*)>([^<]+)<\/text>/g)].map(([, at, y, rest = "", text = ""]) => {
    const [x, width] = [Number(at), textWidth(text.replaceAll("&#x27;", "’"))];
    const left = rest.includes('"middle"') ? x - width / 2 : rest.includes('"end"') ? x - width : x;
    return { text, y: Number(y), left, right: left + width };
  });
}

test("on a phone with letters twice as large no figure of two places' axes lies on another, and none is cut", () => {
  for (const [value, half] of [
    [4.9, 0.4],
    [48, 9],
    [-240, 180],
    [2.4, 1],
    [-1.6, 0.3],
  ] as const) {
    const unit = Math.abs(value) > 100 ? "kWh" : "m³";
    const signed = (tick: number): string => `${tick < 0 ? "−" : "+"} ${Math.abs(tick)}\u00a0${unit}`;
    const props = { ...two(value, half, "same"), unit, signed };
    for (const width of [120, 124, 150, 200, 300]) {
      const texts = textsOf(drawn(TwoAreas, { ...frame("essai", width), ...props }));
      const axes = texts.filter(({ text }) => /\d|égal/.test(text));
      for (const { text, left, right } of axes) expect([text, left >= -1, right <= width + 1]).toEqual([text, true, true]);
      for (const one of axes)
        for (const other of axes)
          if (one !== other && one.y === other.y && one.left <= other.left)
            expect([width, one.text, other.text, one.right < other.left]).toEqual([width, one.text, other.text, true]);
    }
  }
});

test("on a phone with letters twice as large a long name of a whole, of a level and of what it needs take lines of their own", () => {
  const whole = drawn(Gaps, { ...frame("essai", 125), ...topics, parent: "Lyon 8e Arrondissement" });
  expect(textsOf(whole).map(({ text }) => text)).toEqual(expect.arrayContaining(["Lyon 8e", "Arrondissement"]));
  const calendar = drawn(CalendarDots, {
    ...frame("essai", 125),
    rows: [
      {
        name: "L’ensemble, Ville-Exemple",
        often: "chaque mois",
        needed: "environ 460 foyers, au plus tôt fin 2026",
        periods: [],
      },
    ],
    months: [],
  });
  expect(textsOf(calendar).every(({ right }) => right <= 125)).toBe(true);
  expect(calendar).not.toContain("L’ensemble, Ville-Exemple<");
});

test("the axis of a ranking follows the rows that are ranked; a margin that goes on beyond it ends in an arrow", async () => {
  const rows = [near(112, 3), near(80, 2), near(46, 3)].map((interval, i) => ({ name: `Endroit ${i}`, interval, text: "" }));
  const wide = { name: "Incertain", interval: near(60, 200), text: "60 € (?)" };
  const at = (apart: number, rankedAxis: boolean) =>
    drawn(Estimates, { ...frame("essai", 400), ...plain, rows: [...rows, wide], you: null, apart, rankedAxis });
  expect(at(3, true).match(/ fill="none" stroke/g)).toHaveLength(1);
  expect(at(3, false)).not.toMatch(/ fill="none" stroke/);
  expect([goesBeyond({ rows: [...rows, wide], apart: 3 }), goesBeyond({ rows, apart: 2 })]).toEqual([true, false]);
  await expect(`${at(3, true).replaceAll("><", ">\n<")}\n`).toMatchFileSnapshot("../output/estimates-open.svg");
});

test("the ends of a margin that stand in the place of a figure take no room from the axis, unless a margin reaches them", () => {
  const ranked = [109, 41].map((value, i) => ({
    code: `${i}`,
    name: `Endroit ${i}`,
    interval: near(value, 1),
    text: `${value}\u00a0€`,
  }));
  const axisWith = (lower: number, upper: number): number => {
    const open = { code: "open", name: "Incertain", interval: { value: 58, lower, upper }, text: "27–76\u00a0€ (?)" };
    const html = drawn(Estimates, {
      ...frame("room", 360),
      ...plain,
      rows: [...ranked, open],
      you: null,
      apart: 2,
      rankedAxis: true,
      pitch: 18,
    });
    const dots = [...html.matchAll(/<circle cx="([\d.]+)"/g)].map(([, x]) => Number(x));
    return (dots[0] ?? 0) - (dots[1] ?? 0);
  };
  expect(axisWith(27, 76)).toBeGreaterThan(axisWith(27, 200) + 30);
});

test("what is too uncertain to be ranked has a mark of its own, a dotted ring on a dotted line, never that of a gap too small to tell", () => {
  const rows = [near(112, 3), near(80, 2)].map((interval, i) => ({
    name: `Endroit ${i}`,
    interval,
    text: "",
    against: "same" as const,
  }));
  const wide = { name: "Incertain", interval: near(160, 20), text: "160 € (?)", against: "same" as const };
  const dotted = (svg: string) => svg.match(/<(circle|path)[^>]*stroke-dasharray="2 2"/g)?.map((mark) => mark.slice(1, 5));
  const props = { ...frame("essai", 400), ...plain, rows: [...rows, wide], apart: 2 };
  const drawings = [drawn(Estimates, { ...props, you: null }), drawn(StackedEstimates, props)];
  expect(drawings.map(dotted)).toEqual([
    ["path", "circ"],
    ["path", "circ"],
  ]);
});

test("figures of which some have decimals have their unit above them, also where no reference has its words there", () => {
  const rows = [
    { code: "a", name: "Moins de 35 m²", interval: near(41, 2), text: "41\u00a0€" },
    { code: "b", name: "35 à 54 m²", interval: near(61, 0.4), text: "61,0\u00a0€" },
  ];
  const html = drawn(Estimates, { ...frame("unit", 500), ...plain, rows, you: null });
  const [, y] = /<text[^>]* y="([\d.-]+)"[^>]*>€<\/text>/.exec(html) ?? [];
  expect(Number(y)).toBeGreaterThan(8);
  expect(html).toContain(">61,0<");
});

test("the chosen period of a trend is marked, and a line that a title names has no name and leaves its room to the line", () => {
  const unnamed = { ...trend, area: { ...trend.area, name: "", text: "" }, whole: null };
  const html = drawn(AreaTrend, { ...frame("chosen", 560), ...unnamed, chosen: 1 });
  expect(html.match(/stroke-dasharray="1 3"/g)).toHaveLength(1);
  expect(html.match(new RegExp(`font-weight="700"[^>]*>${trend.periods[1]}<`, "g"))).toHaveLength(1);
  const lastX = (svg: string): number => Math.max(...[...svg.matchAll(/<circle cx="([\d.]+)"/g)].map(([, x]) => Number(x)));
  expect(lastX(html)).toBeGreaterThan(lastX(drawn(AreaTrend, { ...frame("named", 560), ...trend, whole: null })));
});

test("a map on paper is drawn within its own width, whatever was seen of it on the screen", () => {
  const wide = {
    seen: { left: 0, right: 2000, top: 0, bottom: 2000 },
    covered: { left: 1900, right: 2000, top: 1900, bottom: 2000 },
  };
  const map = {
    ...frame("paper-map", 330),
    areas: CELLS.map(({ code, name }, i) => ({
      code,
      name: `${name} au nom qui ne tient nulle part dedans`,
      against: i % 2 ? ("less" as const) : ("more" as const),
      strength: i / 8,
    })),
    shapes: SHAPES,
    parent: "none",
    neighbours: [],
    chosen: CELLS[0]?.code ?? null,
  };
  expect(drawn(DifferenceMap, { ...map, sight: wide })).toBe(drawn(DifferenceMap, map));
  // Before it is known what is seen, the areas stand where they will, without what would move.
  const before = drawn(DifferenceMap, { ...map, sight: null });
  expect(before).not.toContain("<text");
  const paths = (html: string): string[] =>
    [...html.matchAll(/data-area="[^"]+" d="[^"]+"|d="[^"]+" data-area="[^"]+"/g)].map(([one]) => one);
  expect(paths(before)).toEqual(paths(drawn(DifferenceMap, map)));
  expect(paths(before)).toHaveLength(CELLS.length);
  // In turns: first its room, also while its marks are placed, then the areas without names though the sight is known, then all of it.
  const [room, placed, areas, whole] = ([2, 3, 4, 5] as const).map((turn) => drawn(DifferenceMap, { ...map, sight: wide, turn }));
  expect(room).toBe(`<div class="map-wait" style="height:${/ height="(\d+)"/.exec(before)?.[1]}px;"></div>`);
  expect(placed).toBe(room);
  expect(areas).toBe(before);
  expect(whole).toBe(drawn(DifferenceMap, map));
});

test("every place that a list numbers has its number on the map, in whatever room, whether it is told or not", () => {
  for (const width of [120, 200, 360, 800]) {
    const drawing = drawn(DifferenceMap, {
      ...frame("numbered-map", width),
      areas: CELLS.map(({ code }, i) => ({
        code,
        name: String(i + 1),
        numbered: true as const,
        against: (["more", "less", "same", "wide", "absent"] as const)[i % 5] ?? "same",
        strength: i / 8,
      })),
      shapes: SHAPES,
      parent: "none",
      neighbours: [],
      chosen: null,
      fixed: true,
      lettered: Object.fromEntries(CELLS.map(({ code }) => [code, ""])),
    });
    const texts = [...drawing.matchAll(/>(\d+)<\/text>/g)].map(([, number]) => number).sort();
    expect([width, texts]).toEqual([width, CELLS.map((_, i) => String(i + 1))]);
  }
});

test("places of one area that are too small for their numbers have them on cards, over whatever lies around", () => {
  const square = (code: string, at: number, side: number): Shape => ({
    type: "Feature",
    properties: { code, level: "leaf" },
    geometry: {
      type: "Polygon",
      coordinates: [
        [
          [at, at],
          [at, at + side],
          [at + side, at + side],
          [at + side, at],
          [at, at],
        ],
      ],
    },
  });
  const codes = ["1", "2"];
  const drawing = drawn(DifferenceMap, {
    ...frame("specks", 360),
    areas: ["around", ...codes].map((code) => ({
      code,
      name: code === "around" ? "" : code,
      against: "same" as const,
      strength: 0,
      ...(code === "around" ? {} : { numbered: true as const }),
    })),
    shapes: [square("around", 0, 1), square("1", 0.3, 0.01), square("2", 0.6, 0.01)],
    parent: "none",
    neighbours: [],
    chosen: null,
    lettered: { "1": "", "2": "" },
  });
  expect([...drawing.matchAll(/>(\d)<\/text>/g)].map(([, number]) => number).sort()).toEqual(codes);
});

test("areas around small ones are outlined and named over them, in the same place whatever is told, and no number or mark gives way to such a name", () => {
  const codes = CELLS.map(({ code }) => code);
  const points = SHAPES.flatMap(({ geometry }) => geometry.coordinates.flat(geometry.type === "Polygon" ? 1 : 2)) as number[][];
  const [xs, ys] = [0, 1].map((axis) => points.map((point) => point[axis] ?? 0)) as [number[], number[]];
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const corners = [
    [west, south],
    [west, north],
    [east, north],
    [east, south],
    [west, south],
  ];
  const group = {
    type: "Feature",
    properties: { code: "group", level: "around" },
    geometry: { type: "Polygon", coordinates: [corners] },
  } as Shape;
  const map = (against: PaintedArea["against"], numbered: boolean, width = 600) =>
    drawn(DifferenceMap, {
      ...frame("groups", width),
      areas: codes.map((code) => ({
        code,
        name: numbered ? "1" : code,
        against,
        strength: 0.5,
        ...(numbered ? { numbered } : {}),
      })),
      shapes: [...SHAPES, group],
      parent: "none",
      neighbours: [],
      chosen: null,
      groups: [{ code: "group", name: "Autour" }],
    });
  const nameOf = (svg: string) => /<text[^>]*>Autour<\/text>/.exec(svg)?.[0];
  expect(nameOf(map("same", false))).toBeDefined();
  expect(nameOf(map("more", false))).toBe(nameOf(map("same", false)));
  // On a small map the marks leave no room for it, and none gives way.
  const small = map("more", false, 110);
  expect([nameOf(map("same", false, 110)), nameOf(small)]).toEqual([expect.any(String), undefined]);
  expect(map("same", true).match(/>1<\/text>/g)).toHaveLength(codes.length);
});

test("where a disc would hide the margin of one of two areas, both margins stand below their discs", () => {
  const pair = two(7, 5, "more");
  const rows = (half: number) => {
    const svg = drawn(TwoAreas, { ...frame("below", 560), ...pair, b: { ...pair.b, interval: near(106, half) } });
    const margins = [...svg.matchAll(/d="M[\d.]+ ([\d.]+)H[\d.]+" stroke="var\(--ink\)"/g)];
    const discs = [...svg.matchAll(/<circle cx="[\d.]+" cy="([\d.]+)" r="10"/g)];
    return margins.map(([, y], i) => Number(y) - Number(discs[i]?.[1]));
  };
  expect([rows(1), rows(0.2)]).toEqual([
    [0, 0],
    [15, 15],
  ]);
});
