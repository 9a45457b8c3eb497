import type { Domain } from "./domain.ts";
import { bySize } from "./partitions.ts";

export const water: Domain = {
  id: "water",
  labels: { fr: "Eau", en: "Water" },
  theme: "ENVI",
  measures: [
    {
      id: "volume",
      labels: { fr: "Eau consommée au logement", en: "Water used at home" },
      unit: "m3",
      decimals: 2,
      whose: "household",
      // Gardens, pools and absences make months differ.
      coverage: 10,
      clamp: {
        upper: 40,
        source:
          "4 × 10 m3 a month: about 120 m3 a year for a French household of 2.5 people (INSEE, as given by the Centre d'information sur l'eau)",
      },
      holders: ["water-utility"],
      similarity: bySize,
    },
  ],
};
