import { isEnedis, readEnedis } from "./enedis-csv.ts";
import { importer } from "./importer.ts";

/**
 * Enedis, daily index (CSV; formerly `Enedis_Conso_Jour_*.csv`).
 *
 * Shape: `Horodate;Type de releve;EAS F1…F10;EAS D1…D4;EAS T`. Unit: watt-hours since the meter was set, to be
 * differenced. Interval: between two readings; the day's closing index is the one at the midnight with which the written
 * day begins, though winter's say 23:00. Traps: that; empty days; a second section of supplier calendars, a third of daily maxima.
 */
export const enedisIndex = importer({
  id: "enedis-index",
  labels: { fr: "Enedis, index quotidiens (CSV)", en: "Enedis, daily index (CSV)" },
  form: "table",
  recognises: ({ head }) => isEnedis(head, "index"),
  read: readEnedis,
});
