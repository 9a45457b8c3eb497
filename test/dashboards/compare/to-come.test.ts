import { expect, test, vi } from "vitest";
import { giveOne } from "../../../dashboards/compare/sentence-text.tsx";
import { isOfReleaseToCome } from "../../../dashboards/compare/to-come.ts";
import type { TopicAnswer } from "../../../dashboards/compare/topic-answer.ts";
import type { PublicCommons } from "../../../dashboards/visit/commons.ts";
import { parsePeriod } from "../../../src/contract/period.ts";
import { measureRef } from "../../../src/domains/index.ts";
import { smallCommons } from "./small-commons.ts";

const releasesOf = (published: readonly string[]) => published.map((period) => ({ period, step: parsePeriod(period).step }));

/** Whether a release to come may have months of this figure, where these periods are published. */
function isToCome(
  published: readonly string[],
  given: { readonly periods?: readonly string[]; readonly total?: object },
): boolean {
  const commons = { catalog: { releases: releasesOf(published) } } as unknown as PublicCommons;
  return isOfReleaseToCome(commons, { given: { periods: [], total: null, ...given } } as unknown as TopicAnswer);
}

const AUTUMN = ["2025-10", "2025-11", "2025-12"];

test("a figure whose months are all published at every step is of no release to come", () => {
  expect(isToCome(["2025", "2025-Q3", "2025-Q4"], { periods: AUTUMN })).toBe(false);
  // The year is to come, or the next quarter.
  expect(isToCome(["2024", "2025-Q3", "2025-Q4"], { periods: AUTUMN })).toBe(true);
  expect(isToCome(["2025", "2025-Q4"], { periods: [...AUTUMN, "2026-01"] })).toBe(true);
});

test("a bill is of the months that it has nearly all days of, and of one that has none nothing is sent", () => {
  const bill = (from: string, to: string) => ({ total: { amount: 230, days: { from, to } } });
  expect(isToCome(["2025", "2025-Q4"], bill("2025-11-15", "2026-01-14"))).toBe(false);
  expect(isToCome(["2025", "2025-Q4"], bill("2025-11-15", "2026-01-31"))).toBe(true);
  expect(isToCome(["2025", "2025-Q4"], bill("2025-10-01", "2025-12-31"))).toBe(false);
});

test("a figure of which nobody said the months may be of any, and where nothing is published all are to come", () => {
  expect(isToCome(["2025", "2025-Q4"], {})).toBe(true);
  expect(isToCome([], { periods: ["2025-10"] })).toBe(true);
});

test("nobody is invited to give a figure that no release to come has", () => {
  vi.stubGlobal("location", { href: "https://commons.test/compare" });
  const invited = (months: readonly string[]): boolean => {
    const made = smallCommons([], {});
    const catalog = { ...made.catalog, intake: { url: "/" }, releases: releasesOf(["2025", "2025-Q4"]) };
    const commons = { ...made, catalog } as unknown as PublicCommons;
    const given = { periods: months, total: null };
    const answer = {
      ref: measureRef("water", "volume"),
      area: "N1",
      ownType: "_T",
      group: null,
      period: "2025",
      verdict: null,
      given,
    };
    return giveOne(commons, answer as unknown as TopicAnswer, "few", "fr") !== null;
  };
  try {
    expect([invited(AUTUMN), invited(["2026-10"])]).toEqual([false, true]);
  } finally {
    vi.unstubAllGlobals();
  }
});
