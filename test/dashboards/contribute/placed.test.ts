import { signal } from "@preact/signals";
import { expect, test } from "vitest";
import { EMPTY_DRAFT } from "../../../dashboards/contribute/draft.ts";
import type { AddTo, Flow } from "../../../dashboards/contribute/flow.ts";
import { placedVisitor } from "../../../dashboards/contribute/placed.ts";
import { CONTRIBUTE_WORDS } from "../../../dashboards/contribute/words.ts";
import type { HeldReading } from "../../../dashboards/my-contribution/contribution.ts";
import { billed, visitorOf } from "../../../dashboards/my-contribution/held-words.ts";
import { newVisitor } from "../../../dashboards/visit/visitor.ts";
import { readBills } from "../../../src/importers/bill.ts";
import { contributedReading } from "../../../src/importers/contributed-reading.ts";
import { smallCommons } from "../compare/small-commons.ts";
import { row } from "../rows.ts";

const WATER = { domain: "water", measure: "volume" };
const HELD: readonly HeldReading[] = [
  ...Array.from({ length: 10 }, (_, i) => ({
    ...WATER,
    period: `2026-${String(i + 1).padStart(2, "0")}`,
    amount: 9000 + 10 * i,
    source: "table",
  })),
  { domain: "gas", measure: "energy", period: "2026-01", amount: 900_000, source: "table" },
];
const BILL = { ...WATER, from: "2026-09-01", to: "2026-10-31", total: "24" };

const commons = smallCommons([row("MEAN", 8)], {});

/** An addition of typed bills to a contribution that holds these figures. */
const adding = (held: readonly HeldReading[]): Flow =>
  ({
    lang: "fr",
    words: CONTRIBUTE_WORDS.fr,
    draft: signal({ ...EMPTY_DRAFT, bills: [BILL] }),
    visitor: { ...newVisitor(), area: signal("N1") },
    notice: {
      facts: {
        measures: [{ key: "water.volume", unit: "m3" }],
        retention_months: 36,
        protection: { levels: [{ frequency: "month" }], revised: false },
      },
    },
    commons: { ...commons, catalog: { ...commons.catalog, releases: [] } },
    addTo: { held: billed(held) } as unknown as AddTo,
    now: () => new Date("2026-11-30T12:00:00Z"),
  }) as unknown as Flow;

test("what is added is placed with the months that the contribution holds, as it is once it is sent", () => {
  const before = placedVisitor(adding(HELD)).entries.value;
  const sent = readBills([BILL]).readings.map((one) => {
    const { value, unit: _, ...reading } = contributedReading(one);
    return { ...reading, amount: value };
  });
  // The intake answers in order of period.
  const kept = HELD.filter(({ period, domain }) => domain !== "water" || !sent.some((one) => one.period === period));
  const after = visitorOf({ household: { area: "N1" }, readings: [...kept, ...sent] }).entries.value;
  expect(Object.keys(before)).toEqual(["water.volume"]);
  expect(before["water.volume"]).toEqual(after["water.volume"]);
  expect(before["water.volume"]?.months).toHaveLength(10);
});

test("beside a figure that is held and beyond everybody's nothing is placed, as in Ma contribution", () => {
  const beyond = HELD.map((one, i) => (i === 0 ? { ...one, amount: 900_000_000 } : one));
  expect(placedVisitor(adding(beyond)).entries.value).toEqual({});
});
