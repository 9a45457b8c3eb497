import { beforeAll, expect, test } from "vitest";
import type { Publication } from "../../src/pipeline/index.ts";
import { FATE_CHECKS } from "../../src/verify/fates.ts";
import { TERMS_CHECKS } from "../../src/verify/stated-terms.ts";
import { publications, town } from "../support/forge.ts";
import { inDocuments, promisesOfRows } from "./support.ts";

let year: Publication;
beforeAll(async () => {
  [year] = (await publications(town(), ["2025"])) as [Publication];
});

/** Findings where the tables, or what the manifest says of the draw, differ from what was logged. */
function found(change: (publication: Publication) => void): string[] {
  const forged = structuredClone(year);
  change(forged);
  return promisesOfRows(
    FATE_CHECKS.filter(({ promise }) => promise === "the draw that was logged"),
    forged,
  );
}

test("the noisy tables and the manifest make the digest that was logged before anything was made of them", () => {
  expect(year.tables.measurements.length).toBeGreaterThan(10);
  expect(year.tables.distributions.length).toBeGreaterThan(32);
  expect(found(() => undefined)).toEqual([]);
});

const shift = (rows: readonly { readonly NOISY: bigint }[], at: number, by: bigint) =>
  Object.assign(rows[at] as object, { NOISY: (rows[at] as { NOISY: bigint }).NOISY + by });
type Rows = { -readonly [Name in keyof Publication["tables"]]: { readonly NOISY: bigint }[] };
const LIES: [string, (publication: Publication & { tables: Rows }) => unknown][] = [
  ["a count that is one more", ({ tables }) => shift(tables.measurements, 0, 1n)],
  ["a sum that is one less", ({ tables }) => shift(tables.measurements, 1, -1n)],
  ["a bin that is one more", ({ tables }) => shift(tables.distributions, 5, 1n)],
  ["a cell that is taken out", ({ tables }) => tables.measurements.splice(0, 2)],
  ["two cells that changed places", ({ tables }) => tables.measurements.push(...tables.measurements.splice(0, 2))],
  ["another basis", ({ head }) => Object.assign(head.draw, { basis: "0".repeat(64) })],
  ["other fates", ({ head }) => Object.assign(head.draw, { fates: "0".repeat(64) })],
];
test.each(LIES)("%s: found", (_, lie) => {
  expect(found(lie as unknown as (publication: Publication) => void)).toEqual(["the draw that was logged"]);
});

/** What is found of the basis where the release says something else than the draw was made under. */
function basisFound(change: (publication: Publication) => void): string[] {
  const { head, report } = structuredClone(year);
  const said = { ...year, head, report };
  change(said);
  const checks = TERMS_CHECKS.filter(({ promise }) => promise === "what the draw means");
  return inDocuments(checks, said).map(({ promise }) => promise);
}

test("what the integers mean is what the chain's draw was stored with", () => {
  expect(year.report.mechanisms.length).toBeGreaterThan(3);
  expect(basisFound(() => undefined)).toEqual([]);
});

test.each<[string, (publication: Publication) => unknown]>([
  ["another setting", ({ head }) => Object.assign(head.settings, { k: head.settings.k + 1 })],
  ["another territory", ({ head }) => Object.assign(head.territory, { sha256: "1".repeat(64) })],
  ["another clamp", ({ head }) => Object.assign(head.measures[0] as object, { upper: 2 * (head.measures[0]?.upper ?? 0) })],
  ["a type of other households", ({ head }) => Object.assign(head.measures[0]?.classes[0] as object, { where: {} })],
  ["fewer months for a mean", ({ head }) => Object.assign(head.measures[0] as object, { coverage: 1 })],
  ["more noise than was added", ({ report }) => Object.assign(report.mechanisms[0] as object, { variance: "9/1" })],
  ["another basis", ({ head }) => Object.assign(head.draw, { basis: "0".repeat(64) })],
])("%s than it was drawn under: found", (_, lie) => {
  expect(basisFound(lie)).toEqual(["what the draw means"]);
});
