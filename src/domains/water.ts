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
      national: {
        country: "FR",
        period: "2012",
        value: 9.9,
        people: 2.25,
        source:
          "France, moyenne par ménage : 145 litres par jour et par habitant facturés en 2012 (CGDD, Repères 2016 ; eaufrance) × 2,25 personnes",
        source_en: "France, average per household: 145 litres a day and person in 2012 (CGDD) × 2.25 people",
        licence: "Licence Ouverte / Etalab 2.0",
      },
      files: { fr: "fichier du service d’eau", en: "a file from your water company" },
      holders: ["water-utility"],
      similarity: bySize,
    },
  ],
};
