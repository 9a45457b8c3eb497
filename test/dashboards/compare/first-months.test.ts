import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test, vi } from "vitest";
import { BesideAndAsks } from "../../../dashboards/compare/beside-and-asks.tsx";
import { Next, OtherTopics } from "../../../dashboards/compare/beside-cards.tsx";
import { isToldAlone } from "../../../dashboards/compare/beside-said.tsx";
import { answerOf } from "../../../dashboards/compare/topic-answer.ts";
import type { Visit } from "../../../dashboards/visit/visit.ts";
import { NO_ENTRY, newVisitor, type OwnEntry } from "../../../dashboards/visit/visitor.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { smallCommons } from "./small-commons.ts";

const power = measureRef("electricity", "energy") as MeasureRef;
const gas = measureRef("gas", "energy") as MeasureRef;
const distance = measureRef("mobility", "distance") as MeasureRef;

/** A commons that has published nothing, with a public reference for electricity and, without one for the others. */
function young() {
  const of = { area: "T", household_type: "_T", period: "2021", unit: "kWh", source: "France, moyenne", licence: "l" };
  const made = smallCommons([], {}, { domain: "electricity", measure: "energy" });
  const references = [power, gas].map(({ domain, measure }) => ({ ...of, domain: domain.id, measure: measure.id, value: 410 }));
  return { ...made, main: null, rest: null, references, refs: [power, distance, gas] } as unknown as typeof made;
}

const COLD_FIRST = [700, 680, 600, 400, 250, 240, 230, 240, 260, 400, 620, 700];
const typedMonths = (count: number): Partial<OwnEntry> => ({
  kind: "months",
  typed: Object.fromEntries(COLD_FIRST.slice(0, count).map((kWh, i) => [`2025-${String(i + 1).padStart(2, "0")}`, String(kWh)])),
});

function saidOf(measure: MeasureRef, entry: Partial<OwnEntry>, lang: "fr" | "en" = "fr") {
  const [commons, visitor] = [young(), newVisitor()];
  visitor.entries.value = { [measure.key]: { ...NO_ENTRY, ...entry } };
  const answer = answerOf(commons, visitor, measure, "T", lang);
  const visit = { visitor, lang: { value: lang } };
  const html = renderToStaticMarkup(h(BesideAndAsks, { visit, commons, answer })).replaceAll("\u00a0", " ");
  return { html, isTold: isToldAlone(commons, visitor, answer) };
}

test("a year's months are drawn without any neighbour, the cold ones said beside the warm ones, with a reference or without", () => {
  const year = saidOf(power, typedMonths(12)).html;
  expect(year).toContain("<h3>Mes mois</h3>");
  expect(year).toContain("De novembre à mars, 660 kWh par mois ; de mai à septembre, 244 kWh.");
  expect(saidOf(power, typedMonths(12), "en").html).toContain("From November to March, 660 kWh a month");
  // Of half a year nothing is said of a season that it lacks, and two months are no drawing.
  const half = saidOf(power, typedMonths(6)).html;
  expect(half).toContain("<h3>Mes mois</h3>");
  expect(half).not.toContain("De novembre à mars");
  expect(saidOf(power, typedMonths(2)).html).not.toContain("<h3>Mes mois</h3>");
  // What does not follow the cold has no winter.
  const alone = saidOf(distance, typedMonths(12)).html;
  expect(alone).toContain("<h3>Mes mois</h3>");
  expect(alone).not.toContain("De novembre à mars");
});

test("a reference of any heating says what it cannot tell; what is told may be printed and kept, and what is doubted waits", () => {
  const figure = saidOf(power, { amount: "520" });
  expect(figure.html).toContain(
    "En hiver ou si ce chiffre compte votre chauffage, on est d’habitude au-dessus de cette moyenne ; en été ou s’il ne le compte pas, au-dessous.",
  );
  expect(saidOf(distance, { amount: "520" }).html).not.toContain("Si ce chiffre compte");
  expect(["520", "52000", ""].map((amount) => saidOf(power, { amount }).isTold)).toEqual([true, false, false]);
});

test("before the first publication the topics with a reference come first, the others are folded and counted", () => {
  const commons = young();
  const visit = { visitor: newVisitor(), lang: { value: "fr" } } as unknown as Visit;
  const html = renderToStaticMarkup(h(OtherTopics, { visit, commons, shown: [power] }));
  expect([...html.matchAll(/<b>([^<]*)/g)].map(([, name]) => name)).toEqual(["Gaz"]);
  expect(html).toContain("<summary>Sans repère encore (1)</summary>");
});

test("while no contribution is taken, a figure leads on to what one can do with it", () => {
  vi.stubGlobal("location", { href: "http://localhost/compare" });
  vi.stubGlobal("document", { baseURI: "http://localhost/compare", querySelector: () => null });
  const made = young();
  const catalog = { ...made.catalog, commons: { name: { fr: "Ville" } }, intake: { url: "/", ready: false } };
  const commons = { ...made, catalog } as unknown as typeof made;
  const next = (alone: boolean): string =>
    renderToStaticMarkup(
      h(Next, { commons, answers: [], alone, lang: "fr", canShare: false, onShare: () => undefined }, "Garder"),
    );
  expect(next(true)).toMatch(/ne prend pas encore de contributions.*Imprimer ma fiche.*Garder/);
  expect(next(false)).not.toMatch(/Imprimer ma fiche|Garder/);
  vi.unstubAllGlobals();
});
