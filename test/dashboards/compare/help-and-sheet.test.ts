import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test, vi } from "vitest";
import { AskedBack } from "../../../dashboards/compare/asked-back.tsx";
import { Next } from "../../../dashboards/compare/beside-cards.tsx";
import { statesGap } from "../../../dashboards/compare/drawn-figures.ts";
import { Gap, GapLine } from "../../../dashboards/compare/gap.tsx";
import { middleText } from "../../../dashboards/compare/group-notes.ts";
import { Row } from "../../../dashboards/compare/group-rows.tsx";
import { asksForHelp } from "../../../dashboards/compare/low-figure.ts";
import {
  Checks,
  ChecksTogether,
  checksFor,
  checksOnce,
  HelpLinked,
  HelpToPay,
  helpText,
} from "../../../dashboards/compare/next-steps.tsx";
import { gapInMoney, roundedPrice } from "../../../dashboards/compare/rounded.ts";
import { elsewhereText, sentenceOf } from "../../../dashboards/compare/sentence.ts";
import { SentenceText } from "../../../dashboards/compare/sentence-text.tsx";
import { limitsOf, otherSaid, Sheet } from "../../../dashboards/compare/sheet.tsx";
import { answerOf, isDoubted, type TopicAnswer } from "../../../dashboards/compare/topic-answer.ts";
import { ENTRY_KINDS, NO_ENTRY, newVisitor, type OwnEntry } from "../../../dashboards/visit/visitor.ts";
import type { Household } from "../../../src/contract/attributes.ts";
import { CHECKS } from "../../../src/domains/checks.ts";
import { MEASURES, type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { row } from "../rows.ts";
import { smallCommons } from "./small-commons.ts";

const ref = measureRef("water", "volume") as MeasureRef;

/** A visitor of two people, and a commons that publishes quartiles of such homes. */
function homeOfTwo() {
  const of = { HOUSEHOLD_TYPE: "size=2" };
  const rows = [row("P25", 5, of), row("P50", 9, of), row("P75", 13, of)];
  const commons = smallCommons(rows, { "2025": [{ type: "size=2", group: { area: "T", type: "size=2" } }] });
  const visitor = newVisitor();
  visitor.area.value = "N1";
  visitor.attributes.value = { size: "2" };
  return { commons, visitor };
}

test("the paper has twelve boxes for a year, the figure that is doubted, and where the data come from, and that homes are made up where they are", () => {
  vi.stubGlobal("document", { baseURI: "http://localhost/compare", querySelector: () => null });
  const { commons: made, visitor } = homeOfTwo();
  const named = { ...made.catalog.commons, name: { fr: "Eaux" }, origin: { fr: "ADEME" } };
  const commons = { ...made, catalog: { ...made.catalog, commons: named } } as unknown as typeof made;
  const paper = (entry: Partial<OwnEntry>, sample = false, more = 0, doubted: TopicAnswer[] = []): string => {
    visitor.entries.value = { "water.volume": { ...NO_ENTRY, amount: "9", ...entry } };
    const answer = answerOf(commons, visitor, ref, "T", "fr");
    const catalog = { ...commons.catalog, releases: [{}], commons: { ...commons.catalog.commons, sample } };
    const said = { ...commons, catalog } as unknown as typeof made;
    return renderToStaticMarkup(
      h(Sheet, { commons: said, visitor, answer, others: Array(more).fill(answer), doubted, lang: "fr" }),
    );
  };
  // The boxes are on every sheet; styles take them away where topics leave no room.
  expect([1, 2].map((more) => paper({}, false, more).includes("diary"))).toEqual([true, true]);
  // A figure that is still doubted is on the paper as it was typed, and that nothing stands beside it.
  visitor.entries.value = { "water.volume": { ...NO_ENTRY, amount: "400" } };
  const doubted = answerOf(commons, visitor, ref, "T", "fr");
  expect(isDoubted(doubted)).toBe(true);
  expect(paper({}, false, 0, [doubted])).toMatch(/À vérifier, et comparé à rien d’ici là\.<\/b> Eau\s: 400\sm³ par mois\./);
  expect(paper({})).not.toContain("À vérifier");
  // Paper has nothing to tap: what is a tap away for an ordinary home is on it.
  expect(paper({ amount: "9,1" })).toMatch(/class="checks"><b>À regarder chez vous/);
  expect(paper({ amount: "1" })).not.toContain("À regarder");
  expect(paper({})).not.toContain("Démonstration");
  expect(paper({}, true)).toMatch(/sheet-foot"><b>Démonstration\s: ces foyers sont inventés\./);
  expect(paper({})).toMatch(/class="diary".*Données d’origine\s: ADEME/s);
  expect(paper({ kind: "bill", from: "2025-01-01", to: "2025-02-28", amount: "18" })).toContain("diary");
  // The topic has the visitor's figure, and that it is a month's, or of which month.
  expect(paper({})).toMatch(/<b>Eau\s: 9\sm³ par mois<\/b>/);
  expect(paper({ amount: "108" })).toMatch(/<b>Eau\s: 108\sm³ par mois<\/b>/);
  expect(paper({ month: "01" })).toMatch(/9\sm³(<\/mark>)? en janvier/);
  expect(paper({})).toMatch(/en\sm³ par mois, à noter/);
  vi.unstubAllGlobals();
});

test("on paper another topic gives the visitor's amount once", () => {
  const { commons, visitor } = homeOfTwo();
  const said = (entry: Partial<OwnEntry>) => {
    visitor.entries.value = { "water.volume": { ...NO_ENTRY, amount: "9", ...entry } };
    return otherSaid(commons, answerOf(commons, visitor, ref, "T", "en"), "en");
  };
  expect(said({})).toEqual(["Water: 9\u00a0m³ per month.", expect.stringMatching(/^You are in the middle half/)]);
  expect(said({ kind: "bill", from: "2025-01-01", to: "2025-02-28", amount: "18" })).toEqual([
    "Water:",
    expect.stringMatching(/9\sm³ a month/),
  ]);
});

test("help is offered for a figure that may mean hardship, and for no other", () => {
  const of = { HOUSEHOLD_TYPE: "size=2" };
  const rows = [row("P25", 5, of), row("P50", 9, of), row("P75", 13, of)];
  const commons = smallCommons(rows, { "2025": [{ type: "size=2", group: { area: "T", type: "size=2" } }] });
  const helpFor = (amount: string, month = ""): boolean => {
    const visitor = newVisitor();
    visitor.area.value = "N1";
    visitor.attributes.value = { size: "2" };
    visitor.entries.value = { "water.volume": { ...NO_ENTRY, amount, month } };
    return asksForHelp(answerOf(commons, visitor, ref, "T", "fr"));
  };
  const amounts = ["0,1", "2,5", "3", "9"];
  expect(amounts.map((amount) => helpFor(amount))).toEqual([true, true, false, false]);
  // Nor does it vanish where the figure is said to be of the coldest month.
  expect(amounts.map((amount) => helpFor(amount, "01"))).toEqual([true, true, false, false]);
  // A mistake is likelier: what else the figure may be is asked, and help does not wait for an answer.
  const visitorOf = (change: Partial<OwnEntry>) => {
    const visitor = newVisitor();
    visitor.area.value = "N1";
    visitor.attributes.value = { size: "2" };
    visitor.entries.value = { "water.volume": { ...NO_ENTRY, amount: "2,5", ...change } };
    return visitor;
  };
  const answerFor = (change: Partial<OwnEntry>) => answerOf(commons, visitorOf(change), ref, "T", "fr");
  const asked = (change: Partial<OwnEntry>): string =>
    renderToStaticMarkup(h(AskedBack, { commons, visitor: visitorOf(change), answer: answerFor(change), lang: "fr" }));
  const chipsOf = (html: string) => [...html.matchAll(/<button[^>]*>([^<]*)/g)].map(([, text]) => text);
  expect(chipsOf(asked({}))).toEqual(["d’un logement peu occupé", "celui d’une partie du mois", "en\u00a0€", "juste"]);
  expect(asked({})).toMatch(/Vous vous privez/);
  // A bill is of no other time or unit.
  const bill = asked({ kind: "bill", from: "2025-01-01", to: "2025-12-31", amount: "20" });
  expect(bill).toMatch(/Vous vous privez/);
  expect(chipsOf(bill)).toEqual(["d’un logement peu occupé", "juste"]);
  // Who says that the home is seldom lived in has its place, told so, without alarm, gap or homes like it.
  const seldom = answerFor({ amount: "2,5", seldom: true });
  expect([asksForHelp(seldom), statesGap(seldom)]).toEqual([true, false]);
  const { title = "", notes = [] } = sentenceOf(commons, seldom, "fr") ?? {};
  expect([title, ...notes].join(" ")).toMatch(
    /qui consomme le moins.* Rien d’étonnant\s: ce logement est peu occupé\.(?!.*très peu)/,
  );
  // Each answer can be taken back, and help stays with a figure that is right: that of a home seldom lived in has it at the end of the page.
  for (const change of [{ seldom: true }, { confirmed: true }]) expect(chipsOf(asked(change))).toEqual(["Modifier"]);
  expect(asked({ seldom: true })).not.toMatch(/CCAS|privez/);
  expect(asked({ confirmed: true })).toMatch(/Ce chiffre est… juste.*Vous vous privez.*CCAS/);
});

test("in the middle half it is said on which side of the middle one is, where the gap with it is told", () => {
  const { commons, visitor } = homeOfTwo();
  const titles = Array.from({ length: 30 }, (_, i) => {
    visitor.entries.value = { [ref.key]: { ...NO_ENTRY, amount: `${i + 1}` } };
    const answer = answerOf(commons, visitor, ref, "T", "fr");
    const middle = answer.group?.quartiles?.p50;
    const title = sentenceOf(commons, answer, "fr")?.title ?? "";
    if (!middle || !title.includes("moitié centrale")) return null;
    const at = ` du milieu (${middle.value}\u00a0m³).`;
    const side = i + 1 > middle.upper ? `, au-dessus${at}` : i + 1 < middle.lower ? `, en dessous${at}` : null;
    expect(side === null ? !title.includes(" du milieu") : title.endsWith(side)).toBe(true);
    return side;
  });
  expect([...new Set(titles)].map((side) => side?.replace(/\s\(\d.+/, ""))).toEqual(
    expect.arrayContaining([undefined, ", au-dessus du milieu", ", en dessous du milieu"]),
  );
});

test("what the middle is stands beside whoever is held against one, and beside a mean does not", () => {
  const { commons, visitor } = homeOfTwo();
  visitor.entries.value = { "water.volume": { ...NO_ENTRY, amount: "20" } };
  const answer = answerOf(commons, visitor, ref, "T", "fr");
  expect(middleText(answer, "fr")).toMatch(/^Le milieu\s: la moitié des foyers est au-dessous, l’autre au-dessus\.$/);
  const { group } = answer;
  const ofMean = {
    ...answer,
    group: group && { ...group, quartiles: null, centre: { ...group.centre, statistic: "MEAN" as const } },
  };
  expect([middleText(ofMean, "fr"), middleText({ ...answer, given: null }, "fr")]).toEqual([null, null]);
});

test("whoever is above the middle beyond its margin is told two things to look at, the rest of the middle half a tap away, and nobody else, nor where there is no room", () => {
  const { commons, visitor } = homeOfTwo();
  const asked = (amount: string, brief = false): string => {
    visitor.entries.value = { "water.volume": { ...NO_ENTRY, amount } };
    const answer = answerOf(commons, visitor, ref, "T", "fr");
    return renderToStaticMarkup(h(AskedBack, { commons, visitor, answer, lang: "fr", brief }));
  };
  const two = [expect.stringMatching(/compteur/), expect.stringMatching(/chasse/)];
  // In the highest quarter a bill may be hard to pay, and one line says who helps.
  expect(asked("20").match(/<li>[^<]*/g)).toEqual([...two, expect.stringMatching(/Trop lourd à payer.*CCAS/)]);
  // The quarter begins at 13 m³, and in between the side cannot be told.
  expect(asked("13").match(/<li>[^<]*/g)).toEqual(two);
  // Above the middle is enough: not only the highest quarter worries.
  expect(asked("11")).toBe(asked("13"));
  expect(asked("9")).toBe('<details class="no-print"><summary>À regarder chez vous</summary></details>');
  // At the edge of the lowest quarter, and in it, somebody may be going without.
  for (const amount of ["6", "4"]) expect(asked(amount)).not.toContain("regarder");
  expect(asked("20", true)).toBe("");
  // Beside other topics they stand below all, a tap away.
  const among = h(AskedBack, { commons, visitor, answer: answerOf(commons, visitor, ref, "T", "fr"), lang: "fr", several: true });
  visitor.entries.value = { "water.volume": { ...NO_ENTRY, amount: "20" } };
  const [water] = [answerOf(commons, visitor, ref, "T", "fr")];
  expect(renderToStaticMarkup(among)).not.toContain("<li>");
  const together = (...answers: TopicAnswer[]) => renderToStaticMarkup(h(ChecksTogether, { commons, answers, lang: "fr" }));
  expect([together(water), together({ ...water, given: null }, { ...water, given: null })]).toEqual(["", ""]);
  expect(together(water, { ...water, given: null })).toMatch(/^<details><summary>À regarder chez vous<\/summary><\/details>$/);
  // An ordinary home keeps them when a second topic comes; one that uses little has none.
  const placed = (quarter: "low" | "middle") =>
    ({ ...water, given: { ...water.given, perMonth: 8 }, verdict: { kind: "quarter", quarter } }) as TopicAnswer;
  expect(together(placed("middle"), placed("middle"))).toContain("À regarder chez vous");
  expect(together(placed("low"), placed("low"))).toBe("");
  expect(asked("2,5")).not.toContain("<li>");
});

test("what to look at is of the home's heating, in both languages, of a measure that there is, and of no home seldom lived in", () => {
  for (const [key, checks] of Object.entries(CHECKS)) {
    expect(MEASURES.map((one) => one.key)).toContain(key);
    for (const { labels } of checks) expect(Object.values(labels).every((text) => text.length > 20)).toBe(true);
  }
  const electricity = measureRef("electricity", "energy") as MeasureRef;
  const { commons, visitor } = homeOfTwo();
  visitor.entries.value = { "water.volume": { ...NO_ENTRY, amount: "20" } };
  const answer = answerOf(commons, visitor, ref, "T", "fr");
  const high = { ...answer, ref: electricity, verdict: { kind: "quarter", quarter: "high" } } as const;
  const saidTo = (heating: Household["heating"]) =>
    checksFor({ ...high, household: { ...high.household, heating } }).map(({ labels }) => labels.fr.slice(0, 24));
  expect(saidTo("electric")).toEqual([expect.stringMatching("thermostat"), expect.stringMatching("chauffe-eau")]);
  expect(saidTo("gas")).toEqual([expect.stringMatching("compteur"), expect.stringMatching("chauffe-eau")]);
  // Of two topics that have something in common each says it once.
  const energy = {
    ...high,
    ref: measureRef("spending", "energy") as MeasureRef,
    household: { ...high.household, heating: "electric" },
  } as const;
  const both = checksOnce({ commons, answers: [{ ...high, household: energy.household }, energy], lang: "fr" }).flatMap(
    ({ lines }) => lines,
  );
  expect(both.some((line) => line.includes("thermostat"))).toBe(true);
  expect(new Set(both).size).toBe(both.length);
  // Nor are works on the heating named beside a topic that it is not of.
  const works = (one: MeasureRef, heating: Household["heating"]): boolean => {
    const of = { ...high, ref: one, household: { ...high.household, heating } };
    return renderToStaticMarkup(h(Checks, { answer: of, commons, lang: "fr" })).includes("Isoler");
  };
  expect((["electric", "heat-pump", "gas", "wood"] as const).map((heating) => works(electricity, heating))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(works(measureRef("gas", "energy") as MeasureRef, "gas")).toBe(true);
  expect(works(measureRef("spending", "energy") as MeasureRef, "unknown")).toBe(true);
  expect(checksFor({ ...high, seldom: true })).toEqual([]);
  expect(checksFor({ ...high, given: null })).toEqual([]);
});

test("help to pay is offered once for all topics, closed, whatever they use and before anything is typed; not beside the box of a very low figure", () => {
  const { commons, visitor } = homeOfTwo();
  const answerFor = (change: Partial<OwnEntry>) => {
    visitor.entries.value = { "water.volume": { ...NO_ENTRY, ...change } };
    return answerOf(commons, visitor, ref, "T", "fr");
  };
  const [high, middle, low] = ["20", "9", "2,5"].map((amount) => answerFor({ amount }));
  const seldom = answerFor({ amount: "2,5", seldom: true });
  const helpFor = (...answers: (typeof high)[]): string =>
    renderToStaticMarkup(h(HelpToPay, { commons, answers: answers.filter((one) => one !== undefined), lang: "fr" }));
  const closed = /^<details class="help-to-pay"><summary>Une facture difficile à payer\s\?<\/summary><\/details>$/;
  expect(helpFor(high, high)).toMatch(closed);
  expect(helpFor(seldom)).toMatch(closed);
  expect(helpFor(middle)).toMatch(closed);
  expect(helpFor(answerFor({ amount: "" }))).toMatch(closed);
  expect([helpFor(low), helpFor(high, low)]).toEqual(["", ""]);
  // A telephone is called with a tap, and opens no tab; what has an address is a link.
  const both = [high, { ...high, ref: measureRef("electricity", "energy") }] as TopicAnswer[];
  const linked = renderToStaticMarkup(h(HelpLinked, { commons, answers: both, lang: "fr" }));
  expect(linked).toContain('<a href="tel:+33805204805">');
  expect(linked.match(/<a href="https:[^"]*" target="_blank" rel="noopener noreferrer">[^<]*/g)?.length).toBe(4);
  // The telephone of energy is none for water; services of another country have no name here.
  const electric = { ...high, ref: measureRef("electricity", "energy") } as TopicAnswer;
  if (!high) throw new Error("a figure has an answer");
  expect(helpText(commons, [high], "fr")).toMatch(/CCAS(?!.*chèque énergie)(?=.*solidarité)/);
  expect(helpText(commons, [high, electric], "fr")).toMatch(
    /CCAS.*appelez votre fournisseur.*solidarité.*chèque énergie.*Pour l’eau(?!.*solidarité)/,
  );
  const { catalog } = commons;
  const abroad = { ...commons, catalog: { ...catalog, commons: { ...catalog.commons, country: "BE" } } } as typeof commons;
  // The water service is asked anywhere, the fund is a French one.
  const water = /Pour l’eau, demandez à votre service des eaux, avant l’échéance, de payer en plusieurs fois/;
  expect(helpText(commons, [high], "fr")).toMatch(
    /service des eaux.* le Fonds de solidarité pour le logement peut aider aussi\.$/,
  );
  expect(helpText(commons, [electric], "fr")).not.toMatch(water);
  expect(helpText(abroad, [high], "fr")).toMatch(water);
  expect(helpText(abroad, [high], "fr")).not.toMatch(/Fonds/);
  expect(helpText(abroad, [electric], "fr")).toBe(
    "Des gens sont là pour aider\u00a0: les services sociaux de votre commune. Pour l’énergie, appelez votre fournisseur avant l’échéance\u00a0: il peut étaler le paiement.",
  );
});

test("a heat pump is not taken for radiators that somebody dares not turn on, and is named in its group", () => {
  const electricity = measureRef("electricity", "energy") as MeasureRef;
  const type = "heating=electric-or-pump;size=1-2";
  const of = { DOMAIN: "electricity", MEASURE: "energy", HOUSEHOLD_TYPE: type } as const;
  const rows = [row("P25", 270, of), row("P50", 396, of), row("P75", 580, of)];
  const commons = smallCommons(
    rows,
    { "2025": [{ type, group: { area: "T", type } }] },
    { domain: "electricity", measure: "energy" },
  );
  const saidOf = (heating: string, amount: string) => {
    const visitor = newVisitor();
    visitor.area.value = "N1";
    visitor.attributes.value = { size: "2", heating };
    visitor.entries.value = { [electricity.key]: { ...NO_ENTRY, amount } };
    const answer = answerOf(commons, visitor, electricity, "T", "fr");
    const sentence = sentenceOf(commons, answer, "fr");
    return { title: sentence?.title, asks: asksForHelp(answer) };
  };
  const title = expect.stringContaining("chauffés par électricité ou pompe à chaleur");
  expect(saidOf("heat-pump", "100")).toMatchObject({ title, asks: false });
  expect(saidOf("heat-pump", "40").asks).toBe(true);
  // Both count together, and both are told so.
  expect(saidOf("electric", "100")).toMatchObject({ title, asks: true });
});

test("nine months of gas typed as one are asked about and have no place before the answer, and are not called more than all that is counted", () => {
  const of = { HOUSEHOLD_TYPE: "size=2" };
  const rows = [row("P25", 5, of), row("P50", 9, of), row("P75", 13, of)];
  const commons = smallCommons(rows, { "2025": [{ type: "size=2", group: { area: "T", type: "size=2" } }] });
  const saidOf = (entry: Partial<OwnEntry>, lang: "fr" | "en" = "fr") => {
    const visitor = newVisitor();
    visitor.area.value = "N1";
    visitor.attributes.value = { size: "2" };
    visitor.entries.value = { "water.volume": { ...NO_ENTRY, ...entry } };
    return sentenceOf(commons, answerOf(commons, visitor, ref, "T", lang), lang);
  };
  const titleOf = (...of: Parameters<typeof saidOf>) => saidOf(...of)?.title;
  // Every doubt has its reason.
  for (const doubted of [{ amount: "9137", kind: "year" }, { amount: "80" }] as const)
    expect(saidOf(doubted)?.notes).toEqual([
      expect.stringMatching(/^Parmi les foyers de 2 personnes .*, le milieu est à 9\sm³ par mois\.$/),
    ]);
  expect(titleOf({ amount: "9137", kind: "year" })).toMatch(/^\*Bien plus\* que .*, \d+ fois\s: avez-vous la bonne unité/);
  expect(titleOf({ amount: "9137", kind: "year" }, "en")).toMatch(/^\*Far more\* than .*, \d+ times: have you the right unit/);
  expect(titleOf({ amount: "80" })).toMatch(/^\*80\sm³ sur un mois\*, ou sur plusieurs\s\?$/);
  expect(titleOf({ amount: "80", confirmed: true })).toMatch(/^Vous êtes dans \*le quart/);
  expect(titleOf({ amount: "960", kind: "year" })).toMatch(/^Vous êtes dans \*le quart/);
  // Months that are known each are no bill's, whatever the field was for before the file; over ten times the middle they are asked about.
  const months = (value: number) =>
    Array.from({ length: 12 }, (_, i) => ({ period: `2025-${String(i + 1).padStart(2, "0")}`, value }));
  for (const kind of ENTRY_KINDS) expect(titleOf({ kind, months: months(50) })).toMatch(/^Vous êtes dans \*le quart/);
  expect(titleOf({ kind: "year", months: months(2) })).not.toMatch(/ou sur un mois/);
  expect(titleOf({ months: months(91) })).toMatch(/^91\sm³ en .*\*bien plus\* que .*, 10 fois/);
});

test("what limits the sentence of each topic is on the paper once", () => {
  vi.stubGlobal("document", { baseURI: "http://localhost/compare", querySelector: () => null });
  const { commons: made, visitor } = homeOfTwo();
  const named = { ...made.catalog.commons, name: { fr: "Eaux" } };
  const commons = { ...made, catalog: { ...made.catalog, commons: named } } as unknown as typeof made;
  visitor.entries.value = { "water.volume": { ...NO_ENTRY, amount: "9" } };
  const answer = answerOf(commons, visitor, ref, "T", "fr");
  const [limit = ""] = limitsOf(commons, answer, "fr");
  const html = renderToStaticMarkup(h(Sheet, { commons, visitor, answer, others: [answer], doubted: [], lang: "fr" }));
  expect(limit).not.toBe("");
  expect(html.replaceAll("&quot;", '"').split(limit.slice(0, -1))).toHaveLength(2);
  // Months and two topics more are longer than a page, and stand smaller on it.
  const months = Array.from({ length: 12 }, (_, i) => ({ period: `2025-${String(i + 1).padStart(2, "0")}`, value: 9 }));
  const sheetOf = (entry: object, others: number): string => {
    visitor.entries.value = { "water.volume": { ...NO_ENTRY, ...entry } };
    const one = answerOf(commons, visitor, ref, "T", "fr");
    return renderToStaticMarkup(
      h(Sheet, { commons, visitor, answer: one, others: Array(others).fill(answer), doubted: [], lang: "fr" }),
    );
  };
  expect(
    [sheetOf({ months }, 2), sheetOf({ months }, 1), sheetOf({ amount: "9" }, 2)].map((one) => one.includes("crowded")),
  ).toEqual([true, false, true]);
});

test("a bill that is doubted may be a year's total, which is divided once, or right: it is no bill a second time", () => {
  const { commons, visitor } = homeOfTwo();
  const bill = { amount: "600", kind: "bill", from: "2025-01-01", to: "2025-03-31" } as const;
  visitor.entries.value = { "water.volume": { ...NO_ENTRY, ...bill } };
  const answer = answerOf(commons, visitor, ref, "T", "fr");
  const html = renderToStaticMarkup(h(AskedBack, { commons, visitor, answer, lang: "fr" }));
  const buttons = [...html.matchAll(/<button[^>]*>(.*?)<\/button>/g)].map(([, text = ""]) =>
    text.replace(/<[^>]*>/g, "").replace(/\s/g, " "),
  );
  expect(buttons).toEqual(["le total d’une année soit 50 m³ par mois", "juste"]);
  visitor.entries.value = { "water.volume": { ...NO_ENTRY, ...bill, kind: "year" } };
  expect(answerOf(commons, visitor, ref, "T", "fr").given?.perMonth).toBe(50);
});

test("a figure that is far too much for a month may be a year's total, also where a twelfth is above what counts in full", () => {
  const { commons: made, visitor } = homeOfTwo();
  const commons = { ...made, catalog: { ...made.catalog, measures: [{ ...made.catalog.measures[0], clamp: { upper: 40 } }] } };
  const buttonsFor = (amount: string): string => {
    visitor.entries.value = { "water.volume": { ...NO_ENTRY, amount } };
    const answer = answerOf(commons as unknown as typeof made, visitor, ref, "T", "fr");
    return renderToStaticMarkup(h(AskedBack, { commons: commons as unknown as typeof made, visitor, answer, lang: "fr" }));
  };
  expect(buttonsFor("600")).toContain("le total d’une année");
  // A twelfth that no home explains is no better.
  expect(buttonsFor("900000")).not.toContain("le total d’une année");
});

test("a figure that is doubted makes no sheet: printing waits for the answer", () => {
  vi.stubGlobal("document", { baseURI: "http://localhost/compare", querySelector: () => null });
  vi.stubGlobal("location", { href: "http://localhost/compare" });
  const { commons: made, visitor } = homeOfTwo();
  const commons = { ...made, catalog: { ...made.catalog, intake: null } } as unknown as typeof made;
  const nextFor = (amount: string): string => {
    visitor.entries.value = { "water.volume": { ...NO_ENTRY, amount } };
    const answers = [answerOf(commons, visitor, ref, "T", "fr")];
    return renderToStaticMarkup(h(Next, { commons, answers, lang: "fr", canShare: true, onShare: () => undefined }, "Prochains"));
  };
  expect(nextFor("9")).toMatch(/Imprimer ma fiche.*Prochains/);
  expect(nextFor("400")).not.toMatch(/Imprimer ma fiche|Prochains/);
  // The card to share has no figure of the visitor's.
  expect(nextFor("400")).toContain("Partager");
  vi.unstubAllGlobals();
});

test("in part of a year help begins at the year's share of the lowest five in a hundred, else below a third", () => {
  const { commons, visitor } = homeOfTwo();
  const asks = (fiveShare: number | null, amount: string): boolean => {
    visitor.entries.value = { "water.volume": { ...NO_ENTRY, amount, month: "01" } };
    return asksForHelp({ ...answerOf(commons, visitor, ref, "T", "fr"), fiveShare });
  };
  // The middle is 9 m³.
  expect(["2,5", "3,5", "4"].map((amount) => asks(0.4, amount))).toEqual([true, true, false]);
  expect(["2,5", "3,5", "4"].map((amount) => asks(null, amount))).toEqual([true, false, false]);
});

test("a place outside the territory is said beside the answer, until another place is chosen", () => {
  const { commons, visitor } = homeOfTwo();
  const answer = answerOf(commons, visitor, ref, "T", "fr");
  expect(elsewhereText(commons, visitor, answer, "fr")).toBeNull();
  visitor.elsewhere.value = { text: "Marseille", area: "N1" };
  expect(elsewhereText(commons, visitor, answer, "fr")).toMatch(
    /^Réponse pour .+\s«\sMarseille\s» n’a pas été trouvé dans ce territoire\.$/,
  );
  visitor.area.value = "T";
  expect(elsewhereText(commons, visitor, answer, "fr")).toBeNull();
});

test("a gap has the ends that the middle's margin leaves, rounded outwards, and the year is twelve times these", () => {
  const of = { HOUSEHOLD_TYPE: "size=2" };
  const near = (value: number) => ({ ...of, CI_LOWER: value - 3, CI_UPPER: value + 3 });
  const rows = [row("P25", 30, near(30)), row("P50", 90, near(90)), row("P75", 130, near(130))];
  const commons = smallCommons(rows, { "2025": [{ type: "size=2", group: { area: "T", type: "size=2" } }] });
  const gapOf = (amount: string): string => {
    const visitor = newVisitor();
    visitor.area.value = "N1";
    visitor.attributes.value = { size: "2" };
    visitor.entries.value = { "water.volume": { ...NO_ENTRY, amount } };
    const answer = answerOf(commons, visitor, ref, "T", "fr");
    return renderToStaticMarkup(h(GapLine, { commons, answer, lang: "fr" })).replace(/<[^>]*>/g, "");
  };
  expect(gapOf("100")).toMatch(/^7 à 13\sm³ par mois de plus .* \(87 à 93\sm³\), 84 à 156\sm³ sur un an\.$/);
  expect(gapOf("100,4")).toMatch(/^7 à 14\sm³ par mois de plus /);
});

test("a gap has the money that its written ends make at the operator's price, whose name and month are told, and none without a price", () => {
  const of = { HOUSEHOLD_TYPE: "size=2" };
  const near = (value: number) => ({ ...of, CI_LOWER: value - 3, CI_UPPER: value + 3 });
  const rows = [row("P25", 30, near(30)), row("P50", 90, near(90)), row("P75", 130, near(130))];
  const made = smallCommons(rows, { "2025": [{ type: "size=2", group: { area: "T", type: "size=2" } }] });
  const price = {
    value: 4.344,
    as_of: "2025-02-01",
    source: { fr: "Régie : tarif", en: "Utility" },
    url: "https://eau.example/",
  };
  const { catalog } = made;
  const measures = [{ domain: "water", measure: "volume", clamp: { upper: 400 }, unit: "m3", price }];
  const priced = {
    ...made,
    catalog: { ...catalog, measures, commons: { ...catalog.commons, currency: "EUR" } },
  } as unknown as typeof made;
  const saidOf = (amount: string, commons: typeof made, part: typeof Gap | typeof GapLine): string => {
    const visitor = newVisitor();
    visitor.area.value = "N1";
    visitor.attributes.value = { size: "2" };
    visitor.entries.value = { "water.volume": { ...NO_ENTRY, amount } };
    const answer = answerOf(commons, visitor, ref, "T", "fr");
    return renderToStaticMarkup(h(part, { commons, answer, lang: "fr" })).replace(/<[^>]*>/g, "");
  };
  // 84 × 4.34 and 156 × 4.34
  expect(saidOf("100", priced, GapLine)).toMatch(
    /84 à 156\sm³ sur un an, soit 360 à 680\s€ \(4,34\s€ le\sm³\s: Régie\s: tarif, février\s2025\)\.$/,
  );
  // Beside it the price: that it is of a year too stands above it.
  expect(saidOf("100", priced, Gap)).toMatch(
    /sur un an84 à 156\sm³de plus par an, à 4,34\s€ le\sm³360 à 680\s€Régie\s: tarif, février\s2025$/,
  );
  expect(saidOf("100", priced, Gap).match(/sur un an/g)).toHaveLength(1);
  expect(saidOf("100", made, GapLine)).not.toContain("€");
  // Where no gap can be told, nor of a figure that may mean hardship, there is no money.
  expect(saidOf("91", priced, GapLine)).not.toContain("€");
  expect([roundedPrice(0.2016), roundedPrice(0.0034), roundedPrice(4)]).toEqual([
    { value: 0.2, decimals: 2 },
    { value: 0.0034, decimals: 4 },
    { value: 4, decimals: 0 },
  ]);
  // The far end alone, and no cents.
  expect(gapInMoney({ lower: null, upper: 42, decimals: 0 }, { value: 0.2, decimals: 2 })).toEqual({
    lower: null,
    upper: 8,
    decimals: 0,
  });
});

test("a figure at an end of the middle's margin, as it is written, has no gap", () => {
  const of = { HOUSEHOLD_TYPE: "size=2" };
  const p50 = { ...of, CI_LOWER: 372.4, CI_UPPER: 408.3 };
  const rows = [
    row("P25", 260, { ...of, CI_LOWER: 250, CI_UPPER: 270 }),
    row("P50", 390, p50),
    row("P75", 570, { ...of, CI_LOWER: 550, CI_UPPER: 590 }),
  ];
  const commons = smallCommons(rows, { "2025": [{ type: "size=2", group: { area: "T", type: "size=2" } }] });
  const lineOf = (amount: string): string => {
    const visitor = newVisitor();
    visitor.area.value = "N1";
    visitor.attributes.value = { size: "2" };
    visitor.entries.value = { "water.volume": { ...NO_ENTRY, amount, confirmed: true } };
    return renderToStaticMarkup(h(GapLine, { commons, answer: answerOf(commons, visitor, ref, "T", "fr"), lang: "fr" })).replace(
      /<[^>]*>/g,
      "",
    );
  };
  for (const amount of ["370", "410"]) expect(lineOf(amount)).toMatch(/^Tout près du milieu \(370\sà\s410\sm³\)\.$/);
  expect(lineOf("411")).toMatch(/de plus que le/);
  expect(lineOf("369")).toMatch(/de moins que le/);
});

test("the mean of months, which nobody typed, stands above the sentence unless this has it", () => {
  const of = { HOUSEHOLD_TYPE: "size=2" };
  const rows = [row("P25", 5, of), row("P50", 9, of), row("P75", 13, of)];
  const commons = smallCommons(rows, { "2025": [{ type: "size=2", group: { area: "T", type: "size=2" } }] });
  const textOf = (entry: Partial<OwnEntry>): string => {
    const visitor = newVisitor();
    visitor.area.value = "N1";
    visitor.attributes.value = { size: "2" };
    visitor.entries.value = { "water.volume": { ...NO_ENTRY, ...entry } };
    const answer = answerOf(commons, visitor, ref, "T", "fr");
    const sentence = sentenceOf(commons, answer, "fr");
    if (sentence === null) throw new Error("a figure has a sentence");
    return renderToStaticMarkup(h(SentenceText, { sentence, answer, measureNote: null, lang: "fr" })).replace(/<[^>]*>/g, "");
  };
  const months = Array.from({ length: 12 }, (_, i) => ({ period: `2025-${String(i + 1).padStart(2, "0")}`, value: 10 }));
  expect(textOf({ months })).toMatch(/^Vos 12\smois\s: 120\sm³, soit 10\sm³ par mois\.Vous êtes /);
  expect(textOf({ amount: "10" })).toMatch(/^Vous êtes /);
});

test("a file of two years has its place in the year that is named", () => {
  const of = { HOUSEHOLD_TYPE: "size=2" };
  const rows = [row("P25", 5, of), row("P50", 9, of), row("P75", 13, of)];
  const commons = smallCommons(rows, { "2025": [{ type: "size=2", group: { area: "T", type: "size=2" } }] });
  const monthsOf = (year: number) =>
    Array.from({ length: 12 }, (_, i) => ({ period: `${year}-${String(i + 1).padStart(2, "0")}`, value: 9 }));
  const titleOf = (months: OwnEntry["months"]) => {
    const visitor = newVisitor();
    visitor.area.value = "N1";
    visitor.attributes.value = { size: "2" };
    visitor.entries.value = { "water.volume": { ...NO_ENTRY, months } };
    return sentenceOf(commons, answerOf(commons, visitor, ref, "T", "fr"), "fr")?.title;
  };
  expect(titleOf([...monthsOf(2024), ...monthsOf(2025)])).toMatch(/, en 2025\.$/);
  expect(titleOf(monthsOf(2025))).toMatch(/, en 2025\.$/);
});

test("a year's total that is likelier a month's is asked about before anything is said of little; a total's month is said at its mark", () => {
  const { commons, visitor } = homeOfTwo();
  const answerFor = (change: Partial<OwnEntry>) => {
    visitor.entries.value = { "water.volume": { ...NO_ENTRY, kind: "year", ...change } };
    return answerOf(commons, visitor, ref, "T", "fr");
  };
  const little = answerFor({ amount: "10" });
  expect(sentenceOf(commons, little, "fr")?.title).toMatch(/^\*10\sm³ sur un an\*, ou sur un mois\s\?$/);
  const html = renderToStaticMarkup(h(AskedBack, { commons, visitor, answer: little, lang: "fr" }));
  expect([...html.matchAll(/<button[^>]*>([^<]*)/g)].map(([, text]) => text).slice(0, 2)).toEqual([
    "le total d’un mois",
    "juste",
  ]);
  expect(html).not.toContain("Vous vous privez");
  expect(asksForHelp(answerFor({ amount: "10", confirmed: true }))).toBe(true);
  // A total of a file or a contribution is a year's.
  expect(asksForHelp(answerFor({ amount: "10", year: "2025" }))).toBe(true);
  const usual = { ...answerFor({ amount: "96" }), homes: [4, 6, 8, 10, 12, 14] };
  const drawn = renderToStaticMarkup(h(Row, { commons, answer: usual, lang: "fr", width: 340, id: "row" }));
  expect(drawn).toContain("vous, 8\u00a0m³");
});
