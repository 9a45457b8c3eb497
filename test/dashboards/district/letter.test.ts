import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test, vi } from "vitest";
import { gapAt } from "../../../dashboards/district/area-figures.ts";
import { drawnTo } from "../../../dashboards/district/figure-rows.ts";
import { fileOf } from "../../../dashboards/district/filed-rows.ts";
import { followedTop, ROOM } from "../../../dashboards/district/follow.ts";
import { gapAsWritten } from "../../../dashboards/district/gap-words.ts";
import { placeText } from "../../../dashboards/district/map-words.ts";
import { OwnView } from "../../../dashboards/district/own-view.tsx";
import { greatestFit } from "../../../dashboards/district/paper.tsx";
import { Portrait } from "../../../dashboards/district/portrait.tsx";
import { MEAN_OF_ALL, topicsOf } from "../../../dashboards/district/portrait-figures.ts";
import { TopicsDrawing, TopicsFrame, topicGap } from "../../../dashboards/district/portrait-topics.tsx";
import { TrendFrame } from "../../../dashboards/district/portrait-trend-frame.tsx";
import { partsFile, partsTable, rankedParts } from "../../../dashboards/district/ranked-parts.ts";
import { Ranking, RankingOnSlide } from "../../../dashboards/district/ranking.tsx";
import { DISTRICT, type DistrictState, textOfPlace } from "../../../dashboards/district/shown.ts";
import { PairDrawing, pairOf, TwoPlaces } from "../../../dashboards/district/two-places.tsx";
import { sampleAtlas, sampleChoice } from "./atlas.ts";

vi.stubGlobal("matchMedia", () => ({ matches: false }));
vi.stubGlobal("location", { href: "https://commons.example/district" });

const even = sampleAtlas();
const plain = (html: string): string => html.replace(/[\u00a0\u202f]/g, " ").replaceAll("&amp;", "&");
const shownAt = (search: string, atlas = even): DistrictState => ({
  atlas,
  choice: sampleChoice(`period=2026&${search}`, atlas),
  lang: "fr",
  words: DISTRICT.fr,
  marked: null,
  mark: () => undefined,
  go: () => undefined,
  address: () => "",
});

test("whoever writes a letter cites the two places, the portrait, its trend and an own area, as the map and its ranking", () => {
  const cited = (page: string): URLSearchParams[] =>
    [...plain(page).matchAll(/href="[^"?]*explore[^"?]*\?([^"#]*)#cite"/g)].map(([, search]) => new URLSearchParams(search));
  const pair = cited(renderToStaticMarkup(h(TwoPlaces, { shown: shownAt("view=compare&at=N&with=S") })));
  expect(pair.map((params) => params.get("area"))).toEqual(["N,S", null]);
  const portrait = shownAt("view=portrait&at=N&stat=median");
  const topics = topicsOf(even, "N", "T", "2026");
  const [of] = cited(renderToStaticMarkup(h(TopicsFrame, { shown: portrait, topics })));
  expect([of?.get("area"), of?.get("statistic"), of?.get("period")]).toEqual(["N,T", "MEAN", "2026"]);
  expect(of?.get("measure")?.split(",")).toHaveLength(topics.filter(({ period }) => period !== null).length);
  const [trend] = cited(renderToStaticMarkup(h(TrendFrame, { shown: portrait })));
  expect(trend?.get("period")?.split(",").length).toBeGreaterThan(1);
  const [own] = cited(renderToStaticMarkup(h(OwnView, { shown: shownAt("view=own&pick=N1,N2") })));
  expect(own?.get("area")).toBe("N1,N2");
  const [ranking] = cited(renderToStaticMarkup(h(Ranking, { shown: shownAt("area=T&level=quarter") })));
  expect([ranking?.get("in"), ranking?.get("level"), ranking?.has("area")]).toEqual(["T", "quarter", false]);
});

test("each figure of a slide has its margin beside it", () => {
  const shown = shownAt("area=T&level=district");
  const rows = rankedParts(shown);
  const slide = plain(renderToStaticMarkup(h(RankingOnSlide, { shown, width: 900, rows })));
  expect(rows.length).toBeGreaterThan(0);
  for (const { text } of rows) expect(slide).toContain(plain(`${text.lower}\u00a0–\u00a0${text.upper}`));
  const pair = shownAt("view=compare&at=N&with=S");
  const found = pairOf(pair);
  if (!found) throw new RangeError("the sample has a pair; got none");
  const drawn = plain(renderToStaticMarkup(h(PairDrawing, { shown: pair, pair: found, width: 900, withMargins: true })));
  for (const { code, figure } of [found.a, found.b]) {
    const { listed, lower, upper } = textOfPlace(pair, code, figure);
    expect(drawn).toContain(plain(`>${listed} (${lower}–${upper})<`));
  }
});

test("the amount of a portrait's topic and its share of the whole are the same, whoever divides them", () => {
  const around = (value: number, half: number) => ({ OBS_VALUE: value, CI_LOWER: value - half, CI_UPPER: value + half });
  const dear = sampleAtlas({
    change: (row) =>
      row.REF_AREA === "N" && row.STATISTIC === "MEAN" && row.OBS_VALUE !== null ? { ...row, ...around(30.31, 1.17) } : row,
  });
  const shown = shownAt("view=portrait&at=N", dear);
  const choice = { ...MEAN_OF_ALL, ref: shown.choice.ref, period: "2026" };
  const gap = topicGap(shown, choice, "N", "T");
  const exact = gapAt(dear, choice, "N", "T");
  if (!gap || !exact) throw new RangeError("the sample has a gap; got none");
  const number = (text: string): number => Number(plain(text).replace(",", ".").replace(/ .*/, ""));
  const whole = textOfPlace({ ...shown, choice }, "T", wholeOf(dear));
  const of = number(whole.value);
  expect(gap.drawn.lower).toBeCloseTo(number(gap.low) / of, 10);
  expect(gap.drawn.upper).toBeCloseTo(number(gap.high) / of, 10);
  expect(gapAsWritten({ ...shown, choice }, exact, "N", "T").gap.lower).toBe(number(gap.low));
  const page = plain(renderToStaticMarkup(h(TopicsDrawing, { shown, width: 900 })));
  expect(page).toContain(`▲ de ${plain(gap.low)} à ${plain(gap.high)} de plus`);
  expect(page).not.toMatch(/% de (plus|moins)/);

  function wholeOf(atlas: typeof dear) {
    const row = atlas.rows.find(
      (one) =>
        one.REF_AREA === "T" &&
        one.STATISTIC === "MEAN" &&
        one.TIME_PERIOD === "2026" &&
        one.HOUSEHOLD_TYPE === "_T" &&
        one.DOMAIN === choice.ref.domain.id,
    );
    return { value: row?.OBS_VALUE ?? 0, lower: row?.CI_LOWER ?? 0, upper: row?.CI_UPPER ?? 0 };
  }
});

test("the small map beside a portrait's title says what its outlines were taken from, where that is known", () => {
  const { catalog } = even;
  const outlined = (maps?: object) =>
    ({
      ...even,
      catalog: {
        ...catalog,
        commons: { ...catalog.commons, ...(maps ? { maps } : {}) },
        territory: { ...catalog.territory, shapes_url: "shapes" },
      },
    }) as typeof even;
  const head = (atlas: typeof even): string =>
    plain(renderToStaticMarkup(h(Portrait, { shown: shownAt("view=portrait&at=N", atlas), turn: 1 })));
  expect(head(outlined({ outlines: { fr: "IGN, IRIS.", en: "IGN" } }))).toContain('map-credit">Contours : IGN, IRIS</p>');
  expect(head(outlined())).not.toContain("map-credit");
});

test("a map that is higher than the window is seen to its end on the way down a long ranking, and to its beginning on the way up", () => {
  const walk = (height: number, ...steps: number[]): number[] => {
    let top = ROOM;
    return steps.map((by) => {
      top = followedTop(top, by, height, 800);
      return top;
    });
  };
  // What is lower than the window never moves from its top.
  expect(walk(700, 300, -300)).toEqual([ROOM, ROOM]);
  const end = 800 - 1000 - ROOM;
  expect(walk(1000, 100, 900, 50, -60, -900)).toEqual([ROOM - 100, end, end, end + 60, ROOM]);
});

test("where rounding makes two written margins touch, more is said to be only just so, on the map, in the ranking and in the table", () => {
  const from = (lower: number) =>
    shownAt(
      "area=T&level=district",
      sampleAtlas({
        change: (row) => {
          if (row.STATISTIC !== "MEAN" || row.OBS_VALUE === null || row.DOMAIN !== "water") return row;
          if (row.REF_AREA === "T") return { ...row, OBS_VALUE: 10, CI_LOWER: 9.56, CI_UPPER: 10.44 };
          return row.REF_AREA === "N" ? { ...row, OBS_VALUE: lower + 2, CI_LOWER: lower, CI_UPPER: lower + 4 } : row;
        },
      }),
    );
  const said = (lower: number): string[] => {
    const shown = from(lower);
    const [row] = partsTable(shown).rows.filter(([name]) => name === "Nord");
    return [row?.[3] ?? "", rankedParts(shown).find(({ code }) => code === "N")?.said ?? "", plain(placeText(shown, "N"))];
  };
  expect(said(11.2)).toEqual(["plus", "plus", expect.stringMatching(/, ▲ plus$/)]);
  expect(said(10.46)).toEqual(["plus, à peine", "plus, à peine", expect.stringMatching(/, ▲ plus, à peine$/)]);
  // Programs read the published margins themselves.
  expect(fileOf(from(10.46), partsFile(from(10.46))).flat()).toContain("plus");
});

test("a sheet is made smaller by no more than it must: with its longer lines it fills the sheet", () => {
  // A page whose half is text: its lines are as many fewer as they are longer.
  const heightAt = (share: number): number => 600 + 600 * share;
  const fit = greatestFit(heightAt, 1000);
  expect(heightAt(fit) * fit).toBeLessThanOrEqual(1000);
  expect(heightAt(fit) * fit).toBeGreaterThan(980);
  expect(fit).toBeGreaterThan(1000 / heightAt(1));
  expect(greatestFit(() => 900, 1000)).toBe(1);
});

test("a sheet names the place to which a model draws means, where it is one", () => {
  const shown = shownAt("area=T&level=district");
  expect(drawnTo(shown, [{ code: "N" }, { code: "S" }, { code: "" }])?.name).toBe(even.tree.root.name);
  expect(drawnTo(shown, [{ code: "N" }, { code: "N1" }])).toBeUndefined();
  expect(drawnTo(shown, [{ code: "T" }])).toBeUndefined();
});
