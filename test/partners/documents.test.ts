import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseSettings } from "../../src/contract/settings.ts";
import { readGroups } from "../../src/partners/dialect/groups.ts";
import type { PartnerMeasure } from "../../src/partners/dialect/partner-terms.ts";
import { parseAggregateQuery, parseMeasure } from "../../src/partners/dialect/requests.ts";
import { termsOf } from "./support.ts";

test("the example of the documents is good, and so are its queries and its measure", () => {
  const page = readFileSync(new URL("../../docs/partners.md", import.meta.url), "utf8");
  const example = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? "");
  const { partners } = parseSettings(example);
  const { measures } = termsOf(partners);
  const bodies = [...page.matchAll(/-d '([\s\S]*?)'/g)].map((match) => JSON.parse(match[1] ?? ""));
  expect(bodies.length).toBe(2);
  const measure = parseMeasure(bodies[0], undefined);
  const mapped = measures.get(measure.measureName) as PartnerMeasure;
  expect(Object.fromEntries(readGroups(measure, mapped))).toEqual({ size: "2" });
  expect(measures.has(parseAggregateQuery(bodies[1], "voisinage").measureName)).toBe(true);
});
