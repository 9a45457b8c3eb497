import { type FunctionComponent, h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test } from "vitest";
import { Bars } from "../../../dashboards/charts/bars.tsx";
import { BesideReference } from "../../../dashboards/charts/beside-reference.tsx";
import { BudgetBar } from "../../../dashboards/charts/budget-bar.tsx";
import { CommonAxis, type CommonRow } from "../../../dashboards/charts/common-axis.tsx";
import { CountedDots } from "../../../dashboards/charts/counted-dots.tsx";
import { DifferenceMap } from "../../../dashboards/charts/difference-map.tsx";
import { DotRow } from "../../../dashboards/charts/dot-row.tsx";
import { DrawRows } from "../../../dashboards/charts/draw-rows.tsx";
import { Estimates, pitchFor } from "../../../dashboards/charts/estimates.tsx";
import { hundredHomes } from "../../../dashboards/charts/hundred.ts";
import { HundredHomes } from "../../../dashboards/charts/hundred-homes.tsx";
import { Months } from "../../../dashboards/charts/months.tsx";
import { OneEstimate } from "../../../dashboards/charts/one-estimate.tsx";
import { textWidth } from "../../../dashboards/charts/parts.tsx";
import { Spreads } from "../../../dashboards/charts/spreads.tsx";
import { StackedEstimates } from "../../../dashboards/charts/stacked-estimates.tsx";
import { Street } from "../../../dashboards/charts/street.tsx";
import { CELLS, SHAPES } from "./drawing.ts";

const COUNTS = [2, 30, 80, 110, 90, 60, 40, 20, 12, 4];
const bins = COUNTS.map((noisy, i) => ({ lower: 20 * i, upper: i === COUNTS.length - 1 ? null : 20 * (i + 1), noisy, sigma: 3 }));
const homes = hundredHomes(bins);
const DOT = ["un point\u00a0: un foyer sur vingt", "1 point\u00a0: 1 foyer sur 20"];
const frame = (id: string, width: number) => ({ id, width, label: `Essai ${id}` });
const plain = { unit: "€", format: String };
const you = { value: 86, text: "vous, 86 €" };
const near = (value: number, half: number) => ({ value, lower: value - half, upper: value + half });
const hundred = {
  homes,
  quarters: { low: 58, high: 118 },
  you,
  ...plain,
  words: {
    middle: "la moitié : 58 à 118 €",
    below: "un quart dépense moins",
    above: "un quart dépense plus",
    beyond: (n: number) => `${n} au-delà`,
  },
};
const against = ["less", "more", "same", "more", "less", "same", "absent", "absent"] as const;

/** A chart is a function of its rows and its width. */
const drawn = <P extends object>(chart: FunctionComponent<P>, props: P): string => renderToStaticMarkup(h(chart, props));

const amounts = Array.from({ length: 24 }, (_, i) => 4 + ((i * 7) % 24));
/** Draws whose margins miss the mean at both ends. */
const drawsAround = (mean: number) => Array.from({ length: 40 }, (_, i) => near(mean - 4 + ((i * 13) % 40) / 5, 3.7));

const row = (name: string, text: string, place: CommonRow["place"]): CommonRow => ({ name, text, place });

/** A year's months that are published by the quarter, the first two of them by their mean alone. */
const monthsByQuarter = () =>
  Array.from({ length: 12 }, (_, i) => ({
    name: "NDJFMAMJJASO".charAt(i),
    year: i < 2 ? "2024" : "2025",
    period: `2025-Q${Math.floor((i + 1) / 3)}`,
    statistic: i < 2 ? ("MEAN" as const) : ("P50" as const),
    middle: near(100 - 5 * Math.floor((i + 1) / 3), 6),
    half: i < 2 ? null : { low: 80, high: 120 },
    mine: 90 - 4 * i,
    before: null,
  }));

const DRAWINGS: Readonly<Record<string, () => string>> = {
  street: () => drawn(Street, { ...frame("street", 520), amounts, removed: 3, removedText: "retirée : 25 m³" }),
  "draw-rows": () =>
    drawn(DrawRows, {
      ...frame("draw-rows", 360),
      ...plain,
      from: 4,
      to: 16,
      rows: [
        { name: "avec elle", draws: drawsAround(10), hasRead: true, mean: 10, meanText: "vraie moyenne : 10 €" },
        { name: "sans elle", draws: drawsAround(9), hasRead: false, mean: 9, meanText: "vraie moyenne : 9 €" },
      ],
    }),
  "budget-bar": () =>
    drawn(BudgetBar, {
      ...frame("budget-bar", 400),
      parts: [
        { name: "year", share: 0.5 },
        { name: "month", share: 0.25 },
      ],
    }),
  "hundred-homes": () => drawn(HundredHomes, { ...frame("hundred-homes", 640), ...hundred }),
  "hundred-homes-narrow": () =>
    drawn(HundredHomes, { ...frame("hundred-homes-narrow", 300), ...hundred, you: { value: 1040, text: "vous, 1 040 €" } }),
  "hundred-homes-at-end": () =>
    drawn(HundredHomes, {
      ...frame("hundred-homes-at-end", 360),
      ...hundred,
      homes: [...homes.slice(2), Infinity, Infinity],
      you: { value: 190, text: "vous, 190 €" },
    }),
  "hundred-homes-before": () => drawn(HundredHomes, { ...frame("hundred-homes-before", 360), ...hundred, before: 104 }),
  "hundred-homes-shared": () =>
    drawn(HundredHomes, { ...frame("hundred-homes-shared", 360), ...hundred, you: null, quarters: null }),
  "dot-row": () =>
    drawn(DotRow, {
      ...frame("dot-row", 400),
      homes,
      quarters: hundred.quarters,
      middle: { value: 84, text: "au milieu : 84 €" },
      dot: DOT,
      you: { ...you, full: you.text },
      format: (value: number) => `${value} m³`,
    }),
  // Both ends have their places beside a long middle, too.
  "dot-row-narrow": () =>
    drawn(DotRow, {
      ...frame("dot-row-narrow", 280),
      homes,
      quarters: hundred.quarters,
      middle: { value: 84, text: "la moitié des foyers : 58 à 118 €, au milieu : 84 €" },
      dot: DOT,
      you: { ...you, full: you.text },
      format: (value: number) => `${value} €`,
    }),
  // Beyond the row the amount stands at its end where it fits.
  "dot-row-beyond": () =>
    drawn(DotRow, {
      ...frame("dot-row-beyond", 400),
      homes,
      quarters: hundred.quarters,
      middle: { value: 84, text: "la moitié : 58 à 118 €" },
      dot: DOT,
      you: { value: 900, text: "vous", full: "vous, 900 €" },
      format: (value: number) => `${value} €`,
    }),
  "dot-row-middle": () =>
    drawn(DotRow, {
      ...frame("dot-row-middle", 400),
      homes,
      quarters: hundred.quarters,
      middle: { value: 84, text: "la moitié : 58 à 118 €" },
      dot: DOT,
      you: null,
      format: (value: number) => `${value} m³`,
    }),
  "dot-row-before-homes": () =>
    drawn(DotRow, {
      ...frame("dot-row-before-homes", 400),
      homes: [],
      quarters: hundred.quarters,
      middle: { value: 84, text: "la moitié : 58 à 118 €" },
      dot: DOT,
      you: null,
      format: (value: number) => `${value} m³`,
    }),
  estimates: () =>
    drawn(Estimates, {
      ...frame("estimates", 560),
      ...plain,
      you,
      rows: [
        { name: "Laennec", interval: near(63, 2), text: "63 €, entre 61 et 65" },
        { name: "Lyon 8e", interval: near(71.6, 0.2), text: "71,6 €" },
        { name: "Villeurbanne", interval: null, text: "pas assez de foyers" },
      ],
    }),
  "estimates-dense": () =>
    drawn(Estimates, {
      ...frame("estimates-dense", 300),
      ...plain,
      you: null,
      pitch: 6,
      reference: { value: 72, text: "Lyon 8e : 72 €" },
      rows: [113, 92, 72, 55, 39].map((value, i) => ({
        name: String(i),
        interval: near(value, 4),
        text: "",
        against: value > 76 ? ("more" as const) : value < 68 ? ("less" as const) : ("same" as const),
      })),
    }),
  bars: () =>
    drawn(Bars, {
      ...frame("bars", 260),
      bars: ["chauffage électrique, 1 ou 2 personnes", "chauffage électrique, 3 personnes ou plus"].map((name, i) => ({
        name,
        ...near(450 + 270 * i, 30),
        text: `${450 + 270 * i} kWh`,
      })),
    }),
  "estimates-absent": () =>
    drawn(Estimates, {
      ...frame("estimates-absent", 270),
      ...plain,
      you,
      rows: [
        { name: "Plateau-Gabarit", interval: null, text: "pas assez de foyers" },
        { name: "Ville-Exemple", interval: near(72, 2), text: "72 €" },
      ],
    }),
  // Names and figures, written in full, stand above their points and cover the visitor's stem.
  "stacked-estimates-you": () =>
    drawn(StackedEstimates, {
      ...frame("stacked-estimates-you", 270),
      ...plain,
      you,
      calm: true,
      rows: [
        { name: "Plateau-Gabarit", interval: null, text: "pas assez de foyers" },
        { name: "Ville-Exemple", interval: near(72, 2), text: "72 €, entre 70 et 74 €" },
      ],
    }),
  "counted-dots": () => drawn(CountedDots, { ...frame("counted-dots", 340), count: 100, full: 27, columns: 20 }),
  spreads: () =>
    drawn(Spreads, {
      ...frame("spreads", 340),
      ...plain,
      you,
      rows: [
        { name: "35 à 54 m²", value: "60 €", low: 40, middle: 60, high: 80, sure: true },
        { name: "55 à 74 m²", value: "74 €", low: 50, middle: 74, high: 97, sure: false },
      ],
    }),
  "spreads-margin": () =>
    drawn(Spreads, {
      ...frame("spreads-margin", 340),
      ...plain,
      you,
      rows: [{ name: "mêmes dates", value: "74 €", low: 50, middle: 74, high: 97, sure: false, margin: near(74, 60) }],
    }),
  months: () =>
    drawn(Months, {
      ...frame("months", 360),
      ...plain,
      you: "vous",
      months: Array.from({ length: 12 }, (_, i) => ({
        name: "JFMAMJJASOND".charAt(i),
        year: "2025",
        period: i % 3 === 0 ? `2025-${i}` : null,
        statistic: i % 3 === 0 ? ("P50" as const) : null,
        middle: i % 3 === 0 ? near(100 - 5 * i, 6) : null,
        half: i % 3 === 0 ? { low: 80 - 5 * i, high: 120 - 5 * i } : null,
        mine: i === 5 ? null : 90 - 4 * i,
        before: i > 9 ? 70 : null,
      })),
    }),
  "months-of-bills": () =>
    drawn(Months, {
      ...frame("months-of-bills", 360),
      ...plain,
      you: "vous",
      months: Array.from({ length: 12 }, (_, i) => ({
        name: "JFMAMJJASOND".charAt(i),
        year: "2025",
        period: null,
        statistic: null,
        middle: null,
        half: null,
        // Five months of a bill, two of another and the one that is left of a third; then months of their own.
        mine: i < 5 ? 80 : i < 7 ? 60 : i === 7 ? 50 : i === 8 ? null : 70 + i,
        shared: i < 8,
        before: null,
      })),
    }),
  "months-beside-reference": () =>
    drawn(Months, {
      ...frame("months-beside-reference", 360),
      ...plain,
      you: "vous",
      reference: { value: 95, text: "repère 2012 : 95 €" },
      months: monthsByQuarter().map((month) => ({ ...month, period: null, statistic: null, middle: null, half: null })),
    }),
  "months-beside-level": () =>
    drawn(Months, {
      // As wide as on the smallest phones: the name of the level stands below "vous".
      ...frame("months-beside-level", 254),
      ...plain,
      you: "vous",
      level: { interval: { value: 95, lower: 50, upper: 130 }, text: "la moyenne et sa marge, sur l’année" },
      months: monthsByQuarter().map((month) => ({ ...month, period: null, statistic: null, middle: null, half: null })),
    }),
  "months-beyond": () =>
    drawn(Months, {
      ...frame("months-beyond", 360),
      ...plain,
      you: "vous",
      // The fourth month is twenty times the others: it stands at the end of the axis, with its amount.
      months: monthsByQuarter().map((month, i) => (i === 3 ? { ...month, mine: 2000 } : month)),
    }),
  "months-beyond-bills": () =>
    drawn(Months, {
      ...frame("months-beyond-bills", 320),
      ...plain,
      you: "vous",
      // The seventh month is of both bills, and both the second one and the months after it are beyond the axis.
      months: monthsByQuarter().map((month, i) => ({
        ...month,
        mine: i < 6 ? 100 : i === 6 ? 620 : i < 10 ? 1000 : 900 + i,
        shared: i < 10,
      })),
    }),
  quarters: () =>
    drawn(Months, {
      ...frame("quarters", 360),
      ...plain,
      you: "vous",
      months: monthsByQuarter(),
    }),
  "quarters-slim": () =>
    drawn(Months, {
      ...frame("quarters-slim", 131),
      ...plain,
      you: "vous",
      months: monthsByQuarter(),
    }),
  "spreads-long": () =>
    drawn(Spreads, {
      ...frame("spreads-long", 320),
      ...plain,
      you,
      rows: [
        "chauffage électrique (pompe à chaleur comprise), 1 ou 2 personnes",
        "chauffage non électrique, 3 personnes ou plus",
      ].map((name, i) => ({ name, value: "74 €", low: 40 + 10 * i, middle: 74, high: 97, sure: i === 0 })),
    }),
  "common-axis": () =>
    drawn(CommonAxis, {
      ...frame("common-axis", 340),
      middle: "le foyer du milieu",
      multiples: ["moitié moins", "le double", "le triple"] as const,
      rows: [
        row("Eau", "vous, 7,9 m³", { you: 1.2, half: { low: 0.6, high: 1.4 }, margin: { low: 0.97, high: 1.03 } }),
        row("Électricité", "vous, 2 000 kWh", { you: 5, half: { low: 0.5, high: 1.6 }, margin: { low: 0.9, high: 1.1 } }),
        row("Gaz", "vous, 900 kWh", { you: 0.8, half: null, margin: { low: 0.7, high: 1.3 } }),
        row("Déplacements", "il faut environ 53 foyers", null),
      ],
    }),
  "one-estimate": () =>
    drawn(OneEstimate, {
      ...frame("one-estimate", 320),
      ...plain,
      you: { value: 200, text: "vous, 200 €" },
      row: {
        name: "Logements de 100 m² ou plus de la Métropole de Lyon",
        interval: { value: 142, lower: 123, upper: 161 },
        text: "entre 123 et 161 €",
        against: "wide" as const,
      },
    }),
  "beside-reference-before": () =>
    drawn(BesideReference, {
      ...frame("beside-reference-before", 640),
      ...plain,
      you: { value: 230, text: "vous, 230 €" },
      reference: { value: 145, text: "public figure 2022: €145" },
      absent: "voisins : pas assez de foyers",
    }),
  "beside-reference": () =>
    drawn(BesideReference, {
      ...frame("beside-reference", 380),
      ...plain,
      you: { value: 128, text: "vous, 128 €" },
      reference: { value: 145, text: "repère 2022 : 145 €" },
      absent: "pas encore assez de foyers",
    }),
  "difference-map": () =>
    drawn(DifferenceMap, {
      ...frame("difference-map", 480),
      areas: CELLS.map(({ code, name }, i) => ({ code, name, against: against[i] ?? "same", strength: i / 4 })),
      shapes: SHAPES,
      parent: "none",
      neighbours: [],
      chosen: "b",
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
    // Texts keep their size: 13 px at least.
    for (const [, size] of markup.matchAll(/font-size="([\d.]+)"/g)) expect(Number(size)).toBeGreaterThanOrEqual(13);
    expect(draw()).toBe(markup);
  },
);

test("a value above a bar ends the last line of its name, and has a line of its own where it has no room there", () => {
  const rows = [
    { name: "autre chauffage, 1 ou 2 personnes", value: "1 350 kWh", low: 90, middle: 135, high: 190, sure: true, own: true },
  ];
  const lines = new Set<number>();
  for (let width = 110; width <= 480; width += 10) {
    const markup = drawn(Spreads, { ...frame("narrow", width), ...plain, you: null, rows });
    const texts = [...markup.matchAll(/<text [^>]*>([^<]*)<tspan[^>]*>([^<]+)</g)];
    expect(texts).toHaveLength(1);
    for (const [, name = "", value = ""] of texts) {
      expect(8 + textWidth(name, 13, true) + (name === "" ? 0 : 8) + textWidth(value, 13, true)).toBeLessThan(width);
      lines.add(name.length);
    }
  }
  expect([...lines]).toContain(0);
  expect(Math.max(...lines)).toBe(rows[0]?.name.length);
});

test("a bill beyond the axis has its amount once, however many months it has", () => {
  const months = monthsByQuarter().map((month, i) => (i < 4 ? { ...month, mine: 2000, shared: true } : month));
  const svg = drawn(Months, { ...frame("one-bill", 360), ...plain, you: "vous", months });
  expect(svg.match(/▲/g)).toHaveLength(1);
});

test("in a month of days of two bills their lines meet, each as far as it has days", () => {
  const bills = [20, 20, 15, 10, 10];
  const months = monthsByQuarter().flatMap((month, i) =>
    i < bills.length ? { ...month, mine: bills[i] ?? null, shared: true } : [],
  );
  const svg = drawn(Months, { ...frame("two-bills", 360), ...plain, you: "vous", months });
  const lines = [...svg.matchAll(/d="M([\d.]+) [\d.]+H([\d.]+)" stroke="var\(--you\)"/g)].map(([, from, to]) =>
    [from, to].map(Number),
  );
  expect(lines).toHaveLength(2);
  const [[start, end], [begin, last]] = lines as [[number, number], [number, number]];
  expect([begin - end, last - begin]).toEqual([4, end - start].map((one) => expect.closeTo(one, 0)));
});

test("a tap on a place of a map changes the name of no other", () => {
  const textsOf = (chosen: string | null, width: number) =>
    [
      ...drawn(DifferenceMap, {
        ...frame("difference-map", width),
        areas: CELLS.map(({ code, name }, i) => ({
          code,
          name,
          against: against[i] ?? "same",
          strength: i / 4,
          rank: String(i + 1),
        })),
        shapes: SHAPES,
        parent: "none",
        neighbours: [],
        chosen,
      }).matchAll(/>([^<>]+)<\/text>/g),
    ].map(([, text]) => text);
  for (const width of [480, 358, 288]) {
    const before = textsOf(null, width);
    expect(before.length).toBeGreaterThan(3);
    for (const { code } of CELLS) {
      const after = textsOf(code, width);
      // Its own number may become its name.
      expect(before.filter((text) => !after.includes(text)).length).toBeLessThanOrEqual(1);
    }
  }
});

test("of few rows a name has three lines on a phone rather than being cut; of many it has two at most", () => {
  const long = ["Notre-Dame-de-la-Consolation-lès-Bruyères", "Montagny-Saint-Jean de Dieu"];
  const linesAt = (count: number) => {
    const rows = Array.from({ length: count }, (_, i) => ({
      name: `${long[i % 2]}`,
      code: `${i}`,
      interval: near(5, 1),
      text: "5 €",
    }));
    const props = { ...frame("long", 288), ...plain, rows, you: null, pitch: pitchFor(rows, 288) };
    return drawn(Estimates, props);
  };
  expect(linesAt(3)).not.toContain("…");
  expect(linesAt(20)).toContain("…");
});

test("drawings beside each other have one plot, whatever their own figures need; what stands in place of a figure is one column", () => {
  const row = (text: string, margin?: string) => ({
    ...{ name: "Lyon", code: text, text, interval: { value: 5, lower: 4, upper: 6 } },
    ...(margin === undefined ? {} : { margin }),
  });
  const shared = { you: null, unit: "m³", format: String };
  const pointOf = (own: readonly ReturnType<typeof row>[], alongside: readonly ReturnType<typeof row>[]) =>
    /cx="([^"]+)"/.exec(drawn(Estimates, { ...frame("beside", 400), ...shared, rows: own, among: [0, 20], alongside }))?.[1];
  const [short, long] = [[row("9,7 m³")], [row("4–10 m³ (?)")]];
  expect(pointOf(short, [])).not.toBe(pointOf(long, []));
  expect(pointOf(short, [...short, ...long])).toBe(pointOf(long, [...short, ...long]));
  // On paper some ranges have a number of homes after them: then all stand before that column.
  const rows = [row("8–15 m³ (?)", " (90)"), row("9–18 m³ (?)", "")];
  const markup = drawn(Estimates, { ...frame("ranges", 640), ...shared, rows, apart: 0, rankedAxis: true });
  const ends = [...markup.matchAll(/<text x="([\d.]+)"[^>]*>\d+–\d+ m³ \(\?\)/g)].map(([, x]) => x);
  expect(ends).toHaveLength(2);
  expect(new Set(ends).size).toBe(1);
});
