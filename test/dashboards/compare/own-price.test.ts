import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test } from "vitest";
import { AskPrice } from "../../../dashboards/compare/ask-price.tsx";
import { Gap, GapLine } from "../../../dashboards/compare/gap.tsx";
import { fillIn, keptOf } from "../../../dashboards/compare/kept-answers.ts";
import { ownPriceOf, readPrice } from "../../../dashboards/compare/own-price.ts";
import { answerOf } from "../../../dashboards/compare/topic-answer.ts";
import type { Lang } from "../../../dashboards/shared/i18n.ts";
import { readAnswers, writeAnswers } from "../../../dashboards/visit/answers-file.ts";
import { changeEntry, newVisitor } from "../../../dashboards/visit/visitor.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { row } from "../rows.ts";
import { smallCommons } from "./small-commons.ts";

const energy = measureRef("electricity", "energy") as MeasureRef;

/** A town with the quarters of all homes' electricity, whose operator may state a price. */
function commonsOf({
  value,
  currency = "EUR",
  measure = energy,
}: {
  value?: number;
  currency?: string;
  measure?: MeasureRef;
} = {}) {
  const of = { DOMAIN: measure.domain.id, MEASURE: measure.measure.id };
  const near = (middle: number) => ({ ...of, CI_LOWER: middle - 3, CI_UPPER: middle + 3 });
  const rows = [row("P25", 200, near(200)), row("P50", 300, near(300)), row("P75", 400, near(400))];
  const made = smallCommons(
    rows,
    { "2025": [{ type: "_T", group: { area: "T", type: "_T" } }] },
    { domain: measure.domain.id, measure: measure.measure.id },
  );
  const price = { value, as_of: "2025-02-01", source: { fr: "Tarif", en: "Tariff" } };
  const [entry] = made.catalog.measures;
  const measures = [{ ...entry, ...(value === undefined ? {} : { price }) }];
  const catalog = { ...made.catalog, measures, commons: { name: { fr: "Ville", en: "Town" }, currency } };
  return { ...made, catalog: { ...catalog, territory: { ...made.catalog.territory, id: "town" } } } as unknown as typeof made;
}

function said(commons: ReturnType<typeof commonsOf>, price: string, { lang = "fr" as Lang, part = GapLine } = {}): string {
  const visitor = newVisitor();
  visitor.attributes.value = { size: "2", heating: "gas" };
  changeEntry(visitor, energy.key, { amount: "350", usual: true, price });
  const answer = { ...answerOf(commons, visitor, energy, "T", lang), untold: [] };
  return renderToStaticMarkup(h(part, { commons, answer, lang, visitor }))
    .replace(/<[^>]*>/g, "")
    .trim();
}

test("a price is read as people write it, in both languages, with the digits that were typed", () => {
  const read = (text: string, lang: Lang = "fr") => {
    const reading = readPrice(text, 0.2, lang);
    return reading?.ok ? reading.price : (reading?.fault ?? null);
  };
  for (const text of ["0,2516", "0.2516", " 0,2516 €", "0,2516 €/kWh", "0,2516 € le kWh", ",2516"])
    expect(read(text), text).toEqual({ value: 0.2516, decimals: 4 });
  for (const text of ["0.25", "€0.25", "0.25 per kWh"]) expect(read(text, "en"), text).toEqual({ value: 0.25, decimals: 2 });
  expect(read("0,3")).toEqual({ value: 0.3, decimals: 2 });
  expect(["", "  "].map((text) => read(text))).toEqual([null, null]);
  expect(["0", "0,0", "-0,25", "kWh", "0,,"].map((text) => read(text))).toEqual(Array(5).fill("none"));
  // A price of cubic metres has a unit with a digit.
  expect(readPrice("4,12 €/m3", 4, "fr")).toEqual({ ok: true, price: { value: 4.12, decimals: 2 } });
});

test("a price in cents is asked about, one that is a bill's is refused, and where no price is usual any is taken", () => {
  expect(readPrice("20", 0.2, "fr")).toEqual({ ok: false, fault: "cents", price: { value: 0.2, decimals: 2 }, usual: 0.2 });
  expect(readPrice("25,16", 0.2, "fr")).toMatchObject({ fault: "cents", price: { value: 0.2516, decimals: 4 } });
  expect(["180", "1250", "0,0019"].map((text) => readPrice(text, 0.2, "fr"))).toMatchObject(Array(3).fill({ fault: "far" }));
  // Exactly ten times is a price yet, and a hundredth of a little more is.
  expect(["2", "0,02"].map((text) => readPrice(text, 0.2, "fr")?.ok)).toEqual([true, true]);
  expect(["2,01", "0,0199"].map((text) => readPrice(text, 0.2, "fr")?.ok)).toEqual([false, false]);
  expect(readPrice("30", undefined, "fr")?.ok).toBe(true);
});

test("one's own price takes the place of the operator's and of none, with whose it is, until it cannot be read", () => {
  const stated = commonsOf({ value: 0.2 });
  expect(said(stated, "")).toMatch(/soit 112 à 128\s€ \(0,20\s€ le\skWh\s: Tarif, février\s2025\)\. Mettre mon prix$/);
  expect(said(stated, "0,40")).toMatch(/soit 220 à 260\s€ \(0,40\s€ le\skWh, votre prix\)\. Changer mon prix$/);
  expect(said(stated, "0.40", { lang: "en" })).toMatch(
    /that is €220\sto\s€260\s\(€0\.40\sper\skWh, your price\)\. Change my price$/,
  );
  expect(said(stated, "40")).toMatch(
    /\(0,20\s€ le\skWh\s: Tarif, .*Mon prix, en\s€ le\skWh\s+Des centimes\s\? Alors\s: 0,40\s€ le\skWh$/,
  );
  expect(said(stated, "180")).toMatch(/Tarif, .*Le prix d’un seul\skWh est plutôt vers 0,20\s€\s: vérifiez\.$/);
  const none = commonsOf();
  expect(said(none, "", { part: Gap })).toMatch(/sur un an En\s€, à mon prix\d+ à \d+\skWh$/);
  // Nothing tells a usual price, so the field says where one's own is found.
  expect(said(none, "0", { part: Gap })).toMatch(/Mon prix, en\s€ le\skWh\s+Sur une facture\s: son total, divisé par ses\skWh\./);
  expect(said(stated, "0", { part: Gap })).not.toContain("Sur une facture");
  // A short card asks for nothing that it does not show.
  expect(said(none, "")).toMatch(/sur un an\.$/);
  expect(said(none, "0,40")).toMatch(/soit 220 à 260\s€ \(0,40\s€ le\skWh, votre prix\)/);
  // Nobody knows what a kWh costs in another currency.
  expect(said(commonsOf({ currency: "JPY" }), "31")).toMatch(/\(31\sJPY le\skWh, votre prix\)|\(31\s.+ le\skWh, votre prix\)/);
});

test("of an operator's price that was over a year old when the figures appeared it is said that it may be another by now", () => {
  const appeared = (created_at: string, lang: Lang = "fr") => {
    const made = commonsOf({ value: 0.2 });
    return said({ ...made, main: { ...made.main, created_at } } as typeof made, "", { lang, part: Gap });
  };
  expect(appeared("2026-02-02T08:00:00Z")).toMatch(/Tarif, février 2025, il a pu changer depuis/);
  expect(appeared("2026-03-01T08:00:00Z", "en")).toContain("it may have changed since");
  expect(appeared("2026-01-31T08:00:00Z")).not.toContain("changer depuis");
});

test("a price is asked of what a bill counts by its unit, and of nothing that is money already", () => {
  const offers = (measure: MeasureRef): boolean => {
    const [commons, visitor] = [commonsOf({ measure }), newVisitor()];
    const entry = {
      domain: measure.domain.id,
      measure: measure.measure.id,
      unit: measure.measure.unit === "currency" ? "EUR" : measure.measure.unit,
    };
    const priced = {
      ...commons,
      catalog: { ...commons.catalog, measures: [{ ...commons.catalog.measures[0], ...entry }] },
    } as typeof commons;
    const answer = answerOf(priced, visitor, measure, "T", "fr");
    return renderToStaticMarkup(h(AskPrice, { visitor, commons: priced, answer, lang: "fr" })) !== "";
  };
  const of = (domain: string, measure: string) => offers(measureRef(domain, measure) as MeasureRef);
  expect([of("electricity", "energy"), of("water", "volume"), of("gas", "energy")]).toEqual([true, true, true]);
  expect([of("spending", "energy"), of("mobility", "distance"), of("connectivity", "data")]).toEqual([false, false, false]);
});

test("a price is kept with its figure and comes back in the other language; one that cannot be read is not kept", () => {
  const commons = commonsOf({ value: 0.2 });
  const kept = (price: string) => {
    const visitor = newVisitor();
    changeEntry(visitor, energy.key, { amount: "350", price });
    return keptOf(commons, visitor, [answerOf(commons, visitor, energy, "T", "fr")], "2026-12-01", "fr");
  };
  expect(kept("0,25164").figures[energy.key]).toEqual({ kind: "month", amount: 350, price: 0.25164 });
  expect(kept("25").figures[energy.key]).toEqual({ kind: "month", amount: 350 });
  const read = readAnswers(writeAnswers(kept("0,25164")), "town");
  if (!read.ok) throw new Error(read.fault);
  const back = newVisitor();
  fillIn(commons, back, read.answers, "en");
  expect(back.entries.value[energy.key]?.price).toBe("0.25164");
  expect(ownPriceOf(commons, answerOf(commons, back, energy, "T", "en"), "en")).toEqual({ value: 0.25164, decimals: 5 });
});
