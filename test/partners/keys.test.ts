import { createHash, randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { partnerAuthenticator } from "../../src/commons/key.ts";
import { keysAt, type NewKey, openKeyRing } from "../../src/partners/keys/keys.ts";
import { folderOfTest } from "../support/folder.ts";
import { refusalOf, stoppedClock } from "../vault/support.ts";

const NEW: NewKey = {
  organisation: "ecolyo",
  may: ["measure"],
  measures: ["water-monthly"],
  rate: 600,
  attests: null,
  expires: null,
};

const authenticate = partnerAuthenticator(new Uint8Array(32).fill(7), "");

function ringAt(path: string, clock = () => new Date("2026-03-10T12:00:00Z")) {
  const ring = openKeyRing({ path, clock, entropy: randomBytes, authenticate });
  onTestFinished(() => ring.close());
  return ring;
}

test("a key is 256 random bits, opens what it was made for, and is not on the disk", () => {
  const home = folderOfTest();
  const ring = ringAt(join(home, "partners.sqlite"));
  const { id, secret } = ring.add(NEW);
  expect(secret).toMatch(/^vsp_[A-Za-z0-9_-]{43}$/);
  expect(ring.add(NEW).secret).not.toBe(secret);
  const { expires: _, ...key } = NEW;
  expect(ring.find(secret)).toEqual({ id, ...key });
  for (const wrong of ["", "vsp_", secret.slice(0, -1), `${secret}A`, id]) expect(ring.find(wrong)).toBeUndefined();
  const bytes = Buffer.concat(readdirSync(home).map((name) => readFileSync(join(home, name))));
  expect(bytes.includes(id)).toBe(true);
  for (const part of [secret, secret.slice(4, 24), Buffer.from(secret.slice(4), "base64url")])
    expect(bytes.includes(part)).toBe(false);
});

test("a key that is revoked opens nothing at once, in another process as well, and stays in the list", () => {
  const path = join(folderOfTest(), "partners.sqlite");
  const [operator, server] = [ringAt(path), ringAt(path)];
  const { id, secret } = operator.add(NEW);
  expect(server.find(secret)?.id).toBe(id);
  expect(operator.revoke(id)).toMatchObject({ id, revoked: "2026-03-10" });
  expect(server.find(secret)).toBeUndefined();
  expect(operator.list()).toMatchObject([{ id, organisation: "ecolyo", revoked: "2026-03-10" }]);
  expect(refusalOf(() => operator.revoke("00000000"))).toBe("invalid-parameter");
});

test("a key runs out on its day, UTC, and its use is known by the day and no finer", () => {
  const clock = stoppedClock("2026-03-10T23:59:59Z");
  const ring = ringAt(join(folderOfTest(), "partners.sqlite"), clock.now);
  const { secret } = ring.add({ ...NEW, expires: "2026-03-12" });
  expect(ring.list()[0]?.used).toBeNull();
  ring.find(secret);
  expect(ring.list()[0]?.used).toBe("2026-03-10");
  clock.set("2026-03-11T23:59:59Z");
  expect(ring.find(secret)).toBeDefined();
  clock.set("2026-03-12T00:00:00Z");
  expect(ring.find(secret)).toBeUndefined();
  expect(ring.list()[0]?.used).toBe("2026-03-11");
});

test("serving makes no file; a first key opens what runs already", () => {
  const path = join(folderOfTest(), "partners.sqlite");
  const keys = keysAt({ path, clock: () => new Date("2026-03-10T12:00:00Z"), entropy: randomBytes, authenticate });
  onTestFinished(() => keys.close());
  expect(keys.find("vsp_x")).toBeUndefined();
  expect(existsSync(path)).toBe(false);
  const { id, secret } = ringAt(path).add(NEW);
  expect(keys.find(secret)?.id).toBe(id);
});

test("a key that somebody else wrote into the file, and one that they changed, open nothing and are counted", () => {
  const path = join(folderOfTest(), "partners.sqlite");
  const ring = ringAt(path);
  const [own, changed] = [ring.add(NEW), ring.add(NEW)];
  const db = new Database(path);
  const copied =
    "SELECT 'deadbeef', ?, organisation, may, measures, rate, attests, created, expires, used, revoked, tag FROM partner_key LIMIT 1";
  db.prepare(`INSERT INTO partner_key ${copied}`).run(createHash("sha256").update("vsp_mine").digest());
  db.prepare("UPDATE partner_key SET organisation = 'edf' WHERE id = ?").run(changed.id);
  db.close();
  expect(ring.find("vsp_mine")).toBeUndefined();
  expect(ring.find(changed.secret)).toBeUndefined();
  expect(ring.find(own.secret)?.id).toBe(own.id);
  expect(ring.forged()).toBe(2);
  // Without the operator's key nobody can tell; measures are taken only with it.
  const portal = openKeyRing({ path, clock: () => new Date("2026-03-10T12:00:00Z"), entropy: randomBytes, authenticate: null });
  onTestFinished(() => portal.close());
  expect(portal.find(changed.secret)?.organisation).toBe("edf");
  expect(() => portal.add(NEW)).toThrow(TypeError);
});
