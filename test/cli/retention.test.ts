import { expect, onTestFinished, test, vi } from "vitest";
import { expireDaily } from "../../src/cli/retention.ts";

test("what is past retention is erased at the start and once a day, part by part, and a failure does not end it", async () => {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const told: string[] = [];
  // The first time has three parts.
  const answers = [[2, 17], [0, 40], [1, null], [0, null], new Error("the disk is full"), [1, null]] as const;
  const asked: (number | undefined)[] = [];
  const expire = async (after?: number) => {
    const answer = answers[asked.length];
    asked.push(after);
    if (answer instanceof Error) throw answer;
    const [donations = 0, next = null] = answer ?? [];
    return { donations, next };
  };
  const stop = await expireDaily(expire, (line) => told.push(line));
  expect(asked).toEqual([undefined, 17, 40]);
  await vi.advanceTimersByTimeAsync(86_400_000 - 1);
  expect(asked).toHaveLength(3);
  await vi.advanceTimersByTimeAsync(86_400_000 + 1);
  await vi.advanceTimersByTimeAsync(86_400_000);
  stop();
  await vi.advanceTimersByTimeAsync(86_400_000 * 3);
  expect(asked).toEqual([undefined, 17, 40, undefined, undefined, undefined]);
  expect(told).toEqual([
    "donations past retention that were erased: 3",
    "what is past retention could not be erased: the disk is full",
    "donations past retention that were erased: 1",
  ]);
});
