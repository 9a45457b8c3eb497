import fc from "fast-check";
import { expect, test } from "vitest";
import { escapeFormulas } from "../../../src/contract/csv.ts";
import { distinctNames, type ExactValue, resultCsv, resultJson } from "../../../src/texts/sql/index.ts";
import { parseCsv } from "../../support/csv.ts";

const cell = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.double({ noNaN: true }),
  fc.bigInt({ min: -(2n ** 127n), max: 2n ** 127n }),
  fc.string({ unit: "binary" }),
  fc.constantFrom("", '"', "a,b", "a\r\nb", "__proto__"),
);
const result = fc.integer({ min: 1, max: 4 }).chain((width) =>
  fc.record({
    columns: fc.array(fc.record({ name: fc.constantFrom("a", "A", "a_2", "b", "__proto__"), type: fc.constant("VARCHAR") }), {
      minLength: width,
      maxLength: width,
    }),
    rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 5 }),
  }),
);

test("CSV reads back cell by cell, and null is told from an empty text", () => {
  fc.assert(
    fc.property(result, ({ columns, rows }) => {
      const text = resultCsv({ columns, rows });
      const [head, ...read] = parseCsv(text);
      expect(head).toEqual(distinctNames(columns));
      const written = (value: ExactValue) => (typeof value === "string" ? escapeFormulas(value) : String(value ?? ""));
      expect(read).toEqual(rows.map((row) => row.map(written)));
    }),
  );
  expect(resultCsv({ columns: [{ name: "a", type: "" }], rows: [[null], [""]] })).toBe('a\r\n\r\n""\r\n');
});

test("JSON keeps every row, every column and every digit", () => {
  fc.assert(
    fc.property(result, ({ columns, rows }) => {
      const names = distinctNames(columns);
      const read = JSON.parse(resultJson({ columns, rows })) as Record<string, unknown>[];
      expect(read.length).toBe(rows.length);
      rows.forEach((row, i) => {
        expect(Object.keys(read[i] as object).sort()).toEqual([...names].sort());
        row.forEach((value: ExactValue, at) => {
          const found = Object.getOwnPropertyDescriptor(read[i], names[at] as string)?.value;
          if (typeof value === "bigint") expect(BigInt(found)).toBe(value);
          else if (typeof value === "number" && !Number.isFinite(value)) expect(found).toBe(String(value));
          else expect(found).toEqual(Object.is(value, -0) ? 0 : value);
        });
      });
    }),
  );
});

test("names are told apart in more than case", () => {
  fc.assert(
    fc.property(result, ({ columns }) => {
      const names = distinctNames(columns).map((name) => name.toLowerCase());
      expect(new Set(names).size).toBe(names.length);
    }),
  );
});
