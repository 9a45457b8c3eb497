import { expect, test } from "vitest";
import { leftOf, readFiles } from "../../../dashboards/compare/read-files.tsx";
import type { TableWithoutMeasure } from "../../../dashboards/contribute/protocol.ts";
import type { PublicCommons } from "../../../dashboards/visit/commons.ts";
import type { FileReader } from "../../../dashboards/visit/file-reader.ts";
import { NO_ENTRY, newVisitor } from "../../../dashboards/visit/visitor.ts";
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

/** What becomes of a table in kWh that was given to the card in euros, with a word in its name or titles. */
const given = (hint: { measure: string; word: string } | null) => {
  const outcome = {
    ok: false,
    code: "unnamed-measure",
    ...table,
    measures: [power.key, "gas.energy"],
    hint,
    answered: {},
    at: 0,
  };
  const reader = { read: () => ({ outcome: Promise.resolve(outcome) }) } as unknown as FileReader;
  const context = { visitor: newVisitor(), commons, reader, measure: spending, lang: "fr" as const };
  return readFiles(context, [new File(["mois;kWh"], "gaz.csv")]);
};

test("a table that says gas is not led to electricity, which has its unit, where gas is not compared; one that says nothing is asked about", async () => {
  expect(await given({ measure: "gas.energy", word: "gaz" })).toEqual({
    kind: "said",
    text: expect.stringMatching(/^Gaz en kWh\s: ce n’est pas comparé ici\. Ici, on compare en\s€/),
    how: "bill",
  });
  const asked = await given(null);
  expect(asked).toMatchObject({ kind: "unnamed" });
  // Gas can be said of it too, although it is no topic: it would else be filed as electricity.
  expect(asked.kind === "unnamed" && asked.refs.map(({ key }) => key)).toEqual(
    expect.arrayContaining([power.key, spending.key, "gas.energy"]),
  );
  expect(await given({ measure: power.key, word: "linky" })).toMatchObject({ kind: "unnamed" });
});

test("of months that were typed and are in a file too, the file counts and says how many it replaces", async () => {
  const readings = ["2025-01", "2025-02", "2025-03"].map((period) => ({
    domain: power.domain.id,
    measure: power.measure.id,
    period,
    value: 300,
  }));
  const report = { readings, dropped: [], partial: [], unread: [], unreadTotal: 0 };
  const outcome = { ok: true, report };
  const reader = { read: () => ({ outcome: Promise.resolve(outcome) }) } as unknown as FileReader;
  const visitor = newVisitor();
  visitor.entries.value = {
    [power.key]: { ...NO_ENTRY, kind: "months", typed: { "2025-01": "280", "2025-02": "", "2024-12": "310" } },
  };
  const state = await readFiles({ visitor, commons, reader, measure: power, lang: "fr" }, [new File(["x"], "mois.csv")]);
  expect(state).toEqual({ kind: "said", text: "Un mois tapé est remplacé par celui du fichier.", how: "note" });
  expect(visitor.entries.value[power.key]?.typed).toEqual({ "2024-12": "310" });
});
