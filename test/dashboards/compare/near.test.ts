import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test } from "vitest";
import { Near, NearHead, nearRows, nearSaid, nearText, nearTitle } from "../../../dashboards/compare/near-means.tsx";
import { answerOf } from "../../../dashboards/compare/topic-answer.ts";
import { NO_ENTRY, newVisitor } from "../../../dashboards/visit/visitor.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { row } from "../rows.ts";
import { smallCommons } from "./small-commons.ts";

const ref = measureRef("water", "volume") as MeasureRef;

/** What stands near a home of two people in `N1`, where all homes have these means at `N1` and in the town, and such homes these figures. */
function nearOf(
  own: readonly ReturnType<typeof row>[],
  [here, town] = [12, 9],
  lang: "fr" | "en" = "fr",
  margin = 1,
  amount = "14",
) {
  const ends = (value: number) => ({ HOUSEHOLD_TYPE: "_T", CI_LOWER: value - margin, CI_UPPER: value + margin });
  const means = [row("MEAN", town, ends(town)), row("MEAN", here, { REF_AREA: "N1", ...ends(here) })];
  const advice = { "2025": [{ type: "size=2", group: { area: "T", type: "size=2" } }] };
  const commons = smallCommons([...means, ...own], advice);
  const visitor = newVisitor();
  visitor.area.value = "N1";
  visitor.attributes.value = { size: "2" };
  visitor.entries.value = { [ref.key]: { ...NO_ENTRY, amount } };
  const answer = answerOf(commons, visitor, ref, "T", lang);
  const near = nearRows(commons, answer);
  if (!near) throw new Error("nothing is near");
  const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");
  return {
    text: plain(nearText(near, answer, lang)),
    head: `${nearTitle(near, answer, lang)} ${plain(renderToStaticMarkup(h(NearHead, { commons, near, answer, lang })))}`,
    said: plain(nearSaid(commons, near, answer, lang) ?? ""),
    drawing: plain(renderToStaticMarkup(h(Near, { commons, answer, lang, width: 600, id: "near" }))),
    phone: plain(renderToStaticMarkup(h(Near, { commons, answer, lang, width: 320, id: "near" }))).replace(
      /aria-label="[^"]*"/g,
      "",
    ),
  };
}

const of = { HOUSEHOLD_TYPE: "size=2" };
const QUARTILES = [row("P25", 8, of), row("P50", 12, of), row("P75", 16, of)];
const BESIDE = [row("P50", 15, { ...of, REF_AREA: "N1" })];

test("the rows are of homes like the visitor's alone where two places have their figure, else of all homes alone, and say which", () => {
  const all = nearOf([...QUARTILES, row("MEAN", 18, of)]);
  expect(all.text).toMatch(/^La moyenne de tous les foyers, en m³ par mois \(2025\)\./);
  expect(all.drawing).toContain("9 m³");
  // No middle of a kind stands beside means of all, and no visitor who was told a place in that kind.
  expect(all.drawing).not.toMatch(/18 m³|vous, 14|var\(--n3\)/);
  const own = nearOf([...QUARTILES, ...BESIDE]);
  expect(own.text).toMatch(/^Le milieu des foyers comme le vôtre, en m³/);
  // Among homes like theirs the visitor has a mark.
  expect(own.drawing).toContain("vous, 14");
  expect(own.drawing).not.toContain("9 m³");
  expect(own.drawing.match(/stroke="var\(--n3\)" stroke-width="5"/g)).toHaveLength(2);
});

test("where margins tell nothing of homes like the visitor's and something of all homes, as the map has it, these are near, and named", () => {
  const alike = [row("P50", 12, { ...of, REF_AREA: "N1" })];
  expect(nearOf([...QUARTILES, ...alike]).head).toMatch(/la moyenne de tous les foyers <p>On consomme .+En m³ par mois/);
  expect(nearOf([...QUARTILES, ...alike], [9, 9]).head).toMatch(
    /le milieu des foyers comme le vôtre <p>.+trop petit pour conclure.+En m³ par mois/,
  );
});

test("a mean of the homes whose middle the sentence has is said to be another thing", () => {
  const means = [row("MEAN", 18, of), row("MEAN", 19, { ...of, REF_AREA: "N1" })];
  expect(nearOf([...QUARTILES, ...means], [9, 9]).head).toMatch(
    /la moyenne des foyers comme le vôtre <p>.+En m³ .+\. Quelques gros chiffres la tirent au-dessus du milieu/,
  );
  // Of all homes the title says so.
  for (const head of [nearOf(QUARTILES).head, nearOf([...QUARTILES, ...BESIDE]).head]) expect(head).not.toMatch(/Quelques gros/);
});

test("one sentence says how much more there is where, of the homes that are drawn, or that margins do not tell", () => {
  expect(nearOf(QUARTILES, [18, 9]).said).toMatch(/^On consomme 7 à 11 m³ de plus par mois dans le secteur Nord 1 que dans /);
  expect(nearOf(QUARTILES, [9, 18]).said).toMatch(/ 7 à 11 m³ de moins par mois dans le secteur Nord 1 que /);
  // A wide margin is rounded outwards, in finer digits where it would begin at nothing; one that begins next to nothing tells no amount.
  expect(nearOf(QUARTILES, [12, 9]).said).toMatch(/ 1 à 5 m³ de plus par mois /);
  expect(nearOf(QUARTILES, [150, 100], "fr", 24).said).toMatch(/^On consomme plus dans le secteur Nord 1 que dans /);
  expect(nearOf(QUARTILES, [10, 9]).said).toMatch(/^Entre Nord 1 et .+, l’écart est trop petit pour conclure\.$/);
  expect(nearOf([...QUARTILES, ...BESIDE]).said).toMatch(/^On consomme 1 à 5 m³ de plus /);
  expect(nearOf(QUARTILES, [18, 9], "en").said).toMatch(/^People use 7 to 11 m³ more a month in the Nord 1 area than in .+\.$/);
});

test("a gap is what a reader finds who subtracts what is drawn, and a phone has the ends of margins on the line of their figure", () => {
  expect(nearOf(QUARTILES, [54, 71.6], "fr", 0.05).said).toContain(" 17,4 à 17,8 m³ de moins");
  expect(nearOf(QUARTILES, [54.3, 91.6], "fr", 5).said).toContain(" 26 à 48 m³ de moins");
  expect(nearOf(QUARTILES, [54.3, 71.6], "fr", 5).phone).toContain(">54 m³ (49 à 60)<");
  expect(nearOf(QUARTILES, [54, 72], "fr", 0.02).phone).not.toMatch(/\(([\d,]+)\sà\s\1\)/);
});

test("a cost with a note, such as that it was modelled, is nothing that people spend, and all homes are said to be so", () => {
  const energy = measureRef("spending", "energy") as MeasureRef;
  const of = { DOMAIN: "spending", MEASURE: "energy" };
  const rows = [row("MEAN", 72, of), row("MEAN", 54, { ...of, REF_AREA: "N1" })];
  const made = smallCommons(rows, {}, { domain: "spending", measure: "energy" });
  const headFor = (note?: { readonly fr: string; readonly en: string }, lang: "fr" | "en" = "fr"): string => {
    const measures = [{ ...made.catalog.measures[0], unit: "EUR", note }];
    const commons = { ...made, catalog: { ...made.catalog, measures } } as unknown as typeof made;
    const visitor = newVisitor();
    visitor.area.value = "N1";
    const answer = { ...answerOf(commons, visitor, energy, "T", lang), period: "2025" };
    const near = nearRows(commons, answer);
    if (!near) throw new Error("nothing is near");
    return `${nearTitle(near, answer, lang)} ${renderToStaticMarkup(h(NearHead, { commons, near, answer, lang }))}`.replace(
      /[\u00a0\u202f]/g,
      " ",
    );
  };
  const note = { fr: "Coûts modélisés.", en: "Modelled costs." };
  expect(headFor()).toMatch(/ : la moyenne de tous les logements <p>On dépense 16 à 20 € de moins /);
  expect(headFor(note)).toMatch(/<p>C’est 16 à 20 € de moins par mois /);
  expect(headFor(note, "en")).toMatch(/<p>It is €16 to €20 less a month /);
});

test("the axis begins at 0 whether a figure was typed or not, and whichever", () => {
  const high = [row("P50", 90, of), row("P25", 80, of), row("P75", 99, of), row("P50", 95, { ...of, REF_AREA: "N1" })];
  for (const amount of ["", "92", "14"])
    for (const drawing of [nearOf(high, [97, 90], "fr", 1, amount).drawing, nearOf(high, [97, 90], "fr", 1, amount).phone])
      expect(drawing).toMatch(/>0<\/text>/);
});
