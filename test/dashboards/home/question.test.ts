import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test, vi } from "vitest";
import { isFewKept, kindAbsent } from "../../../dashboards/compare/group-notes.ts";
import { answerOf } from "../../../dashboards/compare/topic-answer.ts";
import { openingText, Question } from "../../../dashboards/home/question.tsx";
import { attributesOf } from "../../../dashboards/visit/fields.tsx";
import { newVisitor } from "../../../dashboards/visit/visitor.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { smallCommons } from "../compare/small-commons.ts";
import { row } from "../rows.ts";

const ref = measureRef("water", "volume") as MeasureRef;
const KIND = "size=1";
const UNASKED = "Dans le secteur Nord 1, trop peu de foyers comme le vôtre pour un chiffre précis.";

/** What the first page says before a figure to a home of one person in `N1`, where all homes have a mean of 9. */
function saidBefore(...rows: readonly ReturnType<typeof row>[]) {
  const all = row("MEAN", 9, { REF_AREA: "N1", HOUSEHOLD_TYPE: "_T" });
  const commons = smallCommons([all, ...rows], { "2025": [{ type: KIND, group: { area: "N1", type: "_T" } }] });
  const visitor = newVisitor();
  visitor.area.value = "N1";
  visitor.attributes.value = { size: "1" };
  const answer = answerOf(commons, visitor, ref, "T", "fr");
  const texts = [openingText(commons, answer, null, "fr"), kindAbsent(commons, answer, "fr")];
  const [text, why] = texts.map((one) => one?.replace(/[\u00a0\u202f]/g, " ") ?? null);
  return [text, why, isFewKept(commons, answer)];
}

const unsure = { HOUSEHOLD_TYPE: KIND, CI_LOWER: 27.4, CI_UPPER: 75.2, OBS_STATUS: "U" } as const;

test("before a figure, a kind that is published only around is answered with what the figure will be compared with, and why", () => {
  const wider = row("MEAN", 59, { ...unsure, REF_AREA: "T" });
  const [text, why, isKept] = saidBefore(wider);
  expect(isKept).toBe(false);
  expect(text).toMatch(/^Les foyers d’une personne .* sont en moyenne entre 27 et 76 m³ par mois\. Et vous \?$/);
  expect(why).toBe(UNASKED);
  const kept = row("MEAN", null, { REF_AREA: "N1", HOUSEHOLD_TYPE: KIND, CONF_STATUS: "D" });
  const [, whyKept, isHeld] = saidBefore(wider, kept);
  expect(whyKept).toMatch(/^Dans le secteur Nord 1, le chiffre des foyers d’une personne n’est pas publié\s: il ferait deviner /);
  // One home more would not bring it.
  expect(isHeld).toBe(true);
});

test("before a figure, a kind that is published nowhere is said, beside the figure of all homes; one that is published at the place needs no word", () => {
  expect(saidBefore()).toEqual(["Les foyers du secteur Nord 1 sont en moyenne à 9 m³ par mois. Et vous ?", UNASKED, false]);
  expect(saidBefore(row("MEAN", 59, { ...unsure, REF_AREA: "N1" }))).toEqual([
    "Les foyers d’une personne du secteur Nord 1 sont en moyenne entre 27 et 76 m³ par mois. Et vous ?",
    null,
    false,
  ]);
});

test("before a figure, a place without any says so at once, and that the answer comes from around it", () => {
  const commons = smallCommons([row("MEAN", 9, { REF_AREA: "T", HOUSEHOLD_TYPE: "_T" })], {});
  const visitor = newVisitor();
  visitor.area.value = "N1";
  expect(openingText(commons, answerOf(commons, visitor, ref, "T", "fr"), null, "fr").replace(/\s/g, " ")).toBe(
    "Rien de publié dans le secteur Nord 1 : tapez un chiffre, la réponse viendra d’un endroit plus large.",
  );
});

test("what most topics ask of a home comes first, and stays where it is when the topic changes", () => {
  const power = measureRef("electricity", "energy") as MeasureRef;
  expect(power.measure.similarity.attributes).toEqual(["heating", "size"]);
  expect(attributesOf([power], [ref, power])).toEqual(["size", "heating"]);
  expect(attributesOf([power, ref], [ref, power])).toEqual(["size", "heating"]);
  expect(attributesOf([ref], [ref, power])).toEqual(["size"]);
  expect(attributesOf([power], [power])).toEqual(["heating", "size"]);
});

test("before the first publication the first page asks how many live there for a person's reference, and offers the other references", () => {
  vi.stubGlobal("location", new URL("http://localhost/"));
  vi.stubGlobal("document", { baseURI: "http://localhost/", querySelector: () => null });
  const power = measureRef("electricity", "energy") as MeasureRef;
  const of = { area: "T", household_type: "_T", period: "2020", source: "S", licence: "l" };
  const water = { ...of, domain: "water", measure: "volume", value: 9.9, unit: "m3", people: 2.25 };
  const references = [water, { ...of, domain: "electricity", measure: "energy", value: 410, unit: "kWh" }];
  const commons = { ...smallCommons([], {}), refs: [ref, power], main: null, references };
  const visit = { visitor: newVisitor(), lang: { value: "fr" } };
  const asked = (about: MeasureRef): boolean[] => {
    const focus = { ref: about, area: commons.tree.root, children: [] };
    const props = { visit, commons, focus, later: null, reply: null };
    const html = renderToStaticMarkup(h(Question, props as unknown as Parameters<typeof Question>[0]));
    expect([...html.matchAll(/name="topic"/g)]).toHaveLength(2);
    return ["Personnes dans le foyer", "Chauffage"].map((name) => html.includes(name));
  };
  expect([asked(ref), asked(power)]).toEqual([
    [true, false],
    [false, false],
  ]);
  vi.unstubAllGlobals();
});
