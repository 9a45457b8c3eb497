import { KWH } from "./amounts.ts";
import { eachRecord, hasFields, type Importer, type JsonForm, recordImporter } from "./forms.ts";
import { fieldAt, items, textAt } from "./json.ts";
import { betweenDays, civilDay, monthPeriod, stamp } from "./stamps.ts";
import { isEstimate, plain } from "./words.ts";

/** The meters in a file of the portal, with their readings. */
function metersOf(tree: unknown): [string, readonly unknown[]][] {
  if (typeof tree !== "object" || tree === null || Array.isArray(tree)) return [];
  return Object.entries(tree).flatMap(([meter, of]: [string, unknown]) =>
    Array.isArray(fieldAt(of, "releves")) ? [[meter, items(of, "releves")]] : [],
  );
}

/**
 * GRDF, JSON of the customer portal ("données informatives" and "données publiées").
 *
 * Shape: `{PCE: {releves: [{journeeGaziere, energieConsomme, qualificationReleve, …}]}}`. Unit: kWh, converted by GRDF from m³.
 * Interval: the gas day, 06:00 to 06:00, counted on its date, as in GRDF's own months. Published readings have two dates instead
 * of a gas day, and count if they stay within a month. Traps: days without data are present, with nulls.
 */
export const grdfPortal: Importer<JsonForm> = {
  id: "grdf-portal",
  kind: "json",
  open: ({ tree }) => {
    const meters = metersOf(tree);
    const first = meters.flatMap(([, readings]) => readings.slice(0, 3));
    if (!first.some((one) => hasFields(one, "energieConsomme", "journeeGaziere"))) return null;
    return (notebook) => {
      let place = 0;
      for (const [meter, readings] of meters) {
        notebook.identify("gas-meter", meter);
        for (const reading of readings) {
          const gasDay = textAt(reading, "journeeGaziere");
          const date = (name: string) => stamp(textAt(reading, name));
          notebook.count(++place, {
            of: { measure: "gas.energy", meter, part: gasDay === "" ? "published" : "" },
            when:
              gasDay === ""
                ? betweenDays(date("dateDebutReleve"), date("dateFinReleve"), notebook.time)
                : civilDay(stamp(gasDay), notebook.time),
            value: fieldAt(reading, "energieConsomme"),
            unit: KWH,
            estimated: isEstimate(textAt(reading, "qualificationReleve")),
          });
        }
      }
    };
  },
};

/**
 * GRDF through an export tool that saves the portal's table as a list: `[{time_period, energy_kwh, type, …}]`.
 *
 * Unit: kWh. Interval: `time_period` is a gas day (`09/05/2019`), a month (`Mai 2019`) or a year. Traps: the first and last month
 * or year are where the export begins and ends, with no sign that they are cut off; `EST` means estimated.
 */
export const grdfList = recordImporter(
  "grdf-list",
  (record) => hasFields(record, "time_period", "energy_kwh"),
  eachRecord((record, { time }) => {
    const text = textAt(record, "time_period");
    const isDay = /^\d{2}\/\d{2}\/\d{4}$/.test(text);
    const period = isDay ? null : /^(199\d|20\d\d)$/.test(text) ? text : monthPeriod(text);
    return {
      of: { measure: "gas.energy" },
      when: period === null ? civilDay(stamp(text), time) : { period },
      value: fieldAt(record, "energy_kwh"),
      unit: KWH,
      estimated: period === null && textAt(record, "type") === "EST",
    };
  }),
);

/**
 * GRDF ADICT, version 2: what third parties get, with one JSON object on each line.
 *
 * Shape: `{pce, consommation{date_debut_consommation, date_fin_consommation, energie, type_conso, statut_conso, …}}`. Unit: kWh.
 * Interval: from one 06:00 to another, counted from date to date, as gas months are. Traps: `consommation` is null where nothing
 * was published; published and informative readings overlap, and are kept apart.
 */
export const grdfAdict = recordImporter(
  "grdf-adict",
  (record) =>
    fieldAt(record, "consommation", "date_debut_consommation") !== undefined ||
    (fieldAt(record, "pce", "id_pce") !== undefined && fieldAt(record, "consommation") === null),
  eachRecord((record, notebook) => {
    const use = fieldAt(record, "consommation");
    if (use === undefined) return "bad-row";
    const meter = textAt(record, "pce", "id_pce") || textAt(record, "id_pce");
    notebook.identify("gas-meter", meter);
    if (use === null) return "empty";
    const date = (name: string) => stamp(textAt(use, name));
    const kind = plain(textAt(use, "type_conso"));
    return {
      of: { measure: "gas.energy", meter, part: kind.startsWith("publi") ? "published" : "" },
      when: betweenDays(date("date_debut_consommation"), date("date_fin_consommation"), notebook.time),
      value: fieldAt(use, "energie"),
      unit: KWH,
      estimated: /estim/.test(`${kind} ${plain(textAt(use, "statut_conso"))}`),
    };
  }),
);
