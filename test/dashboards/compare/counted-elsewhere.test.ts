import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test } from "vitest";
import { CountedElsewhere } from "../../../dashboards/compare/counted-elsewhere.tsx";
import { begin, newVisitor } from "../../../dashboards/visit/visitor.ts";
import { ATTRIBUTES } from "../../../src/contract/attributes.ts";
import { MEASURES, type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { row } from "../rows.ts";
import { smallCommons } from "./small-commons.ts";

const of = (domain: string, measure: string): MeasureRef => measureRef(domain, measure) as MeasureRef;
const [power, gas, euros, water] = [
  of("electricity", "energy"),
  of("gas", "energy"),
  of("spending", "energy"),
  of("water", "volume"),
];

/** What is said to a home that is heated so, where these topics have figures and the first is asked. */
function saidTo(
  heating: string | undefined,
  refs: readonly MeasureRef[],
  lang: "fr" | "en" = "fr",
  begun: readonly MeasureRef[] = [],
): string {
  const rows = refs.map(({ domain, measure }) => row("MEAN", 9, { DOMAIN: domain.id, MEASURE: measure.id }));
  const made = smallCommons(rows, { "2025": [] });
  const measures = refs.map(({ domain, measure }) => ({
    domain: domain.id,
    measure: measure.id,
    unit: measure === euros.measure ? "EUR" : "kWh",
  }));
  const commons = { ...made, refs, catalog: { ...made.catalog, measures } } as unknown as typeof made;
  const visitor = newVisitor();
  if (heating !== undefined) visitor.attributes.value = { heating };
  for (const { key } of begun) begin(visitor, key);
  const [measure = power] = refs;
  return renderToStaticMarkup(h(CountedElsewhere, { commons, visitor, measure, lang }));
}

test("who heats with something that the topic asked does not count is told which topic does", () => {
  expect(saidTo("gas", [power, euros])).toMatch(
    /^<p class="note">Votre gaz\s\? Il compte avec le reste\s: Énergie du logement, en\s€\.<\/p>$/,
  );
  expect(saidTo("district", [power, euros], "en")).toMatch(
    /^<p class="note">Your district heating\? It counts with the rest: Home energy, in\s€\.<\/p>$/,
  );
  // A topic of its own comes first.
  expect(saidTo("gas", [power, gas, euros])).toContain("Gaz.");
});

test("nothing is said where the topic asked counts it, where none does, beside water, and before an answer", () => {
  expect([saidTo("electric", [power, euros]), saidTo("gas", [euros, power]), saidTo("gas", [power])]).toEqual(["", "", ""]);
  // One that is begun is on the page.
  expect(saidTo("gas", [power, euros], "fr", [euros])).toBe("");
  expect([saidTo("other", [power, euros]), saidTo("gas", [water, euros]), saidTo(undefined, [power, euros])]).toEqual([
    "",
    "",
    "",
  ]);
});

test("what measures count of heating are answers to how a home is heated", () => {
  const known: readonly string[] = ATTRIBUTES.heating;
  for (const { measure } of MEASURES) for (const one of measure.heatedBy ?? []) expect(known).toContain(one);
});
