import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { VERBS } from "../../src/cli/verbs/index.ts";
import { fromSource as run, start, voisinage, voisinageProcess } from "../support/cli.ts";
import { inFolder } from "../support/folder.ts";

test.each(VERBS)("$name --help tells its options and exits 0", async ({ name, summary, load }) => {
  const { code, out } = await run(name, "--help");
  expect(code).toBe(0);
  expect(out).toContain(`Usage: voisinage ${name}`);
  expect(out).toContain(summary);
  for (const option of Object.keys((await load()).options)) expect(out).toContain(`--${option}`);
});

const WRONG: readonly (readonly [string[], string])[] = [
  [["frob"], "voisinage: unknown command 'frob'"],
  [["relase"], "Did you mean release?"],
  [["release", "--home", "x"], "voisinage release: required option '--period <P>' not specified"],
  [["release", "--period", "2025"], "required option '--home <DIR>' not specified"],
  [["verify"], "missing required argument 'folders'"],
  [["serve", "--home", "x", "--port", "99999"], "--port must be a whole number from 0 to 65535; got 99999"],
  [["serve", "--home", "x", "--only", "vault"], "--only must be portal or intake; got vault"],
  [["status", "--home", "x", "extra"], "too many arguments for 'status'. Expected 0 arguments but got 1"],
  [["status", "--home", "x", "--jso"], "Did you mean --json?"],
  [["plan", "--among", "VX01,nowhere"], "--among: codes of the territory's areas; got nowhere"],
  [["plan", "--households", "-3"], "--households must be a whole number from 1 to"],
  [["show", "--home", "--receipt", "x"], "--receipt"],
  [["plan", "--households", "0"], "--households must be a whole number"],
];
test.each(WRONG)("wrong usage exits 2 and says why: %j", async (args, words) => {
  const { code, err, out } = await run(...args);
  expect(err).toContain(words);
  expect({ code, out }).toEqual({ code: 2, out: "" });
});

test("a contribution key that begins with a dash is a value like any other", () =>
  inFolder(async (folder) => {
    const home = join(folder, "home");
    expect((await run("init", "--home", home)).code).toBe(0);
    for (const start of ["-", "--", "-h", "--json", "--home"]) {
      const key = `${start}${"Kk0_-".repeat(9)}`.slice(0, 43);
      expect((await run("show", "--home", home, "--receipt", key)).err).toContain("[key-not-known]");
    }
  }));

/** Verbs whose programs no other test starts to their end; what they are told here they refuse or do at once. */
const STARTED: readonly (readonly string[])[] = [
  ["status"],
  ["erase"],
  ["change", "--from", "2099", "--settings", "nowhere.json"],
  ["revise", "--year", "2020"],
  ["partner", "list"],
  ["show", "--receipt", "x"],
  ["correct", "--receipt", "x", "--remove", "water.volume:2026-01"],
  ["pause", "--receipt", "x"],
  ["resume", "--receipt", "x"],
  ["object", "--receipt", "x"],
];
test(
  "as a program of its own each verb ends, and says and returns what it does in this process, and nothing else",
  { timeout: 120_000 },
  () =>
    inFolder(async (folder) => {
      // What killed runs left in the machine's own is removed by whoever comes first.
      vi.stubEnv("TMPDIR", folder);
      onTestFinished(() => void vi.unstubAllEnvs());
      const home = join(folder, "home");
      expect((await run("init", "--home", home)).code).toBe(0);
      expect((await voisinage("status", "--home", home)).code).toBe(0);
      for (const [verb, ...rest] of STARTED) {
        const args = [verb as string, "--home", home, ...rest];
        expect([verb, await voisinageProcess(...args)]).toEqual([verb, await voisinage(...args)]);
      }
    }),
);

test("a refusal exits 1, names its code, and is a problem document with --json", async () => {
  const plain = await run("status", "--home", "/nowhere/at/all");
  expect(plain.code).toBe(1);
  expect(plain.err).toContain("[home-missing]");
  const json = await run("status", "--home", "/nowhere/at/all", "--json");
  expect(JSON.parse(json.err)).toMatchObject({ type: "/problems/home-missing", status: 500 });
});

test("plan needs no commons and reads no contribution", async () => {
  const { code, out } = await run("plan", "--json", "--households", "3000");
  expect(code).toBe(0);
  const plan = JSON.parse(out);
  expect(plan).toMatchObject({ households: 3000, epsilon: 4, k: 11, streams: 3 });
  const secteur = plan.predictions.find((p: { level: string }) => p.level === "secteur");
  expect(secteur).toMatchObject({ householdsNeeded: 40, cells: 60, reachable: 60 });
  expect(plan.proposals[0]).toMatchObject({ households: 3000, streams: 1, calendar: { secteur: "year" } });
  // Recruiting in one arrondissement of four secteurs leaves nobody elsewhere.
  const among = JSON.parse((await run("plan", "--json", "--among", "VX01")).out);
  const [there] = among.predictions.filter((p: { level: string }) => p.level === "secteur");
  expect(there).toMatchObject({ cells: 60, reachable: 4 });
  expect(there.published).toBeCloseTo(4, 6);
});

test("a home is made once, its key outside it; rights work with the key alone", { timeout: 60_000 }, () =>
  inFolder(async (folder) => {
    const home = join(folder, "home");
    const inside = await run("init", "--home", home, "--key", join(home, "key"));
    expect(inside.code).toBe(1);
    expect(inside.err).toContain("outside the home");
    expect(existsSync(home)).toBe(false);

    const made = await run("init", "--home", home);
    expect(made.out).toContain(`${home}.key`);
    expect(statSync(`${home}.key`).mode & 0o777).toBe(0o600);
    expect((await run("init", "--home", home)).err).toContain("[home-exists]");

    const file = join(folder, "one.ndjson");
    const donation = {
      household: { area: "VE0101", size: "3" },
      consent: { version: "1", purposes: ["commons"], domains: ["water"], adult: true, given_at: "2026-01-05T09:00:00Z" },
      readings: [{ domain: "water", measure: "volume", period: "2025-12", value: 9.412, unit: "m3", source: "meter" }],
    };
    const [digest = ""] = readdirSync(join(home, "territories"));
    const area = readFileSync(join(home, "territories", digest, "areas.csv"), "utf8")
      .trim()
      .split("\n")
      .at(-1)
      ?.split(",")[0];
    writeFileSync(file, `${JSON.stringify({ ...donation, household: { ...donation.household, area } })}\n{"no":1}\n`);
    const rejects = join(folder, "rejects");
    const receipts = join(folder, "receipts");
    const donated = await run("donate", "--home", home, "--json", "--rejects", rejects, "--receipts", receipts, file);
    expect(JSON.parse(donated.out)).toMatchObject({ accepted: 1, rejected: 1, repeated: 0 });
    expect(JSON.parse(readFileSync(rejects, "utf8"))).toMatchObject({ file, line: 2 });

    const receipt = readFileSync(receipts, "utf8").trim();
    const shown = JSON.parse((await run("show", "--home", home, "--receipt", receipt, "--json")).out);
    expect(shown.readings).toEqual([{ domain: "water", measure: "volume", period: "2025-12", amount: 9412, source: "meter" }]);
    expect((await run("pause", "--home", home, "--receipt", receipt)).code).toBe(0);
    expect((await run("resume", "--home", home, "--receipt", receipt)).code).toBe(0);
    expect((await run("withdraw", "--home", home, "--receipt", receipt)).code).toBe(0);
    for (const key of [receipt, "nonsense"]) {
      const gone = await run("show", "--home", home, "--receipt", key);
      expect(gone.err).toContain("[key-not-known]");
    }
  }),
);

test("the portal alone needs neither vault nor key, and stops when asked", { timeout: 60_000 }, () =>
  inFolder(async (folder) => {
    const home = join(folder, "home");
    expect((await voisinage("init", "--home", home, "--key", join(folder, "elsewhere"))).code).toBe(0);
    rmSync(join(home, "vault.sqlite"));
    const server = start("serve", "--home", home, "--only", "portal", "--port", "0");
    const [line] = (await once(server.stdout, "data")) as [Buffer];
    const url = /http:\S+/.exec(String(line))?.[0] as string;
    expect(await (await fetch(`${url}/healthz`)).json()).toMatchObject({ status: "ok", releases: 0 });
    expect((await fetch(`${url}/v1/my-contribution`)).status).toBe(404);
    expect(existsSync(join(home, "vault.sqlite"))).toBe(false);
    server.kill("SIGTERM");
    expect((await once(server, "exit"))[0]).toBe(0);
  }),
);
