import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { inItsTask } from "../../../dashboards/shared/in-turns.tsx";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("of parts that take turns at the same time the first is drawn at once, and each of the others in a task of its own", () => {
  const drawn: string[] = [];
  for (const part of ["page", "map", "findings"]) inItsTask(() => drawn.push(part));
  expect(drawn).toEqual(["page"]);
  vi.advanceTimersToNextTimer();
  expect(drawn).toEqual(["page", "map"]);
  // A turn that is asked for meanwhile comes after those that wait.
  inItsTask(() => drawn.push("names"));
  vi.advanceTimersToNextTimer();
  vi.advanceTimersToNextTimer();
  expect(drawn).toEqual(["page", "map", "findings", "names"]);
  vi.runAllTimers();
  inItsTask(() => drawn.push("later"));
  expect(drawn.at(-1)).toBe("later");
  vi.runAllTimers();
});

test("a part that cannot be drawn keeps no other from its turn", () => {
  const drawn: string[] = [];
  expect(() =>
    inItsTask(() => {
      throw new Error("not drawn");
    }),
  ).toThrow("not drawn");
  inItsTask(() => drawn.push("map"));
  vi.runAllTimers();
  expect(drawn).toEqual(["map"]);
});
