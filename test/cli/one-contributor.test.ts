import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { homePaths } from "../../src/commons/home.ts";
import { readKey } from "../../src/commons/key.ts";
import { systemMachine } from "../../src/commons/machine.ts";
import { openOperatedCommons } from "../../src/commons/open.ts";
import { openStore, statementsOf } from "../../src/storage/sqlite/index.ts";
import { written } from "../../src/vault/index.ts";
import { deriveKeys } from "../../src/vault/keys.ts";
import { openMonthClock } from "../../src/vault/months.ts";
import { openRecords } from "../../src/vault/records.ts";
import { VAULT_SCHEMA } from "../../src/vault/schema.ts";
import { openFacts } from "../../src/vault/vault-facts.ts";
import { start } from "../support/cli.ts";
import { donation, HTTP_SETTINGS, writeTerritory } from "../support/commons.ts";
import { folderOfFile } from "../support/folder.ts";
import { documentedProxy, hasNginx, type Nginx, nginxBefore } from "../support/nginx.ts";
import { gridTerritory } from "../support/territory.ts";
import { donationOf } from "../vault/support.ts";

/** The most memory that the service may have had, in MB. */
const MOST_MB = 500;
/**
 * Others wait less than this many of the attacker's largest answers take on the same machine in the same minute: a third of
 * one as a rule. Were the answers made as they are asked for, others would wait for dozens.
 */
const MOST_ANSWERS = 10;
const ATTACKER = "127.0.0.2";
/** Contributions older than the bound that the attacker has: one more than are viewed at a time. */
const FULL = 3;

/**
 * Contributions older than the bound on readings: 165 donations of 2 000 readings, 4 MB each; and one whose 200 donations
 * have a consent each, of which a view has as many records.
 */
function fill(home: string, name: string): string[] {
  const clock = () => new Date();
  const store = openStore(homePaths(home).vault, VAULT_SCHEMA, { name: "the vault" });
  const keys = deriveKeys(readKey(`${home}.key`), readFileSync(homePaths(home).id, "utf8").trim());
  const sql = statementsOf(store);
  const facts = openFacts(store, sql);
  const retention = () => [15] as const;
  const context = { store, sql, facts, keys, clock, machine: systemMachine, random: randomBytes, retention, restored: null };
  const records = openRecords(context, openMonthClock(context));
  const full = donationOf(["water.volume 2026-01 0"]);
  const [reading] = full.readings;
  const year = (i: number) => String(i).padStart(4, "0");
  const put = (receipt: string, contents: readonly string[]) => {
    const donor = records.create(receipt);
    for (const content of contents) records.append(donor, content, null);
    return receipt;
  };
  const household = { ...full.household, area: "m0l0" };
  const many = Array.from({ length: 165 }, (_, d) =>
    written({
      ...full,
      household,
      readings: Array.from({ length: 2000 }, (_, i) => ({
        ...(reading as NonNullable<typeof reading>),
        period: year(d * 12 + (i % 12)),
        amount: i,
      })),
    }),
  );
  const consents = Array.from({ length: 200 }, (_, i) => {
    const given_at = new Date(Date.UTC(2025, 0, 1, 0, i)).toISOString();
    return written({ ...full, household, consent: { ...full.consent, domains: ["water", "gas", "electricity"], given_at } });
  });
  const receipts = store.write(() => [
    ...Array.from({ length: FULL }, (_, i) => put(`${name}-${i}`, many)),
    put(`${name}-consents`, consents),
  ]);
  store.close();
  return receipts;
}

let service: Awaited<ReturnType<typeof serve>>;
let nginx: Nginx | undefined;
/** Keys of the attacker: other ones behind the proxy, for what they read is charged to them. */
let receipts: { readonly direct: string[]; readonly proxied: string[] };
let honest: string;
const folder = folderOfFile();

async function serve(home: string) {
  const child = start("serve", "--home", home, "--port", "0");
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\S+/.exec(line)?.[0];
    if (url !== undefined) return { child, url, ended: once(child, "exit") };
  }
  throw new Error("the service ended before it listened");
}

beforeAll(async () => {
  const home = join(folder, "home");
  const territory = writeTerritory(join(folder, "territory"), gridTerritory(2, 2));
  const commons = await openOperatedCommons({ home, territory, settings: { ...HTTP_SETTINGS, measures: ["water.volume"] } });
  honest = (await commons.donate(donation("m0l0", 9))).receipt;
  await commons.close();
  receipts = { direct: fill(home, "direct"), proxied: hasNginx ? fill(home, "proxied") : [] };
  service = await serve(home);
  if (hasNginx) nginx = await nginxBefore(service.url, documentedProxy, folder);
});
afterAll(async () => {
  await nginx?.stop();
  service.child.kill();
  await service.ended;
});

/** MB of resident memory: the most that the service has had. */
function peakMemory(): number {
  const status = readFileSync(`/proc/${service.child.pid}/status`, "utf8");
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

/** Asks on a connection of its own. @returns the status, once the whole answer is there, and what it took */
async function ask(from: string, url: string, path: string, headers: Record<string, string> = {}) {
  const begun = performance.now();
  const socket = dialFrom(from, url);
  socket.write(requestOf(path, { ...headers, Connection: "close" }));
  let text = "";
  for await (const part of socket) text += part;
  return { status: Number(text.slice(9, 12)), took: performance.now() - begun };
}

function dialFrom(localAddress: string, url: string): Socket {
  const { hostname, port } = new URL(url);
  return connect({ host: hostname, port: Number(port), localAddress });
}

function requestOf(path: string, headers: Record<string, string>): string {
  const lines = Object.entries({ Host: "commons.example.org", ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\n${lines.join("")}\r\n`;
}

const bearer = (receipt: string) => ({ Authorization: `Bearer ${receipt}` });

/** Connections of one address that ask for all that the largest contributions hold, and read nothing of it. */
async function attack(url: string, keys: readonly string[], connections: number): Promise<Socket[]> {
  const paths = ["/v1/my-contribution", "/v1/my-contribution/export", "/v1/my-contribution/export?format=csv"];
  const sockets = Array.from({ length: connections }, (_, i) => {
    const socket = dialFrom(ATTACKER, url);
    socket.on("error", () => undefined);
    socket.pause();
    socket.write(requestOf(paths[i % 3] as string, bearer(keys[i % keys.length] as string)));
    return socket;
  });
  await Promise.all(sockets.map((socket) => socket.readyState === "open" || once(socket, "connect")));
  return sockets;
}

let others = 4;

/** Others, each from an address of their own. @returns the most milliseconds that one of them waited */
async function waited(url: string): Promise<number> {
  let longest = 0;
  for (let round = 0; round < 5; round += 1) {
    const from = `127.0.0.${others++}`;
    const asked = await Promise.all([
      ask(from, url, "/v1/my-contribution", bearer(honest)),
      ask(from, url, "/v1/my-contribution/export", bearer(honest)),
      ask(from, url, "/v1/eligibility"),
      ask(from, url, "/healthz"),
    ]);
    expect(asked.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    longest = Math.max(longest, ...asked.map(({ took }) => took));
  }
  return longest;
}

test.each([
  ["directly", "direct", () => service.url, 300],
  ["behind the proxy as told", "proxied", () => nginx?.url, 60],
] as const)(
  "%s, one contributor who asks and reads nothing holds up nobody, and takes little memory",
  async (_, which, at, connections) => {
    const url = at();
    if (url === undefined) return;
    const [first, ...others] = receipts[which] as [string, ...string[]];
    const largest = await ask("127.0.0.3", url, "/v1/my-contribution", bearer(first));
    expect(largest.status).toBe(200);
    const sockets = await attack(url, others, connections);
    try {
      expect(await waited(url)).toBeLessThan(MOST_ANSWERS * largest.took);
      expect(peakMemory()).toBeLessThan(MOST_MB);
    } finally {
      for (const socket of sockets) socket.destroy();
    }
    await waited(url);
    expect(service.child.exitCode).toBeNull();
  },
);
