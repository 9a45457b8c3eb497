import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test } from "vitest";
import { Together } from "../../../dashboards/compare/together.tsx";
import { addedTwice, commonRowOf, verdictWords } from "../../../dashboards/compare/together-rows.ts";
import type { TopicAnswer } from "../../../dashboards/compare/topic-answer.ts";
import { cellIndex } from "../../../dashboards/shared/cells.ts";
import type { PublicCommons } from "../../../dashboards/visit/commons.ts";
import { MEASURES } from "../../../src/domains/index.ts";

const water = MEASURES.find(({ key }) => key === "water.volume");
const at = (value: number, half: number) => ({ value, lower: value - half, upper: value + half });
const commons = {
  catalog: { measures: [{ domain: "water", measure: "volume", unit: "m3" }], commons: { currency: "EUR" } },
  cells: cellIndex([]),
  tree: { get: () => ({ level: "quarter" }) },
  report: {
    mechanisms: [{ measure: "water.volume", level: "quarter", table: "_T", gate: { households_needed: 53 } }],
  },
} as unknown as PublicCommons;
const answer = (over: object) =>
  ({
    ref: water,
    area: "N1",
    unit: "m³",
    given: { perMonth: 12, months: [], total: null, days: null, month: null, periods: [] },
    season: null,
    period: "2025",
    untold: [],
    price: "",
    verdict: null,
    group: null,
    kinds: [],
    groups: [],
    byQuarter: [],
    byBill: [],
    ...over,
  }) as unknown as TopicAnswer;
const quartiles = { p25: at(5, 0.4), p50: at(10, 0.5), p75: at(15, 0.6) };
const group = { centre: { ...at(10, 0.5), statistic: "P50" }, quartiles };

test("a topic with quarters is a bar, its middle's margin and the visitor, all as shares of the middle", () => {
  const placed = answer({ group, verdict: { kind: "quarter", quarter: "middle" } });
  expect(commonRowOf(commons, placed, "fr")).toEqual({
    name: "Eau",
    text: "vous, 12\u00a0m³",
    place: { you: 1.2, half: { low: 0.5, high: 1.5 }, margin: { low: 0.95, high: 1.05 } },
  });
});

test("without quarters there is a side of the middle or of the mean, and its margin", () => {
  const side = answer({
    group: { centre: { ...at(8, 2), statistic: "MEAN" }, quartiles: null },
    verdict: { kind: "side", side: "above" },
  });
  expect(commonRowOf(commons, side, "fr")?.place).toEqual({ you: 1.5, half: null, margin: { low: 0.75, high: 1.25 } });
  expect([verdictWords(commons, side, "fr"), verdictWords(commons, side, "en")]).toEqual([
    "*plus* que la moyenne",
    "*more* than the mean",
  ]);
});

test("an unpublished topic stays listed with the homes that it needs; what has no rank, or no figure, is not on the axis", () => {
  const none = answer({ verdict: { kind: "none" } });
  expect(commonRowOf(commons, none, "fr")).toEqual({ name: "Eau", text: "il faut environ 53 foyers", place: null });
  expect(verdictWords(commons, none, "fr")).toBe("pas encore assez de foyers");
  // Beside a wider group there is no place.
  const widened = answer({ group, verdict: { kind: "widened" }, untold: [] });
  expect(commonRowOf(commons, widened, "fr")).toBeNull();
  expect(verdictWords(commons, widened, "fr")).toBe("pas encore assez de foyers comme le vôtre");
  for (const kind of ["seasonal", "unit"]) expect(commonRowOf(commons, answer({ group, verdict: { kind } }), "fr")).toBeNull();
  expect(commonRowOf(commons, answer({ given: null }), "fr")).toBeNull();
  expect(verdictWords(commons, answer({ given: null }), "fr")).toBeNull();
});

test("a topic whose figure is of part of a year is said not to be drawn, once others are", () => {
  const placed = answer({ group, verdict: { kind: "quarter", quarter: "middle" }, untold: [] });
  const inPart = answer({ group, verdict: { kind: "seasonal" }, untold: [], season: null });
  const textOf = (...answers: TopicAnswer[]) => renderToStaticMarkup(h(Together, { commons, answers, lang: "fr" }));
  const said = /Hors du dessin, faute d’une année entière\s: eau\./;
  expect(textOf(placed, placed, inPart)).toMatch(said);
  expect(textOf(placed, placed)).not.toMatch(said);
  // Nothing is drawn of one topic.
  expect(textOf(placed, inPart)).not.toMatch(said);
});

test("the summary says on which side of the middle one is, the gap over a year, and which topics are not to be added up", () => {
  const placed = answer({ group, verdict: { kind: "quarter", quarter: "middle" } });
  const textOf = (lang: "fr" | "en") => renderToStaticMarkup(h(Together, { commons, answers: [placed, placed], lang }));
  expect(textOf("fr")).toMatch(/<mark>la moitié centrale<\/mark>, .*au-dessus<\/span> du milieu, 18 à 30\sm³ de plus par an/);
  expect(textOf("en")).toMatch(/<mark>the middle half<\/mark>, above the middle, 18 to 30\sm³ more a year/);
  const ofKey = (key: string, given: object | null = {}) =>
    ({ ref: MEASURES.find((one) => one.key === key), given }) as unknown as TopicAnswer;
  const [electricity, energy] = [ofKey("electricity.energy"), ofKey("spending.energy")];
  expect(addedTwice([electricity, energy], "fr")).toEqual([
    "À ne pas additionner, ni opposer\u00a0: Électricité est déjà dans «\u00a0Énergie du logement\u00a0», où l’on compare selon la surface, et non selon le chauffage et le nombre de personnes.",
  ]);
  // Both are compared by the number of people.
  expect(addedTwice([ofKey("water.volume"), ofKey("spending.water")], "fr")[0]).toMatch(
    /», et les foyers comparés ne sont pas les mêmes\.$/,
  );
  expect(addedTwice([electricity, ofKey("water.volume")], "fr")).toEqual([]);
  expect(addedTwice([electricity, ofKey("spending.energy", null)], "fr")).toEqual([]);
});

test("the gap of a bill is that over the bill", () => {
  const total = { amount: 36, days: { from: "2025-10-01", to: "2025-12-31" } };
  const given = { perMonth: 12, months: [], total, days: 92, month: null, periods: [] };
  const billed = answer({ group, given, period: "2025-Q4", verdict: { kind: "quarter", quarter: "middle" } });
  const textOf = (lang: "fr" | "en") => renderToStaticMarkup(h(Together, { commons, answers: [billed, billed], lang }));
  expect(textOf("fr")).toMatch(/du milieu, 4,5 à 7,5\sm³ de plus sur cette facture/);
  expect(textOf("en")).toMatch(/the middle, 4.5 to 7.5\sm³ more on this bill/);
});

test("every verdict has its few words, in both languages", () => {
  const verdicts = [
    { kind: "quarter", quarter: "low" },
    { kind: "edge", edge: "high", at: at(15, 1) },
    { kind: "little" },
    { kind: "unit", times: 14 },
    { kind: "seasonal" },
    { kind: "widened" },
  ];
  for (const lang of ["fr", "en"] as const) {
    const said = verdicts.map((verdict) => verdictWords(commons, answer({ group, verdict, untold: [] }), lang));
    expect(said.every((text) => text !== null && text.length > 5)).toBe(true);
    expect(new Set(said).size).toBe(verdicts.length);
  }
});

test("what no card asks is not said to be missing", () => {
  const idle = answer({ verdict: { kind: "widened" }, untold: ["size"], advice: null, ownType: "_T", period: "2025" });
  expect(verdictWords(commons, idle, "fr")).not.toMatch(/il manque/);
});
