import type { Domain } from "./domain.ts";
import { bySize } from "./partitions.ts";

export const connectivity: Domain = {
  id: "connectivity",
  labels: { fr: "Temps connecté", en: "Connected life" },
  theme: "TECH",
  measures: [
    {
      id: "screen",
      labels: { fr: "Temps d’écran d’une personne", en: "Screen time of one person" },
      unit: "h",
      decimals: 1,
      whose: "person",
      // Metered use, unlike a subscription: holidays and winters differ.
      coverage: 10,
      clamp: {
        upper: 560,
        source:
          "4 × 140 h a month: about 32 h a week and person of personal use (Arcep, Arcom, CRÉDOC: Baromètre du numérique, around 2022, rounded)",
      },
      files: { fr: "fichier d’ActivityWatch", en: "a file from ActivityWatch" },
      holders: ["phone"],
      similarity: bySize,
      experimental: true,
    },
    {
      id: "data",
      labels: { fr: "Données mobiles du foyer", en: "Mobile data of the household" },
      unit: "GB",
      decimals: 1,
      whose: "household",
      coverage: 10,
      clamp: {
        upper: 150,
        source: "4 × 37 GB a month: about 16 GB per active 4G line (Arcep, end of 2023) × about 2.3 lines a household, rounded",
      },
      holders: ["telecom", "phone"],
      similarity: bySize,
      experimental: true,
    },
  ],
};
