import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test } from "vitest";
import { BesideAndAsks } from "../../../dashboards/compare/beside-and-asks.tsx";
import { whyInstead } from "../../../dashboards/compare/group-notes.ts";
import { HomeCard } from "../../../dashboards/compare/home-card.tsx";
import { referenceName, referenceScope } from "../../../dashboards/compare/reference.ts";
import { sentenceOf } from "../../../dashboards/compare/sentence.ts";
import { answerOf } from "../../../dashboards/compare/topic-answer.ts";
import { whoText } from "../../../dashboards/compare/who-text.ts";
import { replyNote } from "../../../dashboards/home/reply.tsx";
import { NO_ENTRY, newVisitor, type OwnEntry } from "../../../dashboards/visit/visitor.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { row } from "../rows.ts";
import { smallCommons } from "./small-commons.ts";

const ref = measureRef("water", "volume") as MeasureRef;
const PAIR = { HOUSEHOLD_TYPE: "size=2" };

/** The notes to a home of two people at a place, where only the whole territory has quartiles of its kind. */
function notesAt(area: string, month = "", amount = "9", counts: readonly number[] = [], origin?: object) {
  const rows = [
    ...(["P25", "P50", "P75"] as const).map((statistic, i) => row(statistic, 5 + 4 * i, PAIR)),
    row("MEAN", 9, { REF_AREA: "S1" }),
    row("MEAN", 9, { REF_AREA: "N1" }),
    row("COUNT", 100),
    ...counts.map((count) => row("COUNT", count, PAIR)),
    row("COUNT", 90, { REF_AREA: "N" }),
    row("MEAN", 8, { ...PAIR, TIME_PERIOD: "2025-Q1" }),
  ];
  const advice = ["S1", "N1"].map((at) => ({ at, type: "size=2", group: { area: "T", type: "size=2" } }));
  const made = smallCommons(rows, { "2025": advice, "2025-Q1": advice });
  const commons = { ...made, catalog: { ...made.catalog, commons: { ...made.catalog.commons, origin } } } as typeof made;
  const visitor = newVisitor();
  visitor.area.value = area;
  visitor.attributes.value = { size: "2" };
  visitor.entries.value = { "water.volume": { ...NO_ENTRY, amount, month } };
  const answer = answerOf(commons, visitor, ref, "T", "fr");
  const sentence = sentenceOf(commons, answer, "fr");
  const reply = sentence && [replyNote(answer, sentence), ...sentence.about].join(" ");
  return {
    title: sentence?.title,
    notes: sentence?.notes.join(" "),
    instead: sentence?.instead,
    why: whyInstead(commons, answer, "fr"),
    reply,
    who: whoText(commons, answer, "fr"),
  };
}

test("where nearly all homes of a wider group are is said wherever the visitor is, on the home page too", () => {
  for (const { instead, notes, why, reply } of [notesAt("S1"), notesAt("N1")]) {
    // One line below the drawing says whose figures it has and where these homes are: apart, one read that they are of another place, and of this one.
    expect(instead).toMatch(
      /^Dans le secteur [^,.:]+, trop peu de foyers comme le vôtre\s: voici ceux du secteur Bourg, "le Grand", dont presque tous les foyers comptés sont du secteur Nord\.$/,
    );
    expect([notes, why].join(" ")).not.toContain("presque tous");
    expect(reply?.split("presque tous")).toHaveLength(2);
  }
});

test("with whom one is compared ends with their middle and its margin", () => {
  expect(notesAt("N1").who).toMatch(/^Avec .*\. Le milieu\s: 9\sm³, entre 8\set\s10\sm³\.$/);
});

test("homes that the sentence names are not described again: their number is enough", () => {
  const { title, who } = notesAt("N1", "", "9", [640]);
  expect(title).toContain("foyers de 2 personnes");
  expect(who).toMatch(/^Avec ces 640\sfoyers, qui ont donné leurs chiffres\./);
  // A part and the whole around it, each with noise of its own.
  for (const count of [2520, 2490]) expect(notesAt("N1", "", "9", [count]).who).toMatch(/^Avec ces 2\s500\sfoyers/);
});

test("how the homes come to be counted is said: they gave their figures, or who is in the copied data", () => {
  const who = { fr: "Des logements vendus depuis 2021.", en: "Dwellings sold since 2021." };
  const copied = notesAt("N1", "", "9", [640], { fr: "ADEME", en: "ADEME", who }).who;
  expect(copied).toMatch(/^Avec ces 640\s\S+\. Des logements vendus depuis 2021\. Le milieu/);
  expect(notesAt("N1", "", "9", [640]).who).toMatch(/, qui ont donné leurs chiffres\./);
});

test("answers that a kind counts together are named, and none where it has just one of each", () => {
  const power = measureRef("electricity", "energy") as MeasureRef;
  const [kind = ""] = power.measure.similarity.classes.map(({ code }) => code);
  const rows = (["P25", "P50", "P75"] as const).map((statistic, i) =>
    row(statistic, 5 + 4 * i, { DOMAIN: "electricity", MEASURE: "energy", HOUSEHOLD_TYPE: kind }),
  );
  const commons = smallCommons(
    rows,
    { "2025": [{ type: kind, group: { area: "T", type: kind } }] },
    { domain: "electricity", measure: "energy" },
  );
  const visitor = newVisitor();
  visitor.area.value = "N1";
  visitor.attributes.value = { heating: "electric", size: "2" };
  visitor.entries.value = { [power.key]: { ...NO_ENTRY, amount: "9" } };
  expect(whoText(commons, answerOf(commons, visitor, power, "T", "fr"), "fr")).toMatch(
    / Pour un chiffre plus sûr, électricité et pompe à chaleur comptent ensemble\s; 1 et 2 personnes aussi\.$/,
  );
  expect(notesAt("N1").who).not.toContain("comptent ensemble");
});

test("who would look for their answer in the sentence in vain is told with which it is counted, and not again below", () => {
  const energy = measureRef("spending", "energy") as MeasureRef;
  const of = { DOMAIN: "spending", MEASURE: "energy", HOUSEHOLD_TYPE: "surface=100+" };
  const rows = (["P25", "P50", "P75"] as const).map((statistic, i) => row(statistic, 50 + 40 * i, of));
  const advice = { "2025": [{ type: "surface=100+", group: { area: "T", type: "surface=100+" } }] };
  const commons = smallCommons(rows, advice, { domain: "spending", measure: "energy" });
  const saidFor = (surface: string) => {
    const visitor = newVisitor();
    visitor.area.value = "N1";
    visitor.attributes.value = { surface };
    visitor.entries.value = { [energy.key]: { ...NO_ENTRY, amount: "90" } };
    const answer = answerOf(commons, visitor, energy, "T", "fr");
    const sentence = sentenceOf(commons, answer, "fr");
    if (!sentence) throw new Error("nothing is said");
    const texts = [sentence.about, [whoText(commons, answer, "fr")]];
    return texts.map((notes) => notes.some((note) => / 100 à 149.* comptent ensemble/.test(note)));
  };
  expect(saidFor("150+")).toEqual([true, false]);
  expect(saidFor("100-149")).toEqual([false, true]);
});

test("of the largest or the smallest answer that a kind counts together it is said which homes there are beside it, and that theirs is often more or less, where the published means bear it", () => {
  const power = measureRef("electricity", "energy") as MeasureRef;
  const of = { DOMAIN: "electricity", MEASURE: "energy" } as const;
  const kindOf = (size: string): string => `heating=electric-or-pump;size=${size}`;
  const saidFor = (size: string, means: Readonly<Record<string, readonly [number, number]>>) => {
    const type = kindOf(["1", "2"].includes(size) ? "1-2" : "3+");
    const three = (["P25", "P50", "P75"] as const).map((one, i) =>
      row(one, 200 + 200 * i, { ...of, HOUSEHOLD_TYPE: type, CI_LOWER: 199 + 200 * i, CI_UPPER: 201 + 200 * i }),
    );
    const rows = Object.entries(means).map(([one, [low, high]]) =>
      row("MEAN", (low + high) / 2, { ...of, HOUSEHOLD_TYPE: kindOf(one), CI_LOWER: low, CI_UPPER: high }),
    );
    const advice = { "2025": [{ type, group: { area: "T", type } }] };
    const commons = smallCommons([...three, ...rows], advice, { domain: "electricity", measure: "energy" });
    const visitor = newVisitor();
    visitor.area.value = "N1";
    visitor.attributes.value = { heating: "electric", size };
    visitor.entries.value = { [power.key]: { ...NO_ENTRY, amount: "300", usual: true } };
    const answer = answerOf(commons, visitor, power, "T", "fr");
    const notes = [...(sentenceOf(commons, answer, "fr")?.about ?? []), whoText(commons, answer, "fr")].join(" ");
    expect(notes).toContain(" comptent ensemble");
    return /Ce groupe a aussi des foyers où l’on est (\S+) nombreux que chez vous, qui consomment souvent (\S+)\./
      .exec(notes)
      ?.slice(1)
      .join(" ");
  };
  const apart = { "1-2": [300, 340], "3+": [400, 440] } as const;
  expect(["5+", "3", "1", "2"].map((size) => saidFor(size, apart))).toEqual([
    "moins moins",
    "plus plus",
    "plus plus",
    "moins moins",
  ]);
  // In the midst of them, where the margins touch, and where nothing is published to tell it by, nothing is.
  expect(saidFor("4", apart)).toBeUndefined();
  expect(saidFor("5+", { "1-2": [300, 400], "3+": [400, 440] })).toBeUndefined();
  expect(saidFor("5+", { "3+": [400, 440] })).toBeUndefined();
  // What falls with more people is said to.
  expect(saidFor("5+", { "1-2": [500, 540], "3+": [400, 440] })).toBe("moins plus");
});

test("a month that was typed as such has a middle counted from its quarter, and is on a side of it only beyond all that it lacks of it", () => {
  const saidOf = (amount: string) => notesAt("N1", "01", amount);
  expect(saidOf("16").title).toMatch(/^C’est \*plus\* que la moyenne des foyers .*, de janvier à mars 2025\.$/);
  expect(saidOf("16").notes).toMatch(/^16\sm³ en janvier\s; en moyenne, environ 8\sm³, entre 1\set\s15\sm³\./);
  for (const amount of ["2", "8", "10", "15"])
    expect(saidOf(amount).title).toMatch(
      /^En janvier, \*la moyenne est vers 8\sm³\*, entre 1\set\s15\sm³\s: trop [^.]+ pour dire plus ou moins\.$/,
    );
  expect(saidOf("10").notes).toMatch(
    /^On ne publie que des trimestres entiers, ici de janvier à mars 2025\. Donnez les trois mois\.$/,
  );
  // So little may be hardship: that is said first. What its days lack may not make it so little.
  expect(saidOf("0,5").notes).toMatch(/^0,5\sm³ par mois, c’est très peu à côté de la moyenne\. De janvier à mars/);
});

test("a reference is named by the head of its source and by the size of its homes; in English by that size alone", () => {
  const of = { domain: "water", measure: "volume", area: "T", household_type: "_T", period: "2020", value: 9.9, unit: "m3" };
  const source = "France, moyenne par ménage : 145 litres par jour (CGDD) × 2,25 personnes";
  const water = { ...of, people: 2.25, source, licence: "l" };
  expect(referenceName(water, ref, "fr")).toBe(" (France, moyenne par ménage de 2,25 personnes)");
  expect(referenceName(water, ref, "en")).toBe(" (homes of 2.25 people)");
  const insee = { ...of, source: "Insee (2020)", licence: "l" };
  expect(referenceName(insee, ref, "fr")).toBe(" (Insee, quel que soit le nombre de personnes)");
  expect(referenceName(insee, ref, "en")).toBe(" (however many people live there)");
  // A kind of home says how many people, where that matters, and one person's distance is no home's.
  expect(referenceName({ ...insee, household_type: "size=1" }, ref, "fr")).toBe(" (Insee)");
  expect(referenceName(insee, measureRef("mobility", "distance") as MeasureRef, "en")).toBe("");
});

test("a reference of all homes is said to be of any heating where that decides about the kind of home", () => {
  const reference = { domain: "electricity", measure: "energy", area: "T", household_type: "_T", period: "2021" } as const;
  const scope = (source: string, of: MeasureRef, lang: "fr" | "en") =>
    referenceScope({ ...reference, value: 410, unit: "kWh", source, licence: "l" }, of, lang);
  const electricity = measureRef("electricity", "energy") as MeasureRef;
  expect(scope("France, moyenne par site", electricity, "fr")).toBe(
    " en France, tous chauffages, quel que soit le nombre de personnes",
  );
  expect(scope("Insee (2020)", electricity, "en")).toBe(", any heating, however many people live there");
  expect(scope("France, moyenne par ménage", ref, "en")).toBe(" in France, however many people live there");
});

test("a reference of a mean number of people stays as it was published, and a home of more or fewer is told what is normal for it", () => {
  const source = "France, moyenne par ménage : 145 litres par jour (CGDD) × 2,25 personnes";
  const of = { domain: "water", measure: "volume", area: "T", household_type: "_T", period: "2020" };
  const source_en = "France, average per household: 145 litres a day and person (CGDD) × 2.25 people";
  const reference = { ...of, value: 9.9, people: 2.25, unit: "m3", source, source_en, licence: "l" };
  const commons = { ...smallCommons([], {}), references: [reference] };
  const saidTo = (size: string, lang: "fr" | "en", entry: Partial<OwnEntry> = { amount: "9" }): string => {
    const visitor = newVisitor();
    visitor.attributes.value = { size };
    visitor.entries.value = { "water.volume": { ...NO_ENTRY, ...entry } };
    const answer = answerOf(commons, visitor, ref, "T", lang);
    const visit = { visitor, lang: { value: lang } };
    return renderToStaticMarkup(h(BesideAndAsks, { visit, commons, answer })).replaceAll("\u00a0", " ");
  };
  // Three times what a mean person uses is nobody's figure: a third person adds less.
  for (const size of ["1", "2", "3", "5+", "unknown"]) {
    expect(saidTo(size, "fr")).toMatch(/Repère public : 9,9 m³\.<.*<p>Moyenne d’une année en France pour 2,25 personnes\./s);
    // Whose it is stands in one line, and how it was computed is a tap away.
    expect(saidTo(size, "fr")).toContain("France, moyenne par ménage (CGDD)</span>.<details>");
    expect(saidTo(size, "fr")).toContain("145 litres par jour × 2,25 personnes.</span>");
  }
  expect(saidTo("3", "en")).toMatch(/9\.9 m³\.<.*<p>A year’s mean in France for 2\.25 people\./s);
  const normal = (...said: Parameters<typeof saidTo>): string | null =>
    /[^<>.]*(on est d’habitude|one is usually)[^<>]*/.exec(saidTo(...said))?.[0].trim() ?? null;
  expect(["1", "2", "3", "5+", "unknown"].map((size) => normal(size, "fr"))).toEqual([
    "Quand on vit seul, on est d’habitude au-dessous de cette moyenne.",
    null,
    "À 3 dans le foyer, on est d’habitude au-dessus de cette moyenne.",
    "À 5 dans le foyer, on est d’habitude au-dessus de cette moyenne.",
    null,
  ]);
  expect(normal("4", "en", { amount: "150", kind: "year" })).toBe("With 4 at home, one is usually above this mean.");
  // Of so little nobody says that it is normal.
  expect(normal("1", "fr", { amount: "0,5" })).toBeNull();
  // One month that was typed as such is no figure "a month".
  expect(saidTo("5+", "fr", { kind: "months", typed: { "2026-03": "9" } })).toContain("<mark>9 m³</mark>. Repère");
  // A figure that cannot be is a question to the visitor, about what was typed.
  const many = { amount: "9137", kind: "year" } as const;
  expect(saidTo("5+", "fr", many)).toMatch(
    /^<p class="sentence"><mark>Bien plus<.mark> que le repère public \(9,9 m³\), 77 fois.*avez-vous<.span> la bonne unité/,
  );
  expect(saidTo("5+", "en", many)).toMatch(/have you the right unit/);
  expect(saidTo("5+", "fr", many)).toContain("9 137 m³, c’est…");
  expect(saidTo("5+", "fr", many)).not.toContain("le total d’une année");
});

test("a month of something that follows the cold is told what is normal for its season, and drawn all the same", () => {
  const power = measureRef("electricity", "energy") as MeasureRef;
  const of = { domain: "electricity", measure: "energy", area: "T", household_type: "_T", period: "2021", licence: "l" } as const;
  const made = smallCommons([], {}, { domain: "electricity", measure: "energy" });
  const commons = { ...made, references: [{ ...of, value: 410, unit: "kWh", source: "France, moyenne par site" }] };
  const saidTo = (lang: "fr" | "en", entry: Partial<OwnEntry>): string => {
    const visitor = newVisitor();
    visitor.entries.value = { [power.key]: { ...NO_ENTRY, amount: "520", ...entry } };
    const visit = { visitor, lang: { value: lang } };
    const answer = answerOf(commons, visitor, power, "T", lang);
    return renderToStaticMarkup(h(BesideAndAsks, { visit, commons, answer })).replaceAll("\u00a0", " ");
  };
  const normal = (entry: Partial<OwnEntry>): string | null =>
    /(?<=<p>[^<]*)(En hiver|En été)[^<.]*\./.exec(saidTo("fr", entry))?.[0] ?? null;
  expect(normal({ month: "11" })).toBe(
    "En hiver ou si ce chiffre compte votre chauffage, on est d’habitude au-dessus de cette moyenne ; s’il ne le compte pas, au-dessous.",
  );
  expect(normal({ month: "07" })).toBe("En été, on est d’habitude au-dessous de cette moyenne.");
  expect(normal({})).toBe(
    "En hiver ou si ce chiffre compte votre chauffage, on est d’habitude au-dessus de cette moyenne ; en été ou s’il ne le compte pas, au-dessous.",
  );
  expect([normal({ month: "04" }), normal({ usual: true }), normal({ kind: "year", amount: "6000" })]).toEqual([
    null,
    null,
    null,
  ]);
  expect(saidTo("en", { month: "01" })).toContain(
    "In winter or if this figure includes your heating, one is usually above this mean; if it does not, below.",
  );
  // A drawing that disappears once the month is named would be missed.
  expect(saidTo("fr", { month: "11" })).toContain('class="sized"');
});

test("before the first publication the number of people is asked where it changes the reference, and not where that is a home's", () => {
  const source = { domain: "water", measure: "volume", area: "T", household_type: "_T", period: "2020", value: 9.9, unit: "m3" };
  const isAsked = (people: { people?: number }): boolean => {
    const commons = { ...smallCommons([], {}), main: null, references: [{ ...source, ...people, source: "S", licence: "l" }] };
    const visit = { visitor: newVisitor(), lang: { value: "fr" } };
    const props = { visit, commons, refs: [ref], fallback: "T", editing: true, setEditing: () => undefined };
    return renderToStaticMarkup(h(HomeCard, props as unknown as Parameters<typeof HomeCard>[0])).includes(
      "Personnes dans le foyer",
    );
  };
  expect([isAsked({ people: 2.25 }), isAsked({})]).toEqual([true, false]);
});
