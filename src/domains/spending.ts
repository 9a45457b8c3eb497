import type { Domain, Measure } from "./domain.ts";
import { bySize, bySurface, byTenure } from "./partitions.ts";

/** What all spending has in common: the commons' currency, cents, the household's. */
const amount = { unit: "currency", decimals: 2, whose: "household" } as const satisfies Partial<Measure>;
/** Follows a meter, so a year needs most of its months. */
const metered = { ...amount, coverage: 10 } as const;
/** Follows a contract, so one month stands for the year. */
const contracted = { ...amount, coverage: 1, heaped: true } as const;

export const spending: Domain = {
  id: "spending",
  labels: { fr: "Dépenses du foyer", en: "Household spending" },
  theme: "ECON",
  measures: [
    {
      ...contracted,
      id: "housing",
      labels: { fr: "Loyer ou remboursement, charges comprises", en: "Rent or repayment, with service charges" },
      clamp: {
        upper: 2800,
        source: "4 × 700 a month: order of magnitude of a French rent with charges (INSEE, Enquête logement 2020, rounded)",
      },
      holders: ["landlord-or-lender"],
      similarity: byTenure,
    },
    {
      ...metered,
      id: "energy",
      labels: { fr: "Énergie du logement", en: "Home energy" },
      clamp: {
        upper: 600,
        source:
          "about 4 × 145 euros a month, rounded up: energy at home cost a French household 1,744 euros in 2022 (SDES, Bilan énergétique de la France pour 2022)",
      },
      national: {
        country: "FR",
        period: "2022",
        value: 145,
        source:
          "France, moyenne par ménage : 1 744 € d’énergie dans le logement en 2022 (SDES, Bilan énergétique de la France pour 2022)",
        source_en: "France, average per household: €1,744 of energy in the home in 2022 (SDES)",
        licence: "Licence Ouverte / Etalab 2.0",
      },
      heatedBy: ["electric", "heat-pump", "gas", "district", "wood", "oil"],
      holders: ["energy-supplier"],
      similarity: bySurface,
    },
    {
      ...metered,
      id: "water",
      labels: { fr: "Eau du logement", en: "Home water" },
      clamp: {
        upper: 180,
        source: "4 × 45 a month: 120 m3 a year at about 4.3 to 4.5 a m3 (SISPEA / eaufrance, around 2022, rounded)",
      },
      holders: ["water-utility"],
      similarity: bySize,
    },
    {
      ...contracted,
      id: "insurance",
      labels: { fr: "Assurances (logement, véhicules, santé)", en: "Insurance (home, vehicles, health)" },
      clamp: { upper: 600, source: "4 × 150 a month: order of magnitude of insurance in INSEE, Budget de famille 2017, rounded" },
      holders: ["insurer"],
      similarity: bySize,
    },
    {
      ...contracted,
      id: "banking",
      labels: { fr: "Frais bancaires", en: "Bank charges" },
      clamp: {
        upper: 100,
        source:
          "4 × 25 a month: about 220 a year and customer in French consumer surveys around 2022, one to two customers a household, rounded",
      },
      holders: ["bank"],
      similarity: bySize,
    },
    {
      ...contracted,
      id: "telephony",
      labels: { fr: "Téléphone et internet", en: "Telephone and internet" },
      clamp: {
        upper: 300,
        source: "4 × 75 a month: order of magnitude of communications in INSEE, Budget de famille 2017, rounded",
      },
      holders: ["telecom"],
      similarity: bySize,
    },
  ],
};
