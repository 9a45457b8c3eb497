import { parseHTML } from "linkedom";
import { afterAll, beforeAll, expect, test } from "vitest";
import { breachNotices, parseBreach } from "../../src/contract/breach.ts";
import { parseSettings } from "../../src/contract/settings.ts";
import { portalApp } from "../../src/portal/index.ts";
import { catalogSchema, noticeSchema, servicePageSchema } from "../../src/portal/schemas.ts";
import { LANGUAGES } from "../../src/texts/index.ts";
import { read, type SamplePortal, samplePortal } from "../support/portal.ts";
import { COMPLETE, PUBLIC_SERVICE, sha256, statement } from "../texts/support.ts";

let portal: SamplePortal;
beforeAll(async () => {
  portal = await samplePortal([]);
});
afterAll(() => portal.close());

const app = (settings: unknown, o: Partial<Parameters<typeof portalApp>[0]> = {}) =>
  portalApp({
    releases: [],
    commons: parseSettings(settings),
    territory: portal.territory,
    webRoot: null,
    clock: portal.clock,
    ...o,
  });

test("the notice follows lang, then Accept-Language, then the commons' first language", async () => {
  const [french, english] = [app({}), app({ languages: ["en", "fr"] })];
  const said = async (from: typeof french, path: string, headers: Record<string, string> = {}) =>
    (await read(from, path, noticeSchema, headers)).language;
  expect(await said(french, "/v1/notice")).toBe("fr");
  expect(await said(english, "/v1/notice")).toBe("en");
  expect(await said(french, "/v1/notice", { "Accept-Language": "de, en;q=0.5" })).toBe("en");
  expect(await said(french, "/v1/notice?lang=fr", { "Accept-Language": "en" })).toBe("fr");
});

test("its first layer, its text and its facts are of one and the same settings; its version is the text's sha256", async () => {
  const notice = await read(app(COMPLETE), "/v1/notice?lang=en", noticeSchema);
  expect(notice.version).toBe(sha256(notice.text));
  expect(notice.points.map(({ id }) => id)).toEqual([
    "who",
    "what",
    "why",
    "basis",
    "how-long",
    "rights",
    "no-recall",
    "others",
    "protection",
    "processors",
    "minors",
    "complaint",
  ]);
  for (const { label } of notice.points) expect(notice.text).toContain(`- ${label}: `);
  expect(notice.facts).toMatchObject({ retention_months: 17, minimum_age: 16, operator: { dpo: "dpo@alpha.example" } });
});

test("it names its version in each language, so that a consent given in one is known in the other; other facts have other versions", async () => {
  const noticesOf = async (settings: Parameters<typeof app>[0]) =>
    Promise.all(LANGUAGES.map((lang) => read(app(settings), `/v1/notice?lang=${lang}`, noticeSchema)));
  const [french, english] = await noticesOf(COMPLETE);
  const versions = { fr: french?.version, en: english?.version };
  expect(versions.fr).not.toBe(versions.en);
  expect([french?.versions, english?.versions]).toEqual([versions, versions]);
  const [other] = await noticesOf({ ...COMPLETE, k: 20 });
  expect(Object.values(versions)).not.toContain(other?.versions.en);
});

test("a client that has it is not sent it again, until something happens", async () => {
  let entries = breachNotices([]);
  const service = app(COMPLETE, { breaches: () => entries });
  const etag = (await service.request("/v1/notice")).headers.get("ETag") ?? "";
  const again = () => service.request("/v1/notice", { headers: { "If-None-Match": etag } });
  expect((await again()).status).toBe(304);
  entries = breachNotices([{ ...parseBreach(statement()), number: 1, recorded_at: "2026-03-02T11:00:00Z" }]);
  expect((await again()).status).toBe(200);
});

test("it is the notice of what is in force, which may be another than what the pages show", async () => {
  let settings = parseSettings({ k: 12 });
  const service = app({ k: 11 }, { inForce: () => ({ settings, territory: portal.territory }) });
  const version = async () => (await read(service, "/v1/notice", noticeSchema)).version;
  const [before, facts] = [await version(), (await read(service, "/v1/notice", noticeSchema)).facts];
  expect(facts).toMatchObject({ protection: { k: 12 } });
  settings = parseSettings({ k: 13 });
  expect(await version()).not.toBe(before);
});

test("a public service's texts are of the settings in force, in the language asked for; the catalogue has the audit's conclusion", async () => {
  const service = app(PUBLIC_SERVICE);
  const declared = await read(service, "/v1/accessibility.en.json", servicePageSchema);
  expect([declared.language, declared.title]).toEqual(["en", "Accessibility statement"]);
  expect(JSON.stringify(declared.sections)).toContain("87.45% of the applicable criteria are met");
  expect(JSON.stringify(await read(service, "/v1/legal", servicePageSchema))).toContain("Camille Martin, maire");
  expect((await read(service, "/v1/catalog", catalogSchema)).commons.accessibility).toBe("partial");
  expect((await read(app({}), "/v1/catalog", catalogSchema)).commons.accessibility).toBe("none");
  expect((await read(app({ country: "BE" }), "/v1/catalog", catalogSchema)).commons.accessibility).toBeUndefined();
});

test("register and impact assessment can be read by anybody: facts of the notice alone, the log left to the log, and no day of asking", async () => {
  const stated = { dpo: "dpo@alpha.example", impact_assessment: { approved_at: "2099-10-01", by: "Mme Êta" } };
  const service = app(stated);
  const html = async (address: string) => {
    const answer = await service.request(address);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    return answer.text();
  };
  for (const id of ["register", "impact-assessment"]) {
    const page = await html(`/documents/${id}.fr.html`);
    expect(page).toContain("dpo@alpha.example");
    // A stated day is given as such: it may be one to come.
    expect(page).toContain("Approbation déclarée\u00a0: le 2099-10-01, par Mme Êta.");
    expect(page).not.toMatch(/<script|ε dépensé|Non approuvée au|undefined|null/);
    expect(await html(`/v1/documents/${id}?lang=fr`)).toBe(page);
    // It stands on a site, and leads back to it.
    expect(page).toMatch(/<p><a href="&#x2F;">/);
    expect(await html(`/documents/${id}.en.html`)).toContain("2099-10-01");
  }
  expect(await html("/documents/impact-assessment.fr.html")).toContain("Le journal public le dit");
  // A file of the software is named where people are told where the software is; and there it is a link.
  expect(await html("/documents/impact-assessment.fr.html")).not.toContain("threat-model");
  const sourced = await app({ source_code: "https://forge.example/a/b?c=d&e" }).request("/documents/impact-assessment.fr.html");
  const { document } = parseHTML(await sourced.text());
  const [link] = [...document.querySelectorAll("main p a")].filter((a) => a.parentElement?.textContent?.includes("threat-model"));
  expect([link?.getAttribute("href"), link?.textContent]).toEqual(Array(2).fill("https://forge.example/a/b?c=d&e"));
  // What may hold numbers of people, or is a draft of the operator's, is not there.
  for (const id of ["breach-log", "data-altruism"]) expect((await service.request(`/documents/${id}.fr.html`)).status).toBe(404);
});
