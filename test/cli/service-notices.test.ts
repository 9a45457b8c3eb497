import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { publicChain, publishedTerms } from "../../src/cli/public-side.ts";
import { loadServable } from "../../src/cli/servable.ts";
import { startServer } from "../../src/cli/serve/home-server.ts";
import { serviceNotices } from "../../src/cli/serve/service-notices.ts";
import { recordBreach } from "../../src/commons/breaches.ts";
import { homePaths, readHome, termsByYear } from "../../src/commons/home.ts";
import { keepNotices } from "../../src/commons/notices.ts";
import { openOperatedCommons } from "../../src/commons/open.ts";
import type { OperatedCommons } from "../../src/commons/types.ts";
import type { Running } from "../../src/http/index.ts";
import type { SettingsInput } from "../../src/index.ts";
import { TEXTS } from "../../src/texts/files.ts";
import { shownNotice } from "../../src/texts/index.ts";
import { fromSource as run } from "../support/cli.ts";
import { donation, writeTerritory } from "../support/commons.ts";
import { inFolder } from "../support/folder.ts";
import { messageOf } from "../support/log.ts";
import { gridTerritory } from "../support/territory.ts";
import { unlocked } from "../support/unlocked.ts";
import { COMPLETE, factsFor, sha256, statement } from "../texts/support.ts";

const clock = () => new Date("2026-02-10T00:00:00Z");
const WATER = { measures: ["water.volume"] };

type Body = Readonly<Record<string, unknown>>;

interface Served {
  readonly running: Running;
  readonly commons: OperatedCommons;
  readonly home: string;
  readonly told: string[];
  ask(path: string, init?: RequestInit): Promise<{ status: number; body: Body; headers: Headers }>;
}

/** A home of these settings, served whole. */
function served(settings: SettingsInput, work: (o: Served) => Promise<void>): Promise<void> {
  return inFolder(async (folder) => {
    const home = join(folder, "home");
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const commons = await openOperatedCommons({ home, territory, settings, clock });
    const told: string[] = [];
    const progress = (line: string) => told.push(messageOf(line));
    const running = await startServer({ home: readHome(home), commons, portal: true, port: 0, host: "127.0.0.1", progress });
    const ask: Served["ask"] = async (path, init) => {
      const response = await fetch(running.url + path, init);
      const text = await response.text();
      return { status: response.status, body: JSON.parse(text === "" ? "{}" : text) as Body, headers: response.headers };
    };
    try {
      await work({ running, commons, home, told, ask });
    } finally {
      await running.close();
      await commons.close();
    }
  });
}

const post = (body: unknown, key?: string): RequestInit => ({
  method: "POST",
  headers: { "Content-Type": "application/json", ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }) },
  body: JSON.stringify(body),
});
const withKey = (key: string, method = "GET"): RequestInit => ({ method, headers: { Authorization: `Bearer ${key}` } });

test("a commons whose settings are not complete takes nothing over HTTP, says so at start, and lets rights go on", () =>
  served({ ...WATER, dpo: "dpo@alpha.example" }, async ({ commons, told, ask }) => {
    const { receipt } = await commons.donate(donation("m0l0", 9));
    const missing = ["impact_assessment", "retention_months", "processors"];
    expect(told.filter((line) => line.endsWith("[not-ready]"))).toHaveLength(3);
    for (const key of [undefined, receipt]) {
      const { status, body, headers } = await ask("/v1/donations", post(donation("m0l0", 9), key));
      expect([status, body.type]).toEqual([503, "/problems/not-ready"]);
      expect(headers.get("Cache-Control")).toBe("no-store");
      expect((body.errors as { parameter: string }[]).map(({ parameter }) => parameter)).toEqual(missing);
    }
    expect(commons.vault.status().donations).toBe(1);
    expect((await ask("/v1/my-contribution", withKey(receipt))).status).toBe(200);
    expect((await ask("/v1/my-contribution", withKey(receipt, "DELETE"))).status).toBeLessThan(300);
    expect(commons.vault.status().active).toBe(0);
  }));

test.each<[string, SettingsInput]>([
  ["complete settings", { ...COMPLETE, ...WATER }],
  ["made-up households", { ...WATER, sample: true }],
])("with %s contributions are taken, and the start says nothing", (_, settings) =>
  served(settings, async ({ told, ask }) => {
    expect((await ask("/v1/donations", post(donation("m0l0", 9)))).status).toBe(201);
    expect(told.filter((line) => line.includes("[not-ready]"))).toEqual([]);
  }),
);

test("contributions wait until the log says on which terms they are taken, and are taken once it does; rights go on", () =>
  inFolder(async (folder) => {
    const home = join(folder, "home");
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const commons = await openOperatedCommons({ home, territory, settings: { ...COMPLETE, ...WATER }, clock });
    const { receipt } = await commons.donate(donation("m0l0", 9));
    // The log cannot be written.
    rmSync(join(home, "log"), { recursive: true });
    writeFileSync(join(home, "log"), "");
    const told: string[] = [];
    const progress = (line: string) => void told.push(messageOf(line));
    const running = await startServer({
      home: readHome(home),
      commons,
      portal: false,
      port: 0,
      host: "127.0.0.1",
      look: 20,
      progress,
    });
    const ask = async (init: RequestInit, path = "donations") => (await fetch(`${running.url}/v1/${path}`, init)).status;
    try {
      const waiting = told.filter((line) =>
        line.startsWith("the terms of contributions are not in the public log yet, and over HTTP none is taken before: "),
      );
      expect(waiting).toHaveLength(1);
      expect(await ask(post(donation("m0l0", 9)))).toBe(503);
      expect(await ask(withKey(receipt), "my-contribution")).toBe(200);
      expect(commons.areTermsPublic()).toBe(false);
      rmSync(join(home, "log"));
      await until(async () => (await ask(post(donation("m0l0", 9)))) === 201);
      expect(commons.areTermsPublic()).toBe(true);
      expect(told.filter((line) => waiting.includes(line))).toHaveLength(1);
    } finally {
      await running.close();
      await commons.close();
    }
  }));

test("beside a lost territory the intake starts and serves every right, and takes contributions again once it is back", () =>
  inFolder(async (folder) => {
    const home = join(folder, "home");
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const partners = { measures: { w: { measure: "water.volume", groups: [{ key: "at", is: "area", level: "leaf" }] } } };
    const settings: SettingsInput = { ...COMPLETE, ...WATER, partners: partners as SettingsInput["partners"] };
    const before = await openOperatedCommons({ home, territory, settings, clock });
    const { receipt } = await before.donate(donation("m0l0", 9));
    await before.close();
    const kept = join(home, "territories");
    renameSync(kept, join(folder, "away"));
    const commons = await openOperatedCommons({ home, clock });
    const told: string[] = [];
    const running = await startServer({
      home: readHome(home),
      commons,
      portal: false,
      port: 0,
      host: "127.0.0.1",
      look: 20,
      progress: (line) => void told.push(messageOf(line)),
    });
    const ask = async (init: RequestInit, path = "my-contribution") => (await fetch(`${running.url}/v1/${path}`, init)).status;
    const lines = () => told.filter((line) => line.startsWith("contributions over HTTP are refused, and rights go on: "));
    try {
      expect(lines()).toEqual([expect.stringContaining("is not kept here")]);
      expect(await ask(post(donation("m0l0", 9)), "donations")).toBe(503);
      const erasure = await fetch(`${running.url}/partners/v1/measure`, { method: "DELETE" });
      expect(erasure.status).toBe(401);
      const view = await fetch(`${running.url}/v1/my-contribution`, withKey(receipt));
      expect([view.status, await view.json()]).toEqual([200, expect.objectContaining({ consent_records: [] })]);
      expect(await ask(withKey(receipt), "my-contribution/export")).toBe(200);
      const gone = await fetch(`${running.url}/v1/my-contribution`, withKey(receipt, "DELETE"));
      expect([gone.status, await gone.json()]).toEqual([200, expect.objectContaining({ withdrawn: true })]);
      renameSync(join(folder, "away"), kept);
      await until(async () => (await ask(post(donation("m0l0", 9)), "donations")) === 201);
      expect(lines()).toHaveLength(1);
    } finally {
      await running.close();
      await commons.close();
    }
  }));

test("terms that are stated while a service runs close the intake until they are public", () =>
  served({ ...COMPLETE, ...WATER }, async ({ commons, home, ask }) => {
    expect((await ask("/v1/donations", post(donation("m0l0", 9)))).status).toBe(201);
    renameSync(join(home, "log"), join(home, "../log"));
    writeFileSync(join(home, "log"), "");
    await commons.change({ from: 2027, settings: { k: 9 } });
    expect((await ask("/v1/donations", post(donation("m0l0", 9)))).status).toBe(503);
    rmSync(join(home, "log"));
    renameSync(join(home, "../log"), join(home, "log"));
    await commons.publishLog();
    expect((await ask("/v1/donations", post(donation("m0l0", 9)))).status).toBe(201);
  }));

test("beside a ledger that breaks while a service runs rights and pages are served, and nothing is taken or published", () =>
  served(
    { ...COMPLETE, ...WATER, partners: { measures: { w: { measure: "water.volume" } } } },
    async ({ commons, home, ask }) => {
      const { body } = await ask("/v1/donations", post(donation("m0l0", 9)));
      const key = String(body.receipt);
      const ledger = new Database(homePaths(home).ledger);
      unlocked(ledger, () => ledger.exec("UPDATE entries SET entry = '{}'"));
      ledger.close();
      expect((await ask("/v1/donations", post(donation("m0l0", 9)))).status).toBe(503);
      expect((await ask("/v1/my-contribution", withKey(key))).status).toBe(200);
      expect((await ask("/v1/my-contribution", withKey(key, "DELETE"))).body).toMatchObject({ withdrawn: true });
      expect((await ask("/v1/notice")).status).toBe(200);
      await expect(commons.release("2026-01")).rejects.toMatchObject({ code: "ledger-broken" });
      await expect(commons.change({ settings: { k: 9 } })).rejects.toMatchObject({ code: "ledger-broken" });
    },
  ));

test("what is not the partners' does not depend on what partners are served by", () =>
  served({ ...COMPLETE, ...WATER, partners: { measures: { w: { measure: "water.volume" } } } }, async ({ commons, ask }) => {
    Object.defineProperty(commons, "settings", { get: () => fail() });
    expect((await ask("/healthz")).status).toBe(200);
    expect((await ask("/partners/v1/status")).status).toBe(200);
  }));

function fail(): never {
  throw new Error("the terms are not to be read");
}

/** Asks until it holds, for a minute at most. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; !(await holds()); ) if (Date.now() > end) throw new Error("waited for a minute");
}

test("the notice that is served is kept, and a consent that names it gets a record of those terms, whatever comes after", () =>
  served({ ...COMPLETE, ...WATER }, async ({ home, ask }) => {
    const shown = await ask("/v1/notice?lang=fr");
    expect([shown.status, shown.headers.get("Content-Language"), shown.headers.get("Cache-Control")]).toEqual([
      200,
      "fr",
      "no-cache",
    ]);
    const { version, text } = shown.body as { version: string; text: string };
    expect(version).toBe(sha256(text));
    expect(text).toContain("Association Alpha");
    expect(readdirSync(join(home, "notices"))).toContain(`${version}.json`);
    const given = donation("m0l0", 9);
    const answer = await ask("/v1/donations", post({ ...given, consent: { ...given.consent, version } }));
    const key = String(answer.body.receipt);
    await ask("/v1/donations", post({ ...given, consent: { ...given.consent, given_at: "2025-03-01T00:00:00Z" } }, key));
    const { body } = await ask("/v1/my-contribution", withKey(key));
    const [first, second] = body.consent_records as Record<string, unknown>[];
    expect(first).toMatchObject({
      "dpv:hasNotice": { "@id": `urn:sha256:${version}`, "dct:language": "fr" },
      "dct:isReplacedBy": { "@id": second?.["@id"] },
    });
    expect(first).not.toHaveProperty("dct:provenance");
    expect(second).toMatchObject({
      "dpv:hasNotice": { "dct:identifier": "1", "dct:language": "und" },
      "dct:provenance": expect.stringContaining("2026-02-10"),
    });
    expect(JSON.stringify(body.consent_records)).not.toContain(key);
  }));

test("a record has the terms of the notice that its consent names, not those of today", () =>
  served({ ...COMPLETE, ...WATER }, async ({ home, ask }) => {
    const former = factsFor({ ...COMPLETE, ...WATER, retention_months: 23, processors: ["Lambda"] });
    keepNotices(home, former);
    const { version } = shownNotice(TEXTS, former, "en", sha256);
    const given = donation("m0l0", 9);
    const answer = await ask("/v1/donations", post({ ...given, consent: { ...given.consent, version } }));
    const { body } = await ask("/v1/my-contribution", withKey(String(answer.body.receipt)));
    const said = JSON.stringify(body.consent_records);
    expect(said).toContain("P23M");
    expect(said).toContain("Lambda");
    expect(said).not.toContain("P17M");
    expect(said).toContain('"dct:language":"en"');
  }));

test("a breach is told at the notice and at each view of a contribution as soon as it is stated; its log is not", () =>
  served({ ...COMPLETE, ...WATER }, async ({ commons, home, ask }) => {
    const { receipt } = await commons.donate(donation("m0l0", 9));
    const [before, viewed] = [await ask("/v1/notice"), await ask("/v1/my-contribution", withKey(receipt))];
    expect([before.body.breaches, viewed.body.notices]).toEqual([[], []]);
    recordBreach(home, statement({ log: { people: 987_654 } }), () => new Date("2026-03-02T12:00:00Z"));
    const [notice, view] = [await ask("/v1/notice?lang=en"), await ask("/v1/my-contribution", withKey(receipt))];
    expect(notice.body.breaches).toEqual([expect.objectContaining({ number: 1, what: "a stolen backup" })]);
    expect(view.body.notices).toEqual([expect.objectContaining({ number: 1, what: statement().what })]);
    expect(notice.body.version).toBe((await ask("/v1/notice?lang=en")).body.version);
    expect(JSON.stringify([notice.body, view.body])).not.toContain("987654");
    expect(notice.headers.get("ETag")).not.toBe(before.headers.get("ETag"));
  }));

test("donate warns once and takes everything; the library tells its callback once", () =>
  inFolder(async (folder) => {
    const home = join(folder, "home");
    const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
    const notices: string[] = [];
    const commons = await openOperatedCommons({ home, territory, settings: WATER, clock, notice: (line) => notices.push(line) });
    await commons.donate(donation("m0l0", 9));
    await commons.donate(donation("m0l1", 9));
    await commons.close();
    expect(notices).toEqual([expect.stringMatching(/impact_assessment, dpo, retention_months, processors.*\[not-ready\]$/)]);
    const file = join(folder, "donations.ndjson");
    writeFileSync(file, `${JSON.stringify(donation("m0l0", 8))}\n${JSON.stringify(donation("m0l0", 7))}\n`);
    const { code, out, err } = await run("donate", "--home", home, "--json", file, file);
    expect([code, JSON.parse(out)]).toEqual([0, expect.objectContaining({ accepted: 2, repeated: 2 })]);
    expect(err.match(/\[not-ready\]/g)).toHaveLength(1);
  }));

test("documents are written without vault and key, for the public and for the operator, and the notice is the one that is served", () =>
  served({ ...COMPLETE, ...WATER }, async ({ commons, home, ask }) => {
    for (let i = 0; i < 37; i += 1) await commons.donate(donation("m0l0", 9));
    const to = join(home, "..", "out");
    const { code, out } = await run("documents", "--home", home, "--to", to, "--json");
    expect(code).toBe(0);
    const { written, notice, missing } = JSON.parse(out) as {
      written: string[];
      notice: Record<string, string>;
      missing: unknown[];
    };
    expect(missing).toEqual([]);
    expect(written).toHaveLength(8 * 2 * 3);
    expect(
      readdirSync(join(to, "public"))
        .filter((name) => name.endsWith(".html"))
        .sort(),
    ).toEqual(["accessibility", "breaches", "legal", "notice"].flatMap((name) => [`${name}.en.html`, `${name}.fr.html`]));
    expect(notice.fr).toBe((await ask("/v1/notice?lang=fr")).body.version);
    // 37 contributors: the number stands in none of the documents.
    for (const path of written) expect(readFileSync(path, "utf8")).not.toMatch(/\b37\b/);
  }));

test("one language is written where one is asked for, and another one is wrong usage", () =>
  inFolder(async (folder) => {
    const home = join(folder, "home");
    expect((await run("init", "--home", home)).code).toBe(0);
    const { out } = await run("documents", "--home", home, "--to", join(folder, "out"), "--language", "en", "--json");
    const { written, missing } = JSON.parse(out) as { written: string[]; missing: unknown[] };
    expect(written.every((path) => path.includes(".en."))).toBe(true);
    // What init writes leaves unstated what nobody stated.
    expect(missing).toHaveLength(4);
    expect((await run("documents", "--home", home, "--to", folder, "--language", "de")).code).toBe(2);
  }));

test("breach prints a form that can be filled in, records it, and says by when the authority is to be told", () =>
  inFolder(async (folder) => {
    const home = join(folder, "home");
    await run("init", "--home", home);
    const form = JSON.parse((await run("breach", "--home", home, "--form")).out) as Record<string, unknown>;
    const file = join(folder, "breach.json");
    writeFileSync(file, JSON.stringify(form));
    const empty = await run("breach", "--home", home, "--statement", file);
    expect([empty.code, empty.err]).toEqual([1, expect.stringContaining("[invalid-breach]")]);
    const filled = Object.fromEntries(
      Object.entries(form).map(([name, value]) => [
        name,
        typeof value === "object" && value !== null && "fr" in value ? { fr: "oui", en: "yes" } : value,
      ]),
    );
    writeFileSync(file, JSON.stringify(filled));
    // Filling in the texts alone states no time that nobody wrote.
    const untimed = await run("breach", "--home", home, "--statement", file);
    for (const pointer of ["/known_at", "/happened/from", "/happened/until", "/log/authority_notified_at"])
      expect([untimed.code, untimed.err]).toEqual([1, expect.stringMatching(new RegExp(`${pointer}: [^;]*; got ""`))]);
    const known_at = new Date(Date.now() - 5 * 3_600_000).toISOString();
    const { happened: _, ...known } = { ...filled, known_at, log: {} } as Record<string, unknown>;
    writeFileSync(file, JSON.stringify(known));
    const recorded = await run("breach", "--home", home, "--statement", file);
    expect(recorded.out).toContain("recorded as 1; told at /v1/notice");
    const limit = new Date(Date.parse(known_at) + 72 * 3_600_000).toISOString();
    expect(recorded.out).toContain(`by ${limit}, 72 hours after`);
    const log = JSON.parse((await run("breach", "--home", home, "--json")).out) as {
      recorded: null;
      entries: unknown[];
      public: number[];
    };
    expect([log.recorded, log.entries.length, log.public]).toEqual([null, 1, [1]]);
    expect(log).toMatchObject({ overdue: [] });
    writeFileSync(file, "{");
    expect((await run("breach", "--home", home, "--statement", file)).err).toContain("cannot be read as JSON");
  }));

test("once the 72 hours are past, breach says so: of one that the authority was not told of, and of one that it was told of late", () =>
  inFolder(async (folder) => {
    const home = join(folder, "home");
    await run("init", "--home", home);
    const record = async (o: Record<string, unknown>) => {
      writeFileSync(join(folder, "breach.json"), JSON.stringify(statement(o)));
      return (await run("breach", "--home", home, "--statement", join(folder, "breach.json"))).out;
    };
    const limit = "2026-03-05T10:00:00.000Z";
    const untold = await record({});
    expect(untold).toContain(`THE 72 HOURS ARE PAST since ${limit}, and the authority was not told`);
    expect(untold).toContain("log.reason must say why");
    expect(untold).not.toContain("is to be told by");
    const late = await record({ log: { authority_notified_at: "2026-03-05T10:00:01Z", reason: "a weekend" } });
    expect(late).toContain(`told on 2026-03-05T10:00:01Z, and the 72 hours were past on ${limit}`);
    expect(late).not.toContain("must say why");
    const intime = await record({ log: { authority_notified_at: "2026-03-05T10:00:00Z" } });
    expect(intime).not.toMatch(/were past|ARE PAST/);
    expect(intime.match(/72 hours past on/g)).toHaveLength(2);
    await record({ replaces: 1, log: { authority_notified_at: "2026-03-03T10:00:00Z" } });
    expect(JSON.parse((await run("breach", "--home", home, "--json")).out)).toMatchObject({ overdue: [2] });
  }));

/** A home on disk of these settings, with water alone. */
function homeOf(folder: string, settings: SettingsInput): Promise<OperatedCommons> {
  const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
  return openOperatedCommons({ home: join(folder, "home"), territory, settings, clock });
}

/** What a portal alone tells of that home, by this clock. */
async function portalAt(folder: string, now: () => Date, progress: (line: string) => void = () => undefined) {
  const home = readHome(join(folder, "home"));
  const { releases, log } = await loadServable(home, progress);
  return {
    home,
    releases,
    terms: publishedTerms({
      home,
      releases,
      log,
      shown: termsByYear(home, publicChain(releases, log()))(2026),
      clock: now,
      progress,
    }),
  };
}

const KEPT = { ...COMPLETE, ...WATER, retention_months: 15 };
const LESS = { from: 2027, settings: { ...KEPT, retention_months: 9 } };

test("a portal alone shows the terms of the year as the log announced them, before a release of it carries them", () =>
  inFolder(async (folder) => {
    const commons = await homeOf(folder, KEPT);
    await commons.release("2026-01");
    await commons.change(LESS);
    await commons.close();
    const told: string[] = [];
    let now = new Date("2026-12-31T23:59:59Z");
    const { releases, terms } = await portalAt(
      folder,
      () => now,
      (line) => void told.push(messageOf(line)),
    );
    expect(releases).toHaveLength(1);
    expect(terms().settings.retention_months).toBe(15);
    now = new Date("2027-01-01T00:00:00Z");
    expect(terms().settings.retention_months).toBe(9);
    expect(told).toEqual([]);
  }));

test("a change that is announced while a portal runs is in the notice from its year on", () =>
  inFolder(async (folder) => {
    const commons = await homeOf(folder, KEPT);
    await commons.release("2026-01");
    const { terms } = await portalAt(folder, () => new Date("2027-01-01T00:00:00Z"));
    expect(terms().settings.retention_months).toBe(15);
    await commons.change(LESS);
    await commons.close();
    expect(terms().settings.retention_months).toBe(9);
  }));

test("partners are told as they are served, from commons.json, whatever was announced", () =>
  inFolder(async (folder) => {
    const commons = await homeOf(folder, { ...KEPT, partners: { measures: { w: { measure: "water.volume" } } } });
    await commons.change(LESS);
    await commons.close();
    const later = () => new Date("2027-02-01T00:00:00Z");
    const { home, terms } = await portalAt(folder, later);
    const served = await openOperatedCommons({ home: home.paths.home, clock: later });
    try {
      const told = serviceNotices(
        home.paths.home,
        served,
        () => [],
        () => undefined,
      ).inForce();
      for (const shown of [served, told, terms()])
        expect(shown?.settings).toMatchObject({
          retention_months: 9,
          partners: { measures: { w: { measure: "water.volume" } } },
        });
    } finally {
      await served.close();
    }
  }));

test("the record of what an organisation attests says so, at the view that its contributor's key opens", () =>
  served({ ...COMPLETE, ...WATER }, async ({ commons, ask }) => {
    const given = donation("m0l0", 9);
    const { receipt } = await commons.donate({ ...given, consent: { ...given.consent, version: "attested:ecolyo:1" } });
    const { body } = await ask("/v1/my-contribution", withKey(receipt));
    const [record] = body.consent_records as Record<string, unknown>[];
    expect(record?.["dpv:hasConsentStatus"]).toMatchObject({ "dpv:isIndicatedBy": { "@type": "dpv:ThirdParty" } });
    expect(JSON.stringify(record)).not.toContain("form of the service");
  }));
