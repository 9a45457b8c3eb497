import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test } from "vitest";
import { statesGap } from "../../../dashboards/compare/drawn-figures.ts";
import { GapLine } from "../../../dashboards/compare/gap.tsx";
import { keptOf } from "../../../dashboards/compare/kept-answers.ts";
import { MonthAsked } from "../../../dashboards/compare/month-asked.tsx";
import { checksFor } from "../../../dashboards/compare/next-steps.tsx";
import { sentenceOf } from "../../../dashboards/compare/sentence.ts";
import { answerOf } from "../../../dashboards/compare/topic-answer.ts";
import { readAnswers, writeAnswers } from "../../../dashboards/visit/answers-file.ts";
import { changeEntry, newVisitor, type OwnEntry } from "../../../dashboards/visit/visitor.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { row } from "../rows.ts";
import { smallCommons } from "./small-commons.ts";

const electricity = measureRef("electricity", "energy") as MeasureRef;
const water = measureRef("water", "volume") as MeasureRef;

/** What is said of a figure above that of three homes in four, whose kind is known. */
function saidOf(entry: Partial<OwnEntry>, ref = electricity) {
  const of = { DOMAIN: ref.domain.id, MEASURE: ref.measure.id };
  const near = (value: number) => ({ ...of, CI_LOWER: value - 3, CI_UPPER: value + 3 });
  const rows = [row("P25", 200, near(200)), row("P50", 300, near(300)), row("P75", 400, near(400))];
  const advice = { "2025": [{ type: "_T", group: { area: "T", type: "_T" } }] };
  const commons = smallCommons(rows, advice, { domain: ref.domain.id, measure: ref.measure.id });
  const visitor = newVisitor();
  visitor.attributes.value = { size: "2", heating: "electric" };
  changeEntry(visitor, ref.key, { amount: "550", ...entry });
  const whole = answerOf(commons, visitor, ref, "T", "fr");
  const answer = { ...whole, untold: [], verdict: { kind: "quarter", quarter: "high" } as const };
  const plain = (html: string): string => html.replace(/<[^>]*>/g, " ");
  const asks = (stays: boolean): string =>
    plain(renderToStaticMarkup(h(MonthAsked, { commons, visitor, answer, lang: "fr", stays })));
  return {
    commons,
    visitor,
    answer,
    title: sentenceOf(commons, answer, "fr")?.title,
    hasGap: statesGap(answer),
    checks: checksFor(answer).length,
    gap: plain(renderToStaticMarkup(h(GapLine, { commons, answer, lang: "fr" }))),
    asked: asks(false),
    stays: asks(true),
  };
}

test("one month of something that follows the cold is no year: it is said to be beside an average month, without a gap, and which it is is asked", () => {
  const { asked, title, hasGap, checks } = saidOf({});
  expect(asked).toMatch(
    /^\s*Pour chiffrer l’écart\s: 550\skWh, c’est\s+un mois moyen\s+un mois précis\s.*janvier.*décembre\s*$/s,
  );
  expect(title).toMatch(/^Pour un mois moyen, vous êtes dans \*le quart qui consomme le plus\*/);
  // A gap of winter would be read, and no reserve above it.
  expect([hasGap, checks]).toEqual([false, 0]);
});

test("beside others than the home's own the month is asked where quarters are published alone: else neither answer brings a gap", () => {
  const { commons, visitor, answer } = saidOf({});
  const widened = { ...answer, verdict: { kind: "widened" } as const };
  const askedOf = (periods: readonly string[]): string => {
    const rest = { ...commons.rest, groups: new Map(periods.map((period) => [period, []])) } as unknown as typeof commons.rest;
    return renderToStaticMarkup(h(MonthAsked, { commons: { ...commons, rest }, visitor, answer: widened, lang: "fr" }));
  };
  expect(askedOf(["2025"])).toBe("");
  expect(askedOf(["2025", "2025-Q1"])).toContain("un mois moyen");
});

test("an average month is a twelfth of a year once it is said to be one", () => {
  const { asked, stays, title, hasGap, gap, checks } = saidOf({ usual: true });
  expect([asked, stays.includes("550\u00a0kWh, c’est"), title?.startsWith("Vous êtes"), hasGap]).toEqual(["", true, true, true]);
  expect(gap).toContain("sur un an");
  expect(checks).toBeGreaterThan(0);
});

test("nothing is asked of a year, of a bill, of a month that was named, nor of what does not follow the cold", () => {
  const bill = { kind: "bill", from: "2025-01-01", to: "2025-12-31", amount: "6600" } as const;
  for (const entry of [{ kind: "year", amount: "6600" } as const, bill, { month: "11" }]) expect(saidOf(entry).asked).toBe("");
  expect(saidOf({}, water).answer.isMonthUntold).toBe(false);
  expect(saidOf({}, water).gap).toContain("sur un an");
});

test("that a month is an average one is kept with the answers", () => {
  const { commons, visitor, answer } = saidOf({ usual: true });
  const territory = { ...commons.catalog.territory, id: "town" };
  const named = { ...commons.catalog, territory, commons: { ...commons.catalog.commons, name: { fr: "Ville", en: "Town" } } };
  const kept = keptOf({ ...commons, catalog: named }, visitor, [answer], "2026-12-01", "fr");
  expect(kept.figures[electricity.key]).toEqual({ kind: "month", amount: 550, usual: true });
  expect(readAnswers(writeAnswers(kept), "town")).toMatchObject({ ok: true, answers: { figures: kept.figures } });
});
