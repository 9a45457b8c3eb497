import { expect, test } from "vitest";
import { termsSince } from "../../../dashboards/notice/terms-since.ts";

test("terms hold since the day on which they were stated, or the year that they were announced for, and not before", () => {
  const stated = (year: number, at: string) => ({ kind: "terms", year, at: `${at}T09:00:00Z` });
  const log = (...entries: object[]) => ({ entries }) as unknown as Parameters<typeof termsSince>[0];
  expect(termsSince(log({ kind: "key", year: 2026, at: "2026-01-02T09:00:00Z" }), "2026-12-02")).toBe(null);
  const first = stated(2026, "2026-03-05");
  expect(termsSince(log(first), "2026-12-02")).toBe("2026-03-05");
  const announced = log(first, stated(2027, "2026-11-20"));
  expect(termsSince(announced, "2026-12-31")).toBe("2026-03-05");
  expect(termsSince(announced, "2027-01-01")).toBe("2027-01-01");
});
