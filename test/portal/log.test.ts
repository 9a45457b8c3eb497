import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dropUnlogged, watchLog } from "../../src/cli/servable.ts";
import { logSchema, type PublicLog } from "../../src/contract/log.ts";
import { publicLog } from "../../src/ledger/log/document.ts";
import type { Signer } from "../../src/ledger/log/signer.ts";
import { portalApp } from "../../src/portal/index.ts";
import { hashFile, loadReleases, MANIFEST } from "../../src/release/index.ts";
import { checkLog } from "../../src/verify/log.ts";
import { chained } from "../support/chain.ts";
import { folderOfFile } from "../support/folder.ts";
import { forger } from "../support/logged.ts";
import { problemOf, read, type SamplePortal, samplePortal } from "../support/portal.ts";

const root = folderOfFile();
let portal: SamplePortal;
let signer: Signer;
let log: PublicLog;
beforeAll(async () => {
  [portal, signer] = [await samplePortal(["2026-01"]), await forger()];
  const { jwk, thumbprint } = signer;
  const at = "2026-03-01T00:00:00.000Z";
  const notice = "a".repeat(64);
  const key = { kind: "key", year: 2026, at, jwk, thumbprint, replaces: null, lost: false, proof: null };
  const breaches = Array.from({ length: 4 }, (_, i) => ({ kind: "breach", year: 2026, at, number: i + 1, notice }));
  const entries = chained([key, ...breaches]);
  log = await publicLog(entries[0]?.commons as string, entries, signer);
});
afterAll(() => {
  portal.close();
});
const appOf = (of: () => PublicLog | null) => {
  const { commons, territory, clock } = portal;
  return portalApp({ releases: [], commons, territory, webRoot: null, clock, log: of });
};

test("the log is served as it lies there, whole or by pages that begin where the last one ended, and what is served verifies", async () => {
  const app = appOf(() => log);
  const whole = await read(app, "/v1/log", logSchema);
  expect(whole).toEqual({ ...log, next: null });
  const file = join(root, "log.json");
  writeFileSync(file, await (await app.request("/v1/log")).text());
  expect((await checkLog(file)).findings).toEqual([]);
  const found: unknown[] = [];
  for (let next: string | null = "/v1/log?limit=2"; next !== null; ) {
    const response: Response = await app.request(next);
    const page = logSchema.parse(await response.json());
    expect([page.size, response.headers.get("Link")]).toEqual([5, page.next ? `<${page.next}>; rel="next"` : null]);
    found.push(...page.entries);
    next = page.next ?? null;
  }
  expect(found).toEqual(log.entries);
  expect((await app.request("/v1/log")).headers.get("Cache-Control")).toBe("no-cache");
  expect(await problemOf(await app.request("/v1/log?from=0"))).toMatchObject({ type: "/problems/invalid-parameter" });
  expect(await problemOf(await app.request("/v1/log?limit=1001"))).toMatchObject({ type: "/problems/invalid-parameter" });
});

test("the checkpoint is the JWS alone, and the keys are a JWK set", async () => {
  const app = appOf(() => log);
  const checkpoint = await app.request("/v1/log/checkpoint");
  expect([checkpoint.headers.get("Content-Type"), await checkpoint.text()]).toEqual(["application/jose", `${log.checkpoint}\n`]);
  const keys = await app.request("/v1/log/keys");
  expect(keys.headers.get("Content-Type")).toBe("application/jwk-set+json");
  expect(await keys.json()).toEqual({ keys: [{ ...signer.jwk, kid: signer.thumbprint, alg: "EdDSA", use: "sig" }] });
  const empty = appOf(() => null);
  expect((await empty.request("/v1/log/checkpoint")).status).toBe(404);
  expect(await read(empty, "/v1/log", logSchema)).toMatchObject({ size: 0, entries: [], checkpoint: null });
});

test("a running portal sees a new log at once, and shows the former one where the new one cannot be read", () => {
  const file = join(root, "watched.json");
  const said: string[] = [];
  const watch = watchLog(file, (line) => said.push(line));
  expect(watch()).toBeNull();
  writeFileSync(file, JSON.stringify(log));
  expect(watch()).toEqual(log);
  writeFileSync(file, "{");
  expect([watch(), watch()]).toEqual([log, log]);
  expect(said).toEqual([expect.stringContaining("the former one is shown")]);
});

test("a release that is not the one that the log says was frozen is named, and not served", async () => {
  const loaded = await loadReleases(portal.releases);
  const { sha256 } = await hashFile(join(portal.releases, "2026-01", MANIFEST));
  const own = loaded.releases[0]?.report.ledger ?? [];
  const at = "2026-03-01T00:00:00.000Z";
  const going = (...more: object[]): PublicLog => ({ ...log, entries: chained([...own, ...more]) });
  const saying = (manifest: string) => going({ kind: "released", year: 2026, at, publication: "2026-01", manifest });
  expect((await dropUnlogged(loaded, saying(sha256))).damaged).toEqual([]);
  const { releases, damaged } = await dropUnlogged(loaded, saying("0".repeat(64)));
  expect(releases).toEqual([]);
  expect(damaged).toEqual([{ id: "2026-01", reason: expect.stringContaining(`its manifest has the sha256 ${sha256}`) }]);
  expect((await dropUnlogged(loaded, null)).releases).toEqual(loaded.releases);
  // One that nobody signed, though the log has named a key since; and one whose chain is no part of the log.
  const { jwk, thumbprint } = signer;
  const key = { kind: "key", year: 2026, at, jwk, thumbprint, replaces: null, lost: false, proof: null };
  for (const [other, why] of [
    [going(key), "manifest.jws: it is missing, and the chain names a key"],
    [log, "the chain of release 2026-01 is another one than the log's"],
  ] as const)
    expect(await dropUnlogged(loaded, other)).toEqual({
      releases: [],
      damaged: [{ id: "2026-01", reason: expect.stringContaining(why) }],
    });
});
