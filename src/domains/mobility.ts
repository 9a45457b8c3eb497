import type { Domain } from "./domain.ts";
import { bySize } from "./partitions.ts";

export const mobility: Domain = {
  id: "mobility",
  labels: { fr: "Déplacements", en: "Mobility" },
  theme: "TRAN",
  measures: [
    {
      id: "distance",
      labels: { fr: "Distance parcourue par une personne", en: "Distance travelled by one person" },
      unit: "km",
      decimals: 1,
      whose: "person",
      coverage: 10,
      clamp: {
        upper: 3200,
        source:
          "4 × 800 km a month: about 27 km a weekday and person in local trips (SDES, Enquête mobilité des personnes 2018-2019, rounded)",
      },
      files: { fr: "historique des trajets du téléphone", en: "a phone’s location history" },
      holders: ["phone"],
      similarity: bySize,
      experimental: true,
    },
    {
      id: "trips",
      labels: { fr: "Déplacements d’une personne", en: "Trips made by one person" },
      unit: "trip",
      decimals: 1,
      whose: "person",
      coverage: 10,
      clamp: {
        upper: 360,
        source:
          "4 × 90 trips a month: about 3 trips a weekday and person (SDES, Enquête mobilité des personnes 2018-2019, rounded)",
      },
      files: { fr: "historique des trajets du téléphone", en: "a phone’s location history" },
      holders: ["phone"],
      similarity: bySize,
      experimental: true,
    },
  ],
};
