import { readdirSync, readFileSync } from "node:fs";
import Mustache from "mustache";
import { beforeAll, expect, test, vi } from "vitest";
import { type BreachEntry, parseBreach } from "../../src/contract/breach.ts";
import { parseSettings, type SettingsInput } from "../../src/contract/settings.ts";
import { DOMAINS, MEASURES } from "../../src/domains/index.ts";
import { backupNotice, withdrawalNotice } from "../../src/intake/notice.ts";
import { epsilonFromRho } from "../../src/release/epsilon.ts";
import { buildTerritory } from "../../src/territory/index.ts";
import { TEXTS } from "../../src/texts/files.ts";
import {
  breachDocument,
  breachLog,
  dictionary,
  LANGUAGES,
  phraseInEach,
  SERVICE_PAGES,
  servicePage,
} from "../../src/texts/index.ts";
import { fillText, parsePage, parseTexts } from "../../src/texts/page.ts";
import { gridTerritory } from "../support/territory.ts";
import { COMPLETE, COPIED, factsFor, HISTORY, NOTHING, PARTNERS, PUBLIC_SERVICE, pagesOf, statement, TOKENS } from "./support.ts";

/** A placeholder, or a condition and what stands in it, as Mustache reads them. */
type Token = readonly [kind: string, name: string, start: number, end: number, inside?: readonly Token[]];

/** All that a text may say, as a tree of names: those of every view that it was filled with. A list has the names of all its items. */
interface Names {
  [name: string]: Names;
}

function addNames(names: Names, value: unknown): Names {
  if (Array.isArray(value)) for (const item of value) addNames(names, item);
  else if (value !== null && typeof value === "object")
    for (const [name, part] of Object.entries(value)) names[name] = addNames(names[name] ?? {}, part);
  return names;
}

const CASES: readonly SettingsInput[] = [
  {},
  COMPLETE,
  COPIED,
  { origin: { fr: "Xi", en: "Xi" } },
  { ...COMPLETE, ...PARTNERS, ...TOKENS },
  { ...COMPLETE, backup_days: 0, partners: { measures: PARTNERS.partners.measures } },
];
const [AUDITED, WELL, BADLY] = [70, 100, 20].map((rate): SettingsInput => {
  const { accessibility, ...others } = PUBLIC_SERVICE;
  const { not_conform, ...stated } = accessibility;
  const audit = { ...stated.audit, rate };
  return { ...others, accessibility: { ...stated, audit, ...(rate === 100 ? {} : { not_conform }) } };
}) as [SettingsInput, SettingsInput, SettingsInput];
const { at, by, rate } = PUBLIC_SERVICE.accessibility.audit;
/** A public service in France and elsewhere, with everything stated, and with parts left out. */
const SERVICE_CASES: readonly SettingsInput[] = [
  AUDITED,
  WELL,
  BADLY,
  { ...AUDITED, country: "BE", sample: true },
  { country: "BE", accessibility: { audit: { at, by, rate } }, publication: { host: { name: "h" } } },
  { accessibility: { audit: { at, by, rate: 100 }, enforcement: { name: "e" } }, contact: "c@example.org" },
];
const LOG = { people: 1, records: 2, authority_notified_at: "2026-03-05T11:00:00Z", reason: "late", notes: "none" };
const BREACHES: readonly BreachEntry[] = [{ log: LOG }, { replaces: 1 }].map((o, i) => ({
  ...parseBreach(statement(o)),
  number: i + 1,
  recorded_at: "2026-03-02T11:00:00Z",
}));

let rendered: [text: string, context: Mustache.Context][] = [];
/** Names by text, as it is filled. */
const namesOf = new Map<string, Names>();

/** Fills every text for all sorts of settings, and keeps what each could have said. */
beforeAll(() => {
  const render = vi.spyOn(Mustache, "render");
  for (const language of LANGUAGES) {
    for (const settings of CASES) {
      const facts = factsFor(settings);
      for (const history of [HISTORY, NOTHING]) pagesOf(facts, language, history);
      breachDocument(TEXTS, facts, BREACHES, language);
      breachLog(TEXTS, facts, BREACHES, language);
      for (const page of SERVICE_PAGES)
        for (const service of [settings, ...SERVICE_CASES]) servicePage(TEXTS, page, parseSettings(service), language);
    }
    for (const domain of DOMAINS) {
      const measures = MEASURES.filter((ref) => ref.domain === domain);
      const notes = Object.fromEntries(measures.map(({ key }) => [key, { fr: "une note", en: "a note" }]));
      const territory = buildTerritory(gridTerritory(2, 2));
      dictionary(TEXTS, { domain, measures, settings: parseSettings({ notes }), territory, epsilonOf: epsilonFromRho }, language);
    }
  }
  for (const days of [undefined, 0, 41]) withdrawalNotice(backupNotice(days, new Date(0)), { years: 1 });
  rendered = render.mock.calls as unknown as typeof rendered;
  for (const [text, context] of rendered) namesOf.set(text, addNames(namesOf.get(text) ?? {}, context.view));
  render.mockRestore();
});

const raw = (language: string, file: string) =>
  readFileSync(new URL(`../../src/texts/${language}/${file}`, import.meta.url), "utf8");
const filesOf = (language: string) => readdirSync(new URL(`../../src/texts/${language}`, import.meta.url)).sort();
/** Documents, without the fragments that stand in several of them. */
const DOCUMENTS = Object.keys(TEXTS.fr).filter((name) => TEXTS.fr[name]?.startsWith("# "));
/** Phrases that a program says by themselves. */
const SENTENCES = ["withdrawal", "past-stands", "record-purpose", "export", "former-value", "former-home"];

test("who has withdrawn is told what stays published, and nothing of changes to come", () => {
  const stays = phraseInEach(TEXTS, "past-stands", {});
  const said = withdrawalNotice(backupNotice(0, new Date(0)), { years: 1 });
  expect([stays.fr, stays.en]).toEqual([
    expect.stringMatching(/restent.*dès la prochaine publication/),
    expect.stringMatching(/stand.*from the next publication/),
  ]);
  expect([said.fr, said.en]).toEqual([expect.stringContaining("restent"), expect.stringContaining("stand")]);
  for (const text of [said.fr, said.en]) expect(text).not.toMatch(/prochaine publication|next publication/);
  // Of a home that was in no publication there is nothing that stays.
  const unpublished = withdrawalNotice(backupNotice(0, new Date(0)), { years: 0 });
  for (const text of [unpublished.fr, unpublished.en]) expect(text).not.toMatch(/publication/);
});

test("every language has the same files, and the same phrases in the same order", () => {
  for (const language of LANGUAGES) {
    expect(filesOf(language)).toEqual(filesOf("fr"));
    expect(Object.keys(TEXTS[language])).toEqual(Object.keys(TEXTS.fr));
  }
  expect(DOCUMENTS).toEqual([
    "accessibility",
    "breach-log",
    "breaches",
    "data-altruism",
    "dictionary",
    "impact-assessment",
    "legal",
    "notice",
    "register",
  ]);
});

/** The headings of a text, its points, and the facts and conditions below each heading: `who {{#dpo}}`. */
function outlineOf(text: string): string[] {
  return text.split(/^## /m).flatMap((part) => {
    const anchor = /\{#(\S+)\}\n/.exec(part)?.[1] ?? "";
    const points = [...part.matchAll(/^- \{#(\S+)\}/gm)].map(([, point]) => `${anchor} - ${point}`);
    // Plurals and separators are a language's own.
    const names = [...part.matchAll(/\{\{[#^/]?([\w.-]+)\}\}/g)].filter(([, name]) => !/(^|\.)(many|more)$/.test(name as string));
    return [`## ${anchor}`, ...points, ...names.map(([tag]) => `${anchor} ${tag}`).sort()];
  });
}

test.each(DOCUMENTS)(
  "%s has the same headings, in the same order, with the same facts and conditions, in every language",
  (name) => {
    const [french, ...others] = LANGUAGES.map((language) => outlineOf(TEXTS[language][name] as string));
    for (const other of others) expect(other).toEqual(french);
  },
);

/** Each name that a text says, with whether there is such a fact where it stands. */
function saidIn(tokens: readonly Token[], scopes: readonly { names: Names; path: string }[], said: Map<string, boolean>) {
  for (const [kind, name, , , inside] of tokens) {
    if (kind === "text" || name === ".") continue;
    const [first = "", ...rest] = name.split(".");
    const scope = scopes.find(({ names }) => Object.hasOwn(names, first));
    let names = scope?.names[first];
    for (const part of rest) names = names?.[part];
    const path = `${scope?.path ?? ""}${name}`;
    for (const [dot] of [...path.matchAll(/\./g)].map(({ index }) => [index])) said.set(path.slice(0, dot), true);
    said.set(path, names !== undefined);
    if (inside !== undefined) saidIn(inside, [{ names: names ?? {}, path: `${path}.` }, ...scopes], said);
  }
  return said;
}
const saidBy = (text: string) =>
  saidIn(Mustache.parse(text) as unknown as Token[], [{ names: namesOf.get(text) ?? {}, path: "" }], new Map());

test("no text names a fact that there is not, whichever way its conditions go", () => {
  for (const language of LANGUAGES) {
    for (const name of [...DOCUMENTS, ...SENTENCES]) {
      const unknown = [...saidBy(TEXTS[language][name] as string)].filter(([, exists]) => !exists).map(([path]) => path);
      expect([language, name, unknown]).toEqual([language, name, []]);
    }
  }
});

test("every fact that texts are given is said by one of them", () => {
  const pathsOf = (names: Names, before = ""): string[] =>
    Object.entries(names).flatMap(([name, inside]) => [`${before}${name}`, ...pathsOf(inside, `${before}${name}.`)]);
  const given = new Set([...namesOf.values()].flatMap((names) => pathsOf(names)).filter((path) => !/\.(more|many)$/.test(path)));
  const said = new Set([...namesOf.keys()].flatMap((text) => [...saidBy(text).keys()]));
  expect([...given].filter((path) => !said.has(path))).toEqual([]);
});

/** Collects placeholders whose fact is not stated: Mustache prints nothing for them, and leaves a hole in a sentence. */
class HoleFinder extends Mustache.Writer {
  readonly holes: string[] = [];
  override escapedValue([, name]: string[], context: Mustache.Context): string {
    if (context.lookup(name as string) === null) this.holes.push(name as string);
    return "";
  }
}

test("no placeholder stands for a fact that is not stated: a condition around it says what is said then", () => {
  const finder = new HoleFinder();
  for (const [text, context] of rendered) finder.render(text, context);
  expect(finder.holes).toEqual([]);
  finder.render("{{name}}", new Mustache.Context({ name: null }));
  expect(finder.holes).toEqual(["name"]);
});

test("every phrase is asked for by a text, or is the word for a code", () => {
  const asked = filesOf("fr").flatMap((file) => [...raw("fr", file).matchAll(/\{\{> (.+?)\}\}/g)].map(([, name]) => name));
  const phrases = [...raw("fr", "phrases.md").matchAll(/^## (\S+)$/gm)].map(([, name]) => name as string);
  expect(
    phrases.filter(
      (name) => !asked.includes(name) && !SENTENCES.includes(name) && !/^(unit|attribute|frequency|bets)\./.test(name),
    ),
  ).toEqual([]);
  expect(phrases.length).toBeGreaterThan(20);
});

test.each([
  ["# T\n\n## No anchor\n", "a heading must begin with ## and end with an anchor, {#like-this}; got ## No anchor"],
  ["### Too deep {#a}", "got ### Too deep {#a}"],
  ["| a | b |\n| --- | --- |\n| c |", "a row must have 2 cells, as its head; got c"],
])("Markdown that would lose something is refused: %j", (markdown, message) => {
  expect(() => parsePage("p", "en", { markdown, values: [] })).toThrow(message);
});

test("a heading, and a paragraph before a list or a table, need no empty line after them; a line may go on below", () => {
  const markdown = "# Title\nLead\ngoes on\n- one\n  still one\n- two\n## Part {#part}\nSee:\n| a |\n| --- |\n| b |\n";
  expect(parsePage("p", "en", { markdown, values: [] })).toEqual({
    id: "p",
    language: "en",
    title: "Title",
    lead: [{ text: "Lead goes on" }, { list: ["one still one", "two"] }],
    sections: [{ id: "part", title: "Part", blocks: [{ text: "See:" }, { table: { head: ["a"], rows: [["b"]] } }] }],
  });
});

test("a name that the facts do not have is refused, and so is a phrase that does not exist", () => {
  const write = String;
  const view = { controller: null, list: [{ value: "a" }] };
  expect(() => fillText("{{contoller}}", view, write)).toThrow("a text says {{contoller}}, and there is no such fact");
  expect(() => fillText("{{#list}}{{valu}}{{/list}}", view, write)).toThrow("{{valu}}");
  expect(fillText("{{#controller.name}}x{{/controller.name}}", view, write).markdown).toBe("");
  expect(() => parseTexts({ a: "{{> b}}" })).toThrow("a text asks for the phrase b, and there is none");
});
