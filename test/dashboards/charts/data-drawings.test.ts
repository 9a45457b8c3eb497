import fc from "fast-check";
import { type FunctionComponent, h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test } from "vitest";
import { cappedMargin } from "../../../dashboards/charts/capped-margin.ts";
import { Histogram, mergedBins, reachOf, shareDrawn, undrawnStretches } from "../../../dashboards/charts/histogram.tsx";
import { goesBeyond, OverTime, timeDomain } from "../../../dashboards/charts/over-time.tsx";
import { Axis } from "../../../dashboards/charts/parts.tsx";
import { PeriodAxis } from "../../../dashboards/charts/period-axis.tsx";
import { boxOfLabel, leadLabels, placeLabels, touch } from "../../../dashboards/charts/place-labels.ts";
import { Scatter } from "../../../dashboards/charts/scatter.tsx";
import { StackedEstimates } from "../../../dashboards/charts/stacked-estimates.tsx";
import { type PeriodPoint, stretchesOf } from "../../../dashboards/charts/stretches.ts";
import { TimePanels } from "../../../dashboards/charts/time-panels.tsx";

const frame = (id: string, width: number) => ({ id, width, label: `Essai ${id}` });
const near = (value: number, half: number) => ({ value, lower: value - half, upper: value + half });
const drawn = <P extends object>(chart: FunctionComponent<P>, props: P): string => renderToStaticMarkup(h(chart, props));

const at = (value: number | null, broken = false): PeriodPoint => ({ interval: value === null ? null : near(value, 8), broken });
const series = [
  { name: "Montagny", whole: false, points: [at(349), at(304), at(344), at(317), at(307, true), at(270)] },
  { name: "États-Unis", whole: false, points: [at(194), at(169), at(null), at(174), at(158, true), at(157)] },
  { name: "Lyon 8e", whole: true, points: [at(226), at(222), at(223), at(228), at(204, true), at(195)] },
];
const unsure = { name: "Oingt", whole: false, points: [...[210, 190, 200, 205].map((value) => at(value)), at(null), at(null)] };
unsure.points[5] = { interval: null, wide: near(230, 90) };
const longNames = series.map((one) => ({ ...one, name: `${one.name}, logements de 35 à 54 m² chauffés à l’électricité` }));
const overTime = {
  periods: ["2018", "2019", "2020", "2021", "2022", "2023"].map((year) => ({ name: "", short: "", year })),
  unit: "kWh",
  format: String,
  broken: "autre comptage",
};
const bins = [4, 3, 60, 110, 90, 50, 30, 10, 2].map((noisy, i) => ({
  lower: i === 0 ? 0 : 20 * 1.4 ** (i - 1),
  upper: i === 8 ? null : 20 * 1.4 ** i,
  noisy,
  sigma: 4,
}));
const histogram = { bins, unit: "€", format: String, beyond: (share: number) => `${Math.round(share)} % au-delà` };
const against = ["more", "less", "same", undefined] as const;
const places = ["États-Unis", "Viviani", "Laennec", "Montagny-Saint-Jean de Dieu"].map((name, i) => ({
  code: String(i),
  name,
  x: near(150 + 30 * i, 20),
  y: near(110 - 20 * i, 4),
  ...(against[i] ? { against: against[i] } : {}),
}));
const scatter = {
  points: places,
  across: { title: "Électricité (kWh par mois)", whole: { ...near(195, 3), text: "Lyon 8e : 195 kWh" }, format: String },
  up: { title: "Énergie (€ par mois)", whole: { ...near(72, 1), text: "Lyon 8e : 72 €" }, format: String },
  chosen: null,
};

const DRAWINGS: Readonly<Record<string, () => string>> = {
  scatter: () => drawn(Scatter, { ...frame("scatter", 640), ...scatter }),
  "scatter-narrow": () => drawn(Scatter, { ...frame("scatter-narrow", 320), ...scatter, chosen: "2" }),
  "over-time": () => drawn(OverTime, { ...frame("over-time", 640), ...overTime, series }),
  "over-time-narrow": () => drawn(OverTime, { ...frame("over-time-narrow", 320), ...overTime, series }),
  // Names of two groups leave the card neither beside their lines nor above them.
  "over-time-long": () => drawn(OverTime, { ...frame("over-time-long", 640), ...overTime, series: longNames }),
  "over-time-long-narrow": () => drawn(OverTime, { ...frame("over-time-long-narrow", 320), ...overTime, series: longNames }),
  // A figure whose margin is too wide stands alone and dotted, and no line leads to it. The ends of lines have their figures where there is room.
  "time-panels": () =>
    drawn(TimePanels, {
      ...frame("time-panels", 500),
      ...overTime,
      series: [...series, unsure],
      figure: (_: unknown, { value }: { value: number }) => String(value),
    }),
  histogram: () =>
    drawn(Histogram, {
      ...frame("histogram", 480),
      ...histogram,
      quarters: { low: 42, high: 91, text: "la moitié centrale : 42 à 91 €" },
      middle: { value: 63, text: "la moitié a moins de 63 €" },
      ends: { low: "un quart au-dessous", high: "un quart au-dessus" },
      hundredth: "un foyer sur cent",
    }),
  // Where neither side of the middle has room for its words, they stand above it; those of the half take a second line.
  "histogram-narrow": () =>
    drawn(Histogram, {
      ...frame("histogram-narrow", 256),
      ...histogram,
      quarters: { low: 42, high: 131, text: "la moitié centrale : 1 042 à 1 131 kWh" },
      middle: { value: 95, text: "la moitié a moins de 1 063 kWh" },
    }),
  "histogram-plain": () => drawn(Histogram, { ...frame("histogram-plain", 320), ...histogram, quarters: null, middle: null }),
  "stacked-estimates": () =>
    drawn(StackedEstimates, {
      ...frame("stacked-estimates", 320),
      unit: "€",
      format: String,
      reference: { ...near(72, 2), text: "Lyon 8e : 72 €" },
      marked: ["b"],
      rows: [
        {
          name: "Un nom qui ne tient pas du tout sur une ligne aussi courte",
          code: "a",
          interval: near(113, 4),
          text: "113 €",
          against: "more" as const,
        },
        { name: "Laennec", code: "b", interval: near(73, 4), text: "73 €", against: "same" as const },
        { name: "La Trinité", code: "c", interval: null, text: "pas assez de foyers" },
      ],
    }),
};

test.each(Object.entries(DRAWINGS))(
  "%s is its golden file: one named image, no style but the page's, no scale but its own",
  async (name, draw) => {
    const markup = draw();
    await expect(`${markup.replaceAll("><", ">\n<")}\n`).toMatchFileSnapshot(`../output/${name}.svg`);
    expect(markup).toMatch(new RegExp(`^<svg [^>]*role="img" aria-label="Essai ${name}"`));
    expect(markup.match(/role=|aria-label=/g)).toHaveLength(2);
    expect(markup).not.toMatch(/viewBox|style=|NaN|Infinity|undefined/);
    for (const [, size] of markup.matchAll(/font-size="([\d.]+)"/g)) expect(Number(size)).toBeGreaterThanOrEqual(13);
    expect(draw()).toBe(markup);
  },
);

test("the words about homes beyond the axis touch no other text", () => {
  for (const width of [280, 480, 900]) {
    const markup = drawn(Histogram, {
      ...frame("h", width),
      ...histogram,
      bins: bins.map((bin) => (bin.upper === null ? { ...bin, noisy: 40 } : bin)),
      quarters: { low: 42, high: 91, text: "la moitié centrale" },
      middle: { value: 63, text: "la moitié a moins de 63 €" },
      readable: { chosen: null },
    });
    const heights = [...markup.matchAll(/<text[^>]* y="([\d.]+)"[^>]*>([^<]*)/g)].map(([, y, text]) => ({ y: Number(y), text }));
    const beyond = heights.find(({ text }) => text?.includes("au-delà"));
    if (!beyond) throw new Error("the words are drawn");
    const nearest = Math.min(...heights.filter((one) => one !== beyond).map(({ y }) => Math.abs(y - beyond.y)));
    expect(nearest).toBeGreaterThanOrEqual(14);
  }
});

test("bins that noise alone could make are hatched, and no others", () => {
  const bin = (lower: number, upper: number | null, noisy: number) => ({ lower, upper, noisy, sigma: 10 });
  const most = [bin(0, 5, 3), bin(5, 10, 200), bin(10, 15, 12), bin(15, 20, 90)];
  expect(undrawnStretches([...most, bin(20, null, 1)])).toEqual([
    { from: 0, to: 5 },
    { from: 10, to: 15 },
    { from: 20, to: null },
  ]);
  // What lies beyond the last bar is told as a number, where it is one.
  expect(undrawnStretches([bin(0, 5, 200), bin(5, 10, 90), bin(10, null, 60)])).toEqual([]);
  expect(undrawnStretches([bin(0, 5, 200), bin(5, 10, 2), bin(10, null, 1)])).toEqual([{ from: 5, to: null }]);
});

test("the bars never have all homes, and their share is not rounded up", () => {
  const bin = (lower: number, upper: number | null, noisy: number) => ({ lower, upper, noisy, sigma: 10 });
  expect(shareDrawn([bin(0, 5, 200), bin(5, 10, 200), bin(10, null, 0)])).toBe(99);
  expect(shareDrawn([bin(0, 5, 200), bin(5, 10, 197), bin(10, null, 15)])).toBe(96);
  // Noise below zero in what is not drawn does not make more of them than there are.
  expect(shareDrawn([bin(0, 5, 200), bin(5, 10, -12), bin(10, null, 0)])).toBe(99);
});

test("the words of the lowest and highest quarter stand below each other where they have no room side by side", () => {
  const heights = (width: number): number[] => {
    const quarters = { low: 42, high: 91, text: "la moitié centrale" };
    const ends = { low: "un quart au-dessous", high: "un quart au-dessus" };
    const markup = drawn(Histogram, { ...frame("h", width), ...histogram, quarters, middle: null, ends });
    return [...markup.matchAll(/ y="([\d.]+)"[^>]*>un quart/g)].map(([, y]) => Number(y));
  };
  const [wide, narrow] = [heights(320), heights(160)];
  expect(wide).toHaveLength(2);
  expect(wide[1]).toBe(wide[0]);
  expect(narrow[1]).toBe((narrow[0] ?? 0) + 18);
});

test("a hundredth of the homes is a square of that share of the bars' area, where no bar is in its way", () => {
  const markup = (width: number, reach?: { value: number; peak: number }): string =>
    drawn(Histogram, {
      ...frame("h", width),
      ...histogram,
      quarters: null,
      middle: null,
      hundredth: "un sur cent",
      ...(reach ? { reach } : {}),
    });
  const sizes = [...markup(640).matchAll(/<rect[^>]* width="([\d.]+)" height="([\d.]+)" fill="var\(--n2\)"/g)].map(
    ([, wide, high]) => Number(wide) * Number(high),
  );
  const square = sizes.pop() ?? 0;
  const homes = bins.reduce((total, { noisy }) => total + noisy, 0);
  const barred = bins.reduce((total, { noisy, upper, sigma }) => total + (upper === null || noisy < 2 * sigma ? 0 : noisy), 0);
  const area = sizes.reduce((total, one) => total + one, 0);
  expect(square / area).toBeCloseTo(homes / 100 / barred, 2);
  // Beside a distribution that reaches higher and farther, all areas shrink alike.
  expect(markup(640, { value: 1000, peak: 1 })).not.toBe(markup(640));
  expect(markup(120)).not.toContain("un sur cent");
});

test("an axis with room for one figure and its unit has two figures without it", () => {
  const axis = (to: number): string => {
    const x = (value: number): number => (value / 2000) * to;
    return drawn(Axis, { x, ticks: [0, 1000], from: 0, to, y: 10, format: String, unit: "foyers" });
  };
  const figures = (markup: string): string[] => [...markup.matchAll(/>([^<>]+)<\/text>/g)].map(([, text]) => text ?? "");
  expect(figures(axis(90))).toEqual(["0", "1000"]);
  expect(figures(axis(400))).toEqual(["0", "1000\u00a0foyers"]);
});

test("in a panel the whole answers a tap as the place does", () => {
  const [first, , whole] = series;
  const markup = drawn(TimePanels, { ...frame("p", 300), ...overTime, series: [first!], dashed: whole!, tapped: true as const });
  for (const name of ["Montagny", "Lyon 8e"]) expect(markup).toContain(`data-area="0 ${name}"`);
});

test("a panel hemmed in by the line of the whole writes its last figure further away", () => {
  const line = (values: readonly (number | null)[]) => values.map((value) => at(value));
  const panel = { ...overTime, periods: Array.from({ length: 8 }, (_, i) => ({ name: "", short: String(i), year: "2024" })) };
  const markup = drawn(TimePanels, {
    ...frame("h", 620),
    ...panel,
    series: [
      { name: "Pont", whole: false, points: line([950, 1030, 930, 980, 910, 1010, 940, 950]) },
      { name: "Quai", whole: false, points: line([770, 690, 710, 790, 790, 710, 690, 770]) },
    ],
    dashed: { name: "Bourg", whole: true, points: line([820, 800, 865, 815, 815, 865, 800, 820]) },
    figure: (_: unknown, { value }: { value: number }) => `${value},0`,
  });
  expect(markup.match(/>\d+,0</g)).toEqual([">950,0<", ">770,0<"]);
});

test("under an axis each quarter has its name, short where there is little room, and each year stands once", () => {
  const periods = ["2024", "2025"].flatMap((year) => ["1", "2", "3", "4"].map((short) => ({ name: `T${short}`, short, year })));
  const points = periods.map((_, i) => at(200 + i));
  const words = (width: number): string[] =>
    [
      ...drawn(OverTime, {
        ...frame("q", width),
        ...overTime,
        periods,
        series: [{ name: "Oingt", whole: false, points }],
      }).matchAll(/>(T?\d|\d{4})<\/text>/g),
    ].map(([, text]) => text ?? "");
  expect(words(640)).toEqual([...periods.map(({ name }) => name), "2024", "2025"]);
  expect(words(180)).toEqual([...periods.map(({ short }) => short), "2024", "2025"]);
});

test("an arrow says that a margin too wide to rely on goes on beyond the axis, which ends at zero for all", () => {
  const [first] = series;
  const far = (lower: number, upper: number) => [
    first!,
    { name: "Oingt", whole: false, points: [{ interval: null, wide: { value: 300, lower, upper } }] },
  ];
  const beyond = (lower: number, upper: number): boolean => goesBeyond(far(lower, upper), timeDomain(far(lower, upper)));
  expect([beyond(280, 320), beyond(280, 2000), beyond(-900, 320)]).toEqual([false, true, true]);
  // Only sure margins make the scale.
  expect(timeDomain(far(-900, 2000))).toEqual(timeDomain([first!]));
  const scale = { x: () => 50, y: (value: number) => 100 - value };
  const margin = (upper: number): string => cappedMargin(0, { value: 20, lower: 0, upper }, scale, 10, [10, 110]);
  expect(margin(80)).toBe("M50 100V20M45 100h10M45 20h10");
  expect(margin(300)).toBe("M50 100V10M45 100h10M45 15l5 -5l5 5");
});

test("on a phone names stand beside their lines, or above all of them where lines leave no room", () => {
  const lines = (values: readonly number[]) =>
    values.map((value, i) => ({ name: `Place ${i}`, whole: false, points: [at(value), at(value), at(value)] }));
  const height = (values: readonly number[]): string =>
    /height="(\d+)"/.exec(
      drawn(OverTime, { ...frame("b", 320), ...overTime, periods: overTime.periods.slice(0, 3), series: lines(values) }),
    )?.[1] ?? "";
  expect(height([100, 300])).toBe("240");
  expect(height([200, 201, 202])).toBe(String(240 + 3 * 18));
});

test("no line crosses a gap or a break", () => {
  expect(stretchesOf(series[1]?.points ?? [])).toEqual([[0, 1], [3], [4, 5]]);
  expect(stretchesOf([at(null), at(1), at(2)])).toEqual([[1, 2]]);
});

test("names stand only where they touch nothing, those first in the list first", () => {
  const within = { left: 0, right: 200, top: 0, bottom: 100 };
  const placed = placeLabels(
    [
      { x: 20, y: 50, name: "one" },
      { x: 36, y: 72, name: "another that is long" },
      { x: 34, y: 64, name: "third" },
    ],
    12,
    within,
  );
  expect(placed[0]).toMatchObject({ name: "one" });
  const boxes = placed.flatMap((one) => (one ? [one.y] : []));
  expect(new Set(boxes).size).toBe(boxes.length);
  expect(placeLabels([{ x: 100, y: 50, name: "x".repeat(60) }], 12, within)).toEqual([null]);
});

test("a name stands nearer to its own point than to any other, or is led to, or not written", () => {
  const within = { left: 0, right: 400, top: 0, bottom: 300 };
  const place = fc.record({ x: fc.integer({ min: 10, max: 390 }), y: fc.integer({ min: 10, max: 290 }) });
  fc.assert(
    fc.property(fc.array(place, { minLength: 2, maxLength: 25 }), (places) => {
      const points = places.map((one, i) => ({ ...one, name: `Endroit ${i}` }));
      for (const [i, label] of placeLabels(points, 12, within).entries()) {
        if (!label) continue;
        const { left, right, top, bottom } = boxOfLabel(label, 12);
        const far = points.map(({ x, y }) => Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom)));
        expect(far.indexOf(Math.min(...far))).toBe(i);
      }
    }),
  );
});

test("a name without a place beside its point is led to, and neither it nor its line touches a point or another name", () => {
  const within = { left: 0, right: 400, top: 0, bottom: 300 };
  // So close that only some of the names have room beside their points.
  const points = [0, 1, 2, 3, 4, 5].map((i) => ({
    x: 180 + 20 * (i % 3),
    y: 140 + 20 * Math.floor(i / 3),
    name: `Quartier ${i}`,
  }));
  const beside = placeLabels(points, 12, within);
  const led = leadLabels(points, beside, 12, within, [], []);
  expect(beside.filter((label) => label === null).length).toBeGreaterThan(0);
  const shown = beside.map((label, i) => label ?? led[i] ?? null);
  expect(shown.every((label) => label !== null)).toBe(true);
  const boxes = shown.flatMap((label) => (label ? [boxOfLabel(label, 12)] : []));
  for (const [i, box] of boxes.entries()) {
    for (const other of boxes.slice(i + 1)) expect(touch(box, other)).toBe(false);
    for (const { x, y } of points) expect(touch(box, { left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 })).toBe(false);
  }
});

test("a name touches no line: it stands on another side of its point, is led to, or is not written", () => {
  const within = { left: 0, right: 300, top: 0, bottom: 100 };
  const across = (top: number) => ({ left: 0, right: 300, top, bottom: top + 1 });
  const upright = (left: number) => ({ left, right: left + 1, top: 0, bottom: 100 });
  const point = [{ x: 150, y: 50, name: "a name" }];
  expect(placeLabels(point, 12, within)[0]).toMatchObject({ anchor: "start", y: 45 });
  // On its right, above and below, a line: it stands on the left.
  expect(placeLabels(point, 12, within, [upright(170)])[0]).toMatchObject({ anchor: "end", y: 45 });
  const beside = [across(40), across(60)];
  expect(placeLabels(point, 12, within, beside)).toEqual([null]);
  const [led] = leadLabels(point, [null], 12, within, [], beside);
  expect(led && beside.some((line) => touch(boxOfLabel(led, 12), line))).toBe(false);
  const everywhere = Array.from({ length: 10 }, (_, i) => across(10 * i));
  expect(leadLabels(point, [null], 12, within, [], everywhere)).toEqual([null]);
});

test("an axis reaches the last bar that is drawn, which noise alone could not make", () => {
  const bins = [3, 40, 30, 4].map((noisy, i) => ({ lower: 10 * i, upper: 10 * (i + 1), noisy, sigma: 3 }));
  expect(reachOf(bins)).toMatchObject({ value: 30 });
  expect(reachOf([])).toEqual({ value: 0, peak: 0 });
});

test("bins too narrow for a bar are drawn together: homes and variances add up, and what has no upper bound stays alone", () => {
  const narrow = Array.from({ length: 100 }, (_, i) => ({ lower: i, upper: i === 99 ? null : i + 1, noisy: 10, sigma: 3 }));
  const merged = mergedBins(narrow);
  expect(merged.length).toBeLessThanOrEqual(32);
  expect(merged.reduce((sum, { noisy }) => sum + noisy, 0)).toBe(1000);
  expect(merged[0]).toEqual({ lower: 0, upper: 4, noisy: 40, sigma: 6 });
  expect(merged.at(-1)).toEqual({ lower: 99, upper: null, noisy: 10, sigma: 3 });
});

test("the names of quarters never run together: where there is no room, every second has its name; letters of months are all there or none", () => {
  const namesAt = (pace: number, shorts: readonly string[]): string[] => {
    const periods = ["2024", "2025"].flatMap((year) => shorts.map((short) => ({ name: `${short}, in full`, short, year })));
    const markup = renderToStaticMarkup(h(PeriodAxis, { periods, x: (i: number) => pace * (i + 0.5), floor: 0, pace }));
    return [...markup.matchAll(/y="17"[^>]*>([^<]*)</g)].map(([, name = ""]) => name);
  };
  const quarters = ["Q1", "Q2", "Q3", "Q4"];
  expect(namesAt(24, quarters)).toEqual([...quarters, ...quarters]);
  // A capital is wider than what is estimated of a letter: at 20 px, four of them touched.
  expect(namesAt(20, quarters)).toEqual(["Q1", "Q3", "Q1", "Q3"]);
  expect(namesAt(10, quarters)).toEqual([]);
  const months = [..."JFMAMJJASOND"];
  expect(namesAt(12, months)).toEqual([...months, ...months]);
  expect(namesAt(8, months)).toEqual([]);
});
