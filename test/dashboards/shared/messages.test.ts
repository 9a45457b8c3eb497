import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { WELCOME } from "../../../dashboards/home/welcome-words.ts";
import { WORDS } from "../../../dashboards/shared/i18n.ts";

/** Every message by its path; a function counts by how many things it is told. */
function flat(words: unknown, path = ""): [string, unknown][] {
  if (typeof words !== "object" || words === null) return [[path, words]];
  return Object.entries(words).flatMap(([key, value]) => flat(value, path === "" ? key : `${path}.${key}`));
}

const MESSAGES = new URL("../../../dashboards/messages/", import.meta.url);

/** A language's words, by place: each file exports them by the language's name. */
async function catalogue(lang: "fr" | "en"): Promise<Record<string, unknown>> {
  const places = readdirSync(new URL(lang, MESSAGES)).sort();
  return Object.fromEntries(
    await Promise.all(places.map(async (place) => [place, (await import(`${MESSAGES}${lang}/${place}`))[lang]] as const)),
  );
}

const PAGES = new URL("../../../dashboards/", import.meta.url);
const SOURCES = new URL("../../../src/", import.meta.url);

/** The text of every source in a folder but the messages. */
function sourcesIn(folder: URL): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return entry.name === "messages" ? [] : sourcesIn(new URL(`${entry.name}/`, folder));
    return /\.tsx?$/.test(entry.name) ? [readFileSync(new URL(entry.name, folder), "utf8")] : [];
  });
}

const fr = await catalogue("fr");
const en = await catalogue("en");

test("both languages say everything, and say it apart", () => {
  expect(Object.keys(fr)).toContain("shared.ts");
  const [french, english] = [flat(fr), new Map(flat(en))];
  expect(french.map(([path]) => path).sort()).toEqual([...english.keys()].sort());
  const same = french.filter(([path, text]) => {
    const other = english.get(path);
    expect([path, typeof other]).toEqual([path, typeof text]);
    if (typeof text !== "string") return false;
    // One text alone may be empty: an empty field is no fault to be told of.
    expect([path, text.trim() !== "" || path.endsWith("faults.empty")]).toEqual([path, true]);
    return text === other && text.length > 13;
  });
  expect(same).toEqual([]);
});

test("no message bears a name that no code says", () => {
  // Names of domains and settings are those of the sources.
  const said = new Set([PAGES, SOURCES].flatMap(sourcesIn).flatMap((text) => text.match(/[\w-]+/g) ?? []));
  const unsaid = flat(fr).filter(([path]) => path.split(".").some((part) => !/^\d+$/.test(part) && !said.has(part)));
  expect(unsaid.map(([path]) => path)).toEqual([]);
});

test("in French what is added to figures has one name for people, flou, in pages and documents alike", () => {
  const files = (folder: URL) => readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), "utf8")] as const);
  const french = [...files(new URL("fr/", MESSAGES)), ...files(new URL("texts/fr/", SOURCES))];
  expect(french.filter(([, text]) => /\bflou/i.test(text)).length).toBeGreaterThan(5);
  expect(french.filter(([, text]) => /\bbruit/i.test(text)).map(([name]) => name)).toEqual([]);
});

test("French has no middle dot, and its spaces before signs do not break", () => {
  for (const [path, text] of flat(fr))
    if (typeof text === "string") expect([path, /\p{L}·\p{L}/u.test(text)]).toEqual([path, false]);
  expect(WELCOME.fr.title).toBe("Et chez les voisins\u00a0?");
  // Bets on what can be learnt stand beside the figures, so no text says that nothing can (decision 0103).
  for (const [path, text] of flat(fr))
    if (typeof text === "string") expect([path, /retrouver quelqu/.test(text)]).toEqual([path, false]);
  expect(WELCOME.fr.protection[0]?.join(" ")).toBe("foyers au moins derrière chaque groupe publié, jamais un foyer seul.");
  expect(WORDS.fr.labelled("a", "b")).toBe("a\u00a0: b");
});
