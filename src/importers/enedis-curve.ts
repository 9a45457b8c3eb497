import { isEnedis, readEnedis } from "./enedis-csv.ts";
import { importer } from "./importer.ts";

/**
 * Enedis, load curve (CSV of the account until 2025, and of SGE; formerly `Enedis_Conso_Heure_*.csv`).
 *
 * Shape: `Horodate;Valeur`, times with their offset. Unit: mean watts. Interval: the time is its **end**, so 00:00
 * belongs to the day before. Traps: the step (10, 20, 30, 60 minutes) is not written down and changes within a file; blank
 * values; 23 and 25 hour days; newest first in some.
 */
export const enedisCurve = importer({
  id: "enedis-curve",
  labels: { fr: "Enedis, courbe de charge (CSV)", en: "Enedis, load curve (CSV)" },
  form: "table",
  recognises: ({ head }) => isEnedis(head, "curve"),
  read: readEnedis,
});
