import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { publishBreaches, readBreaches, readNotices, recordBreach, watchNotices } from "../../src/commons/breaches.ts";
import { inFolder } from "../support/folder.ts";
import { statement } from "../texts/support.ts";

const clock = () => new Date("2026-03-02T12:00:00Z");

test("statements are numbered, kept as they were said, and told from then on", () =>
  inFolder(async (home) => {
    const notices = watchNotices(home, () => undefined);
    expect(notices()).toEqual([]);
    recordBreach(home, statement({ public: false }), clock);
    expect(notices()).toEqual([]);
    const second = recordBreach(home, statement(), clock);
    expect(second).toMatchObject({ number: 2, recorded_at: "2026-03-02T12:00:00.000Z" });
    expect(notices().map(({ number }) => number)).toEqual([2]);
    recordBreach(home, statement({ replaces: 2, what: { fr: "autre", en: "other" } }), clock);
    expect(notices().map(({ number, what }) => [number, what.en])).toEqual([[3, "other"]]);
    expect(readBreaches(home).map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(readdirSync(join(home, "breach-log")).sort()).toEqual(["0001.json", "0002.json", "0003.json"]);
  }));

test("a number that another process took meanwhile is not written over", () =>
  inFolder(async (home) => {
    recordBreach(home, statement(), clock);
    let first = true;
    const racing = () => {
      if (first) {
        first = false;
        recordBreach(home, statement({ what: { fr: "course", en: "race" } }), clock);
      }
      return clock();
    };
    expect(recordBreach(home, statement(), racing).number).toBe(3);
    expect(readBreaches(home).map(({ what }) => what.en)).toEqual(["a stolen backup", "race", "a stolen backup"]);
  }));

test.each<[Record<string, unknown>, RegExp]>([
  [{ what: { fr: "seulement" } }, /\/what\/en/],
  [{ known_at: "yesterday" }, /\/known_at.*got "yesterday"/],
  [{ public: "yes" }, /\/public.*got "yes"/],
  [{ advise: "a slip" }, /advise/],
  [{ log: { people: -1 } }, /\/log\/people.*got -1/],
  [{ replaces: 7 }, /\/replaces.*there are none; got 7/],
])("a statement out of its form is refused and leaves nothing: %j", (wrong, words) =>
  inFolder(async (home) => {
    expect(() => recordBreach(home, statement(wrong), clock)).toThrow(words);
    expect(readBreaches(home)).toEqual([]);
  }),
);

const NOW = "2026-03-02T12:00:00.000Z";
const KNOWN = "2026-03-02T10:00:00Z";

test.each<[Record<string, unknown>, string]>([
  [{ known_at: "2026-03-02T12:00:01Z" }, `/known_at: must not be after now, ${NOW}; got 2026-03-02T12:00:01Z`],
  [
    { happened: { from: "2026-03-02T10:00:01Z" } },
    `/known_at: must not be before /happened/from, 2026-03-02T10:00:01Z; got ${KNOWN}`,
  ],
  [
    { happened: { from: "2026-03-01T00:00:01Z", until: "2026-03-01T00:00:00Z" } },
    "/happened/until: must not be before /happened/from, 2026-03-01T00:00:01Z; got 2026-03-01T00:00:00Z",
  ],
  [
    { happened: { from: "2026-03-01T00:00:00Z", until: "2026-03-03T00:00:00Z" } },
    `/happened/until: must not be after now, ${NOW}; got 2026-03-03T00:00:00Z`,
  ],
  [
    { log: { authority_notified_at: "2026-03-02T09:59:59Z" } },
    `/log/authority_notified_at: must not be before /known_at, ${KNOWN}; got 2026-03-02T09:59:59Z`,
  ],
  [
    { log: { authority_notified_at: "2026-03-02T15:00:00+02:00" } },
    `/log/authority_notified_at: must not be after now, ${NOW}; got 2026-03-02T15:00:00+02:00`,
  ],
])("times that cannot be are refused with both values, and nothing is told: %j", (wrong, detail) =>
  inFolder(async (home) => {
    expect(() => recordBreach(home, statement(wrong), clock)).toThrow(
      expect.objectContaining({ code: "invalid-breach", message: detail }),
    );
    expect([readBreaches(home), readNotices(home)]).toEqual([[], []]);
  }),
);

test("times at the bounds are taken: known as it happens, going on, told at once, in any offset", () =>
  inFolder(async (home) => {
    const times = {
      known_at: NOW,
      happened: { from: NOW, until: "2026-03-02T14:00:00+02:00" },
      log: { authority_notified_at: NOW },
    };
    expect(recordBreach(home, statement(times), clock).number).toBe(1);
    // It goes on after it was known.
    expect(recordBreach(home, statement({ happened: { from: KNOWN, until: NOW } }), clock).number).toBe(2);
  }));

test("a file that was spoilt by hand is named at the start, and later stops nobody", () =>
  inFolder(async (home) => {
    recordBreach(home, statement(), clock);
    const told: string[] = [];
    const notices = watchNotices(home, (line) => told.push(line));
    writeFileSync(join(home, "breaches.json"), "{");
    expect(notices().map(({ number }) => number)).toEqual([1]);
    notices();
    expect(told).toEqual([expect.stringContaining("breaches.json cannot be read as JSON")]);
    expect(() => watchNotices(home, () => undefined)).toThrow(expect.objectContaining({ code: "invalid-breach" }));
  }));

test("what a public machine is given holds nothing of the log, and is made anew where a process died before it", () =>
  inFolder(async (home) => {
    recordBreach(home, statement({ log: { people: 987_654, notes: "for the authority" } }), clock);
    recordBreach(home, statement({ public: false, what: { fr: "interne", en: "internal matter" } }), clock);
    const file = join(home, "breaches.json");
    const told = readFileSync(file, "utf8");
    for (const secret of ["987654", "for the authority", "internal matter", "recorded_at"]) expect(told).not.toContain(secret);
    rmSync(file);
    expect(readNotices(home)).toEqual([]);
    publishBreaches(home);
    expect(readFileSync(file, "utf8")).toBe(told);
  }));

test("a statement that was told and is taken back is told no more", () =>
  inFolder(async (home) => {
    recordBreach(home, statement(), clock);
    recordBreach(home, statement({ public: false, replaces: 1 }), clock);
    expect(readNotices(home)).toEqual([]);
    expect(readBreaches(home)).toHaveLength(2);
  }));
