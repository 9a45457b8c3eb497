import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import type { Epoch } from "../../src/contract/eligibility.ts";
import { blind, finalize } from "../../src/contract/tokens/client.ts";
import { start, voisinage } from "../support/cli.ts";
import { donation, HTTP_SETTINGS, writeTerritory } from "../support/commons.ts";
import { inFolder } from "../support/folder.ts";
import { startProvider } from "../support/provider.ts";
import { gridTerritory } from "../support/territory.ts";
import { type SignOnBrowser, visitor } from "../support/visitor.ts";

/** Starts a verb that goes on, waits for the address that it prints, and ends it with the test. */
async function serving(...args: string[]): Promise<string> {
  const child = start(...args);
  const ended = once(child, "exit");
  onTestFinished(async () => {
    child.kill("SIGTERM");
    await ended;
  });
  let said = "";
  child.stderr.on("data", (text) => {
    said += text;
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/\S+$/.exec(line)?.[0];
    if (url !== undefined) return url;
  }
  throw new Error(`${args[0]} ended: ${said}`);
}

/** A provider, a commons that asks for eligibility, and an issuer, each a server of its own. Epochs of two years, so that none ends while a test runs. */
async function city(folder: string) {
  const [key, store, home] = ["issuer.json", "issuer.sqlite", "home"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const year = new Date().getUTCFullYear();
  const epochs: Epoch[] = [];
  for (const from of [year, year + 2]) {
    const days = ["--from", `${from}-01-01`, "--until", `${from + 2}-01-01`];
    const made = await voisinage("issuer", "--key", key, "--add-epoch", String(from), ...days, "--bits", "2048", "--json");
    const { sha256, ...epoch } = JSON.parse(made.out) as Epoch & { sha256: string };
    expect(sha256).toMatch(/^[\w-]{43}$/);
    epochs.push(epoch);
  }
  const eligibility = { commons: "grid", issuer: "https://tokens.example.org", keys: epochs };
  writeFileSync(join(folder, "settings.json"), JSON.stringify({ ...HTTP_SETTINGS, measures: ["water.volume"], eligibility }));
  const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
  const made = await voisinage("init", "--home", home, "--territory", territory, "--settings", join(folder, "settings.json"));
  expect([made.code, made.err]).toEqual([0, ""]);
  const provider = await startProvider();
  const commons = await serving("serve", "--home", home, "--only", "intake", "--port", "0");
  const sign = ["--oidc-issuer", provider.url, "--client-id", "issuer"];
  const issuer = await serving("issuer", "--key", key, "--store", store, "--commons", commons, "--port", "0", ...sign);
  return { commons, issuer, eligibility, epochs, store, home };
}

type City = Awaited<ReturnType<typeof city>>;

const post = async (who: SignOnBrowser, url: string, body: unknown, headers: Record<string, string> = {}) => {
  const response = await who.ask(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { signature?: string; receipt?: string; type?: string };
  return { status: response.status, code: answer.type?.replace("/problems/", "") ?? "done", ...answer };
};

/** Signs in at the city's sign-on, by way of the issuer, and comes back to the commons. */
async function signIn(at: City, name: string): Promise<SignOnBrowser> {
  const who = visitor();
  const back = await who.follow(`${at.issuer}/sign-in?return=/contribute`, `${at.commons}/`, { login: name, password: "x" });
  expect(back).toBe(`${at.commons}/contribute`);
  return who;
}

/** Has a token signed, of the key that the commons names. */
async function token(at: City, who: SignOnBrowser): Promise<string> {
  const [epoch] = at.epochs as [Epoch];
  const blinding = await blind(at.eligibility, epoch);
  const answer = await post(
    who,
    `${at.issuer}/v1/tokens`,
    { epoch: epoch.epoch, blinded: blinding.blinded },
    { Origin: at.commons },
  );
  expect(answer.code).toBe("done");
  return (await finalize(blinding, epoch, answer.signature as string)) as string;
}

const contribute = (at: City, headers: Record<string, string>, value = 9) =>
  post(visitor(), `${at.commons}/v1/donations`, donation("m0l0", value), headers);

test("the whole way: sign in, blind, have it signed, contribute; and each way round it is closed", { timeout: 120_000 }, () =>
  inFolder(async (folder) => {
    const at = await city(folder);
    expect(await (await fetch(`${at.commons}/v1/eligibility`)).json()).toEqual({ eligibility: at.eligibility });
    const served = (await (await fetch(`${at.issuer}/v1/keys`)).json()) as { keys: { n: string }[] };
    expect(served.keys.map(({ n }) => n)).toEqual(at.epochs.map(({ jwk }) => jwk.n));

    expect((await contribute(at, {})).code).toBe("token-needed");
    const alice = await signIn(at, "alice");
    const hers = await token(at, alice);
    const UUID = "0190b6a5-7d6c-7c3b-9f0e-2f5a1b2c3d4e";
    const first = await contribute(at, { Eligibility: hers, "Idempotency-Key": UUID });
    expect(first.status).toBe(201);
    expect(await contribute(at, { Eligibility: hers, "Idempotency-Key": UUID })).toEqual(first);
    expect((await contribute(at, { Eligibility: hers })).code).toBe("token-spent");
    expect((await contribute(at, { Authorization: `Bearer ${first.receipt}` }, 8)).status).toBe(200);

    // A second token, in this sign-in and in the next one.
    const [now, next] = at.epochs as [Epoch, Epoch];
    const ask = async (who: SignOnBrowser, epoch: Epoch) =>
      post(who, `${at.issuer}/v1/tokens`, { epoch: epoch.epoch, blinded: (await blind(at.eligibility, epoch)).blinded });
    expect((await ask(alice, now)).code).toBe("token-issued");
    expect((await ask(await signIn(at, "alice"), now)).code).toBe("token-issued");
    expect((await ask(alice, next)).code).toBe("epoch-not-open");
    expect((await ask(visitor(), now)).code).toBe("sign-in-needed");

    // The token of the next epoch, and a forged one.
    const parts = hers.split(".");
    expect((await contribute(at, { Eligibility: parts.with(1, next.epoch).join(".") })).code).toBe("token-out-of-date");
    expect((await contribute(at, { Eligibility: parts.with(2, parts[3] as string).join(".") })).code).toBe("token-invalid");

    // One token, ten donations at once.
    const his = await token(at, await signIn(at, "bob"));
    const many = await Promise.all(Array.from({ length: 10 }, (_, i) => contribute(at, { Eligibility: his }, i)));
    expect(many.map(({ code }) => code).sort()).toEqual(["done", ...new Array(9).fill("token-spent")]);
    const status = JSON.parse((await voisinage("status", "--home", at.home, "--json")).out);
    expect(status.contributions).toMatchObject({ active: 2, donations: 3 });
  }),
);

test(
  "what the issuer keeps and what the commons keeps have no bytes in common, and neither has a name",
  { timeout: 120_000 },
  () =>
    inFolder(async (folder) => {
      const at = await city(folder);
      const names = ["carol-5c1d", "dave-88aa", "erin-19f0"];
      const tokens: string[] = [];
      for (const name of names) tokens.push(await token(at, await signIn(at, name)));
      for (const one of tokens) expect((await contribute(at, { Eligibility: one })).status).toBe(201);

      const filesOf = (path: string) =>
        readdirSync(join(path, ".."))
          .filter((name) => join(path, "..", name).startsWith(path))
          .map((name) => readFileSync(join(path, "..", name)));
      const vaultFile = join(at.home, "vault.sqlite");
      const [issuer, vault] = [filesOf(at.store), filesOf(vaultFile)];
      expect(Math.min(issuer.length, vault.length)).toBeGreaterThan(0);
      const secrets = tokens.flatMap((one) =>
        one
          .split(".")
          .slice(2)
          .map((part) => Buffer.from(part, "base64url").subarray(0, 32)),
      );
      for (const file of [...issuer, ...vault])
        for (const trace of [...names, ...secrets]) expect(file.includes(trace)).toBe(false);

      const rows = (path: string, sql: string) => {
        const db = new Database(path, { readonly: true });
        const found = db.prepare(sql).pluck().all() as Buffer[];
        db.close();
        return found;
      };
      const issued = [...rows(at.store, "SELECT account FROM issued"), ...rows(at.store, "SELECT blinded FROM issued")];
      const burnt = rows(vaultFile, "SELECT token FROM burnt");
      expect([issued.length, burnt.length]).toEqual([6, 3]);
      for (const row of issued) for (const file of vault) expect(file.includes(row.subarray(0, 8))).toBe(false);
      for (const row of burnt) for (const file of issuer) expect(file.includes(row.subarray(0, 8))).toBe(false);
    }),
);

test("the verb refuses what it cannot work with, in the house's words", () =>
  inFolder(async (folder) => {
    const key = join(folder, "issuer.json");
    const days = ["--from", "2026-01-01", "--until", "2027-01-01"];
    expect((await voisinage("issuer")).code).toBe(2);
    expect((await voisinage("issuer", "--key", key, "--add-epoch", "2026")).code).toBe(2);
    expect((await voisinage("issuer", "--key", key, "--add-epoch", "2026", ...days, "--bits", "1024")).code).toBe(2);
    const serve = ["issuer", "--key", key, "--store", join(folder, "s"), "--client-id", "x", "--oidc-issuer"];
    expect((await voisinage(...serve, "http://127.0.0.1:9", "--commons", "https://a.example/path")).code).toBe(2);
    const keyless = await voisinage(...serve, "http://127.0.0.1:9", "--commons", "https://a.example", "--json");
    expect([keyless.code, JSON.parse(keyless.err).type]).toEqual([1, "/problems/issuer-key"]);
    expect((await voisinage("issuer", "--key", key, "--add-epoch", "2026", ...days, "--bits", "2048")).code).toBe(0);
    const away = await voisinage(...serve, "http://127.0.0.1:9", "--commons", "https://a.example", "--port", "0", "--json");
    expect([away.code, JSON.parse(away.err).type]).toEqual([1, "/problems/sign-on-unreachable"]);
  }));
