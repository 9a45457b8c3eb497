import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson, type Json } from "../../src/contract/canonical.ts";

/** Anything that JSON.stringify writes, with members that are undefined. */
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: "small" },
    fc.string(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("any"), { maxLength: 4 }),
    fc.dictionary(fc.string(), fc.option(tie("any"), { nil: undefined }), { maxKeys: 4 }),
  ),
})).any as fc.Arbitrary<Json>;

test("what is hashed before it is written is what is hashed after it is read, in whatever order its members stand", () => {
  fc.assert(
    fc.property(value, (one) => {
      const text = canonicalJson(one);
      expect(canonicalJson(JSON.parse(JSON.stringify(one)))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(one)));
    }),
  );
  expect(canonicalJson({ b: 1, a: undefined as unknown as null, c: [] })).toBe('{"b":1,"c":[]}');
});

test("what JSON does not have is refused where it would be lost or read as something else", () => {
  for (const nothing of [undefined, () => 1, [undefined], { a: Symbol("b") }])
    expect(() => canonicalJson(nothing as unknown as Json)).toThrow(TypeError);
});
