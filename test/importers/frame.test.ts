import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amountOf, KWH, ONE, parseDecimal } from "../../src/importers/amounts.ts";
import { FILE_BOUNDS } from "../../src/importers/bounds.ts";
import { isWhole, LONGEST_SHARED } from "../../src/importers/completeness.ts";
import { espiZone } from "../../src/importers/espi-zone.ts";
import { DROPPED, IDENTIFIERS, PARTIAL, readHouseholdFile, revealedBy, UNREAD } from "../../src/importers/index.ts";
import { openMonthSums } from "../../src/importers/months.ts";
import { openSeries } from "../../src/importers/series.ts";
import { monthPeriod, stamp } from "../../src/importers/stamps.ts";
import { lengthsOf } from "../../src/importers/steps.ts";
import { decodeHead, encodingOf, splitRows, textOf } from "../../src/importers/text.ts";
import { localTime, monthIndex, namedZone } from "../../src/importers/zone.ts";
import { bytesOf, latin1, midnight, paris, workbookOf, zipOf } from "./made.ts";

const time = localTime(namedZone("Europe/Paris"));
const read = (bytes: Uint8Array) => readHouseholdFile({ name: "a file", bytes });

test.each([
  ["264", 3, 264_000],
  ["0,264", 6, 264_000],
  ["1234567890.1234", 3, 1_234_567_890_123],
  ["0.0005", 3, 1],
  ["0.00049", 3, 0],
  [".5", 0, 1],
  ["1,5e2", 0, 150],
  ["1.4800000000000002", 6, 1_480_000],
  ["-0", 0, 0],
  ["", 0, "bad-value"],
  [".", 0, "bad-value"],
  ["12 kWh", 0, "bad-value"],
  ["1.2.3", 0, "bad-value"],
  ["0x10", 0, "bad-value"],
  ["-3", 0, "negative"],
  ["9007199254740992", 0, "too-large"],
  ["1e300", 0, "too-large"],
  ["1e-300", 6, 0],
] as const)("%j times 10^%d is %j", (text, places, expected) => {
  expect(parseDecimal(text, places)).toBe(expected);
});

test("decimals are exact where floats are not", () => {
  fc.assert(
    fc.property(fc.nat({ max: 999_999 }), fc.nat({ max: 999_999 }), (whole, fraction) => {
      const text = `${whole},${String(fraction).padStart(6, "0")}`;
      expect(parseDecimal(text, 6)).toBe(1_000_000 * whole + fraction);
      expect(parseDecimal(Number(text.replace(",", ".")), 6)).toBe(1_000_000 * whole + fraction);
    }),
    { seed: 1 },
  );
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, "", true, {}]) expect(parseDecimal(value, 0)).toBe("bad-value");
  expect(["", " - ", "null", null, "0", "x"].map((value) => amountOf(value, KWH))).toEqual([
    null,
    null,
    null,
    null,
    0,
    "bad-value",
  ]);
});

describe("local time", () => {
  test("days have 23, 24 or 25 hours, and months what their days have", () => {
    const hours = (day: string, next: string) =>
      (time.startOfDay(Date.parse(`${next}Z`) / 1000) - time.startOfDay(Date.parse(`${day}Z`) / 1000)) / 3600;
    expect(hours("2024-03-31T00:00", "2024-04-01T00:00")).toBe(23);
    expect(hours("2024-10-27T00:00", "2024-10-28T00:00")).toBe(25);
    const march = time.startOfMonth(monthIndex(2024, 4)) - time.startOfMonth(monthIndex(2024, 3));
    expect(march).toBe(31 * 86_400 - 3600);
    // Checked by the Union's rule rather than by Intl.
    for (const month of ["2024-01", "2024-04", "2024-11"])
      expect(time.startOfMonth(monthIndex(2024, Number(month.slice(5))))).toBe(midnight(`${month}-01`));
  });

  test("a wall clock's time is no instant, one, or two", () => {
    const instants = (text: string) =>
      time.instants(Date.parse(`${text}Z`) / 1000).map((one) => new Date(one * 1000).toISOString().slice(11, 16));
    expect(instants("2024-03-31T02:30")).toEqual([]);
    expect(instants("2024-10-27T02:30")).toEqual(["00:30", "01:30"]);
    expect(instants("2024-07-01T02:30")).toEqual(["00:30"]);
  });

  test("the month of an instant is that of the place's clock", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_600_000_000, max: 1_800_000_000 }), (instant) => {
        const shown = new Date((instant + paris(instant)) * 1000);
        expect(time.monthOf(instant)).toBe(monthIndex(shown.getUTCFullYear(), shown.getUTCMonth() + 1));
      }),
      { seed: 2 },
    );
  });

  test("a zone that there is not is refused", async () => {
    await expect(readHouseholdFile({ name: "x", bytes: bytesOf("x") }, { timeZone: "Europe/Lyon" })).rejects.toMatchObject({
      code: "invalid-parameter",
    });
  });

  test("Green Button's rules of summer time are those of the zone that they are of", () => {
    const own = espiZone({ tzOffset: "-28800", dstOffset: "3600", dstStartRule: "360E2000", dstEndRule: "B40E2000" });
    const named = namedZone("America/Los_Angeles");
    for (let hour = 0; hour < 3 * 366 * 24; hour += 1) {
      const instant = Date.UTC(2011, 0, 1, hour) / 1000;
      expect(own?.(instant)).toBe(named(instant));
    }
    expect(espiZone({})).toBeNull();
    expect(espiZone({ tzOffset: "0", dstOffset: "3600", dstStartRule: "nonsense", dstEndRule: "B40E2000" })).toBeNull();
  });
});

test.each([
  ["2024-02-29", true],
  ["2023-02-29", false],
  ["2024-13-01", false],
  ["2024-01-01T24:00:00+01:00", true],
  ["2024-01-01T24:30:00", false],
  ["31/12/2024 23:59", true],
  ["31/11/2024", false],
  ["12/31/2024", false],
  ["2024-01-01T10:00:00.123Z", true],
  ["yesterday", false],
])("%j is a time: %j", (text, good) => {
  expect(stamp(text) !== null).toBe(good);
});

test.each([
  ["Novembre 2020 ", "2020-11"],
  ["août 2019", "2019-08"],
  ["01/2026", "2026-01"],
  ["2024-07", "2024-07"],
  ["Brumaire 2020", null],
  ["13/2020", null],
])("%j is the month %j", (text, month) => {
  expect(monthPeriod(text)).toBe(month);
});

describe("the length of intervals of which one end is given", () => {
  const half = Array.from({ length: 60 }, (_, i) => 1800 * (i + 1));

  test("a lost line leaves a hole; its neighbour is not stretched over it", () => {
    fc.assert(
      fc.property(fc.subarray(half, { minLength: 30 }), fc.constantFrom("start" as const, "end" as const), (kept, at) => {
        const lengths = lengthsOf(Float64Array.from(kept), at);
        expect(lengths.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(1800 * kept.length);
      }),
      // Subsets in which a coarser step is kept up for a dozen labels look like a coarser step: none of these seeds has one.
      { seed: 3, numRuns: 300 },
    );
  });

  test("a step that changes for good is followed, both ways and at both ends", () => {
    const mixed = [
      ...half,
      ...Array.from({ length: 30 }, (_, i) => 1800 * 60 + 3600 * (i + 1)),
      ...Array.from({ length: 40 }, (_, i) => 216_000 + 600 * (i + 1)),
    ];
    const ends = lengthsOf(Float64Array.from(mixed), "end");
    expect([ends[30], ends[75], ends[120]]).toEqual([1800, 3600, 600]);
    expect(ends.reduce((sum, one) => sum + one, 0)).toBe(mixed.at(-1));
    const starts = lengthsOf(Float64Array.from(mixed), "start");
    expect(starts.reduce((sum, one) => sum + one, 0)).toBe((mixed.at(-1) ?? 0) - 1800 + 600);
  });

  test("without any step there is no length", () => {
    expect([...lengthsOf(Float64Array.from([0]), "end")]).toEqual([Number.NaN]);
    expect([...lengthsOf(Float64Array.from([0, 86_400, 7 * 86_400]), "end")]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });
});

describe("months", () => {
  test("95 % of a month is whole, a second less is not", () => {
    expect([isWhole(95, 100), isWhole(94.99, 100)]).toEqual([true, false]);
  });

  test("a day across two months is shared out, and its parts add up; a longer interval counts in neither", () => {
    fc.assert(
      fc.property(fc.nat({ max: 1e9 }), fc.integer({ min: 1, max: 86_399 }), (amount, before) => {
        const sums = openMonthSums(time);
        const first = time.startOfMonth(monthIndex(2024, 5)) - before;
        sums.add(first, first + 86_400, amount, false);
        const parts = [...sums.months.values()];
        expect(parts.reduce((sum, one) => sum + one.amount, 0n)).toBe(BigInt(amount));
        expect(parts.map(({ covered }) => covered)).toEqual([before, 86_400 - before]);
        expect(Number(parts[0]?.amount)).toBe(Number((BigInt(amount) * BigInt(before)) / 86_400n));
      }),
      { seed: 4 },
    );
    const sums = openMonthSums(time);
    const start = time.startOfMonth(monthIndex(2024, 5)) - 3600;
    expect(sums.add(start, start + LONGEST_SHARED + 1, 5, false)).toBe(false);
    expect(sums.months.get(monthIndex(2024, 5))).toBeUndefined();
  });

  test("nothing used is nothing in every month, however long", () => {
    const sums = openMonthSums(time);
    sums.add(midnight("1991-01-15"), midnight("2099-01-15"), 0, false);
    expect(sums.months.size).toBe(108 * 12 + 1);
    const whole = [...sums.months.values()].filter(({ start, end, covered }) => covered === end - start);
    expect(whole).toHaveLength(108 * 12 - 1);
  });

  test("a day without a reading is told, by days, hours and half-hours, in months where clocks change too", () => {
    for (const [month, days] of [
      ["2024-03", 31],
      ["2024-04", 30],
      ["2024-10", 31],
    ] as const)
      for (const step of [1800, 3600, null])
        for (const lost of [1, 2, 27, 30, days]) {
          const sums = openMonthSums(time);
          const dayAt = (day: number): number => time.startOfDay(Date.parse(`${month}-01`) / 1000 + (day - 1) * 86_400);
          for (let day = 1; day <= days; day += 1) {
            const length = step ?? dayAt(day + 1) - dayAt(day);
            for (let at = dayAt(day); day !== lost && at < dayAt(day + 1); at += length) sums.add(at, at + length, 1, false);
          }
          expect([...sums.months.values()].map(({ empty }) => [...empty])).toEqual([[lost]]);
        }
  });

  test("sums stay exact beyond 2^53", () => {
    const sums = openMonthSums(time);
    const start = midnight("2024-05-01");
    for (let i = 0; i < 10; i += 1) sums.add(start + i, start + i + 1, Number.MAX_SAFE_INTEGER, false);
    expect(sums.months.get(monthIndex(2024, 5))?.amount).toBe(10n * BigInt(Number.MAX_SAFE_INTEGER));
  });

  test.each([
    ["as it is", [0, 10, 20, 30], 30, 0],
    ["one reading too high", [0, 10, 9000, 30, 40], 40, 1],
    ["one reading too low", [100, 110, 3, 130, 140], 40, 1],
    ["another meter", [100, 110, 0, 10, 20], 30, 1],
    ["all that 36 kVA carry in a day", [0, 864_000, 1_728_000], 1_728_000, 0],
    ["a watt-hour more: another meter, of which nothing is known before", [0, 10, 864_011, 864_021], 20, 1],
    ["one reading far too high", [0, 10, 9_000_000, 30, 40], 40, 1],
    ["the first reading far too high", [9_000_000, 10, 20, 30], 20, 1],
  ])("an index, %s", (_, values, used, told) => {
    let complaints = 0;
    const counted = { drop: () => undefined, refuse: () => void complaints++ };
    const index = openSeries("index", ONE, time, counted, 36_000);
    const start = midnight("2024-05-02");
    for (const [i, value] of values.entries()) index.add({ in: "line" }, i + 1, start + 86_400 * i, 0, value);
    const settled = index.settle();
    expect([settled.find(({ period }) => period === "2024-05")?.amount, complaints]).toEqual([used, told]);
  });
});

describe("text and tables", () => {
  const whole = (bytes: Uint8Array) => [...textOf(bytes)].join("");
  const utf16 = (text: string, little: boolean) =>
    Uint8Array.from([...text].flatMap((one) => (little ? [one.charCodeAt(0), 0] : [0, one.charCodeAt(0)])));

  test.each([
    ["utf-8", bytesOf("\ufeffDébut;été")],
    ["utf-8", bytesOf("Début;été")],
    ["windows-1252", latin1("Début;été")],
    ["utf-16le", Uint8Array.from([0xff, 0xfe, ...utf16("Début;été", true)])],
    ["utf-16be", Uint8Array.from([0xfe, 0xff, ...utf16("Début;été", false)])],
    ["utf-16le", utf16("Début;été!", true)],
    ["utf-16be", utf16("Début;été!", false)],
  ])("%s is told by its bytes", (encoding, bytes) => {
    expect(encodingOf(bytes)).toBe(encoding);
    expect(whole(bytes)).toMatch(/^Début;été!?$/);
    expect(decodeHead(bytes)).toMatch(/^Début;été/);
  });

  test("one damaged byte far on does not make a UTF-8 file Latin-1", () => {
    const bytes = bytesOf(`é${"a".repeat(100_000)}é`);
    bytes[bytes.length - 1] = 0xff;
    expect(encodingOf(bytes)).toBe("utf-8");
  });

  const rows = (text: string, size: number) =>
    [...splitRows(Array.from({ length: Math.ceil(text.length / size) }, (_, i) => text.slice(size * i, size * (i + 1))))].map(
      ({ line, cells }) => [line, cells?.join("|") ?? null],
    );

  test("lines are counted the same however the text is cut, and whatever ends them", () => {
    const expected = [
      [1, "a|b"],
      [2, ""],
      [3, "c|d"],
      [4, ""],
      [5, "e"],
    ];
    for (const end of ["\n", "\r\n", "\r"]) {
      const text = ["a;b", "", "c;d", "", "e"].join(end);
      for (let size = 1; size <= text.length; size += 1)
        expect(rows(text, size), `${JSON.stringify(end)} ${size}`).toEqual(expected);
    }
  });

  test("a stray quote costs its own line and no other", () => {
    expect(rows('a;b\n"c;d\n"e;f";g\nh;i', 4)).toEqual([
      [1, "a|b"],
      [2, null],
      [3, "e;f|g"],
      [4, "h|i"],
    ]);
  });

  test("a line without end is one unreadable line, in bounded memory", () => {
    const pieces = Array.from({ length: 64 }, () => "x".repeat(20_000));
    const found = [...splitRows([...pieces, "\n", "a;b"])];
    expect(found.length).toBe(2);
    expect(found[1]).toEqual({ line: 2, cells: ["a", "b"] });
  });
});

describe("what goes beyond a bound is refused, with the bound and the value", () => {
  const refused = (bytes: Uint8Array) => expect(read(bytes)).rejects;

  test("JSON that is nested too deep, cut short, or hostile", async () => {
    await refused(bytesOf(`${"[".repeat(100_000)}`)).toMatchObject({
      code: "unreadable-file",
      message: expect.stringMatching(/depth.*at most 64; got 100000/),
    });
    // In UTF-16 too: quoted brackets are no depth, and a quoted backslash hides none.
    const utf16 = (text: string) => Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, "utf16le")]);
    const nested = `${'{"\\"∞": '.repeat(65)}1${"}".repeat(65)}`;
    await refused(utf16(nested)).toMatchObject({ message: expect.stringMatching(/depth.*at most 64; got 65/) });
    await refused(utf16(`{"\\"": "${"[".repeat(300)}", "b": [${'"[", '.repeat(70)}1]}`)).toMatchObject({ code: "unknown-file" });
    await refused(bytesOf('{"a": [1, 2')).toMatchObject({ code: "unreadable-file" });
    await refused(bytesOf(`{"text": "${"[".repeat(1000)}"}`)).toMatchObject({ code: "unknown-file" });
    const proto =
      '{"__proto__": {"releves": [{"energieConsomme": 1, "journeeGaziere": "2024-01-01"}]}, "constructor": {"releves": []}}';
    expect((await read(bytesOf(proto))).variant).toBe("grdf-portal");
    expect(Object.prototype).not.toHaveProperty("releves");
  });

  test("XML with a document type, too deep, or not well formed", async () => {
    const espi = (inner: string, head = "") =>
      bytesOf(`<?xml version="1.0"?>${head}<feed xmlns:espi="http://naesb.org/espi">${inner}</feed>`);
    await refused(espi("", '<!DOCTYPE feed [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>')).toMatchObject({
      code: "unreadable-file",
      message: expect.stringContaining("document type"),
    });
    await refused(espi("<a>".repeat(80))).toMatchObject({
      message: expect.stringMatching(/depth of the XML must be at most 64; got 65/),
    });
    await refused(espi("<a></b>")).toMatchObject({ code: "unreadable-file" });
    await refused(espi("&b;")).toMatchObject({ code: "unreadable-file" });
  });

  test("archives: too many files, too much unpacked, damaged, cut short; names lead nowhere", async () => {
    const many = await zipOf(Object.fromEntries(Array.from({ length: FILE_BOUNDS.entries + 1 }, (_, i) => [`${i}`, ""])));
    await refused(many).toMatchObject({
      code: "unreadable-file",
      message: expect.stringMatching(/files of an archive must be at most 2000; got 2001/),
    });
    const bomb = await zipOf({ "a.csv": "x".repeat(1000) });
    // The directory says four gigabytes: refused before anything is unpacked.
    const view = new DataView(bomb.buffer, bomb.byteOffset);
    const directory = bomb.findLastIndex((_, i) => i + 4 <= bomb.length && view.getUint32(i, true) === 0x02014b50);
    view.setUint32(directory + 24, 0xfffffffe, true);
    await refused(bomb).toMatchObject({
      message: expect.stringMatching(/unpacked bytes of an archive must be at most 512000000; got 4294967294/),
    });
    // And one that says less than it holds is stopped there.
    view.setUint32(directory + 24, 10, true);
    await refused(bomb).toMatchObject({ code: "unreadable-file" });
    const whole = await zipOf({ "../../etc/passwd": "a;b\n", "a.csv": "\u0000" });
    await refused(whole).toMatchObject({ code: "unknown-file" });
    await refused(whole.subarray(0, whole.length - 10)).toMatchObject({ code: "unreadable-file" });
  });

  test("an archive in which a digit was damaged, by its checksum", async () => {
    const stored = await zipOf({ "a.csv": "debut;kW\n2024-03-01T00:00:00+01:00;0,345\n2024-03-01T00:30:00+01:00;0,3\n" }, 0);
    expect(await read(stored)).toMatchObject({ variant: "conso-downloader", points: 2 });
    const at = new TextDecoder("latin1").decode(stored).indexOf("0,345");
    stored[at] = "9".charCodeAt(0);
    await refused(stored).toMatchObject({ code: "unreadable-file" });
  });

  test("a workbook with a cell far away, which its library would build a million rows for", async () => {
    const far = await workbookOf([["Début", "Fin", "Valeur (en Kw)"]]);
    const grown = async (reference: string) => {
      const sheet = `<worksheet><sheetData><row r="1"><c r="${reference}" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>`;
      return zipOf({ "xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": sheet });
    };
    expect(await read(far)).toMatchObject({ variant: "enedis-workbook", readings: [] });
    await refused(await grown("A1048576")).toMatchObject({
      message: expect.stringMatching(/rows of a sheet must be at most 200000; got 1048576/),
    });
    await refused(await grown("XFD1")).toMatchObject({
      message: expect.stringMatching(/columns of a sheet must be at most 256; got 16384/),
    });
    await refused(await grown("IV199999")).toMatchObject({ message: expect.stringMatching(/rows times the columns/) });
    await refused(await grown("nowhere")).toMatchObject({ code: "unreadable-file" });
  });

  test("what no reader knows is refused by what it looks like, and never by its own words", async () => {
    for (const [text, looks] of [
      ["Jean Dupont;12 rue des Fleurs", "a table or plain text"],
      ['{"name": "Jean Dupont"}', "JSON"],
      ['{"name": "Jean"}\n{"name": "Dupont"}', "JSON, one value a line"],
      ["<name>Jean Dupont</name>", "XML"],
    ] as const) {
      const error = await read(bytesOf(text)).then(
        () => null,
        (caught: Error) => caught,
      );
      expect(error).toMatchObject({
        code: "unknown-file",
        message: expect.stringContaining(`looks like ${looks}, of no kind that is read`),
      });
      expect(error?.message).not.toMatch(/Jean|Dupont|Fleurs/);
    }
  });
});

test("everything that a report says has words in both languages, and no code means two things", () => {
  const lists = [UNREAD, DROPPED, PARTIAL, IDENTIFIERS];
  const codes = lists.flatMap((list) => Object.keys(list));
  expect(new Set(codes).size).toBe(codes.length);
  for (const list of lists)
    for (const [code, { fr, en }] of Object.entries(list))
      expect([fr.length > 3, en.length > 3, fr !== en], code).toEqual([true, true, true]);
  for (const finest of [10, 1440, 50_000, null]) expect(revealedBy({ finest }).fr).not.toBe(revealedBy({ finest }).en);
  expect(new Set([10, 1440, null].map((finest) => revealedBy({ finest }).en)).size).toBe(3);
});

test("a head that is all but empty is looked at once, not once a line", async () => {
  const title = "Récapitulatif de ma consommation\nHistorique de consommation;Consommation (kWh)";
  for (const filler of ["\n", " ", "\r\n", ";", "0", "Mois "])
    await expect(read(bytesOf(title + filler.repeat(60_000)))).rejects.toMatchObject({ code: "unknown-file" });
});

test("progress is told, from nothing to all", async () => {
  const bytes = bytesOf(`debut;kW\n${"2024-03-01T00:00:00+01:00;0,3\n".repeat(20_000)}`);
  const told: number[] = [];
  await readHouseholdFile({ name: "a", bytes }, { onProgress: (done, total) => told.push(done / total) });
  expect(told.length).toBeGreaterThan(3);
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(told.at(-1)).toBe(1);
});
