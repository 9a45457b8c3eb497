import type { Domain } from "./domain.ts";
import { byHeatingAndSize } from "./partitions.ts";

export const gas: Domain = {
  id: "gas",
  labels: { fr: "Gaz", en: "Gas" },
  theme: "ENER",
  measures: [
    {
      id: "energy",
      labels: { fr: "Gaz consommé au logement", en: "Gas used at home" },
      unit: "kWh",
      decimals: 1,
      whose: "household",
      coverage: 10,
      clamp: {
        upper: 4000,
        source:
          "about 4 × 930 kWh a month, rounded up: 120 TWh over 10.7 million French residential sites in 2021 is about 11 200 kWh a year (CRE, Observatoire des marchés de détail)",
      },
      national: {
        country: "FR",
        period: "2021",
        value: 930,
        source:
          "France, moyenne par compteur de gaz d’un logement : 120 TWh pour 10,7 millions de sites en 2021 (CRE, Observatoire des marchés de détail), arrondi",
        source_en: "France, average per home gas meter: 120 TWh for 10.7 million sites in 2021 (CRE), rounded",
        licence: "Licence Ouverte / Etalab 2.0",
      },
      files: { fr: "fichier de GRDF", en: "a file from GRDF" },
      heatedBy: ["gas"],
      holders: ["gas-network", "energy-supplier"],
      similarity: byHeatingAndSize(
        ["gas", "chauffage au gaz", "gas heating"],
        [
          "not-gas",
          "gaz pour la cuisson ou l’eau chaude seulement",
          "gas for cooking or hot water only",
          ["electric", "district", "wood", "oil", "heat-pump", "other"],
        ],
      ),
    },
  ],
};
