import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test } from "vitest";
import { GapLine } from "../../../dashboards/compare/gap.tsx";
import { sentenceOf } from "../../../dashboards/compare/sentence.ts";
import { SentenceText } from "../../../dashboards/compare/sentence-text.tsx";
import { answerOf } from "../../../dashboards/compare/topic-answer.ts";
import { VerdictFigure } from "../../../dashboards/compare/verdict-figures.tsx";
import { NO_ENTRY, newVisitor } from "../../../dashboards/visit/visitor.ts";
import { parseSettings } from "../../../src/contract/settings.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { row } from "../rows.ts";
import { smallCommons } from "./small-commons.ts";

const ref = measureRef("spending", "energy") as MeasureRef;
const TYPE = "surface=75-99";
const MODELLED = { fr: "Modélisé.", en: "Modelled." };

const APPLIANCES = {
  fr: "les appareils coûtent environ 37 € par mois (panel).",
  en: "appliances cost about €37 a month (panel).",
};

/** What is said of an amount beside modelled costs of homes of 75 to 99 m², with quartiles of 70, 90 and 120 €. */
function saidOf(amount: string, own?: "more", surface = "75-99", usual = true, more?: number) {
  const of = { DOMAIN: "spending", MEASURE: "energy", HOUSEHOLD_TYPE: TYPE } as const;
  const rows = [row("P25", 70, of), row("P50", 90, of), row("P75", 120, of)];
  const advice = { "2025": [{ type: TYPE, group: { area: "T", type: TYPE } }] };
  const made = smallCommons(rows, advice, { domain: "spending", measure: "energy" });
  const measures = made.catalog.measures.map((one) => ({
    ...one,
    note: { ...MODELLED, ...(own && { own }), ...(more && { more: { ...APPLIANCES, amount: more } }) },
  }));
  const commons = { ...made, catalog: { ...made.catalog, measures } };
  const visitor = newVisitor();
  visitor.area.value = "N1";
  visitor.attributes.value = { surface };
  visitor.entries.value = { [ref.key]: { ...NO_ENTRY, amount, usual } };
  const answer = answerOf(commons, visitor, ref, "T", "fr");
  const sentence = sentenceOf(commons, answer, "fr");
  return {
    verdict: answer.verdict?.kind,
    ownMore: sentence?.ownMore,
    text:
      sentence && renderToStaticMarkup(h(SentenceText, { sentence, answer, measureNote: own ? MODELLED.fr : null, lang: "fr" })),
    dots: (lang: "fr" | "en") => {
      const counted = { ...answer, below: { fewest: 86, most: 90 } };
      const props = { kind: "dots", commons, answer: counted, lang, id: "a" } as const;
      return renderToStaticMarkup(h(VerdictFigure, props)).replaceAll("\u00a0", " ");
    },
    drawn: () => {
      const homes = Array.from({ length: 100 }, (_, i) => 60 + i);
      const props = { kind: "dots", commons, answer: { ...answer, homes }, lang: "fr", id: "a", paper: 600 } as const;
      return renderToStaticMarkup(h(VerdictFigure, props)).replaceAll("\u00a0", " ");
    },
    gap: renderToStaticMarkup(h(GapLine, { commons, answer, lang: "fr", brief: true })),
  };
}

test("a bill that has more in it than the figures is told so right under the sentence, and which way that goes", () => {
  const lower = /^Votre facture compte plus de choses que ces chiffres\s: en comptant les mêmes choses, vous seriez plus bas\.$/;
  // Between the middle and the dearest quarter; at its limit and in it, the sentence itself says so, which may be all that is read.
  expect(saidOf("100", "more").ownMore).toMatch(lower);
  for (const amount of ["120", "150"]) {
    expect(saidOf(amount, "more").ownMore).toBe("En comptant les mêmes choses, vous seriez plus bas, on ne sait de combien.");
    expect(saidOf(amount, "more").text).toMatch(
      /<p class="sentence">(?:(?!<p).)*<\/p><p [^>]*>En comptant les mêmes choses, vous seriez plus bas, on ne sait de combien\. Modélisé\.<\/p>/,
    );
  }
  expect(saidOf("120", "more").text).toMatch(
    /^<p [^>]*>Avec une facture qui compte plus de choses, vous êtes <mark>à la limite /,
  );
  // Beside the dearest quarter, the figure is what is above them, and not the visitor.
  const high = saidOf("150", "more").text ?? "";
  expect(high).toMatch(
    /^<p [^>]*>Votre facture dépasse le chiffre des <mark>trois quarts<\/mark> des logements [^<]+, <mark>mais elle compte plus de choses<\/mark>\.</,
  );
  expect(high).not.toContain("vous êtes");
  expect(saidOf("100", "more").text).toMatch(/<p class="sentence">(?:(?!<p).)*<\/p><p [^>]*>Votre facture compte plus de choses/);
  // Counted alike it is above them by less: the near end of the gap is not known.
  expect(saidOf("150", "more").gap).toMatch(
    /Au plus 61\skWh<\/b> de plus que le milieu \(90\skWh\), en comptant les mêmes choses\./,
  );
});

test("where the operator states about how much more that is, the sentence is the fair reading, and what more there is stands below", () => {
  const withMore = (amount: string, usual = true, more = 37) => saidOf(amount, "more", "75-99", usual, more);
  const plain = (text: string | null | undefined): string => (text ?? "").replace(/[\u00a0\u202f]/g, " ").replace(/<[^>]*>/g, "");
  const high = withMore("150");
  expect(plain(high.text)).toMatch(
    /^En comptant les mêmes choses, vous seriez vers 113 kWh, plus que le milieu des logements .* \(90 kWh\)\./,
  );
  // Nobody knows a home's own amount: from half as much to half as much again is taken for it, and said to be.
  expect(plain(high.ownMore)).toBe(
    "Vos 150 kWh comptent plus de choses : les appareils coûtent environ 37 € par mois (panel). Pour vous, on compte entre 19 et 56 kWh.",
  );
  // Within that of the middle nobody can tell, and no gap is told.
  const near = withMore("130", true, 60);
  expect(plain(near.text)).toMatch(
    /^En comptant les mêmes choses, vous seriez vers 70 kWh : on ne peut dire si c’est plus ou moins que le milieu des logements .* \(90 kWh\)\./,
  );
  expect(near.gap).toBe("");
  // Where the nearer end alone is within the middle's margin, the other side is ruled out.
  const above = withMore("145", true, 37);
  expect(plain(above.text)).toMatch(
    /vous seriez vers 108 kWh, plus que le milieu des logements .* \(90 kWh\), ou à peu près autant\./,
  );
  expect(above.gap).toBe("");
  expect(plain(withMore("108", true, 37).text)).toMatch(/vers 71 kWh, moins que le milieu .* \(90 kWh\), ou à peu près autant\./);
  expect(plain(withMore("92", true, 30).text)).toMatch(/vers 62 kWh, moins que le milieu/);
  // A quarter is named where one would be in it with half as much again, and with half as much.
  expect(plain(withMore("105", true, 10).text)).toMatch(
    /^En comptant les mêmes choses, vous seriez sans doute dans la moitié centrale des logements .*, vers 95 kWh \(milieu : 90 kWh\)\./,
  );
  expect(plain(withMore("92", true, 50).text)).toMatch(
    /dans le quart qui .*moins des logements .*, vers 42 kWh \(milieu : 90 kWh\)\./,
  );
  expect(plain(withMore("200").text)).toMatch(/dans le quart qui .*plus des logements .*, vers 163 kWh/);
  // Below the middle it is below for sure; of nothing left nothing is reckoned.
  expect(withMore("80").ownMore).toMatch(/vous êtes bien sous le milieu\.$/);
  expect(plain(withMore("150", true, 150).text)).toMatch(/^Votre facture dépasse/);
  // A month that nobody named is taken for an average one, and said to be.
  expect(plain(withMore("150", false).text)).toMatch(
    /^Pour un mois moyen, en comptant les mêmes choses, vous seriez vers 113 kWh/,
  );
  // No count of the figure as it is stands beside that and says otherwise; mark and gap are of what the sentence says.
  expect(high.dots("fr")).not.toContain("en dessous de vous");
  expect(high.drawn()).toContain("vous, vers 113 kWh");
  expect(saidOf("150", "more").drawn()).toContain("vous, 150 kWh");
  // From 94 to 131 is what may be counted alike, and the middle is from 89 to 91: the gap is what a reader subtracts.
  expect(plain(high.gap)).toMatch(/^3 à 42 kWh de plus que le milieu, en comptant les mêmes choses\.$/);
  expect(plain(withMore("80").gap)).toMatch(/de moins que le milieu/);
  expect(
    parseSettings({ notes: { [ref.key]: { ...MODELLED, own: "more", more: { ...APPLIANCES, amount: 37 } } } }).notes[ref.key],
  ).toMatchObject({ more: { amount: 37 } });
  expect(() => parseSettings({ notes: { [ref.key]: { ...MODELLED, more: { ...APPLIANCES, amount: 0 } } } })).toThrow();
});

test("how many are below a figure that has more in it is said not to be counted alike, and of any other it is not", () => {
  const more = saidOf("150", "more");
  expect(more.dots("fr")).toContain(
    ": 86 à 90 sont en dessous de vous (ils seraient moins nombreux en comptant les mêmes choses).",
  );
  expect(more.dots("en")).toContain(": 86 to 90 are below you (they would be fewer if the same things were counted).");
  expect(saidOf("150").dots("fr")).toContain(": 86 à 90 consomment moins que vous.");
});

test("who is below the middle although the bill has more in it is so for sure, and the gap leaves nothing out", () => {
  for (const amount of ["60", "80"]) {
    const said = saidOf(amount, "more");
    expect(said.ownMore).toMatch(
      /^Votre facture compte plus de choses que ces chiffres, et reste plus basse\s: vous êtes bien sous le milieu\.$/,
    );
    expect(said.gap).toMatch(/ de moins que le milieu \(90\skWh\)\./);
  }
  // A month that nobody named may be one of summer.
  expect(saidOf("60", "more", "75-99", false).ownMore).toMatch(/vous seriez plus bas\.$/);
});

test("nothing of it is said where the operator does not state it, where the kind of home is not known, or where a figure is doubted", () => {
  expect(saidOf("150").ownMore).toBeNull();
  expect(saidOf("150").gap).not.toContain("mêmes choses");
  expect(saidOf("150", "more", "unknown").ownMore ?? null).toBeNull();
  expect(saidOf("1500", "more")).toMatchObject({ verdict: "unit", ownMore: null });
});

test("a note states that a household's own figure has more in it, or states nothing of it", () => {
  const notes = (own: unknown) => ({ notes: { "spending.energy": { ...MODELLED, own } } });
  expect(parseSettings(notes("more")).notes).toEqual({ "spending.energy": { ...MODELLED, own: "more" } });
  expect(() => parseSettings(notes("less"))).toThrow();
});
