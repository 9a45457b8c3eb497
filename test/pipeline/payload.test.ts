import { gunzipSync, gzipSync } from "node:zlib";
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

type Encoded = ReturnType<typeof encodeDraw>;
const changeBy = fc.integer({ min: 1, max: 255 });

function changedAt(bytes: Uint8Array, at: number, by: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  changed[at % changed.length] = (changed[at % changed.length] as number) ^ by;
  return changed;
}

/** null: refused, and as the ledger's refusal has it. */
function readOrRefused(payload: Uint8Array, digest: string): Draw | null {
  try {
    return decodeDraw(payload, digest);
  } catch (error) {
    expect(error).toMatchObject({ code: "ledger-broken" });
    return null;
  }
}

test("a draw is read as it was stored, integers of any size included", () => {
  fc.assert(
    fc.property(draw, (made) => {
      const { payload, digest } = encodeDraw(made);
      expect(decodeDraw(payload, digest)).toEqual(made);
    }),
  );
});

test("no stored byte can be changed and give another draw: it is refused, or the file is packed otherwise and says the same", () => {
  fc.assert(
    fc.property(draw, fc.nat(), changeBy, (made, at, by) => {
      const { payload, digest } = encodeDraw(made);
      expect([null, made]).toContainEqual(readOrRefused(changedAt(payload, at, by), digest));
    }),
  );
});

test("nor can what is packed in it, packed again: gzip's own sum vouches for nothing", () => {
  fc.assert(
    fc.property(draw, fc.nat(), changeBy, (made, at, by) => {
      const { payload, digest } = encodeDraw(made);
      const content = changedAt(gunzipSync(payload), at, by);
      expect([null, made]).toContainEqual(readOrRefused(gzipSync(content), digest));
    }),
  );
  const [one, other] = ["a", "b"].map((basis) => encodeDraw({ basis, cells: [] })) as [Encoded, Encoded];
  expect(() => decodeDraw(one.payload, other.digest)).toThrow("the stored measurements are not those that the ledger names");
});

test("each digit, fate and letter of what is packed counts", () => {
  const { payload, digest } = encodeDraw({
    basis: "b",
    cells: [{ fate: "few" }, { fate: "published", count: 40n, sum: -7n, bins: null }],
  });
  const content = gunzipSync(payload);
  for (let at = 0; at < content.length; at += 1)
    expect(readOrRefused(gzipSync(changedAt(content, at, 1)), digest), `byte ${at}`).toBeNull();
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
