import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { accountOf, openTokenStore } from "../../src/issuer/store.ts";
import { folderOfTest } from "../support/folder.ts";
import { testMachine } from "../vault/support.ts";

const SECRET = new Uint8Array(32).fill(5);
const alice = { iss: "https://city.example", sub: "alice-7f3a" };
const [one, two] = [new Uint8Array(256).fill(1), new Uint8Array(256).fill(2)];

function storeAt(path = ":memory:") {
  const store = openTokenStore(path, SECRET);
  onTestFinished(() => store.close());
  return store;
}

test("an account takes one message an epoch, and remembers it over a restart", () => {
  const path = join(folderOfTest(), "issuer.sqlite");
  const account = accountOf(SECRET, alice, "2026");
  const before = openTokenStore(path, SECRET);
  expect(before.take("2026", account, one)).toBe(true);
  before.close();
  const after = storeAt(path);
  expect([after.take("2026", account, one), after.take("2026", account, two)]).toEqual([true, false]);
  expect(after.take("2027", accountOf(SECRET, alice, "2027"), two)).toBe(true);
});

test("an account is another one in every epoch, at every provider, and under every secret; no two words run together", () => {
  const names = [
    accountOf(SECRET, alice, "2026"),
    accountOf(SECRET, alice, "2027"),
    accountOf(SECRET, { ...alice, sub: "bob" }, "2026"),
    accountOf(SECRET, { ...alice, iss: "https://other.example" }, "2026"),
    accountOf(new Uint8Array(32).fill(6), alice, "2026"),
    accountOf(SECRET, { iss: "a", sub: "bc" }, "2026"),
    accountOf(SECRET, { iss: "ab", sub: "c" }, "2026"),
    accountOf(SECRET, { iss: 'a","b', sub: "c" }, "2026"),
    accountOf(SECRET, { iss: "a", sub: 'b","c' }, "2026"),
  ].map(String);
  expect(new Set(names).size).toBe(names.length);
});

test("the files hold an epoch and HMACs: no account, no message, no time, no order", () => {
  const path = join(folderOfTest(), "issuer.sqlite");
  const store = storeAt(path);
  const subs = Array.from({ length: 40 }, (_, i) => ({ ...alice, sub: `${alice.sub}-${i}` }));
  for (const who of subs) store.take("2026", accountOf(SECRET, who, "2026"), one);
  const bytes = readdirSync(join(path, "..")).map((name) => readFileSync(join(path, "..", name)));
  for (const clear of [alice.sub, alice.iss, Buffer.from(one.subarray(0, 32))])
    expect(bytes.some((file) => file.includes(clear))).toBe(false);
  const db = new Database(path, { readonly: true });
  const columns = db.prepare("SELECT name FROM pragma_table_info('issued')").pluck().all();
  const rows = db.prepare("SELECT account FROM issued").pluck().all() as Buffer[];
  expect(() => db.prepare("SELECT rowid FROM issued").get()).toThrow("rowid");
  db.close();
  expect(columns).toEqual(["epoch", "account", "blinded"]);
  expect(rows).toEqual([...rows].sort(Buffer.compare));
});

/** Looks of a running issuer, each after the given hours of its machine's running. */
function looks() {
  const machine = testMachine();
  return (store: ReturnType<typeof openTokenStore>, kept: string[], at: string, hours = 0) => {
    machine.run(hours);
    return store.keepOnly(kept, new Date(at), machine);
  };
}

test("the accounts of an epoch that has been over for three days are gone from the files", () => {
  const path = join(folderOfTest(), "issuer.sqlite");
  const [store, look] = [storeAt(path), looks()];
  // Enough rows that SQLite moves some between pages. Their remains are searched for too.
  const gone = Array.from({ length: 400 }, (_, i) => accountOf(SECRET, { ...alice, sub: `alice ${i}` }, "2025"));
  for (const [i, account] of gone.entries()) {
    store.take("2025", account, one);
    store.take("2026", accountOf(SECRET, { ...alice, sub: `alice ${i}` }, "2026"), one);
  }
  const held = () => {
    const bytes = readdirSync(join(path, "..")).map((name) => readFileSync(join(path, "..", name)));
    return gone.filter((account) => bytes.some((file) => file.includes(account.subarray(0, 16)))).length;
  };
  expect(held()).toBe(400);
  const kept = ["2026", "2027"];
  expect(look(store, kept, "2026-01-01T00:00:00Z")).toBe(0);
  expect(look(store, kept, "2026-01-02T00:00:00Z", 24)).toBe(0);
  expect(look(store, kept, "2026-01-03T00:00:00Z", 19.9)).toBe(0);
  expect(look(store, kept, "2026-01-03T00:06:00Z", 0.1)).toBe(400);
  expect(look(store, kept, "2026-01-03T01:00:00Z", 1)).toBe(0);
  expect(held()).toBe(0);
  expect(store.take("2026", accountOf(SECRET, { ...alice, sub: "alice 0" }, "2026"), two)).toBe(false);
});

test("accounts that a reader keeps in the files go with the next look", () => {
  const path = join(folderOfTest(), "issuer.sqlite");
  const [store, look] = [storeAt(path), looks()];
  const gone = accountOf(SECRET, alice, "2025");
  store.take("2025", gone, one);
  const reader = new Database(path, { readonly: true });
  onTestFinished(() => {
    reader.close();
  });
  reader.exec("BEGIN");
  reader.prepare("SELECT * FROM issued").all();
  const days = ["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z"];
  expect(days.map((at) => look(store, ["2026"], at, 24))).toEqual([0, 0, 1]);
  const held = () => readdirSync(join(path, "..")).some((name) => readFileSync(join(path, "..", name)).includes(gone));
  expect(held()).toBe(true);
  reader.exec("COMMIT");
  expect(look(store, ["2026"], "2026-01-03T01:00:00Z", 1)).toBe(0);
  expect(held()).toBe(false);
});

test("a clock that leaps past the end of an epoch, also twice, far apart or over a restart, gives no account a second token", () => {
  const path = join(folderOfTest(), "issuer.sqlite");
  const account = accountOf(SECRET, alice, "2026");
  const look = looks();
  const started = (work: (store: ReturnType<typeof openTokenStore>) => number) => {
    const store = openTokenStore(path, SECRET);
    try {
      return work(store);
    } finally {
      store.close();
    }
  };
  started((store) => Number(store.take("2026", account, one)));
  const leapt = (at: string, hours = 0) => started((store) => look(store, ["2030"], at, hours));
  expect(leapt("2030-01-01T00:00:00Z")).toBe(0);
  expect(started((store) => look(store, ["2026"], "2026-06-01T00:00:00Z", 24))).toBe(0);
  for (const at of ["2030-01-03T00:00:00Z", "2030-01-02T00:00:00Z", "2030-01-02T23:00:00Z", "2035-01-01T00:00:00Z"])
    expect(leapt(at, 24)).toBe(0);
  for (const at of ["2035-01-02T00:00:00Z", "2035-01-03T00:00:00Z"]) expect(leapt(at)).toBe(0);
  expect(storeAt(path).take("2026", account, two)).toBe(false);
});
