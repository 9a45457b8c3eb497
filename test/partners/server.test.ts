import { cpSync, existsSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli } from "../../src/cli/run.ts";
import { startServer } from "../../src/cli/serve/home-server.ts";
import { homePaths, readHome } from "../../src/commons/home.ts";
import { openOperatedCommons } from "../../src/commons/open.ts";
import type { OperatedCommons } from "../../src/commons/types.ts";
import type { Running } from "../../src/http/index.ts";
import type { SettingsInput } from "../../src/index.ts";
import { voisinage } from "../support/cli.ts";
import { donation, HTTP_SETTINGS, writeTerritory } from "../support/commons.ts";
import { inFolder } from "../support/folder.ts";
import { gridTerritory } from "../support/territory.ts";

/** All of the budget for the whole: 200 households are some eight standard deviations above what it needs. */
const SETTINGS: SettingsInput = {
  ...HTTP_SETTINGS,
  measures: ["water.volume"],
  calendar: { whole: "month", middle: "never", leaf: "never" },
  partners: { base: "/dacc", measures: { "water-monthly": { measure: "water.volume", unit: "L" } } },
};
const ASKED = { measureName: "water-monthly", startDate: "1970-01-01", endDate: "2100-01-01" };
const MEASURE = {
  measureName: "water-monthly",
  value: 9412,
  startDate: "2025-02-01",
  contributor: "a5c1d2e3f-0000-4000",
  household: { area: "m0l1" },
  consent: { version: "1", purposes: ["commons"], domains: ["water"], adult: true, given_at: "2025-01-05T09:00:00Z" },
};

function makeHome(folder: string, name: string, settings = SETTINGS): Promise<OperatedCommons> {
  const territory = existsSync(join(folder, "territory"))
    ? join(folder, "territory")
    : writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
  return openOperatedCommons({ home: join(folder, name), territory, settings });
}

async function served<T>(
  o: { home: string; commons?: OperatedCommons; portal?: boolean },
  work: (running: Running) => Promise<T>,
): Promise<T> {
  const { portal = true, home, commons } = o;
  const with_ = commons === undefined ? {} : { commons };
  const running = await startServer({
    home: readHome(home),
    ...with_,
    portal,
    port: 0,
    host: "127.0.0.1",
    progress: () => undefined,
  });
  try {
    return await work(running);
  } finally {
    await running.close();
  }
}

async function addKey(home: string, ...options: string[]): Promise<{ id: string; secret: string }> {
  const { code, out, err } = await voisinage("partner", "--home", home, "add", "--organisation", "ecolyo", ...options, "--json");
  expect([code, err]).toEqual([0, ""]);
  return JSON.parse(out);
}

async function send(url: string, method: string, key: string, body?: object) {
  const response = await fetch(url, {
    method,
    headers: { Authorization: `Bearer ${key}`, ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
}

/** As `curl -X GET -d` asks: the standard's fetch sends no body with GET. */
function getWithBody(
  url: string,
  key: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const all = { Authorization: `Bearer ${key}`, "Content-Type": "application/json", ...headers };
    const asked = request(url, { method: "GET", headers: all }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part) => {
        text += part;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

test("a home with partners: keys by the command line, measures in, aggregates out of releases alone, revoked at once", () =>
  inFolder(async (folder) => {
    const home = join(folder, "home");
    const commons = await makeHome(folder, "home");
    for (let i = 0; i < 200; i += 1) await commons.donate(donation(`m${i % 2}l${(i >> 1) % 2}`, 5 + (i % 10), { months: [1] }));
    await commons.release("2025-01");
    await served({ home, commons }, async ({ url }) => {
      const before = await send(`${url}/partners/v1/aggregate`, "POST", "vsp_nothing", ASKED);
      expect([before.status, JSON.parse(before.text).code]).toEqual([401, "partner-key"]);
      expect(existsSync(homePaths(home).partners)).toBe(false);

      const { id, secret } = await addKey(home, "--allow", "measure,aggregate");
      const first = await send(`${url}/partners/v1/aggregate`, "POST", secret, ASKED);
      expect(first.status).toBe(200);
      expect(JSON.parse(first.text)).toMatchObject([
        { createdBy: "voisinage", startDate: "2025-01-01T00:00:00", release: "2025-01" },
      ]);

      // The drop-in address, GET with a body, in one piece or in chunks, and too long.
      const ways = [{ "Content-Length": String(JSON.stringify(ASKED).length) }, { "Transfer-Encoding": "chunked" }];
      for (const headers of ways)
        expect(await getWithBody(`${url}/dacc/aggregate`, secret, JSON.stringify(ASKED), headers)).toEqual(first);
      const long = JSON.stringify({ ...ASKED, measureName: "x".repeat(100_000) });
      expect((await getWithBody(`${url}/dacc/aggregate`, secret, long, { "Content-Length": String(long.length) })).status).toBe(
        413,
      );

      // What stores is no GET, with a body or without: programs between may repeat a GET.
      for (const path of ["dacc", "partners/v1"]) {
        const text = JSON.stringify(MEASURE);
        const got = await getWithBody(`${url}/${path}/measure`, secret, text, { "Content-Length": String(text.length) });
        expect([got.status, JSON.parse(got.text).code]).toEqual([405, "method-not-allowed"]);
      }
      expect(commons.vault.status().donations).toBe(200);

      // Whatever comes in and goes: not a byte of the answer changes.
      for (const [method, body] of [
        ["POST", MEASURE],
        ["POST", { ...MEASURE, value: 1, startDate: "2025-01-01" }],
        ["DELETE", { contributor: MEASURE.contributor }],
      ] as const) {
        const answer = await send(`${url}/dacc/measure`, method, secret, body);
        expect([method, answer.status, answer.text]).toEqual([method, method === "POST" ? 201 : 200, '{"ok":true}']);
        expect(await send(`${url}/dacc/aggregate`, "POST", secret, ASKED)).toEqual(first);
      }
      expect(commons.vault.status()).toMatchObject({ active: 200, withdrawn: 1 });
      const status = await fetch(`${url}/dacc/status`);
      expect([status.status, await status.json()]).toEqual([200, { db: { status: "ok" }, global_status: "ok" }]);
      expect((await fetch(`${url}/dacc`)).status).toBe(404);
      expect((await fetch(`${url}/v1/catalog`)).status).toBe(200);

      // Another home that has the releases and the log and nothing else says the same, without vault or operator's key.
      const other = await makeHome(folder, "other");
      await other.close();
      cpSync(homePaths(home).releases, homePaths(join(folder, "other")).releases, { recursive: true });
      cpSync(homePaths(home).log, homePaths(join(folder, "other")).log);
      const reader = await addKey(join(folder, "other"), "--allow", "aggregate");
      await served({ home: join(folder, "other") }, async (second) => {
        expect(await send(`${second.url}/dacc/aggregate`, "POST", reader.secret, ASKED)).toEqual(first);
        const measure = await send(`${second.url}/dacc/measure`, "POST", reader.secret, MEASURE);
        expect([measure.status, JSON.parse(measure.text).code]).toEqual([404, "not-found"]);
      });

      const listed = JSON.parse((await voisinage("partner", "--home", home, "list", "--json")).out);
      expect(listed.keys).toMatchObject([
        { id, organisation: "ecolyo", revoked: null, used: new Date().toISOString().slice(0, 10) },
      ]);
      expect(JSON.stringify(listed)).not.toContain(secret);
      expect((await voisinage("partner", "--home", home, "revoke", id)).code).toBe(0);
      for (const [method, path, body] of [
        ["POST", "measure", MEASURE],
        ["DELETE", "measure", { contributor: MEASURE.contributor }],
        ["POST", "aggregate", ASKED],
      ] as const)
        expect((await send(`${url}/dacc/${path}`, method, secret, body)).status).toBe(401);
    });
    await commons.close();
  }));

test("an intake alone takes measures and tells nothing; a key of a partner that was ended still erases", () =>
  inFolder(async (folder) => {
    const home = join(folder, "home");
    const commons = await makeHome(folder, "home");
    const { secret } = await addKey(home, "--allow", "measure,aggregate");
    await served({ home, commons, portal: false }, async ({ url }) => {
      expect((await send(`${url}/partners/v1/measure`, "POST", secret, MEASURE)).status).toBe(201);
      // The operator, whom a contributor asks, finds the contribution by both names and the operator's key.
      const find = (pseudonym: string) =>
        voisinage("partner", "--home", home, "receipt", "--organisation", "ecolyo", "--pseudonym", pseudonym);
      const { out } = await find(MEASURE.contributor);
      expect((await commons.show(out.trim())).readings).toMatchObject([{ period: "2025-02", amount: 9412 }]);
      expect(await find("b5c1d2e3f-0000-4000")).toMatchObject({ code: 1, out: "" });
      expect((await send(`${url}/partners/v1/aggregate`, "POST", secret, ASKED)).status).toBe(404);
    });
    // Partners are no more, at once, in a server that runs and in one that is started then: a key erases, and does nothing else.
    const again = { ...MEASURE, contributor: "b5c1d2e3f-0000-4000" };
    await served({ home, commons }, async ({ url }) => {
      const at = `${url}/partners/v1/measure`;
      expect((await send(at, "POST", secret, again)).status).toBe(201);
      await commons.change({ settings: { partners: null } });
      const refused = await send(at, "POST", secret, MEASURE);
      expect([refused.status, JSON.parse(refused.text).code]).toEqual([404, "not-found"]);
      expect((await send(at, "DELETE", "vsp_nobody", { contributor: again.contributor })).status).toBe(401);
      expect((await send(at, "DELETE", secret, { contributor: again.contributor })).status).toBe(200);
      expect(commons.vault.status()).toMatchObject({ donations: 1, withdrawn: 1 });
    });
    await served({ home, commons }, async ({ url }) => {
      const at = `${url}/partners/v1`;
      expect((await send(`${at}/measure`, "POST", secret, MEASURE)).status).toBe(404);
      expect((await send(`${at}/aggregate`, "POST", secret, ASKED)).status).toBe(404);
      expect((await send(`${at}/measure`, "DELETE", secret, { contributor: MEASURE.contributor })).status).toBe(200);
      expect(commons.vault.status()).toMatchObject({ donations: 0, withdrawn: 2 });
    });
    await commons.close();
  }));

test("the command refuses what it does not understand, and says what it would", () =>
  inFolder(async (folder) => {
    const home = join(folder, "home");
    await (await makeHome(folder, "home")).close();
    const answer = async (...words: string[]) => {
      let err = "";
      const add = (text: string) => {
        err += text;
      };
      const code = await runCli(["partner", "--home", home, ...words], { out: add, err: add });
      return [code, err.split("\n")[0]];
    };
    const add = ["add", "--organisation", "ecolyo", "--allow", "aggregate"];
    expect(await answer("rotate")).toEqual([2, "voisinage partner: add, list, revoke or receipt is needed; got rotate"]);
    expect(await answer("add", "--allow", "measure")).toEqual([2, "voisinage partner: --organisation is needed"]);
    expect(await answer("add", "--organisation", "Grand Lyon", "--allow", "measure")).toEqual([
      2,
      "voisinage partner: --organisation must be 2 to 32 of a-z, 0-9 and -; got Grand Lyon",
    ]);
    expect(await answer(...add.slice(0, 4), "all")).toEqual([
      2,
      "voisinage partner: --allow must be of measure, aggregate; got all",
    ]);
    expect(await answer(...add, "--measures", "gas")).toEqual([
      2,
      "voisinage partner: --measures must be of water-monthly; got gas",
    ]);
    expect(await answer(...add, "--expires", "2026-13-01")).toEqual([
      2,
      "voisinage partner: --expires must be a day, YYYY-MM-DD; got 2026-13-01",
    ]);
    expect(await answer(...add, "--rate", "0")).toEqual([
      2,
      "voisinage partner: --rate must be a whole number from 1 to 1000000; got 0",
    ]);
    expect(await answer(...add, "--attests", "1")).toEqual([2, "voisinage partner: --attests is for keys that allow measure"]);
    expect(await answer("revoke")).toEqual([2, "voisinage partner: revoke needs the ID of a key"]);
    expect(await answer("revoke", "00000000")).toEqual([1, expect.stringMatching(/got "00000000" \[invalid-parameter\]$/)]);
    const commons = await openOperatedCommons({ home });
    await commons.change({ settings: { partners: null } });
    await commons.close();
    expect(await answer(...add)).toEqual([1, expect.stringMatching(/docs\/partners\.md\) \[invalid-settings\]$/)]);
    expect(await answer("list")).toEqual([0, "there are no keys"]);
  }));

test("a commons whose operator has not stated all takes nothing from partners either, and says what is missing", () =>
  inFolder(async (folder) => {
    const { dpo: _, ...unstated } = SETTINGS;
    const commons = await makeHome(folder, "home", unstated);
    const { secret } = await addKey(join(folder, "home"), "--allow", "measure");
    await served({ home: join(folder, "home"), commons, portal: false }, async ({ url }) => {
      const { status, text } = await send(`${url}/dacc/measure`, "POST", secret, MEASURE);
      const error = "this commons takes no contributions until its settings are complete: dpo";
      expect([status, JSON.parse(text)]).toEqual([500, { error, code: "not-ready" }]);
      expect(commons.vault.status()).toMatchObject({ active: 0 });
    });
    await commons.close();
  }));
