import { at, field, textAt } from "./json.ts";
import type { Notebook, Outcome } from "./notebook.ts";
import { amountOf, KWH } from "./quantities.ts";
import { type PlacedRecord, recordImporter } from "./records.ts";
import { dayOf, plain, stamp } from "./stamps.ts";

function read(records: Iterable<PlacedRecord>, notebook: Notebook): void {
  for (const { at: place, value } of records) {
    notebook.took(place, field(value, "consommation") === undefined ? "bad-row" : readOne(value, place, notebook));
  }
}

function readOne(value: unknown, place: number, notebook: Notebook): Outcome {
  const meter = textAt(value, "pce", "id_pce") || textAt(value, "id_pce");
  notebook.identify("gas-meter", meter);
  if (field(value, "consommation") === null) return "empty";
  const from = dayOf(stamp(textAt(value, "consommation", "date_debut_consommation")), notebook.time);
  const to = dayOf(stamp(textAt(value, "consommation", "date_fin_consommation")), notebook.time);
  if (typeof from === "string") return from;
  if (typeof to === "string") return to;
  const amount = amountOf(at(value, "consommation", "energie"), KWH);
  if (typeof amount === "string") return amount;
  const kind = plain(`${textAt(value, "consommation", "type_conso")} ${textAt(value, "consommation", "statut_conso")}`);
  const published = plain(textAt(value, "consommation", "type_conso")).startsWith("publi");
  notebook
    .intervals({ measure: "gas.energy", meter, part: published ? "published" : "days" }, KWH.denominator)
    .add(from.start, to.start, amount, /estim/.test(kind), place);
  return null;
}

/**
 * GRDF ADICT, version 2: what third parties are given, one JSON object a line.
 *
 * Shape: `{pce, consommation{date_debut_consommation, date_fin_consommation, energie, type_conso, statut_conso, …}}`. Unit: kWh.
 * Interval: from one 06:00 to another; it counts from date to date, as gas months do. Traps: `consommation` is null where nothing
 * was published; published and informative readings overlap, and are kept apart.
 */
export const grdfAdict = recordImporter({
  id: "grdf-adict",
  labels: { fr: "GRDF ADICT (JSON)", en: "GRDF ADICT (JSON)" },
  recognises: (record) =>
    at(record, "consommation", "date_debut_consommation") !== undefined ||
    (at(record, "pce", "id_pce") !== undefined && field(record, "consommation") === null),
  read,
});
