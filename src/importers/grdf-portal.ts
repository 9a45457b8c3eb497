import { importer, type JsonForm } from "./importer.ts";
import { at, field, items, textAt } from "./json.ts";
import type { Notebook, Outcome } from "./notebook.ts";
import { amountOf, KWH } from "./quantities.ts";
import { dayOf, plain, stamp } from "./stamps.ts";

/** The meters of such a file, with their readings. */
function* metersOf(value: unknown): Generator<[string, readonly unknown[]]> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return;
  for (const [meter, held] of Object.entries(value))
    if (Array.isArray(field(held, "releves"))) yield [meter, items(at(held, "releves"))];
}

function isReading(value: unknown): boolean {
  return field(value, "energieConsomme") !== undefined && field(value, "journeeGaziere") !== undefined;
}

function read({ value }: JsonForm, notebook: Notebook): void {
  let place = 0;
  for (const [meter, readings] of metersOf(value)) {
    notebook.identify("gas-meter", meter);
    for (const reading of readings) {
      place += 1;
      notebook.took(place, readOne(reading, meter, place, notebook));
    }
  }
}

function readOne(reading: unknown, meter: string, place: number, notebook: Notebook): Outcome {
  const gasDay = textAt(reading, "journeeGaziere");
  const from = dayOf(stamp(gasDay || textAt(reading, "dateDebutReleve")), notebook.time);
  const to = gasDay === "" ? dayOf(stamp(textAt(reading, "dateFinReleve")), notebook.time) : null;
  if (typeof from === "string") return from;
  if (typeof to === "string") return to;
  const amount = amountOf(field(reading, "energieConsomme"), KWH);
  if (typeof amount === "string") return amount;
  const series = notebook.intervals(
    { measure: "gas.energy", meter, part: gasDay === "" ? "published" : "days" },
    KWH.denominator,
  );
  const estimated = plain(textAt(reading, "qualificationReleve")).startsWith("estim");
  series.add(from.start, to === null ? from.end : to.start, amount, estimated, place);
  return null;
}

/**
 * GRDF, JSON of the customer portal ("données informatives" and "données publiées").
 *
 * Shape: `{PCE: {releves: [{journeeGaziere, energieConsomme, qualificationReleve, …}]}}`. Unit: kWh, converted by GRDF from m³.
 * Interval: the gas day, 06:00 to 06:00, which counts to the date that it bears, as in GRDF's own months; published readings have
 * no gas day but two dates, and count where they stay within a month. Traps: days without data are there, with nulls.
 */
export const grdfPortal = importer<JsonForm>({
  id: "grdf-portal",
  labels: { fr: "GRDF, espace client (JSON)", en: "GRDF, customer portal (JSON)" },
  form: "json",
  recognises: ({ value }) => [...metersOf(value)].some(([, readings]) => readings.slice(0, 3).some(isReading)),
  read,
});
