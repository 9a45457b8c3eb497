import fc from "fast-check";
import { expect, test } from "vitest";
import { type Draw, type DrawnCell, decodeDraw, encodeDraw, makeDraw } from "../../src/pipeline/payload.ts";

const integer = fc.bigInt({ min: -(1n << 90n), max: 1n << 90n });
const cell = fc.oneof(
  fc.constantFrom<DrawnCell>({ fate: "few" }, { fate: "protecting" }),
  fc.record({
    fate: fc.constant("published" as const),
    count: integer,
    sum: integer,
    bins: fc.option(fc.array(integer, { minLength: 32, maxLength: 32 })),
  }),
);
const draw: fc.Arbitrary<Draw> = fc.record({ basis: fc.string(), cells: fc.array(cell) });

test("a draw is read as it was stored, integers of any size included", () => {
  fc.assert(
    fc.property(draw, (made) => {
      const { payload, digest } = encodeDraw(made);
      expect(decodeDraw(payload, digest)).toEqual(made);
    }),
  );
});

test("no stored byte can be changed and give another draw: it is refused, but where a file's header says when it was packed", () => {
  fc.assert(
    fc.property(draw, fc.nat(), fc.integer({ min: 1, max: 255 }), (made, at, by) => {
      const { payload, digest } = encodeDraw(made);
      const changed = payload.slice();
      changed[at % changed.length] = (changed[at % changed.length] as number) ^ by;
      let read: Draw | null = null;
      try {
        read = decodeDraw(changed, digest);
      } catch (error) {
        expect(error).toMatchObject({ code: "ledger-broken" });
      }
      if (read !== null) expect(read).toEqual(made);
      // Ten bytes of gzip's header, of which some say nothing of the content.
      if (at % changed.length >= 10) expect(read).toBeNull();
    }),
  );
  const [one, other] = ["a", "b"].map((basis) => encodeDraw({ basis, cells: [] })) as [
    ReturnType<typeof encodeDraw>,
    ReturnType<typeof encodeDraw>,
  ];
  expect(() => decodeDraw(one.payload, other.digest)).toThrow("the stored measurements are not those that the ledger names");
});

test("of a withheld cell nothing is kept but why: not what its gate was passed with, not what it was withheld for", () => {
  const noisy = { count: 4242n, sum: -777_777n, bins: new Array<bigint>(32).fill(31_313n) };
  const { cells } = makeDraw("", [noisy, noisy, null], ["published", "protecting", "few"]);
  expect(cells).toEqual([{ fate: "published", ...noisy }, { fate: "protecting" }, { fate: "few" }]);
});

test("the digest is of basis, fates and published integers, each", () => {
  const cells: DrawnCell[] = [{ fate: "published", count: 4n, sum: -5n, bins: null }, { fate: "few" }];
  const digests = [
    { basis: "a", cells },
    { basis: "b", cells },
    { basis: "a", cells: [cells[0] as DrawnCell, { fate: "protecting" as const }] },
    { basis: "a", cells: [...cells].reverse() },
    { basis: "a", cells: [{ fate: "published" as const, count: 4n, sum: -6n, bins: null }, cells[1] as DrawnCell] },
    { basis: "a", cells: [{ fate: "published" as const, count: 4n, sum: -5n, bins: [1n] }, cells[1] as DrawnCell] },
  ].map((one) => encodeDraw(one).digest);
  expect(new Set(digests).size).toBe(digests.length);
});
