import type { Domain } from "./domain.ts";
import { byHeatingAndSize } from "./partitions.ts";

export const electricity: Domain = {
  id: "electricity",
  labels: { fr: "Électricité", en: "Electricity" },
  theme: "ENER",
  measures: [
    {
      id: "energy",
      labels: { fr: "Électricité consommée au logement", en: "Electricity used at home" },
      unit: "kWh",
      decimals: 1,
      whose: "household",
      coverage: 10,
      clamp: {
        upper: 1600,
        source:
          "4 × 400 kWh a month: 38 % of 438 TWh over about 34 million French residential sites at the end of 2021 is near 4 900 kWh a year (CRE, Observatoire des marchés de détail), rounded",
      },
      national: {
        country: "FR",
        period: "2021",
        value: 410,
        source:
          "France, moyenne par compteur d’un logement : 38 % de 438 TWh pour près de 34 millions de sites fin 2021 (CRE, Observatoire des marchés de détail), arrondi",
        source_en: "France, average per home meter: 38% of 438 TWh for 34 million sites in 2021 (CRE), rounded",
        licence: "Licence Ouverte / Etalab 2.0",
      },
      files: { fr: "fichier d’Enedis ou d’EDF", en: "a file from Enedis or EDF" },
      heatedBy: ["electric", "heat-pump"],
      holders: ["electricity-network", "energy-supplier"],
      // A heat pump is paid for on the electricity meter, so it goes with electric radiators here.
      similarity: byHeatingAndSize(
        [
          "electric-or-pump",
          "chauffage électrique (pompe à chaleur comprise)",
          "electric heating (heat pumps included)",
          ["electric", "heat-pump"],
        ],
        ["not-electric", "chauffage non électrique", "heating other than electric", ["gas", "district", "wood", "oil", "other"]],
      ),
    },
  ],
};
