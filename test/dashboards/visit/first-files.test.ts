import fc from "fast-check";
import { expect, test } from "vitest";
import { mainRelease } from "../../../dashboards/visit/commons.ts";
import { firstFiles } from "../../../src/portal/first-files.ts";

type Releases = Parameters<typeof firstFiles>[1];
type Refs = Parameters<typeof mainRelease>[0];

/** A release by its period, of one of two years, and its revision. */
const made = fc
  .record({
    year: fc.constantFrom(2024, 2025),
    rest: fc.constantFrom("", "-Q1", "-Q2", "-Q4", "-03", "-12"),
    revision: fc.constantFrom(0, 1),
    day: fc.integer({ min: 10, max: 28 }),
  })
  .map(({ year, rest, revision, day }) => ({
    id: `${year}${rest}${revision === 1 ? "-r1" : ""}`,
    period: `${year}${rest}`,
    step: rest === "" ? "year" : rest.startsWith("-Q") ? "quarter" : "month",
    year,
    revision,
    created_at: `2026-01-${day}T00:00:00.000Z`,
  }));

test("what is loaded in advance is of the release that pages begin with", () => {
  fc.assert(
    fc.property(fc.uniqueArray(made, { selector: ({ id }) => id, maxLength: 8 }), (list) => {
      const main = mainRelease(list as unknown as Refs);
      const files = firstFiles("/", list.map((manifest) => ({ id: manifest.id, manifest })) as unknown as Releases);
      expect(files).toEqual(
        main === null ? [] : [`v1/releases/${main.id}/observations.parquet`, `v1/releases/${main.id}/privacy.json`],
      );
    }),
  );
});

test("pages that draw nothing of a release ask for none in advance", () => {
  const releases = [
    { id: "2025", manifest: { period: "2025", step: "year", revision: 0, created_at: "" } },
  ] as unknown as Releases;
  expect(firstFiles("/privacy", releases)).toEqual([]);
  expect(firstFiles("/district", releases)).toHaveLength(4);
});
