import { expect, test } from "vitest";
import { leftOf } from "../../../dashboards/compare/read-files.tsx";
import type { TableWithoutMeasure } from "../../../dashboards/contribute/protocol.ts";
import type { PublicCommons } from "../../../dashboards/visit/commons.ts";
import { type MeasureRef, measureRef } from "../../../src/domains/index.ts";

const [power, spending] = [measureRef("electricity", "energy"), measureRef("spending", "energy")] as [MeasureRef, MeasureRef];
const measures = [power, spending].map((ref) => ({ domain: ref.domain.id, measure: ref.measure.id, unit: ref.measure.unit }));
const commons = {
  refs: [power, spending],
  catalog: { commons: { currency: "EUR" }, measures: measures.map((one, i) => (i === 1 ? { ...one, unit: "EUR" } : one)) },
} as unknown as PublicCommons;
const table = { unit: { fr: "kWh", en: "kWh" }, measures: [power.key] } as unknown as TableWithoutMeasure;

test("a table in kWh that is left on a card in euros is said to be in another unit, with the cards that take it; on one of its unit its title is asked for", () => {
  expect(leftOf(table, { commons, measure: spending, lang: "fr" }, "le titre")).toEqual({
    kind: "said",
    text: expect.stringMatching(/^Ce tableau est en kWh, et ici on compte en\s€\. En kWh\s:\s$/),
    how: "file",
    cards: [power],
  });
  expect(leftOf(table, { commons, measure: power, lang: "fr" }, "le titre")).toEqual({
    kind: "said",
    text: "le titre",
    how: "file",
  });
});
