import { expect, test } from "vitest";
import { expiringMap } from "../../src/issuer/expiring.ts";

function kept(most: number) {
  let now = 0;
  const things = expiringMap<number>({ milliseconds: 1000, most, clock: () => new Date(now) });
  return {
    things,
    wait: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

test("a thing is there until its time is over, exactly", () => {
  const { things, wait } = kept(10);
  things.put("a", 1);
  wait(999);
  expect([things.get("a"), things.get("b"), things.get("")]).toEqual([1, undefined, undefined]);
  wait(1);
  expect(things.get("a")).toBeUndefined();
});

test("what is taken is gone", () => {
  const { things } = kept(10);
  things.put("a", 1);
  expect([things.take("a"), things.take("a"), things.get("a")]).toEqual([1, undefined, undefined]);
});

test("of more than are kept the oldest go, and the others stay", () => {
  const { things, wait } = kept(3);
  for (const [i, secret] of ["a", "b", "c", "d"].entries()) {
    things.put(secret, i);
    wait(1);
  }
  expect(["a", "b", "c", "d"].map((secret) => things.get(secret))).toEqual([undefined, 1, 2, 3]);
});
