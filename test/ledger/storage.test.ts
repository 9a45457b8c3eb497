import { writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { openLedger } from "../../src/ledger/index.ts";
import { rational } from "../../src/privacy/index.ts";
import { inFolder } from "../support/folder.ts";
import { authenticate } from "../support/ledger.ts";

const clock = () => new Date("2026-02-01T00:00:00Z");
const allowed = { rho: rational(1n), delta: rational(1n) };
const charge = { rho: rational(1n, 100n), delta: rational(0n) };
const terms = { streams: 1, allowed, epsilon: 4, conversion: rational(1n, 1_000_000n), k: 11, terms: "7".repeat(64) };
const debitOf = (publication: string) => ({ year: 2026, publication, charges: new Map([["a.b", charge]]), ...terms });

test("a file that is no ledger is refused in the house's words", () =>
  inFolder(async (folder) => {
    const path = join(folder, "ledger.sqlite");
    writeFileSync(path, "this is a text of more than a few bytes, and certainly not a database".repeat(40));
    expect(() => openLedger({ path, clock, authenticate })).toThrow(
      expect.objectContaining({
        code: "home-damaged",
        message: expect.stringMatching(/the ledger .*damaged.*voisinage restore/),
      }),
    );
  }));

test("a ledger that another process holds is refused, and has nothing written", { timeout: 20_000 }, () =>
  inFolder(async (folder) => {
    const path = join(folder, "ledger.sqlite");
    const ledger = openLedger({ path, clock, authenticate });
    const other = new Database(path);
    other.exec("BEGIN IMMEDIATE");
    expect(() => ledger.debit(debitOf("2026-01"))).toThrow(expect.objectContaining({ code: "home-in-use" }));
    other.exec("ROLLBACK");
    other.close();
    expect(ledger.entries()).toEqual([]);
    ledger.close();
  }),
);
