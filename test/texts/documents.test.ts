import fc from "fast-check";
import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import { breachNotices, parseBreach } from "../../src/contract/breach.ts";
import { parsePeriod, type Step } from "../../src/contract/period.ts";
import { parseSettings, type SettingsInput } from "../../src/contract/settings.ts";
import { MEASURES } from "../../src/domains/index.ts";
import { makePlan } from "../../src/pipeline/index.ts";
import { dueLevels } from "../../src/pipeline/plan/levels.ts";
import { epsilonOf, mul, rational, toNumber } from "../../src/privacy/index.ts";
import { buildTerritory } from "../../src/territory/index.ts";
import { TEXTS } from "../../src/texts/files.ts";
import { frequencyText } from "../../src/texts/frequencies.ts";
import {
  breachDocument,
  breachLog,
  impactAssessment,
  LANGUAGES,
  notice,
  type TextPage,
  toHtml,
  toMarkdown,
} from "../../src/texts/index.ts";
import { gridTerritory } from "../support/territory.ts";
import {
  COMPLETE,
  COPIED,
  factsFor,
  HISTORY,
  NOTHING,
  NOTICE,
  PARTNERS,
  pagesOf,
  plainText,
  statement,
  TOKENS,
  textOf,
} from "./support.ts";

/** A period of each step. */
const PERIODS: Readonly<Record<Step, string>> = { month: "2026-01", quarter: "2026-Q1", year: "2026" };

const STATED: Readonly<Record<string, readonly string[]>> = {
  notice: [
    "Association Alpha",
    "1 rue du Bêta",
    "contact@alpha.example",
    "dpo@alpha.example",
    "Gamma Hébergement",
    "Delta Courriel",
    "Salle Epsilon",
    "Zêta Inc., clauses types",
    "Autorité Thêta",
    "2 place Iota",
    "https://theta.example/",
    "17",
    "41",
    "16",
    "13",
  ],
  register: [
    "Association Alpha",
    "SIREN 000 000 001",
    "contact@alpha.example",
    "dpo@alpha.example",
    "Gamma Hébergement",
    "Delta Courriel",
    "Salle Epsilon",
    "Zêta Inc., clauses types",
    "Autorité Thêta",
    "17",
    "41",
    "13",
    "2026-01-31",
    "Mme Êta",
  ],
  "impact-assessment": [
    "Association Alpha",
    "dpo@alpha.example",
    "Gamma Hébergement",
    "Salle Epsilon",
    "Zêta Inc., clauses types",
    "17",
    "41",
    "16",
    "13",
    "2026-01-31",
    "Mme Êta",
    "2025-12",
    "2025",
  ],
  "data-altruism": [
    "Association Alpha",
    "SIREN 000 000 001",
    "association loi Lambda",
    "https://alpha.example/",
    "1 rue du Bêta",
    "contact@alpha.example",
    "Gamma Hébergement",
    "Delta Courriel",
    "Salle Epsilon",
    "Zêta Inc., clauses types",
    "Autorité Thêta",
    "2025-12",
    "2025",
  ],
};

test.each(Object.entries(STATED))("%s states what the settings and the ledger say, in both languages", (id, stated) => {
  for (const language of LANGUAGES) {
    const said = textOf(id, factsFor(COMPLETE), language);
    expect(stated.filter((value) => !said.includes(value))).toEqual([]);
    expect(said).toContain(COMPLETE.purposes[0][language]);
    expect(said).toContain(COMPLETE.name[language]);
  }
  expect(stated.length).toBeGreaterThan(5);
});

test("a commons of copied rows says what they are a copy of, and speaks of no contributor, consent or key that there is not", () => {
  const { origin } = COPIED;
  for (const language of LANGUAGES) {
    for (const id of ["register", "impact-assessment"]) {
      const said = textOf(id, factsFor(COPIED), language);
      for (const fact of [origin, ...Object.values(origin).filter((one) => typeof one === "object")])
        expect(said).toContain(fact[language]);
      const invented =
        language === "fr"
          ? /contributeur(?! ;|\n)|clé de contribution|retrait|article 6, paragraphe 1, a/
          : /contributor(?!s\n)|contribution key|withdraw|article 6\(1\)\(a\)/;
      expect(said.match(invented)?.[0]).toBeUndefined();
      expect(said.match(NOT_STATED[language])).toBeNull();
      const bare = textOf(id, factsFor({ ...COPIED, origin: { fr: "Xi", en: "Xi" } }), language);
      expect(bare.match(NOT_STATED[language])?.length).toBeGreaterThanOrEqual(6);
    }
  }
});

test("the balance of interests of a copy is drafted from its settings, and only what no setting says is left to the operator", () => {
  for (const language of LANGUAGES) {
    const { sections } = impactAssessment(TEXTS, factsFor(COPIED), null, { today: null, notice: NOTICE }, language);
    const tables = sections
      .find(({ id }) => id === "principles")
      ?.blocks.flatMap((block) => ("table" in block ? [block.table] : []));
    const rows = tables?.at(-1)?.rows.map(([, said = ""]) => said) ?? [];
    const { holds, licence, identifiers, informed, balance } = COPIED.origin;
    for (const fact of [COPIED.origin, holds, licence, identifiers, informed, balance, COPIED.purposes[0]])
      expect(rows.join("\n")).toContain(fact[language]);
    // Concluded, it leaves no blank, and says so at its head.
    expect(rows.filter((said) => /à compléter|to be filled in/.test(said))).toEqual([]);
    expect(tables?.at(-1)?.head.at(-1)).toContain(balance.at);
    // The conclusion and its day are the operator's; without them it is said plainly, there and in the plan of action.
    expect(rows.at(-1)).toContain(balance.at);
    const { balance: _, ...origin } = COPIED.origin;
    const open = textOf("impact-assessment", factsFor({ ...COPIED, origin }), language).replaceAll("\u00a0", " ");
    expect(open).toMatch(/^\| conclusion \| (non conclue|not concluded)/m);
    expect(open).toMatch(/^\| (mise en balance \| projet|balance of interests \| draft) \|$/m);
    expect(open).toMatch(/(Si moins suffirait : à compléter|Whether less would do: to be filled in)/);
    expect(open).toMatch(/\(art\. 6(, par\. 1, f\)|\(1\)\(f\)\)) \| (à faire|to be done) \|$/m);
  }
});

test("register and assessment begin by saying that they are of made-up homes, or not approved yet", () => {
  for (const id of ["register", "impact-assessment"]) {
    expect(textOf(id, factsFor({}), "fr")).toContain("Projet : l’analyse d’impact n’est pas approuvée.");
    expect(textOf(id, factsFor({ sample: true }), "fr")).toContain("Commun de démonstration : ses foyers sont inventés.");
    expect(textOf(id, factsFor(COMPLETE), "fr")).not.toMatch(/Projet :|Commun de démonstration/);
  }
});

const NOT_STATED = {
  fr: /l’opérateur (ne l’a pas précisé|n’a pas précisé|n’en a pas indiqué)/gi,
  en: /not stated by the operator|the operator has not stated /gi,
};

/** In which documents a setting that is absent must be said to be so, rather than be passed over or made up. */
test.each<[keyof typeof COMPLETE, readonly string[]]>([
  ["controller", ["notice", "register", "impact-assessment", "data-altruism"]],
  ["dpo", ["notice", "register", "impact-assessment"]],
  ["processors", ["notice", "register", "impact-assessment", "data-altruism"]],
  ["hosting", ["notice", "register", "impact-assessment", "data-altruism"]],
  ["transfers", ["notice", "register", "impact-assessment", "data-altruism"]],
  // The notice says itself for which one purpose the software computes.
  ["purposes", ["register", "impact-assessment", "data-altruism"]],
  ["backup_days", ["notice", "register", "impact-assessment"]],
  ["retention_months", ["notice", "register", "impact-assessment"]],
  ["impact_assessment", ["register", "impact-assessment"]],
])("%s, where it is absent, is said not to be stated", (setting, ids) => {
  const { [setting]: _, ...rest } = COMPLETE;
  for (const id of ids) {
    for (const language of LANGUAGES) {
      const count = (settings: SettingsInput) =>
        textOf(id, factsFor(settings), language).match(NOT_STATED[language])?.length ?? 0;
      expect(count(rest)).toBeGreaterThan(count(COMPLETE));
    }
  }
});

test("an empty list of processors or transfers says that there are none", () => {
  const facts = factsFor({ ...COMPLETE, processors: [], transfers: [] });
  expect(textOf("notice", facts, "fr")).toContain("| sous-traitants | aucun |");
  expect(textOf("notice", facts, "en")).toContain("| transfers outside the European Union | none |");
});

test("authority, country, age and retention are France's and the project's where the settings do not say", () => {
  const facts = factsFor();
  expect(facts).toMatchObject({ country: "FR", minimum_age: 15, retention_months: 15, protection: { revised: false } });
  const shares = { counts: 0.2, sums: 0.5, histograms: 0.2, revision: 0.1 };
  expect(factsFor({ ...COMPLETE, budget: { shares } }).protection.revised).toBe(true);
  expect(textOf("notice", facts, "fr")).toContain("Commission nationale de l’informatique et des libertés (CNIL)");
});

test("odds are whole numbers, rounded up, the same wherever a document says them", () => {
  const facts = factsFor(COMPLETE);
  const odds = { ...facts, protection: { ...facts.protection, odds: 65.04, odds_changed: 72, lifetime: [] } };
  for (const language of LANGUAGES) {
    const [said, spent] = [textOf("notice", odds, language), textOf("impact-assessment", odds, language)];
    const of = language === "fr" ? / (\S+) (?:fois|paris) sur 100/g : / (\d\S*) (?:times |bets )?out of 100/g;
    expect([...said.matchAll(of)].map(([, n]) => n)).toEqual(["66"]);
    expect(spent).toContain("| 56 | 60 |");
  }
});

test("the assessment tells the bets of ten years beside those of one, as the notice does, where it measures and where it says what remains", () => {
  for (const settings of [COMPLETE, COPIED]) {
    for (const language of LANGUAGES) {
      const facts = factsFor(settings);
      const cells = textOf("notice", facts, language).match(/^\| 10 \| (.*) \| (.*) \|$/m);
      const said = textOf("impact-assessment", facts, language);
      const ten =
        language === "fr"
          ? `${cells?.[1]} paris sur 100 en 10 ans (${cells?.[2]} sur les relevés)`
          : `${cells?.[1]} bets out of 100 in 10 years (${cells?.[2]} on the readings)`;
      expect(said.replaceAll("\u00a0", " ").split(ten)).toHaveLength(3);
    }
  }
});

test("who lost the key is told whom to write to, what to send along and when it is refused", () => {
  for (const language of LANGUAGES) {
    const rights = notice(TEXTS, factsFor(COMPLETE), language).sections.find(({ id }) => id === "rights");
    // The paragraph that says why, and the steps below it.
    const why = rights?.blocks.findIndex((block) => "text" in block && /RGPD, article 11|GDPR article 11/.test(block.text)) ?? -1;
    const steps = rights?.blocks[why + 1];
    expect(steps !== undefined && "table" in steps && steps.table.rows.map(([number]) => number)).toEqual([
      "1",
      "2",
      "3",
      "4",
      "5",
    ]);
    const said = JSON.stringify(rights?.blocks.slice(why, why + 2));
    for (const part of [
      "contact@alpha.example",
      ...(language === "fr"
        ? ["relevés", "plusieurs foyers", "facture", "un mois", "détruit"]
        : ["readings", "several households", "bill", "one month", "destroys"]),
    ])
      expect(said).toContain(part);
  }
});

test("six readings are said to be given again exactly, not to be equal to each other", () => {
  for (const id of ["notice", "impact-assessment"] as const) {
    const [fr, en] = (["fr", "en"] as const).map((language) => textOf(id, factsFor(COMPLETE), language).replace(/\s/g, " "));
    expect(fr).toMatch(/exactement.{0,20}aucun à zéro/);
    expect(en).toMatch(/exactly.{0,20}none of them zero/);
    expect(`${fr} ${en}`).not.toMatch(/relevés (égaux|non nuls|identiques)|(equal|identical) readings/);
  }
});

test("the operator's reading for statistics is consented to, and all else with it forbidden: no document says that reading is", () => {
  for (const id of ["notice", "impact-assessment"] as const) {
    const [fr, en] = (["fr", "en"] as const).map((language) => textOf(id, factsFor(COMPLETE), language).replace(/\s/g, " "));
    expect(fr).toContain("lui interdisent d’en faire autre chose, comme reconnaître un foyer");
    expect(en).toMatch(/forbid them to do anything else with it, such as recognising a household/);
    expect(`${fr} ${en}`).not.toMatch(/l’en empêchent|only the law and their undertaking prevent/);
  }
});

test("a bet is never said to be certain: the table of years says nearly 100, as the pages do", () => {
  const facts = factsFor(COMPLETE);
  const lifetime = [{ years: 10 as const, epsilon: 15, odds: 89, odds_changed: 99.2 }];
  const certain = { ...facts, protection: { ...facts.protection, lifetime } };
  expect(textOf("notice", certain, "fr")).toContain("| 10 | 89 | presque 100 |");
  expect(textOf("notice", certain, "en")).toContain("| 10 | 89 | nearly 100 |");
  // Consent is given on the summary: it promises no more than the table holds, and says where that is.
  expect(textOf("notice", certain, "fr")).toMatch(
    /Protection : .* Ce n’est pas absolu : le pire cas, .* est chiffré en section 7\./,
  );
  expect(textOf("notice", certain, "en")).toMatch(
    /Protection: .* It is not absolute: section 7 has the figures of the worst case,/,
  );
});

const WORDS = {
  fr: /\b(don|dons|reçu|reçus|vos voisins|marge d’erreur)\b/i,
  en: /\b(receipt for|donor|donation|your neighbours)\b/i,
};

test("the notice says of bars of a histogram what the assessment says: they may have fewer homes than the threshold", () => {
  for (const document of ["notice", "impact-assessment"] as const) {
    expect(textOf(document, factsFor(COMPLETE), "fr")).toMatch(/une barre de \S+ histogramme peut en avoir moins/);
    expect(textOf(document, factsFor(COMPLETE), "en")).toMatch(/a bar of \S+ histogram may (have|hold) fewer/);
  }
});

test("both languages have the same parts, none is empty, and the words are those that people are to read", () => {
  const told = breachNotices([{ ...parseBreach(statement()), number: 1, recorded_at: "2026-03-02T11:00:00Z" }]);
  for (const settings of [{}, COMPLETE, PARTNERS, { ...COMPLETE, ...PARTNERS, ...TOKENS }] as SettingsInput[]) {
    for (const history of [HISTORY, NOTHING]) {
      const facts = factsFor(settings);
      const [french, english] = LANGUAGES.map((language) => [
        ...pagesOf(facts, language, history),
        breachDocument(TEXTS, facts, told, language),
      ]) as [TextPage[], TextPage[]];
      for (const [i, fr] of french.entries()) {
        const en = english[i] as TextPage;
        const shape = (page: TextPage) =>
          JSON.stringify(page, (key, value) => (typeof value === "string" && key !== "id" ? "" : value));
        expect(shape(en)).toBe(shape(fr));
        expect(new Set(fr.sections.map(({ id }) => id)).size).toBe(fr.sections.length);
        expect(fr.title).not.toBe(en.title);
        for (const page of [fr, en]) expect(JSON.stringify(page)).not.toMatch(/""|undefined|null|NaN|\[object/);
        expect(plainText(fr)).not.toMatch(WORDS.fr);
        expect(plainText(en)).not.toMatch(WORDS.en);
      }
    }
  }
});

test("a commons of made-up households says so before anything else", () => {
  const [first] = notice(TEXTS, factsFor({ sample: true }), "fr").lead;
  expect(first).toEqual({ text: expect.stringContaining("ses foyers sont inventés") });
});

/** The one list of what people in a copy may ask. */
const RIGHTS = { fr: /articles 15 à 18 et 21/, en: /articles 15 to 18 and 21/ };

test("the notice of a copy of published data opens with what is held, from whom, how long, why, on which basis and whom to ask, then with the rights of its people; no other says so", () => {
  const origin = { fr: "Registre Xi, licence ouverte", en: "Register Xi, open licence" };
  for (const language of LANGUAGES) {
    const { points } = notice(TEXTS, factsFor({ ...COMPLETE, origin }), language);
    const [held] = points;
    const ofCopy = points.slice(
      0,
      points.findIndex(({ id }) => id === "who"),
    );
    const facts = ["taken", "dated", "holds", "identifiers", "who", "informed"] as const;
    expect(ofCopy.map(({ id }) => id)).toEqual(["held", "copy-rights", ...facts.map((fact) => `copy-${fact}`), "copy-balance"]);
    // It stands alone: a copy takes no contributions, and nothing is said of them.
    expect(points.slice(ofCopy.length).map(({ id }) => id)).toEqual(["who", "protection", "processors", "complaint"]);
    expect(ofCopy[1]?.text).toMatch(RIGHTS[language]);
    // What article 14 wants told of a copy is what the operator states of it; until it does, each is a gap that is seen.
    for (const { id, text } of ofCopy.slice(2))
      expect(text, id).toMatch(language === "fr" ? /ne l’a pas précisé|à faire par l’opérateur/ : /not stated|to be done by/);
    const told = notice(TEXTS, factsFor(COPIED), language).points;
    for (const fact of facts) expect(told.find(({ id }) => id === `copy-${fact}`)?.text).toBe(COPIED.origin[fact][language]);
    for (const said of [origin[language], "17", "contact@alpha.example"]) expect(held?.text).toContain(said);
    // The basis is what the operator states of the copy; until it does, a gap that is seen.
    expect(held?.text).toMatch(language === "fr" ? /Base juridique.: l’opérateur ne l’a pas précisé/ : /Legal basis: not stated/);
    const based = { ...origin, basis: { fr: "intérêt légitime Xi", en: "legitimate interest Xi" } };
    expect(notice(TEXTS, factsFor({ ...COMPLETE, origin: based }), language).points[0]?.text).toContain(based.basis[language]);
    expect(notice(TEXTS, factsFor(COMPLETE), language).points[0]?.id).toBe("who");
  }
});

test("the notice of a copy opens rights with those of the people in it; of any other it speaks of the key alone", () => {
  const origin = { fr: "Registre Xi, licence ouverte", en: "Register Xi, open licence" };
  const rights = (settings: SettingsInput, language: (typeof LANGUAGES)[number]) =>
    notice(TEXTS, factsFor(settings), language).sections.find(({ id }) => id === "rights")!;
  for (const language of LANGUAGES) {
    const { title, blocks } = rights({ ...COMPLETE, origin }, language);
    expect(title).not.toMatch(/clé|key/);
    const said = JSON.stringify(blocks[0]);
    for (const part of ["contact@alpha.example", "11"]) expect(said).toContain(part);
    expect(said.replaceAll("\u00a0", " ")).toMatch(RIGHTS[language]);
    // The people in the copy have no key, so that no table says what it does.
    const heads = (settings: SettingsInput) =>
      rights(settings, language).blocks.flatMap((block) => ("table" in block ? block.table.head : []));
    expect(heads({ ...COMPLETE, origin })).toEqual([]);
    expect(said).toMatch(/un mois au plus|within one month/);
    const whole = textOf("notice", factsFor({ ...COMPLETE, ...PARTNERS, ...TOKENS, origin }), language);
    expect(whole).not.toMatch(
      /contributeur|votre contribution|clé de contribution|jeton|pseudonyme|s’il en vient|contribution key|your contribution|token|pseudonym|if any come/,
    );
    expect(heads(COMPLETE)[0]).toMatch(/^\S+ \(\S+\)$/);
    expect(JSON.stringify(rights(COMPLETE, language))).not.toMatch(/copie|copy/);
    expect(rights(COMPLETE, language).title).toMatch(/clé|key/);
  }
});

test("a copy has one list of rights in notice, register and assessment, and a title that says what its people look for", () => {
  const origin = { fr: "Registre Xi, licence ouverte", en: "Register Xi, open licence" };
  for (const language of LANGUAGES) {
    for (const id of ["notice", "register", "impact-assessment"]) {
      const said = textOf(id, factsFor({ ...COMPLETE, origin }), language).replaceAll("\u00a0", " ");
      expect(said, id).toMatch(RIGHTS[language]);
      expect(said, id).not.toMatch(/articles 15 (et|and) 21/);
      expect(textOf(id, factsFor(COMPLETE), language), id).not.toMatch(/\b15\D{1,5}18\D/);
    }
    const titleOf = (settings: SettingsInput) => notice(TEXTS, factsFor(settings), language).title;
    expect(titleOf({ ...COMPLETE, origin })).toMatch(/d’où viennent ces chiffres, et vos droits|where these figures come from/);
    expect(titleOf(COMPLETE)).toMatch(/contribution/);
  }
});

/** The steps of the scale of the CNIL's method, in their order. */
const SCALE = {
  fr: ["négligeable", "limitée", "importante", "maximale"],
  en: ["negligible", "limited", "significant", "maximum"],
};

test("each rating of the assessment gives its reason, and exact readings are rated no less grave than a bet on them", () => {
  for (const settings of [COMPLETE, COPIED, { ...COMPLETE, backup_days: 0 }]) {
    for (const language of LANGUAGES) {
      const said = textOf("impact-assessment", factsFor(settings), language).replaceAll("\u00a0", " ");
      const rows = said.match(/^\| (gravité proposée|vraisemblance proposée|proposed (severity|likelihood)) \| .*$/gm) ?? [];
      expect(rows).toHaveLength(8);
      const steps = SCALE[language].join("|");
      for (const row of rows) expect(row).toMatch(new RegExp(`\\| (${steps})( (à|to) (${steps}))? ?: \\S.{20,} \\|$`));
      const gravity = (row = "") => SCALE[language].findIndex((step) => row.split("|")[2]?.trim().startsWith(step));
      // Severity and likelihood of 3.2 come first, those of 3.5 last.
      expect(gravity(rows[0])).toBeGreaterThanOrEqual(gravity(rows[6]));
      expect(gravity(rows[6])).toBe(2);
    }
  }
});

test("the assessment of a copy asks the operator to weigh the interests, where legitimate interests are the basis; any other drafts two balances of its own", () => {
  const weighing = { fr: /art\. 6, par\. 1, f/g, en: /art\. 6\(1\)\(f\)/g };
  for (const language of LANGUAGES) {
    const said = (settings: SettingsInput) => textOf("impact-assessment", factsFor(settings), language).replaceAll("\u00a0", " ");
    // In the principles, and in the plan of action.
    expect(said(COPIED).match(weighing[language])).toHaveLength(2);
    expect(said(COPIED)).toMatch(/^\| .*(1, f\)|\(1\)\(f\)\)) \| (déclaré|stated) \|$/m);
    expect(said(COMPLETE)).not.toMatch(weighing[language]);
    const drafted = /^\| conclusion \| (.*(?:à compléter par l’opérateur|to be filled in by the operator)) \| \1 \|$/m;
    expect(said(COMPLETE)).toMatch(drafted);
    expect(said(COPIED)).not.toMatch(drafted);
  }
});

test("register and assessment name the notice that they go with, the assessment says why it is due, and proposes what remains of each risk", () => {
  for (const settings of [COMPLETE, COPIED]) {
    for (const language of LANGUAGES) {
      for (const id of ["register", "impact-assessment"]) expect(textOf(id, factsFor(settings), language)).toContain(NOTICE);
      const said = textOf("impact-assessment", factsFor(settings), language).replaceAll("\u00a0", " ");
      expect(said).toMatch(/WP248.* \| .*(grande échelle|large scale)/);
      expect(said.match(/^\| (risque résiduel proposé|proposed residual risk) \| .*(confirme|confirms) \|$/gm)).toHaveLength(4);
      expect(said).toMatch(/\(art\. 36\)/);
    }
  }
});

test("the assessment has a line for each measure, and where none was chosen that all of them are asked for", () => {
  const lines = (settings: SettingsInput) =>
    textOf("impact-assessment", factsFor(settings), "fr").match(/^\| .* \| .* \| à compléter par l’opérateur \|$/gm) ?? [];
  expect(lines(COMPLETE).length).toBe(2);
  const { measures: _, ...unchosen } = COMPLETE;
  expect(lines(unchosen).length).toBe(MEASURES.length);
  for (const id of ["notice", "impact-assessment"])
    for (const [settings, isSaid] of [
      [unchosen, true],
      [COMPLETE, false],
    ] as const)
      expect(/n’(en )?a (pas choisi|choisi aucune)/.test(textOf(id, factsFor(settings), "fr"))).toBe(isSaid);
});

test("a topic has the name that pages give it: a measure's own where it is the only one of its domain", () => {
  const linesOf = (measures: string[]) =>
    textOf("notice", factsFor({ measures } as SettingsInput), "fr").replaceAll("\u00a0", " ");
  const alone = linesOf(["water.volume", "spending.energy"]);
  expect(alone).toContain("(eau, énergie du logement)");
  expect(alone).toContain("Eau : eau consommée au logement (m³)");
  expect(alone).toContain("Énergie du logement : dépenses du foyer (€)");
  const both = linesOf(["spending.energy", "spending.water"]);
  expect(both).toContain("Dépenses du foyer : énergie du logement (€)");
});

test("the numbers are those of the plan that publications are made by", () => {
  const territory = buildTerritory(gridTerritory(2, 2));
  const keys = ["water.volume", "electricity.energy", "gas.energy", "spending.energy"];
  fc.assert(
    fc.property(
      fc.double({ min: 0.05, max: 10, noNaN: true }),
      fc.option(fc.double({ min: 1e-9, max: 1e-5, noNaN: true }), { nil: undefined }),
      fc.subarray(keys, { minLength: 1 }),
      fc.option(fc.constantFrom("month", "quarter", "year", "never"), { nil: undefined }),
      (epsilon, delta, measures, leaf) => {
        const settings = {
          measures,
          budget: { epsilon, ...(delta === undefined ? {} : { delta }) },
          ...(leaf ? { calendar: { leaf } } : {}),
        } as SettingsInput;
        const facts = factsFor(settings);
        const { budget, levels, streams, measures: planned } = makePlan(parseSettings(settings), territory);
        expect(facts.protection.streams).toBe(streams);
        expect(facts.measures.map(({ key }) => key)).toEqual(planned.map(({ key }) => key));
        expect(facts.protection.delta).toBeCloseTo(toNumber(budget.delta), 15);
        const published = facts.protection.levels.filter(({ frequency }) => frequency !== "never");
        expect(published.map(({ level, frequency }) => [level, frequency])).toEqual(
          levels.map(({ level, step }) => [level, step]),
        );
        // What is said of a level are the steps of the publications that have it.
        const periods = [...new Set(levels.map(({ step }) => step))].map((step) => ({ step, period: PERIODS[step] }));
        for (const { level, frequency } of published) {
          const due = periods.filter(({ period }) => dueLevels(levels, parsePeriod(period)).some((one) => one.level === level));
          const said = frequencyText(frequency, facts.protection.levels, TEXTS.en);
          expect(said.split(", ").sort()).toEqual(due.map(({ step }) => `every ${step}`).sort());
        }
        for (const { years, epsilon: said } of facts.protection.lifetime) {
          const spent = epsilonOf(mul(rational(BigInt(years)), budget.rho), budget.conversionDelta);
          expect(said / spent).toBeCloseTo(1, 6);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test("a long document begins with its contents, each of which leads to its section without a script; a short one has none", () => {
  for (const language of LANGUAGES) {
    const page = notice(TEXTS, factsFor(COMPLETE), language);
    const { document } = parseHTML(toHtml(page, TEXTS.html));
    const links = [...document.querySelectorAll("nav a")];
    expect(links.map((link) => link.textContent)).toEqual(page.sections.map(({ title }) => title));
    for (const link of links)
      expect(document.querySelector(`section${link.getAttribute("href")} h2`)?.textContent).toBe(link.textContent);
    const short = { ...page, sections: page.sections.slice(0, 4) };
    expect(parseHTML(toHtml(short, TEXTS.html)).document.querySelector("nav")).toBeNull();
  }
});

test("an operator's text is shown as it was written: no mark-up, no script, no broken table", () => {
  const facts = factsFor(COMPLETE);
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 60, unit: "grapheme" }),
      fc.constantFrom("", "<script>alert(1)</script>", "a | b\n\n# c", "](x)"),
      (noise, attack) => {
        const name = `${noise}${attack}x`;
        const operator = { ...facts.operator, controller: { name }, processors: [name] };
        const page = notice(TEXTS, { ...facts, operator }, "en");
        const { document } = parseHTML(toHtml(page, TEXTS.html));
        expect(document.querySelectorAll("script, img, iframe, a:not([href^='#'])")).toHaveLength(0);
        expect(document.querySelectorAll("section")).toHaveLength(page.sections.length);
        // Spaces before French punctuation do not break, in names too.
        const plain = (text: string): string => text.replaceAll("\u00a0", " ");
        const cells = [...document.querySelectorAll("td")].map((cell) => plain(cell.textContent ?? ""));
        expect(cells).toContain(plain(name));
        const lines = toMarkdown(page).split("\n");
        expect(lines.filter((line) => line.startsWith("#"))).toHaveLength(page.sections.length + 1);
        const bars = (row = "") => row.match(/(?<!\\)(\\\\)*\|/g)?.length ?? 0;
        // A row has as many cells as the one before it.
        for (const [i, line] of lines.entries())
          if (bars(lines[i - 1]) > 0 && bars(line) > 0) expect(bars(line)).toBe(bars(lines[i - 1]));
      },
    ),
    { numRuns: 100 },
  );
});

test("numbers of people are in the operator's log alone", () => {
  const facts = factsFor(COMPLETE);
  const log = { people: 987_654, records: 123_456, notes: "for the authority", authority_notified_at: "2026-03-05T11:00:00Z" };
  const entry = { ...parseBreach(statement({ log })), number: 1, recorded_at: "2026-03-02T11:00:00Z" };
  const hidden = {
    ...parseBreach(statement({ public: false, what: { fr: "interne", en: "internal matter" } })),
    number: 2,
    recorded_at: entry.recorded_at,
  };
  const notices = breachNotices([entry, hidden]);
  const open = plainText(breachDocument(TEXTS, facts, notices, "en"));
  const closed = plainText(breachLog(TEXTS, facts, [entry, hidden], "en"));
  for (const value of ["987654", "123456", "for the authority", "internal matter"]) {
    expect(open).not.toContain(value);
    expect(JSON.stringify(notices)).not.toContain(value);
    expect(closed).toContain(value);
  }
  expect(open).toContain("a stolen backup");
  expect(closed).toContain("after 73 h; more than 72 h");
});

test("a statement that a later one stands for is told no more, and stays in the log", () => {
  const at = "2026-03-02T11:00:00Z";
  const first = { ...parseBreach(statement()), number: 1, recorded_at: at };
  const second = {
    ...parseBreach(statement({ replaces: 1, what: { fr: "corrigé", en: "corrected" } })),
    number: 2,
    recorded_at: at,
  };
  expect(breachNotices([first, second]).map(({ number }) => number)).toEqual([2]);
  const log = plainText(breachLog(TEXTS, factsFor(), [first, second], "en"));
  expect(log).toContain("| replaced by | 2 |");
  expect(log).toContain("| replaces | 1 |");
});
