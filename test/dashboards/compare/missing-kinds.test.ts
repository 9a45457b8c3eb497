import { h } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import { expect, test, vi } from "vitest";
import { figuresOf, isFolded, statesGap } from "../../../dashboards/compare/drawn-figures.ts";
import { othersOf } from "../../../dashboards/compare/drawn-rows.ts";
import { asksForHelp } from "../../../dashboards/compare/low-figure.ts";
import { MonthsStanding } from "../../../dashboards/compare/months-standing.tsx";
import { OwnMargin } from "../../../dashboards/compare/own-margin.tsx";
import { publicMiddle } from "../../../dashboards/compare/public-middle.ts";
import { type Sentence, sentenceOf } from "../../../dashboards/compare/sentence.ts";
import { otherSaid } from "../../../dashboards/compare/sheet.tsx";
import { commonRowOf, verdictWords } from "../../../dashboards/compare/together-rows.ts";
import { answerOf } from "../../../dashboards/compare/topic-answer.ts";
import { whoText } from "../../../dashboards/compare/who-text.ts";
import { WithWhom } from "../../../dashboards/compare/with-whom.tsx";
import { sayArea } from "../../../dashboards/home/map-figure.tsx";
import type { Focus } from "../../../dashboards/shared/best-measure.ts";
import { NO_ENTRY, newVisitor, type OwnEntry } from "../../../dashboards/visit/visitor.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";
import { row } from "../rows.ts";
import { smallCommons } from "./small-commons.ts";

const ref = measureRef("water", "volume") as MeasureRef;

/** The commons with a name, as a source is said. */
const named = (commons: ReturnType<typeof smallCommons>) => ({
  ...commons,
  catalog: { ...commons.catalog, commons: { ...commons.catalog.commons, name: { fr: "Ville", en: "Town" } } },
});

/** A kind of home in the whole town, around a middle. */
const kind = (HOUSEHOLD_TYPE: string, middle: number) => [
  row("MEAN", middle, { HOUSEHOLD_TYPE }),
  row("P25", middle - 3, { HOUSEHOLD_TYPE }),
  row("P50", middle, { HOUSEHOLD_TYPE }),
  row("P75", middle + 3, { HOUSEHOLD_TYPE }),
];

/** What a home of a size is told, where kinds of homes of one to three people are published, and of the town alone. */
function said(size: string, amount = "15") {
  const rows = [...kind("size=1", 4), ...kind("size=2", 7), ...kind("size=3", 10), ...kind("_T", 7)];
  const commons = smallCommons(rows, {
    "2025": [{ type: size === "unknown" ? "_T" : `size=${size}`, group: { area: "T", type: "_T" } }],
  });
  const visitor = newVisitor();
  visitor.area.value = "N1";
  visitor.attributes.value = { size };
  visitor.entries.value = { "water.volume": { ...NO_ENTRY, amount } };
  const answer = answerOf(commons, visitor, ref, "T", "fr");
  const { title, notes, few } = sentenceOf(commons, answer, "fr") as Sentence;
  const inQuarter = sentenceOf(commons, { ...answer, period: "2025-Q4" }, "fr");
  return { title, notes, few, who: whoText(commons, answer, "fr"), inQuarter };
}

test("a home whose kind has no figure is given that of the finest group, the same whatever its own is, then what is missing", () => {
  const sentence = said("5+");
  expect(sentence.title).toMatch(/^Le milieu des foyers .*, tous types réunis, est à 7\sm³ par mois\.$/);
  expect(said("5+", "4").title).toBe(sentence.title);
  expect(sentence.few).toMatch(/pas encore assez de foyers de 5 personnes ou plus/);
  expect(sentence.notes).toEqual([]);
  expect(said("unknown").who).toMatch(/^Avec les foyers .*, type par type\.$/);
});

/** The answer to a home of a size, where the kinds of homes are published of the whole town. */
function answerIn(kinds: readonly string[], size: string) {
  const rows = [...kinds.flatMap((one, i) => kind(one, 4 + 3 * i)), ...kind("_T", 7)];
  const commons = smallCommons(rows, { "2025": [{ type: "_T", group: { area: "T", type: "_T" } }] });
  const visitor = newVisitor();
  visitor.area.value = "N1";
  visitor.attributes.value = { size };
  visitor.entries.value = { "water.volume": { ...NO_ENTRY, amount: "15" } };
  return answerOf(commons, visitor, ref, "T", "fr");
}

test("a topic of several that lacks an answer is short: the kinds are drawn once it is opened", () => {
  const answer = answerIn(["size=1", "size=2"], "unknown");
  expect(figuresOf(answer)[0]).toBe("kinds");
  expect(figuresOf(answer).filter((kind) => !isFolded(kind, answer))).toEqual([]);
});

test("where the kind is not known, the range names the kinds that it leaves out, and a figure is low only below a third of its lowest middle", () => {
  const sentence = said("unknown");
  expect(sentence.title).toMatch(/^Il manque une réponse/);
  expect(sentence.notes[0]).toMatch(/de 4\sm³ à 10\sm³ par mois selon le nombre de personnes/);
  // Of part of the year it is the middles that have a time, not what is missing.
  expect(sentence.inQuarter?.title).toBe(sentence.title);
  expect(sentence.inQuarter?.notes[0]).toMatch(/, d’octobre à décembre 2025, le milieu va de/);
  expect(sentence.notes[1]).toMatch(/^Pas dans ces chiffres\s: 4\spersonnes et 5\spersonnes ou plus\.$/);
  expect(said("unknown", "2").notes).toHaveLength(2);
  expect(said("unknown", "1,3").notes[0]).toMatch(/^1,3\sm³ par mois, c’est très peu à côté du plus bas de ces milieux\.$/);
  expect(said("unknown", "1,3").notes[1]).toMatch(/selon le nombre de personnes/);
});

test("a home whose kind has a middle that is too imprecise for a place is told its side of that middle, and why it has no rank", () => {
  const sentence = said("3");
  expect(sentence?.title).toMatch(/^C’est \*plus\* que le milieu des foyers de 3\spersonnes .*\s: 10\sm³\.$/);
  expect(sentence?.notes).toEqual(["Les quarts sont trop imprécis ici pour dire votre rang."]);
});

test("a home whose kind has one unsure figure is told its side of the whole margin, on screen, in the list and on paper, and no side of wider homes", () => {
  const rows = [row("MEAN", 14, { HOUSEHOLD_TYPE: "size=5+", OBS_STATUS: "U", CI_LOWER: 12, CI_UPPER: 16 }), ...kind("_T", 7)];
  const commons = smallCommons(rows, { "2025": [{ type: "size=5+", group: { area: "T", type: "_T" } }] });
  for (const [amount, side, short] of [
    ["5", "vous êtes *en dessous*", "*moins* que la moyenne"],
    ["8.6", "vous êtes *en dessous*", "*moins* que la moyenne"],
    ["13", "sont *autour de la moyenne*", "trop imprécis pour vous situer"],
    ["30", "vous êtes *au-dessus*", "*plus* que la moyenne"],
  ] as const) {
    const visitor = newVisitor();
    visitor.area.value = "N1";
    visitor.attributes.value = { size: "5+" };
    visitor.entries.value = { "water.volume": { ...NO_ENTRY, amount } };
    const answer = answerOf(commons, visitor, ref, "T", "fr");
    const sentence = sentenceOf(commons, answer, "fr");
    const own = `${amount.replace(".", ",")}\u00a0m³`;
    expect(sentence?.title).toMatch(/la moyenne\*? des foyers de 5 .+ entre 12 et 16\sm³ par mois(\s: |, on)/i);
    expect(sentence?.title).toContain(side);
    expect(sentence?.notes).toEqual([]);
    expect(verdictWords(commons, answer, "fr")).toBe(short);
    expect(otherSaid(commons, answer, "fr")[0]).toContain(own);
    expect(figuresOf(answer)).toEqual(["margin", "near"]);
    // Beyond the margin of its own kind's mean the gap is told; within it there is none.
    expect(statesGap(answer)).toBe(amount !== "13");
    const drawn = renderToStaticMarkup(h(OwnMargin, { commons, answer, lang: "fr", width: 672, id: "margin" }));
    expect(drawn).toContain(`vous, ${own}`);
  }
});

test("one form of words for each reason why a place has no figure of a kind: none is made of kinds there, too few homes, too imprecise, or it would tell another", () => {
  const energy = measureRef("spending", "energy") as MeasureRef;
  const of = { DOMAIN: "spending", MEASURE: "energy" } as const;
  const big = { ...of, HOUSEHOLD_TYPE: "surface=100+" };
  const few = (change: Partial<ReturnType<typeof row>> | null, lang: "fr" | "en" = "fr") => {
    const here = change === null ? [] : [row("MEAN", null, { ...big, REF_AREA: "N1", ...change })];
    const all = [row("MEAN", 75, of), row("MEAN", 70, { ...of, REF_AREA: "N1" })];
    const rows = [...all, ...here, row("COUNT", 480, big), row("MEAN", 140, big)];
    const advice = [{ at: "N1", type: "surface=100+", group: { area: "T", type: "surface=100+" } }];
    const commons = smallCommons(rows, { "2025": advice }, { domain: "spending", measure: "energy" });
    const visitor = newVisitor();
    visitor.area.value = "N1";
    visitor.attributes.value = { surface: "150+" };
    visitor.entries.value = { [energy.key]: { ...NO_ENTRY, amount: "150" } };
    const answer = answerOf(commons, visitor, energy, "T", lang);
    const whom = renderToStaticMarkup(h(WithWhom, { commons: named(commons), answer, lang }));
    // Why is said once: with the sentence, which is as short, but where the figure would tell another.
    expect(whom.match(/Nord 1/g) ?? []).toHaveLength(change !== null && change.CONF_STATUS === "D" ? 1 : 0);
    return sentenceOf(commons, answer, lang)?.few;
  };
  expect(few(null)).toMatch(/^Dans le secteur Nord 1, trop peu de logements comme le vôtre pour un chiffre précis\.$/);
  expect(few(null, "en")).toMatch(/, too few dwellings like yours for a precise figure\.$/);
  expect(few({ CONF_STATUS: "A" })).toBe("Dans le secteur Nord 1, pas encore assez de logements comme le vôtre.");
  expect(few({ OBS_VALUE: 150, OBS_STATUS: "U", CONF_STATUS: "F" })).toBe(
    "Dans le secteur Nord 1, le chiffre des logements comme le vôtre est trop imprécis pour vous situer.",
  );
  expect(few({ CONF_STATUS: "D" })).toMatch(
    /^Dans le secteur Nord 1, le chiffre des logements comme le vôtre n’est pas publié\s: il ferait deviner celui d’un groupe trop petit\.$/,
  );
});

test("a home has no place among homes of wider kinds: it is beside the middle of its own, with its dots, the rows of kinds or the margin of that middle", () => {
  const where = { DOMAIN: "water", MEASURE: "volume", AREA_LEVEL: "town", REF_AREA: "T", TIME_PERIOD: "2025" };
  const bins = [4, 8, 12].map((LOWER, BIN) => ({ ...where, BIN, LOWER, UPPER: LOWER + 4, NOISY: 100, SIGMA: 9 }));
  const beside = (type: string, own: ReturnType<typeof kind>, counted: string) => {
    const rows = [...own, ...kind("size=4", 11), ...kind("size=3+", 9), ...kind("_T", 7)];
    const made = smallCommons(rows, { "2025": [{ type: "size=5+", group: { area: "T", type } }] });
    const distributions = bins.map((bin) => ({ ...bin, HOUSEHOLD_TYPE: counted }));
    const commons = { ...made, distributions } as unknown as typeof made;
    const visitor = newVisitor();
    visitor.area.value = "N1";
    visitor.attributes.value = { size: "5+" };
    visitor.entries.value = { "water.volume": { ...NO_ENTRY, amount: "20" } };
    const answer = answerOf(commons, visitor, ref, "T", "fr");
    return { title: sentenceOf(commons, answer, "fr")?.title, drawn: figuresOf(answer)[0], table: othersOf(answer) };
  };
  const own = kind("size=5+", 14);
  const alone = own.filter(({ STATISTIC }) => STATISTIC === "P50");
  const middle = /^C’est \*plus\* que le milieu des foyers de 5\spersonnes ou plus .*\s: 14\sm³\.$/;
  for (const type of ["size=3+", "_T"]) {
    expect(beside(type, own, "size=3+")).toEqual({ title: expect.stringMatching(middle), drawn: "kinds", table: "kinds" });
    expect(beside(type, alone, "size=5+")).toEqual({ title: expect.stringMatching(middle), drawn: "dots", table: "dots" });
    expect(beside(type, alone, "size=3+")).toMatchObject({ title: expect.stringMatching(middle), drawn: "margin" });
  }
});

test("a figure between the end of a margin and that end as it is written is within the margin", () => {
  const rows = [
    row("MEAN", 14.4, { HOUSEHOLD_TYPE: "size=5+", OBS_STATUS: "U", CI_LOWER: 12.4, CI_UPPER: 16.4 }),
    ...kind("_T", 7),
  ];
  const commons = smallCommons(rows, { "2025": [{ type: "size=5+", group: { area: "T", type: "_T" } }] });
  const saidOf = (amount: string): string => {
    const visitor = newVisitor();
    visitor.area.value = "N1";
    visitor.attributes.value = { size: "5+" };
    visitor.entries.value = { "water.volume": { ...NO_ENTRY, amount } };
    return sentenceOf(commons, answerOf(commons, visitor, ref, "T", "fr"), "fr")?.title ?? "";
  };
  expect(saidOf("12.2")).toMatch(/autour de la moyenne.*entre 12 et 17\sm³/);
  expect(saidOf("11.9")).toMatch(/entre 12 et 17\sm³.*êtes \*en dessous/);
  expect(saidOf("16.9")).toMatch(/autour de la moyenne/);
  expect(saidOf("17.1")).toMatch(/êtes \*au-dessus/);
});

test("a place or a kind whose figure is kept back for another is not said to lack homes", () => {
  const kept = { CONF_STATUS: "D" } as const;
  const rows = [row("MEAN", 9), row("MEAN", null, { REF_AREA: "N1", ...kept })];
  const commons = smallCommons(rows, { "2025": [{ type: "_T", group: { area: "T", type: "_T" } }] });
  const visitor = newVisitor();
  visitor.area.value = "N1";
  visitor.entries.value = { "water.volume": { ...NO_ENTRY, amount: "15" } };
  const sentence = sentenceOf(commons, answerOf(commons, visitor, ref, "T", "fr"), "fr");
  expect(sentence?.few).toMatch(
    /^Dans le secteur Nord 1, le chiffre des foyers n’est pas publié\s: il ferait deviner celui d’un groupe trop petit\.$/,
  );
  const alone = smallCommons([row("MEAN", null, { REF_AREA: "N1", ...kept })], {});
  const answer = answerOf(alone, visitor, ref, "T", "fr");
  expect(sentenceOf(alone, answer, "fr")?.title).toMatch(/le chiffre n’est pas publié\*\s: il ferait deviner/);
  expect([verdictWords(alone, answer, "fr"), commonRowOf(alone, answer, "fr")?.text]).toEqual([
    "non publié, car il en ferait deviner un autre",
    "non publié, car il en ferait deviner un autre",
  ]);
  expect([sayArea(alone, { ref } as Focus, "N1", "fr"), sayArea(alone, { ref } as Focus, "N2", "fr")]).toEqual([
    "non publié, car il en ferait deviner un autre",
    expect.stringContaining("pas encore assez de foyers"),
  ]);
});

test("a place that lacks homes in a quarter of the year only is said to lack them in that quarter", () => {
  const at = (REF_AREA: string, TIME_PERIOD: string) => ({ REF_AREA, TIME_PERIOD, HOUSEHOLD_TYPE: "size=2" });
  const all = { REF_AREA: "N1", HOUSEHOLD_TYPE: "_T" };
  const rows = [row("MEAN", 9, at("T", "2025-Q1")), row("MEAN", 8, at("N1", "2025")), row("MEAN", 8, all)];
  const advice = (area: string) => [{ type: "size=2", group: { area, type: "size=2" } }];
  const commons = smallCommons(rows, { "2025": advice("N1"), "2025-Q1": advice("T") });
  const visitor = newVisitor();
  visitor.area.value = "N1";
  visitor.attributes.value = { size: "2" };
  visitor.entries.value = { "water.volume": { ...NO_ENTRY, amount: "12", month: "01" } };
  const few = (lang: "fr" | "en") => sentenceOf(commons, answerOf(commons, visitor, ref, "T", lang), lang)?.few;
  expect(few("fr")).toMatch(/^Pour le 1er trimestre 2025, dans le secteur Nord 1, pas encore assez de foyers\.$/);
  expect(few("en")).toMatch(/^For Q1 2025, in the .*Nord 1.*, not enough homes yet\.$/);
});

test("a place whose mean has too wide a margin is said to be imprecise, and one with too few homes to have too few", () => {
  const wide = { REF_AREA: "N1", OBS_STATUS: "U", CI_LOWER: 1, CI_UPPER: 66 } as const;
  const visitor = newVisitor();
  visitor.area.value = "N1";
  visitor.entries.value = { "water.volume": { ...NO_ENTRY, amount: "15" } };
  const at = (rows: Parameters<typeof smallCommons>[0], area: string) => {
    const made = smallCommons(rows, { "2025": [{ type: "_T", group: { area, type: "_T" } }] });
    const named = { ...made.catalog.commons, name: { fr: "Ville", en: "Town" } };
    const commons = { ...made, catalog: { ...made.catalog, commons: named } };
    return { commons, answer: answerOf(commons, visitor, ref, "T", "fr") };
  };
  const town = [row("MEAN", 9), row("MEAN", 8, { REF_AREA: "N" })];
  const vague = at([...town, row("MEAN", 33, wide)], "T");
  const few = (one: typeof vague) => sentenceOf(one.commons, one.answer, "fr")?.few;
  expect(few(vague)).toBe("Dans le secteur Nord 1, le chiffre des foyers est trop imprécis pour vous situer.");
  const tooFew = at(town, "T");
  expect(few(tooFew)).toBe("Dans le secteur Nord 1, pas encore assez de foyers.");
  const alone = at([row("MEAN", 33, wide)], "S");
  expect([sentenceOf(alone.commons, alone.answer, "fr")?.title, commonRowOf(alone.commons, alone.answer, "fr")?.text]).toEqual([
    few(vague),
    "trop imprécis pour vous situer",
  ]);
});

test("in the first months a figure is held against the margin of the whole's mean, which gives no rank; what decides nothing says why; a bill has its month beside the year; nobody is alarmed", () => {
  const wide = { OBS_STATUS: "U", CI_LOWER: 5, CI_UPPER: 13 } as const;
  interface Also {
    readonly more?: ReturnType<typeof row>[];
    readonly entry?: Partial<OwnEntry>;
  }
  const saidOf = (amount: string, change: object = {}, { more = [], entry = {} }: Also = {}) => {
    const made = smallCommons([row("MEAN", 9, { ...wide, ...change }), ...more], { "2025": [] });
    const named = { ...made.catalog.commons, name: { fr: "Ville", en: "Town" } };
    const commons = { ...made, catalog: { ...made.catalog, commons: named } };
    const visitor = newVisitor();
    visitor.area.value = "N1";
    visitor.attributes.value = { size: "2" };
    visitor.entries.value = { "water.volume": { ...NO_ENTRY, amount, ...entry } };
    const answer = answerOf(commons, visitor, ref, "T", "fr");
    const html = renderToStaticMarkup(h(WithWhom, { commons, answer, lang: "fr" }));
    return { commons, visitor, answer, html, ...sentenceOf(commons, answer, "fr") };
  };
  const usual = saidOf("9");
  const counted = [row("COUNT", 342, { CI_LOWER: 330, CI_UPPER: 354 })];
  const open = saidOf("9", {}, { more: counted });
  expect(open.notes).toEqual([]);
  expect(open.html).toMatch(/Avec ces 340\sfoyers, qui ont donné leurs chiffres\. C’est trop peu pour une marge plus étroite\./);
  expect(saidOf("16", {}, { more: counted }).html).not.toContain("trop peu");
  // Of part of a year its month stands with what is published of the year, without a side.
  const bill = saidOf("40", {}, { entry: { kind: "bill", from: "2025-01-01", to: "2025-02-28" } });
  expect(bill.title).toMatch(/^Cela fait \*20(,\d)?\sm³ par mois\* en janvier et février 2025\.$/);
  expect(bill.notes).toEqual([
    expect.stringMatching(
      / Sur toute l’année 2025, la moyenne des foyers .*, tous types réunis, est entre 5 et 13\sm³ par mois\.$/,
    ),
  ]);
  expect(bill.few).toBe("Dans le secteur Nord 1, pas encore assez de foyers.");
  const months = saidOf("", {}, { entry: { kind: "months", typed: { "2025-01": "7", "2025-02": "9" } } });
  expect(months.title).toMatch(/^Cela fait \*8\sm³ par mois\* en janvier et février 2025\.$/);
  expect(usual.title).toMatch(
    /^Vos 9\sm³ sont \*dans la marge de la moyenne\* des foyers .*, tous types réunis\s: entre 5 et 13\sm³ par mois, on ne peut dire plus ou moins\.$/,
  );
  expect(saidOf("16").title).toMatch(/ est entre 5 et 13\sm³ par mois\s: vous êtes \*au-dessus\*\.$/);
  expect(saidOf("13").title).toContain("dans la marge");
  expect([usual.answer.verdict?.kind, figuresOf(usual.answer)]).toEqual(["widened", ["margin", "near"]]);
  expect(usual.few).toMatch(/^Dans le secteur Nord 1, pas encore assez de foyers\.$/);
  // An answer about the home would change nothing.
  expect(usual.notes?.join(" ")).not.toContain("Il manque");
  expect(asksForHelp(saidOf("2").answer)).toBe(false);
  expect(asksForHelp(saidOf("1,5").answer)).toBe(true);
  expect(saidOf("99").notes).toEqual([expect.stringMatching(/la moyenne est entre 5 et 13\sm³ par mois\.$/)]);
  // What is far beyond it is doubted however wide its margin is, and it is said to be a mean.
  expect(publicMiddle(usual.commons, usual.visitor, ref, "fr", "2025")).toMatchObject({ value: 9, of: "mean" });
  // From 0 on it says nothing: then nobody is compared, and no heading stands alone.
  const vague = saidOf("9", { CI_LOWER: -1 });
  expect(vague.answer.verdict).toEqual({ kind: "none" });
  expect(usual.html).toContain("Avec qui vous compare-t-on");
  expect(vague.html).not.toContain("Avec qui vous compare-t-on");
});

test("months of a home that lacks an answer are drawn beside nobody, for among all kinds together they look ordinary; the page says which answer it is", () => {
  // No page is printed here.
  vi.stubGlobal("addEventListener", () => undefined);
  const ofPeriod = (TIME_PERIOD: string) =>
    [...kind("size=1", 4), ...kind("size=2", 12), ...kind("_T", 8)].map((one) => ({ ...one, TIME_PERIOD }));
  const groups = ["1", "2"].map((size) => ({ type: `size=${size}`, group: { area: "T", type: `size=${size}` } }));
  const { catalog, ...rest } = named(
    smallCommons(["2025", "2025-Q1"].flatMap(ofPeriod), {
      "2025": [{ type: "_T", group: { area: "T", type: "_T" } }, ...groups],
      "2025-Q1": [{ type: "_T", group: { area: "T", type: "_T" } }, ...groups],
    }),
  );
  const commons = { ...rest, catalog: { ...catalog, releases: [] } };
  const shown = (size?: string, least = 8, count = 3): string => {
    const visitor = newVisitor();
    visitor.area.value = "N1";
    if (size !== undefined) visitor.attributes.value = { size };
    const months = ["2025-01", "2025-02", "2025-03"].slice(0, count).map((period, i) => ({ period, value: least + i / 10 }));
    visitor.entries.value = { "water.volume": { ...NO_ENTRY, kind: "months", months } };
    const props = { commons, visitor, refs: [ref], lang: "fr" as const, beside: null };
    return renderToStaticMarkup(h(MonthsStanding, props)).replaceAll(/[\u00a0\u202f]/g, " ");
  };
  expect(shown()).toMatch(
    /Il manque une réponse : personnes dans le foyer\. D’ici là, on ne peut pas dire si 8,1 m³, c’est peu ou beaucoup\./,
  );
  expect(shown()).not.toContain("moitié centrale");
  expect(shown("2")).toContain("la moitié centrale");
  expect(shown("2")).not.toContain("Il manque");
  // A page that is short of room keeps the note that says why there is no place, and no note beside one.
  expect(shown("2", 2, 2)).toMatch(/<p class="note why">2 m³ par mois, c’est très peu/);
  expect(shown("2")).not.toContain("note why");
  vi.unstubAllGlobals();
});
