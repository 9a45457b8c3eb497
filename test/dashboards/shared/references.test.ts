import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test } from "vitest";
import { References } from "../../../dashboards/shared/reference-list.tsx";
import { nationalReferences, newestReference } from "../../../dashboards/shared/references.ts";
import { MEASURES } from "../../../src/domains/index.ts";
import type { Reference } from "../../../src/territory/index.ts";

const FRANCE = { country: "FR", currency: "EUR" };
const own = (period: string, more: Partial<Reference> = {}): Reference => ({
  domain: "water",
  measure: "volume",
  area: "A",
  household_type: "_T",
  period,
  value: 7,
  unit: "m3",
  source: "Town",
  licence: "Open",
  ...more,
});
const water = MEASURES.find(({ key }) => key === "water.volume");
const named = (commons: { country?: string; currency: string }, references: readonly Reference[] = []) =>
  nationalReferences(references, commons, MEASURES, "A").map(({ domain, measure, unit }) => `${domain}.${measure} ${unit}`);

test("a country's means stand for a commons of that country, money in its money alone, and behind the territory's own", () => {
  const all = ["water.volume m3", "electricity.energy kWh", "gas.energy kWh", "spending.energy EUR"];
  expect(named(FRANCE).sort()).toEqual([...all].sort());
  expect(named({ country: "BE", currency: "EUR" })).toEqual([]);
  expect(named({ currency: "EUR" })).toEqual([]);
  expect(named({ country: "FR", currency: "XPF" })).not.toContain("spending.energy EUR");
  expect(named(FRANCE, [own("2019")])).not.toContain("water.volume m3");
  // A figure of a part, or of a kind of homes, is not about the whole.
  expect(named(FRANCE, [own("2019", { area: "B" }), own("2019", { household_type: "size=1" })])).toContain("water.volume m3");
});

test("each says whose it is, of when, and under which licence; of several the newest is shown", () => {
  for (const { period, source, licence, value } of nationalReferences([], FRANCE, MEASURES, "A")) {
    expect(period).toMatch(/^20\d\d$/);
    expect([source.startsWith("France, "), licence.length > 0, value > 0]).toEqual([true, true, true]);
  }
  expect(newestReference([own("2019"), own("2021"), own("2020")], "water.volume", "A")?.period).toBe("2021");
});

test("a source is said in English on an English page where it is known so, else as it is, marked as French", () => {
  const said = (lang: "fr" | "en", more: Partial<Reference>) =>
    renderToStaticMarkup(
      h(References, { title: "", text: "", lang, known: water ? [{ ref: water, reference: own("2019", more) }] : [] }),
    );
  expect(said("en", { source_en: "The town" })).toContain('<span lang="en">The town</span>');
  expect(said("en", {})).toContain('<span lang="fr">Town</span>');
  expect(said("fr", { source_en: "The town" })).toContain('<span lang="fr">Town</span>');
});

test("a source that a territory writes with straight apostrophes has those of the page", () => {
  const known = water ? [{ ref: water, reference: own("2019", { source: "Relevé d'eau, 'Bourg'" }) }] : [];
  const html = renderToStaticMarkup(h(References, { title: "Repères", text: "", lang: "fr", known }));
  expect(html).toMatch(/Relevé d’eau, ('|&#39;|&#x27;)Bourg/);
});
