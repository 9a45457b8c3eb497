import { afterAll, beforeAll, expect, test } from "vitest";
import type { Settings } from "../../../src/contract/settings.ts";
import { ROOT_SITE } from "../../../src/portal/addresses.ts";
import { portalApp } from "../../../src/portal/index.ts";
import { loadReleases } from "../../../src/release/index.ts";
import { type SamplePortal, samplePortal } from "../../support/portal.ts";
import { childrenOf as all, everyElement, childOf as one, parseXml, type XmlElement } from "../../support/xml.ts";

const BASE = "https://data.example.org/commons/";
const ATOM = "http://www.w3.org/2005/Atom";

/** The elements of a document, which must be of Atom's name space throughout. */
function parsed(text: string): XmlElement {
  const root = parseXml(text);
  for (const { uri } of everyElement(root)) expect(uri).toBe(ATOM);
  return root;
}

/** RFC 4287, 4.1.1 and 4.1.2: what must be there, and what may be there once. */
function expectAtom(feed: XmlElement): void {
  expect(feed.name).toBe("feed");
  for (const element of [feed, ...all(feed, "entry")]) {
    expect(one(element, "id").text).toMatch(/^(urn:uuid:|ni:)\S+$/);
    expect(one(element, "title").text.trim()).not.toBe("");
    expect(new Date(one(element, "updated").text).toISOString()).toBe(one(element, "updated").text);
    const alternates = all(element, "link").filter(({ attributes }) => attributes.rel === "alternate");
    const kinds = alternates.map(({ attributes }) => `${attributes.type} ${attributes.hreflang ?? ""}`);
    expect(new Set(kinds).size).toBe(kinds.length);
    for (const { attributes } of all(element, "link"))
      expect(URL.canParse(attributes.href!, "https://somewhere.example/")).toBe(true);
  }
  expect(one(one(feed, "author"), "name").text).not.toBe("");
  const ids = all(feed, "entry").map((entry) => one(entry, "id").text);
  expect(new Set([...ids, one(feed, "id").text]).size).toBe(ids.length + 1);
}

let portal: SamplePortal;
beforeAll(async () => {
  portal = await samplePortal();
});
afterAll(() => portal.close());

async function fed(options: { name?: string; lang?: string; none?: boolean; origin?: Settings["origin"] } = {}) {
  const { name, lang = "fr", none = false, origin } = options;
  const { releases } = await loadReleases(portal.releases);
  const commons = { ...portal.commons, ...(name && { name: { fr: name, en: name } }), ...(origin && { origin }) };
  const { territory, clock } = portal;
  const site = { ...ROOT_SITE, url: BASE, path: "/commons/" };
  const app = portalApp({ releases: none ? [] : releases, commons, territory, webRoot: null, clock, site });
  const response = await app.request(`/feed.${lang}.atom`);
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/atom+xml; charset=utf-8"]);
  return { app, feed: parsed(await response.text()) };
}

test.each(["fr", "en"])("it is Atom, newest release first, with the files to fetch (%s)", async (lang) => {
  const { app, feed } = await fed({ lang });
  expectAtom(feed);
  expect(feed.attributes["xml:lang"]).toBe(lang);
  expect(one(feed, "updated").text).toBe("2027-02-01T00:00:00.000Z");
  const entries = all(feed, "entry");
  const months = lang === "fr" ? ["février 2026", "janvier 2026"] : ["February 2026", "January 2026"];
  const revision = lang === "fr" ? "2026, révision 1" : "2026, revision 1";
  // The year comes after its months if all are of one day.
  const [subject, whose] = lang === "fr" ? ["Eau, électricité", "Communs du Bourg"] : ["Water, electricity", "Town commons"];
  const titles = [revision, "2026", ...months].map((period) => `${subject} – ${whose} (${period})`);
  expect(entries.map((entry) => one(entry, "title").text)).toEqual(titles);
  for (const entry of entries) {
    for (const { attributes } of all(entry, "link").filter(({ attributes }) => attributes.rel === "enclosure")) {
      const response = await app.request(attributes.href!.slice(BASE.length - 1), { method: "HEAD" });
      expect([response.status, response.headers.get("content-length")]).toEqual([200, attributes.length]);
    }
  }
  const self = all(feed, "link").find(({ attributes }) => attributes.rel === "self")!.attributes.href!;
  expect(self).toBe(`${BASE}feed.${lang}.atom`);
  expect((await app.request(self.slice(BASE.length - 1))).status).toBe(200);
});

test("a summary says how much is published and withheld, and what it has cost", async () => {
  const { feed } = await fed();
  const year = all(feed, "entry")[1]!;
  // Two measures of seven areas; Sud 1 and Sud 2 are withheld.
  expect(one(year, "summary").text).toBe(
    "10 moyennes publiées pour l’ensemble des foyers comptés, 4 masquées. Budget de confidentialité dépensé pour 2026 : ε = 0,93 sur 4.",
  );
  expect(one(all(feed, "entry")[0]!, "summary").text).toMatch(/^Révision de la publication : 2026\./);
});

test("figures taken from elsewhere are of dwellings: nobody contributed", async () => {
  for (const [lang, counted] of [
    ["fr", "logements comptés"],
    ["en", "counted dwellings"],
  ] as const) {
    const { feed } = await fed({ lang, origin: { fr: "ADEME", en: "ADEME" } });
    const texts = [one(feed, "subtitle"), ...all(feed, "entry").map((entry) => one(entry, "summary"))].map(({ text }) => text);
    expect(texts.at(-1)).toContain(counted);
    expect(texts.join()).not.toMatch(/foyer|home|contribu/);
  }
});

test("names with what XML reserves, or cannot hold, stay text", async () => {
  const name = `Communs <b>& "d'ici"</b> ]]> \u0000\u0008\ud800\uffff`;
  const { feed } = await fed({ name });
  expectAtom(feed);
  expect(one(feed, "title").text).toBe(`Communs <b>& "d'ici"</b> ]]>  : publications`);
});

test("before the first release it is a feed without entries", async () => {
  const { feed } = await fed({ none: true });
  expectAtom(feed);
  expect(all(feed, "entry")).toEqual([]);
});

test("a site that moves has the same feed and entries", async () => {
  const there = parsed(await (await portal.app.request("http://a.example/feed.fr.atom")).text());
  const here = parsed(await (await portal.app.request("https://b.example/feed.fr.atom")).text());
  const ids = (feed: XmlElement) => [feed, ...all(feed, "entry")].map((element) => one(element, "id").text);
  expect(ids(there)).toEqual(ids(here));
  expect(ids(there)[0]).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
