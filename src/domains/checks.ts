// What somebody above the middle can look at at home the same evening. It stands apart from the measures, because pages load it only once
// somebody has a place.

import type { Labels } from "../contract/labels.ts";
import type { SimilarityClass } from "./domain.ts";

/** One thing to look at; it is of homes whose attributes are all among the listed values, or of every home. */
export interface Check {
  readonly labels: Labels;
  readonly where?: SimilarityClass["where"];
}

/** A leak of 25 litres an hour, as of a toilet, is 600 a day (Centre d’information sur l’eau); how to find one: water companies and service-public.fr. */
const METER_AT_NIGHT: Check = {
  labels: {
    fr: "Relevez le compteur d’eau le soir et le matin, sans rien ouvrir entre les deux : s’il a tourné, il y a une fuite.",
    en: "Read the water meter at night and in the morning, and open no tap in between: if it has moved, there is a leak.",
  },
};
const TOILET: Check = {
  labels: {
    fr: "Posez un papier sec contre le fond de la cuvette des toilettes : s’il se mouille tout seul, la chasse fuit.",
    en: "Put dry paper against the back of the toilet bowl: if it gets wet by itself, the cistern leaks.",
  },
};

/** ADEME: 19 °C in living rooms; a degree less saves about 7 % of heating. */
const thermostat = (...heating: readonly string[]): Check => ({
  labels: {
    fr: "Le thermostat : 19\u00a0°C suffisent souvent dans les pièces à vivre ; un degré de moins, c’est environ 7 % de chauffage en moins (ADEME).",
    en: "The thermostat: 19\u00a0°C is often enough in living rooms; one degree less is about 7% less heating (ADEME).",
  },
  where: { heating },
});

/** Electricity that heats. */
const ELECTRIC = ["electric", "heat-pump"];

/** ADEME: 55 to 60 °C, enough against legionella, and no more than scale bears. */
const WATER_HEATER: Check = {
  labels: {
    fr: "Le chauffe-eau électrique, s’il y en a un : 55 à 60\u00a0°C suffisent ; en heures creuses, il coûte moins.",
    en: "The electric water heater, if there is one: 55 to 60\u00a0°C is enough; on a night tariff it costs less.",
  },
};

/** By measure, the homes whose heating it is of: works at home would change it. */
export const WORKS: Readonly<Record<string, SimilarityClass["where"]>> = {
  "electricity.energy": { heating: ELECTRIC },
  "gas.energy": { heating: ["gas"] },
  // Whoever is heated by a network has no heating of their own to change.
  "spending.energy": { heating: ["electric", "gas", "wood", "oil", "heat-pump", "other", "unknown"] },
};

/** Measures that a water service bills. */
export const OF_WATER: readonly string[] = ["water.volume", "spending.water"];

/** By measure, what matters most first; `MOST_CHECKS` of them are told. */
export const CHECKS: Readonly<Record<string, readonly Check[]>> = {
  "water.volume": [METER_AT_NIGHT, TOILET],
  "spending.water": [METER_AT_NIGHT, TOILET],
  "electricity.energy": [
    thermostat(...ELECTRIC),
    { ...WATER_HEATER, where: { heating: ELECTRIC } },
    {
      labels: {
        fr: "Relevez le compteur au coucher et au lever : ce qui a tourné la nuit reste branché, un vieux congélateur par exemple.",
        en: "Read the meter at bedtime and in the morning: what ran at night stays plugged in, an old freezer for example.",
      },
    },
    // A home that is heated otherwise likely has its hot water from there too.
    WATER_HEATER,
  ],
  "gas.energy": [
    thermostat("gas"),
    {
      // ADEME: a boiler that is looked after uses 8 to 12 % less.
      labels: {
        fr: "Cherchez la date du dernier entretien de la chaudière : mal réglée, elle consomme plus.",
        en: "Find the date of the boiler’s last service: badly tuned, it uses more.",
      },
      where: { heating: ["gas"] },
    },
  ],
  "spending.energy": [
    {
      // The heat of a network or of a building's boiler is billed in the charges, once a year by what it came to (service-public.fr).
      labels: {
        fr: "La chaleur du réseau est dans vos charges : demandez au bailleur ou au syndic le décompte de l’année, et ajoutez-le à vos factures.",
        en: "The heat of the network is in your service charges: ask the landlord or the manager for the year’s statement, and add it to your bills.",
      },
      where: { heating: ["district"] },
    },
    {
      labels: {
        fr: "Les robinets des radiateurs : 19 °C suffisent souvent dans les pièces à vivre, 17 °C dans les chambres (ADEME).",
        en: "The valves of the radiators: 19 °C is often enough in living rooms, 17 °C in bedrooms (ADEME).",
      },
      where: { heating: ["district"] },
    },
    {
      // A monthly instalment is an estimate, and may be changed on a reading (service-public.fr, médiateur national de l’énergie).
      labels: {
        fr: "Si vous payez une mensualité, relevez le compteur : le fournisseur peut la corriger d’après votre relevé.",
        en: "If you pay in instalments, read the meter: the supplier can correct them by your reading.",
      },
    },
    thermostat(...ELECTRIC, "gas", "oil"),
  ],
  "spending.telephony": [
    {
      labels: {
        fr: "Cherchez sur la facture la fin de l’engagement, et les options dont vous ne vous servez pas.",
        en: "Look on the bill for the end of the contract, and for extras that you do not use.",
      },
    },
  ],
};

/** More than two would not be looked at the same evening. */
export const MOST_CHECKS = 2;
