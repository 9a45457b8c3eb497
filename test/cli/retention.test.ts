import { expect, onTestFinished, test, vi } from "vitest";
import { expireDaily } from "../../src/cli/retention.ts";

test("what is past retention is erased at the start and once a day, and a failure does not end it", async () => {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const told: string[] = [];
  const answers = [3, 0, new Error("the disk is full"), 1];
  let calls = 0;
  const expire = async () => {
    const answer = answers[calls++];
    if (answer instanceof Error) throw answer;
    return answer ?? 0;
  };
  const stop = await expireDaily(expire, (line) => told.push(line));
  expect(calls).toBe(1);
  await vi.advanceTimersByTimeAsync(86_400_000 - 1);
  expect(calls).toBe(1);
  await vi.advanceTimersByTimeAsync(86_400_000 + 1);
  await vi.advanceTimersByTimeAsync(86_400_000);
  stop();
  await vi.advanceTimersByTimeAsync(86_400_000 * 3);
  expect(calls).toBe(4);
  expect(told).toEqual([
    "donations past retention that were erased: 3",
    "what is past retention could not be erased: the disk is full",
    "donations past retention that were erased: 1",
  ]);
});
