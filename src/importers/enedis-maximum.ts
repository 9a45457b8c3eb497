import { isEnedis, readEnedis } from "./enedis-csv.ts";
import { importer } from "./importer.ts";

/**
 * Enedis, highest power of each day (CSV). Shape: `Horodate;Valeur`, watts or volt-amperes. It is recognised so
 * that it can be said that no measure is about it: no amount of energy follows from it.
 */
export const enedisMaximum = importer({
  id: "enedis-maximum",
  labels: { fr: "Enedis, puissance maximale quotidienne (CSV)", en: "Enedis, highest power of each day (CSV)" },
  form: "table",
  recognises: ({ head }) => isEnedis(head, "maximum"),
  read: readEnedis,
});
