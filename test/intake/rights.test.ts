import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tableRows } from "../../src/cli/table-rows.ts";
import { donateRows } from "../../src/intake/index.ts";
import { folderOfTest } from "../support/folder.ts";
import { stoppedClock, vaultAt } from "../vault/support.ts";
import { appOf, contextOf, donationJson, type Json } from "./support.ts";

const MINE = "/v1/my-contribution";

/** An intake, and the key of a contribution with water and electricity. */
async function contributed(o: { backupDays?: number } = {}) {
  const vault = vaultAt();
  const context = contextOf(undefined, o);
  const app = appOf({ vault, context, rate: 0 });
  const ask = async (method: string, path: string, o: { key?: string; body?: unknown } = {}) => {
    const response = await app.request(path, {
      method,
      headers: {
        ...(o.key === undefined ? {} : { Authorization: `Bearer ${o.key}` }),
        ...(o.body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      body: o.body === undefined ? null : JSON.stringify(o.body),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get("Content-Type") ?? "");
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
  };
  const readings = [
    { domain: "water", measure: "volume", period: "2026-01", value: 9.412, unit: "m3", source: "meter" },
    { domain: "electricity", measure: "energy", period: "2025", value: 2780, unit: "kWh", source: 'bill, "paper"' },
  ];
  const given = donationJson({ household: { size: "3" }, readings });
  const key = (await ask("POST", "/v1/donations", { body: given })).body.receipt as string;
  return { vault, context, ask, key, given };
}

test("the view says what is held, what is used, until when, and that publications stand", async () => {
  const { ask, key } = await contributed();
  const { status, headers, body } = await ask("GET", MINE, { key });
  expect([status, headers.get("Cache-Control")]).toEqual([200, "no-store"]);
  expect(body).toMatchObject({
    paused: false,
    objection: null,
    covers: ["electricity", "spending", "water"],
    donations: [{ received: "2026-03", erased_from: "2027-06", consent: { version: "1" }, readings: [{}, {}] }],
  });
  expect(body.notice.fr).toContain("ne peuvent plus être retirés");
  expect(body.notice.en).toContain("cannot be recalled");
});

test("the export in JSON holds donations that can be sent again, and make the same contribution", async () => {
  const { ask, key, given } = await contributed();
  const second = donationJson({ household: { size: "3" }, reading: { period: "2026-02", value: 1 / 3 } });
  await ask("POST", "/v1/donations", { key, body: second });
  const { headers, body } = await ask("GET", `${MINE}/export?format=json`, { key });
  expect(headers.get("Content-Disposition")).toBe('attachment; filename="voisinage-contribution.json"');
  expect(headers.get("Cache-Control")).toBe("no-store");
  expect(body.donations[0]).toEqual(given);
  // The notice says that nothing else is kept: what was never said, and may never have been asked, is not in the file.
  expect(body.household).toEqual(given.household);
  expect(body.household).not.toHaveProperty("tenure");
  expect(body.history).toEqual([
    { received: "2026-03", erased_from: "2027-06" },
    { received: "2026-03", erased_from: "2027-06" },
  ]);
  // Whoever opens the file has nothing else to read what it holds by.
  expect(body.about.fr).toContain("ce qui compte");
  expect(body.units).toEqual({ "water.volume": "L", "electricity.energy": "Wh" });
  let again: string | undefined;
  for (const donation of body.donations as Json[]) {
    const answer = await ask("POST", "/v1/donations", { body: donation, ...(again === undefined ? {} : { key: again }) });
    expect(answer.status).toBe(again === undefined ? 201 : 200);
    again = answer.body.receipt as string;
  }
  const [one, two] = [(await ask("GET", MINE, { key })).body, (await ask("GET", MINE, { key: again as string })).body];
  expect(two).toEqual(one);
});

test("the export in CSV has one row a reading, in the form that bulk intake reads", async () => {
  const { ask, key, vault, context } = await contributed();
  const { headers, text } = await ask("GET", `${MINE}/export?format=csv`, { key });
  expect(headers.get("Content-Disposition")).toBe('attachment; filename="voisinage-contribution.csv"');
  expect(headers.get("Content-Type")).toMatch(/^text\/csv/);
  const lines = text.trimEnd().split("\r\n");
  expect(lines).toHaveLength(3);
  // The same for a French spreadsheet, which opens it with a double click.
  const french = await ask("GET", `${MINE}/export?format=excel-fr`, { key });
  expect(french.headers.get("Content-Disposition")).toBe(headers.get("Content-Disposition"));
  expect(french.text.match(/9,412;m3|household;area/g)).toHaveLength(2);
  expect(lines[2]).toContain('electricity,energy,2025,2780,kWh,"bill, ""paper""",2026-03,2027-06');
  const file = join(folderOfTest(), "mine.csv");
  writeFileSync(file, text);
  expect(await donateRows(file, tableRows(file), { vault, context })).toMatchObject({ accepted: 1, rejected: 0, dropped: 0 });
  expect(vault.status()).toMatchObject({ active: 2, donations: 2 });
});

const ROW_END = /,(true|false),([^,]*|".*")$/;

test("the export in CSV marks former values and a former home in words, of which none is left once the figure is erased", async () => {
  const { ask, key } = await contributed();
  const again = donationJson({ household: { size: "4" }, reading: { period: "2026-01", value: 9.412, unit: "m3" } });
  await ask("POST", "/v1/donations", { key, body: again });
  const rows = async () => (await ask("GET", `${MINE}/export?format=csv`, { key })).text.trimEnd().split("\r\n");
  const [columns, ...before] = await rows();
  expect(columns).toMatch(/,replaced,note$/);
  expect(before.map((row) => [row.includes("water,volume,2026-01"), ROW_END.exec(row)?.slice(1)])).toEqual([
    [true, ["true", expect.stringMatching(/^"Former value: .* Former home: /)]],
    [false, ["false", expect.stringMatching(/^"Former home: /)]],
    [true, ["false", ""]],
  ]);
  expect((await ask("GET", `${MINE}/export?format=excel-fr`, { key })).text).toMatch(/;true;Ancienne valeur.* Ancien logement/);
  const remove = [{ domain: "water", measure: "volume", period: "2026-01" }];
  await ask("POST", `${MINE}/corrections`, { key, body: { remove } });
  const [, ...after] = await rows();
  expect(after).toEqual([expect.stringMatching(/,false,"Former home/)]);
});

test("a minor's contribution comes back from either export with the guardian's consent", async () => {
  const { ask, vault, context } = await contributed();
  const minor = donationJson({ consent: { adult: false, guardian: true } });
  const key = (await ask("POST", "/v1/donations", { body: minor })).body.receipt as string;
  const file = join(folderOfTest(), "minor.csv");
  writeFileSync(file, (await ask("GET", `${MINE}/export?format=csv`, { key })).text);
  expect(await donateRows(file, tableRows(file), { vault, context })).toMatchObject({ accepted: 1, rejected: 0 });
  const { body } = await ask("GET", `${MINE}/export`, { key });
  expect(body.donations).toMatchObject([{ consent: { adult: false, guardian: true } }]);
});

test("a donation that a correction emptied is in the export's history, and not among the donations that can be sent again", async () => {
  const { ask } = await contributed();
  const [january, february] = [
    donationJson({ reading: { period: "2026-01" } }),
    donationJson({ reading: { period: "2026-02" } }),
  ];
  const key = (await ask("POST", "/v1/donations", { body: january })).body.receipt as string;
  await ask("POST", "/v1/donations", { key, body: february });
  const remove = [{ domain: "water", measure: "volume", period: "2026-01" }];
  await ask("POST", `${MINE}/corrections`, { key, body: { remove } });
  const { body } = await ask("GET", `${MINE}/export`, { key });
  expect(body.donations).toEqual([february]);
  expect(body.history).toMatchObject([{ emptied: { consent: { version: "1" } } }, { received: "2026-03" }]);
  expect(body.history[1]).not.toHaveProperty("emptied");
  expect((await ask("POST", "/v1/donations", { body: body.donations[0] })).status).toBe(201);
});

test("an export never brings back what was taken back: the consent that governs stands last, and is refused without readings", async () => {
  const { ask } = await contributed();
  const wide = donationJson({ consent: { domains: ["water", "electricity"] } });
  const narrow = donationJson({
    consent: { domains: ["electricity"], given_at: "2026-02-01T00:00:00Z" },
    reading: { domain: "electricity", measure: "energy", unit: "kWh" },
  });
  const key = (await ask("POST", "/v1/donations", { body: wide })).body.receipt as string;
  await ask("POST", "/v1/donations", { key, body: narrow });
  const remove = [{ domain: "electricity", measure: "energy", period: "2026-01" }];
  await ask("POST", `${MINE}/corrections`, { key, body: { remove } });
  const { body } = await ask("GET", `${MINE}/export`, { key });
  expect(body.donations).toMatchObject([{ readings: [{}] }, { consent: narrow.consent, readings: [] }]);
  expect(body.consent).toEqual(narrow.consent);
  expect(await ask("POST", "/v1/donations", { body: body.donations[1] })).toMatchObject({ status: 422 });
});

test.each([
  ["format=xml", "format must be one of json, csv"],
  ["format=csv&format=json", "format may be given once"],
  ["fromat=csv", "parameters are format"],
])("an export by %s is refused", async (query, words) => {
  const { ask, key } = await contributed();
  const { status, body } = await ask("GET", `${MINE}/export?${query}`, { key });
  expect([status, body.type]).toEqual([400, "/problems/invalid-parameter"]);
  expect(body.detail).toContain(words);
});

test("an amount that its display unit cannot say exactly is exported in the base unit", async () => {
  const { vault, ask } = await contributed();
  const amount = 9_007_199_254_740_991;
  const [held] = vault.show((await ask("POST", "/v1/donations", { body: donationJson() })).body.receipt).donations;
  const { receipt } = vault.donate({
    ...(held as NonNullable<typeof held>),
    readings: [{ domain: "water", measure: "volume", period: "2026-01", amount, source: "meter" }],
  });
  const { body } = await ask("GET", `${MINE}/export`, { key: receipt });
  const again = await ask("POST", "/v1/donations", { body: body.donations[0] });
  expect(vault.show(again.body.receipt).readings[0]?.amount).toBe(amount);
});

test("a correction takes readings out, and says what was not held", async () => {
  const { ask, key } = await contributed();
  const water = { domain: "water", measure: "volume", period: "2026-01" };
  const march = { ...water, period: "2026-03" };
  const { status, body } = await ask("POST", `${MINE}/corrections`, { key, body: { remove: [water, march] } });
  expect([status, body.removed, body.not_held]).toEqual([200, [water], [march]]);
  expect((await ask("GET", MINE, { key })).body.readings).toMatchObject([{ domain: "electricity" }]);
});

test("an objection names topics, or without a body everything", async () => {
  const { ask, key } = await contributed();
  const one = await ask("POST", `${MINE}/objection`, { key, body: { domains: ["water"] } });
  expect([one.status, one.body.objection.domains]).toEqual([200, ["water"]]);
  expect((await ask("GET", MINE, { key })).body).toMatchObject({
    covers: ["electricity", "spending"],
    unused: [{ domain: "water" }],
  });
  const all = await ask("POST", `${MINE}/objection`, { key });
  expect([all.status, all.body.objection.domains]).toEqual([200, null]);
  expect((await ask("GET", MINE, { key })).body).toMatchObject({ covers: [], readings: [] });
  expect((await ask("DELETE", `${MINE}/objection`, { key })).status).toBe(405);
});

test.each([
  ["corrections", {}, 422, "invalid-donation"],
  ["corrections", { remove: [] }, 422, "invalid-donation"],
  ["corrections", { remove: [{ domain: "water", measure: "volume" }] }, 422, "invalid-donation"],
  ["corrections", { remove: [], all: true }, 422, "invalid-donation"],
  ["objection", { domains: [] }, 422, "invalid-donation"],
  ["objection", { domains: ["heat"] }, 400, "invalid-parameter"],
  ["objection", { topics: ["water"] }, 422, "invalid-donation"],
  ["objection", [], 422, "invalid-donation"],
])("%s refuses %j, and changes nothing", async (right, body, status, code) => {
  const { ask, key } = await contributed();
  const before = (await ask("GET", MINE, { key })).text;
  const refused = await ask("POST", `${MINE}/${right}`, { key, body });
  expect([refused.status, refused.body.type]).toEqual([status, `/problems/${code}`]);
  expect((await ask("GET", MINE, { key })).text).toBe(before);
});

test.each([
  [undefined, { days: null, until: null }, "has not stated", "n’a pas indiqué"],
  [30, { days: 30, until: "2026-04-09" }, "until 2026-04-09", "jusqu’au 2026-04-09"],
  [0, { days: 0, until: null }, "no backups are kept", "aucune sauvegarde"],
])(
  "a withdrawal says what went, what backups kept for %s days hold, and nothing of publications that it was not in",
  async (days, backups, en, fr) => {
    const { ask, key } = await contributed(days === undefined ? {} : { backupDays: days });
    const { status, headers, body } = await ask("DELETE", MINE, { key });
    expect([status, headers.get("Cache-Control")]).toEqual([200, "no-store"]);
    expect(body).toMatchObject({ withdrawn: true, destroyed: { key: true, donations: 1, years: 0 }, backups });
    expect(body.notice.en).toContain(en);
    expect(body.notice.fr).toContain(fr);
    expect(body.notice.en).not.toContain("cannot be recalled");
    expect((await ask("GET", MINE, { key })).status).toBe(404);
  },
);

test("every right answers a wrong, a malformed, a used and an expired key alike, to the last header", async () => {
  const clock = stoppedClock("2026-01-10T12:00:00Z");
  const vault = vaultAt(":memory:", { clock: clock.now, retentionMonths: 2 });
  const app = appOf({ vault, context: contextOf(undefined, { clock: clock.now }), rate: 0 });
  const donate = async () => {
    const answer = await app.request("/v1/donations", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(donationJson()),
    });
    return ((await answer.json()) as { receipt: string }).receipt;
  };
  const expired = await donate();
  clock.set("2026-03-10T12:00:00Z");
  const used = await donate();
  vault.withdraw(used);
  const rights = [
    ["GET", MINE],
    ["GET", `${MINE}/export?format=csv`],
    ["POST", `${MINE}/pause`],
    ["POST", `${MINE}/resume`],
    ["POST", `${MINE}/objection`],
    ["POST", `${MINE}/corrections`, JSON.stringify({ remove: [{ domain: "water", measure: "volume", period: "2026-01" }] })],
    ["POST", "/v1/donations", JSON.stringify(donationJson())],
  ] as const;
  for (const [method, path, body] of rights) {
    const answers = [];
    for (const header of [`Bearer ${"A".repeat(43)}`, "Bearer x", "Basic eDp5", "", `Bearer ${used}`, `Bearer ${expired}`]) {
      const response = await app.request(path, {
        method,
        headers: { Authorization: header, ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
        body: body ?? null,
      });
      answers.push({ status: response.status, headers: [...response.headers], body: await response.text() });
    }
    expect(answers[0]?.status, path).toBe(404);
    for (const answer of answers) expect(answer, path).toEqual(answers[0]);
  }
});

test("the description names every address that the intake answers, and its schemas are whole", async () => {
  const { ask } = await contributed();
  const { status, body, text } = await ask("GET", "/intake/openapi.json");
  expect([status, body.openapi]).toEqual([200, "3.1.0"]);
  for (const [path, methods] of Object.entries(body.paths as Record<string, object>)) {
    const taken = (await ask("PATCH", path)).headers.get("Allow");
    expect(taken?.split(", ").sort(), path).toEqual(
      Object.keys(methods)
        .map((method) => method.toUpperCase())
        .sort(),
    );
  }
  const refs = [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name as string);
  expect(refs.filter((name) => !(name in body.components.schemas))).toEqual([]);
  expect(Object.keys(body.paths)).toHaveLength(8);
});
