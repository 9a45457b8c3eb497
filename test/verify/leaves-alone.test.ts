import { expect, test } from "vitest";
import type { Publication } from "../../src/pipeline/index.ts";
import { div, parse, toNumber } from "../../src/privacy/index.ts";
import { findings, forge, GENEROUS, publications, town, workshop } from "../support/forge.ts";

const { place } = workshop();

test("where no level has histograms, their part of the year is counts' and sums', of the reserve too, and nothing is found", async () => {
  const settings = {
    ...GENEROUS,
    budget: { epsilon: 10, shares: { counts: 0.2, sums: 0.4, histograms: 0.2, revision: 0.2 } },
    calendar: { whole: "never", middle: "never", leaf: "year" },
  } as const;
  const [year, revision] = (await publications(town({ settings }), ["2025", "2025-r1"])) as [Publication, Publication];
  for (const one of [year, revision]) expect(await findings(await forge(place(), one))).toEqual([]);
  const spent = ({
    report: {
      ledger,
      year: { rho },
    },
  }: Publication) => {
    const opened = ledger.find((entry) => entry.kind === "opened");
    return toNumber(div(parse(rho), parse(opened?.rho ?? "0/1")));
  };
  expect(spent(year)).toBeCloseTo(0.8, 4);
  expect(spent(revision)).toBeCloseTo(1, 4);
});
