import { appendFileSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openLedger, witnessAt } from "../../src/ledger/index.ts";
import { inFolder } from "../support/folder.ts";
import { authenticate, debitOf, paid, statement } from "../support/ledger.ts";

const clock = () => new Date("2026-02-01T00:00:00Z");
const debit = (id: string) => debitOf(id, { "water.volume": paid(10, 1) });
const DRAW = [new Uint8Array([1, 2, 3]), "ab".repeat(32)] as const;

interface Place {
  readonly file: string;
  /** opens the ledger `name` with the witness, of commons "a" unless said; both are begun where the ledger is new, as a home is */
  readonly open: (name?: string, commons?: string) => ReturnType<typeof openLedger>;
  readonly path: (name: string) => string;
}

const at = (work: (place: Place) => void) =>
  inFolder(async (folder) => {
    const path = (name: string) => join(folder, name);
    const file = path("operator.key.ledger");
    const open = (name = "ledger.sqlite", commons = "a") => {
      const witness = witnessAt(file, commons);
      if (!existsSync(path(name))) witness.renew([]);
      return openLedger({ path: path(name), clock, witness, authenticate });
    };
    work({ file, open, path });
  });

test("the witness has every entry when the method that wrote it returns", () =>
  at(({ file, open }) => {
    const [ledger, witness] = [open(), witnessAt(file, "a")];
    expect(witness.entries()).toEqual([]);
    for (const act of [
      () => ledger.debit(debit("2025-01")),
      () => ledger.store("2025-01", ...DRAW),
      () => ledger.closeYear(2025),
      () => ledger.assumeSpent(2024, debit("2024")),
      () => ledger.state(statement(2027), false),
    ]) {
      act();
      expect(witness.entries()).toEqual(ledger.entries());
    }
    expect(readFileSync(file, "utf8").split("\n").length).toBe(ledger.entries().length + 2);
    ledger.close();
  }));

test("a debit whose witness cannot be written is refused, and is not paid twice once it can", () =>
  at(({ file, open }) => {
    const ledger = open();
    const begun = readFileSync(file, "utf8");
    rmSync(file);
    mkdirSync(file);
    expect(() => ledger.debit(debit("2025-01"))).toThrow(
      expect.objectContaining({ code: "storage-failed", message: expect.stringContaining("witness") }),
    );
    rmSync(file, { recursive: true });
    writeFileSync(file, begun, { mode: 0o600 });
    ledger.debit(debit("2025-01"));
    expect(ledger.entries().map((entry) => entry.kind)).toEqual(["opened", "debit"]);
    expect(witnessAt(file, "a").entries()).toEqual(ledger.entries());
    ledger.close();
  }));

test("a witness that lags behind is brought up before anything else is written", () =>
  at(({ file, open }) => {
    const ledger = open();
    ledger.debit(debit("2025-01"));
    const [begun = "", first = ""] = readFileSync(file, "utf8").split("\n");
    for (const torn of ["", `${first}\n`, `${first}\n{"commons":"a","entry":{"seq":2,`, first.slice(0, 20)]) {
      writeFileSync(file, `${begun}\n${torn}`);
      ledger.debit(debit("2025-01"));
      expect(witnessAt(file, "a").entries()).toEqual(ledger.entries());
    }
    ledger.close();
  }));

test("a witness without a line of the commons is none, however short the chain", () =>
  at(({ file, open }) => {
    const ledger = open();
    for (const spent of [0, 2]) {
      rmSync(file);
      expect(() => ledger.debit(debit("2025-01"))).toThrow(NO_WITNESS(/has no line of this home, and was begun when/));
      expect(ledger.entries().length).toBe(spent);
      ledger.renewWitness(() => debit("2025"));
      ledger.debit(debit("2025-01"));
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

/** The file without what follows the first entries. */
function firstLines(file: string, n: number): string {
  return readFileSync(file, "utf8")
    .split("\n")
    .slice(0, n + 1)
    .concat("")
    .join("\n");
}

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
    writeFileSync(place.file, firstLines(place.file, 3));
    const copy = place.open("copy.sqlite");
    copy.debit(debit("2025-04"));
    const fork = {
      code: "ledger-broken",
      message: expect.stringMatching(
        /entry 4 is another one in .*: two copies of this home have published.*"voisinage ledger --renew-witness"/,
      ),
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
      expect.objectContaining({ code: "ledger-broken", message: expect.stringMatching(/line 4 of .* is not an entry/) }),
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
      const copy = openLedger({ path: place.path("copy.sqlite"), clock, authenticate });
      expect(() => copy.adopt(known, "release 2025-02")).toThrow(expect.objectContaining({ code: "ledger-broken" }));
      expect(copy.entries().length).toBe(3);
      copy.close();
    }
  }));

const NO_WITNESS = (words: RegExp) => expect.objectContaining({ code: "ledger-broken", message: expect.stringMatching(words) });

test.each<[string, (place: Place) => void, RegExp]>([
  [
    "lost",
    ({ file }) => rmSync(file),
    /has none of the 5 entries of this ledger; a crash explains 2 .* --assume-spent YYYY.* --renew-witness/,
  ],
  ["an old copy", ({ file }) => writeFileSync(file, firstLines(file, 2)), /has 2 of the 5 entries of this ledger/],
  [
    "another commons'",
    ({ file }) => writeFileSync(file, readFileSync(file, "utf8").replaceAll('"commons":"a"', '"commons":"b"')),
    /has none of the 5 entries/,
  ],
  ["damaged", ({ file }) => writeFileSync(file, readFileSync(file, "utf8").replace("{", "[")), /line 1 of .* --renew-witness/],
])("a witness that is %s is none: nothing is written until the operator says so, but that a year is spent", (_, spoil, words) =>
  at((place) => {
    copied(place);
    spoil(place);
    const left = readFileSyncOr(place.file);
    const ledger = place.open();
    const all = () => ledger.entries().map((entry) => entry.kind);
    for (const act of [
      () => ledger.debit(debit("2025-03")),
      () => ledger.store("2025-02", ...DRAW),
      () => ledger.closeYear(2025),
      () => ledger.state(statement(2027), false),
    ])
      expect(act).toThrow(NO_WITNESS(words));
    expect(all().length).toBe(5);
    ledger.assumeSpent(2024, debit("2024"));
    expect([all().slice(5), readFileSyncOr(place.file)]).toEqual([["opened", "assumed"], left]);
    expect(ledger.renewWitness(() => debit("2025"))).toEqual([]);
    expect(witnessAt(place.file, "a").entries()).toEqual(ledger.entries());
    ledger.debit(debit("2025-03"));
    expect(witnessAt(place.file, "a").entries()).toEqual(ledger.entries());
    // Nothing that was ever in the file is gone.
    expect(readFileSync(place.file, "utf8").startsWith(left)).toBe(true);
    ledger.close();
  }),
);

function readFileSyncOr(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

test("the copy that goes on counts what the other one spent, whole years of it; the other one is stopped", () =>
  at((place) => {
    copied(place); // "ledger.sqlite" has 2025-02 of its own
    const first = readFileSync(place.file, "utf8");
    writeFileSync(place.file, firstLines(place.file, 3));
    const copy = place.open("copy.sqlite");
    copy.debit(debit("2025-02"));
    copy.store("2025-02", new Uint8Array([9]), "cd".repeat(32));
    copy.debit(debit("2024-04"));
    writeFileSync(place.file, first + readFileSync(place.file, "utf8").split("\n").slice(4).join("\n"));

    const ledger = place.open();
    expect(() => ledger.debit(debit("2025-03"))).toThrow(NO_WITNESS(/two entries with the number 5: two copies/));
    const strange = ledger.renewWitness((year) => debit(String(year)));
    expect(strange).toEqual([
      { year: 2024, over: false },
      { year: 2025, over: false },
    ]);
    expect(
      ledger
        .entries()
        .slice(5)
        .map(({ kind, year }) => [kind, year]),
    ).toEqual([
      ["opened", 2024],
      ["assumed", 2024],
      ["assumed", 2025],
    ]);
    expect(ledger.renewWitness((year) => debit(String(year)))).toEqual(strange);
    for (const id of ["2025-03", "2024-04"])
      expect(() => ledger.debit(debit(id))).toThrow(expect.objectContaining({ code: "budget-exceeded" }));
    ledger.debit(debit("2026-01"));
    expect(() => copy.debit(debit("2024-05"))).toThrow(NO_WITNESS(/entry 5 is another one/));
    copy.close();
    ledger.close();
  }));

test("what two copies spent beyond the year's budget is said; what was spent of a closed year cannot be counted, and is refused", () =>
  at((place) => {
    const big = (id: string) => debitOf(id, { "water.volume": paid(60, 1) });
    const ledger = place.open();
    ledger.debit(debit("2024-01"));
    ledger.close();
    copyFileSync(place.path("ledger.sqlite"), place.path("copy.sqlite"));
    const before = readFileSync(place.file, "utf8");
    const one = place.open();
    one.debit(big("2025-01"));
    const theirs = readFileSync(place.file, "utf8").slice(before.length);
    writeFileSync(place.file, before);
    const copy = place.open("copy.sqlite");
    copy.debit(big("2025-02"));
    copy.closeYear(2024);
    writeFileSync(place.file, before + theirs);
    expect(copy.renewWitness(() => debit("2025"))).toEqual([{ year: 2025, over: true }]);
    copy.closeYear(2024);
    copy.close();

    writeFileSync(place.file, before);
    one.close();
    copyFileSync(place.path("ledger.sqlite"), place.path("third.sqlite"));
    const third = place.open("third.sqlite");
    third.closeYear(2025);
    appendFileSync(place.file, theirs.replaceAll(/"hash":"[0-9a-f]{4}/g, '"hash":"0000'));
    expect(() => third.renewWitness(() => debit("2025"))).toThrow(
      NO_WITNESS(/2025 is closed in this ledger and another copy .* spent of it \(2025-01\).* Go on with that copy/),
    );
    expect(third.entries().some((entry) => entry.kind === "assumed")).toBe(false);
    third.close();
  }));

test("of two copies that write at one moment, one at most goes on", () =>
  at((place) => {
    const ledger = place.open();
    ledger.debit(debit("2025-01"));
    ledger.close();
    copyFileSync(place.path("ledger.sqlite"), place.path("copy.sqlite"));
    const copy = place.open("copy.sqlite");
    let raced = false;
    const racing = witnessAt(place.file, "a", (file, lines) => {
      // Between this copy's look at the witness and its own line.
      if (!raced) copy.store("2025-01", new Uint8Array([9]), "cd".repeat(32));
      raced = true;
      appendFileSync(file, lines.map((line) => `${line}\n`).join(""));
    });
    const late = openLedger({ path: place.path("ledger.sqlite"), clock, witness: racing, authenticate });
    expect(() => late.store("2025-01", ...DRAW)).toThrow(NO_WITNESS(/two entries with the number 3/));
    expect(raced).toBe(true);
    copy.close();
    late.close();
  }));

test("a torn last line of any bytes is cut off, and no more", () =>
  at(({ file, open }) => {
    const ledger = open();
    ledger.debit(debit("2025-01"));
    const whole = readFileSync(file);
    writeFileSync(file, Buffer.concat([whole, Buffer.from([0xff, 0xfe, 0xe9, 0x7b])]));
    ledger.store("2025-01", ...DRAW);
    expect(readFileSync(file).subarray(0, whole.length)).toEqual(whole);
    expect(witnessAt(file, "a").entries()).toEqual(ledger.entries());
    ledger.close();
  }));
