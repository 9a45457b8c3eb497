import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { csvText, EXCEL_FR, escapeFormulas, RFC4180 } from "../../src/contract/csv.ts";

const ATTACKS = [
  "=cmd|' /C calc'!A0",
  "+1+cmd|'/C calc'!A0",
  "-2+3+cmd|'/C calc'!A0",
  "@SUM(1+1)*cmd",
  "\t=1+1",
  "\r=1+1",
  "\n=1+1",
  '=HYPERLINK("https://example.org/?x="&A1,"click")',
  "＝1+1",
  "Nord,=HYPERLINK(1)",
  "-",
];

test("no text begins as a formula does, whatever the dialect, in a header too; what it said is still there", () => {
  for (const dialect of [RFC4180, EXCEL_FR]) {
    const rows = parse(csvText([ATTACKS, ATTACKS], dialect), {
      delimiter: dialect.separator,
      bom: true,
      record_delimiter: "\r\n",
    }) as string[][];
    expect(rows).toEqual([ATTACKS.map(escapeFormulas), ATTACKS.map(escapeFormulas)]);
    for (const [i, text] of ATTACKS.entries()) expect(rows[0]?.[i]?.replace(/(^|[,\t\r\n])'/g, "$1")).toBe(text);
    for (const part of rows.flat().flatMap((text) => text.split(/[,;\t\r\n]/))) expect(part).not.toMatch(/^[=+\-@＝]/);
  }
});

test("no field of another dialect begins as a formula does: after a comma, a semicolon, a tab, a new line", () => {
  for (const end of [",", ";", "\t", "\r", "\n"])
    expect(escapeFormulas(`Nord${end}=1+1${end}-2`)).toBe(`Nord${end}'=1+1${end}'-2`);
  expect(escapeFormulas("heating=gas;size=1-2;surface=<35")).toBe("heating=gas;size=1-2;surface=<35");
});

test("numbers stay numbers, and negative ones are not touched: as numbers, and as decimals in text", () => {
  const line = (value: string | number | bigint, dialect = RFC4180) => csvText([[value]], dialect).trim();
  for (const [value, written] of [
    [-1.5, "-1.5"],
    [-0.00001, "-0.00001"],
    [-1e-7, "-1e-7"],
    [-(2n ** 100n), "-1267650600228229401496703205376"],
    ["-12.50", "-12.50"],
    ["+3", "+3"],
    ["-1.5e+10", "-1.5e+10"],
    ["-.5", "-.5"],
    ["-1-1", "'-1-1"],
    ["-1,5", `"'-1,5"`],
  ] as const)
    expect([value, line(value)]).toEqual([value, written]);
  expect(line(-1.5, EXCEL_FR).replace("\ufeff", "")).toBe("-1,5");
});

test("every other text reads back as it was; null and an empty text are told apart", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary" }), { minLength: 2, maxLength: 5 }), (texts) => {
      const [read] = parse(csvText([texts]), { relax_column_count: true, record_delimiter: "\r\n" }) as string[][];
      expect(read).toEqual(texts.map(escapeFormulas));
      for (const text of texts) if (/^[A-Za-z0-9][^,;\t\r\n]*$/.test(text)) expect(escapeFormulas(text)).toBe(text);
    }),
  );
  expect(csvText([[null, ""]])).toBe(',""\r\n');
});
