import { appendFileSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openLedger, witnessAt } from "../../src/ledger/index.ts";
import { inFolder } from "../support/cli.ts";
import { debitOf, paid } from "../support/ledger.ts";

const clock = () => new Date("2026-02-01T00:00:00Z");
const debit = (id: string) => debitOf(id, { "water.volume": paid(10, 1) });
const DRAW = [new Uint8Array([1, 2, 3]), "ab".repeat(32)] as const;

interface Place {
  readonly file: string;
  /** opens the ledger `name` with the witness, of commons "a" unless said */
  readonly open: (name?: string, commons?: string) => ReturnType<typeof openLedger>;
  readonly path: (name: string) => string;
}

const at = (work: (place: Place) => void) =>
  inFolder(async (folder) => {
    const path = (name: string) => join(folder, name);
    const file = path("operator.key.ledger");
    const open = (name = "ledger.sqlite", commons = "a") =>
      openLedger({ path: path(name), clock, witness: witnessAt(file, commons) });
    work({ file, open, path });
  });

test("the witness has every entry when the method that wrote it returns", () =>
  at(({ file, open }) => {
    const [ledger, witness] = [open(), witnessAt(file, "a")];
    expect(existsSync(file)).toBe(false);
    for (const act of [
      () => ledger.debit(debit("2025-01")),
      () => ledger.store("2025-01", ...DRAW),
      () => ledger.closeYear(2025),
      () => ledger.assumeSpent(2024, debit("2024")),
      () => ledger.announce({ year: 2027, settings: "5".repeat(64), territory: null }),
    ]) {
      act();
      expect(witness.entries()).toEqual(ledger.entries());
    }
    expect(readFileSync(file, "utf8").split("\n").length).toBe(ledger.entries().length + 1);
    ledger.close();
  }));

test("a debit whose witness cannot be written is refused, and is not paid twice once it can", () =>
  at(({ file, open }) => {
    const ledger = open();
    mkdirSync(file);
    expect(() => ledger.debit(debit("2025-01"))).toThrow(
      expect.objectContaining({ code: "storage-failed", message: expect.stringContaining("witness") }),
    );
    rmSync(file, { recursive: true });
    ledger.debit(debit("2025-01"));
    expect(ledger.entries().map((entry) => entry.kind)).toEqual(["opened", "debit"]);
    expect(witnessAt(file, "a").entries()).toEqual(ledger.entries());
    ledger.close();
  }));

test("a witness that lags behind, or is new, is brought up before anything else is written", () =>
  at(({ file, open }) => {
    const ledger = open();
    ledger.debit(debit("2025-01"));
    const [first = ""] = readFileSync(file, "utf8").split("\n");
    for (const torn of ["", `${first}\n`, `${first}\n{"commons":"a","entry":{"seq":2,`, first.slice(0, 20)]) {
      writeFileSync(file, torn);
      ledger.debit(debit("2025-01"));
      expect(witnessAt(file, "a").entries()).toEqual(ledger.entries());
    }
    ledger.close();
  }));

test("one operator's key may have several commons: each finds its own lines", () =>
  at(({ file, open }) => {
    const [one, two] = [open("one", "a"), open("two", "b")];
    one.debit(debit("2025-01"));
    two.debit(debit("2025-02"));
    one.store("2025-01", ...DRAW);
    expect(witnessAt(file, "a").entries()).toEqual(one.entries());
    expect(witnessAt(file, "b").entries()).toEqual(two.entries());
    one.close();
    two.close();
  }));

/** A ledger with one month, a copy of it, and two entries more in the first. */
function copied({ open, path }: Place) {
  const ledger = open();
  ledger.debit(debit("2025-01"));
  ledger.store("2025-01", ...DRAW);
  ledger.close();
  copyFileSync(path("ledger.sqlite"), path("copy.sqlite"));
  const again = open();
  again.debit(debit("2025-02"));
  again.store("2025-02", ...DRAW);
  const entries = again.entries();
  again.close();
  return entries;
}

test("an old copy writes nothing while its witness knows more; once it has taken that over, nothing is drawn twice", () =>
  at((place) => {
    const entries = copied(place);
    const copy = place.open("copy.sqlite");
    expect(() => copy.debit(debit("2025-03"))).toThrow(
      expect.objectContaining({
        code: "ledger-broken",
        message: expect.stringMatching(/knows 5 entries and this ledger 3: .* open it again/),
      }),
    );
    expect(copy.entries().length).toBe(3);
    const witness = witnessAt(place.file, "a");
    expect(copy.adopt(witness.entries(), "the witness")).toEqual(entries.slice(3));
    expect(copy.adopt(witness.entries(), "the witness")).toEqual([]);
    expect(copy.entries()).toEqual(entries);
    copy.debit(debit("2025-02"));
    expect(() => copy.stored("2025-02")).toThrow(
      expect.objectContaining({ code: "draw-lost", message: expect.stringMatching(/releases\/2025-02/) }),
    );
    expect(() => copy.store("2025-02", ...DRAW)).toThrow(expect.objectContaining({ code: "ledger-broken" }));
    expect(copy.stored("2025-01")?.payload.length).toBe(3);
    copy.debit(debit("2025-03"));
    copy.close();
  }));

test("a debit that was restored without its draw was never drawn: it is, once, and not paid again", () =>
  at((place) => {
    place.open().close();
    copyFileSync(place.path("ledger.sqlite"), place.path("copy.sqlite"));
    const ledger = place.open();
    ledger.debit(debit("2025-01"));
    ledger.close();
    const copy = place.open("copy.sqlite");
    copy.adopt(witnessAt(place.file, "a").entries(), "the witness");
    copy.debit(debit("2025-01"));
    expect(copy.stored("2025-01")).toBeNull();
    copy.store("2025-01", ...DRAW);
    expect(copy.entries().map((entry) => entry.kind)).toEqual(["opened", "debit", "drawn"]);
    copy.close();
  }));

test("two copies that both published are a fork: neither writes on, nor takes the other over", () =>
  at((place) => {
    const entries = copied(place);
    rmSync(place.file);
    const copy = place.open("copy.sqlite");
    copy.debit(debit("2025-04"));
    const fork = {
      code: "ledger-broken",
      message: expect.stringMatching(/entry 4 is another one in .*: two copies of this home have published/),
    };
    expect(() => copy.adopt(entries, "release 2025-02")).toThrow(expect.objectContaining(fork));
    const first = place.open();
    expect(() => first.debit(debit("2025-05"))).toThrow(expect.objectContaining(fork));
    expect(first.entries()).toEqual(entries);
    first.close();
    copy.close();
  }));

test.each(["not JSON", "{}", '{"commons":"a","entry":{"kind":"debit"}}'])("a witness with the line %s is refused", (text) =>
  at(({ file, open }) => {
    const ledger = open();
    ledger.debit(debit("2025-01"));
    appendFileSync(file, `${text}\n`);
    expect(() => ledger.debit(debit("2025-02"))).toThrow(
      expect.objectContaining({ code: "ledger-broken", message: expect.stringMatching(/line 3 of .* is not an entry/) }),
    );
    ledger.close();
  }),
);

test("a chain that skips entries, or was edited, is not taken over", () =>
  at((place) => {
    const entries = copied(place);
    for (const known of [
      entries.slice(4),
      [...entries.slice(0, 4), { ...(entries[4] as (typeof entries)[number]), year: 2024 }],
    ]) {
      const copy = openLedger({ path: place.path("copy.sqlite"), clock });
      expect(() => copy.adopt(known, "release 2025-02")).toThrow(expect.objectContaining({ code: "ledger-broken" }));
      expect(copy.entries().length).toBe(3);
      copy.close();
    }
  }));
