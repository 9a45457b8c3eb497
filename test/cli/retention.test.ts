import { expect, onTestFinished, test, vi } from "vitest";
import { expireDaily } from "../../src/cli/serve/daily-expiry.ts";

test("what is past retention is erased at the start and once a day, part by part, and a failure does not end it", async () => {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const told: string[] = [];
  // The first time has three parts.
  const answers = [[2, true], [0, true], [1, false], [0, false], new Error("the disk is full"), [1, false]] as const;
  let asked = 0;
  const expire = async () => {
    const answer = answers[asked++];
    if (answer instanceof Error) throw answer;
    const [donations = 0, more = false] = answer ?? [];
    return { donations, more };
  };
  const stop = await expireDaily(expire, (line) => told.push(line));
  expect(asked).toBe(3);
  await vi.advanceTimersByTimeAsync(86_400_000 - 1);
  expect(asked).toBe(3);
  await vi.advanceTimersByTimeAsync(86_400_000 + 1);
  await vi.advanceTimersByTimeAsync(86_400_000);
  stop();
  await vi.advanceTimersByTimeAsync(86_400_000 * 3);
  expect(asked).toBe(6);
  expect(told).toEqual([
    "donations past retention that were erased: 3",
    "what is past retention could not be erased: the disk is full",
    "donations past retention that were erased: 1",
  ]);
});
