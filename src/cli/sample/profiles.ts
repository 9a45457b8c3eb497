import type { Household } from "../../contract/attributes.ts";
import type { MeasureRef } from "../../domains/index.ts";

/** A component of a household's use: its mean month in a year `cold` times as cold as usual, and the shape of a year's months (mean 1). */
interface ProfileComponent {
  readonly mean: (household: Household, cold: number) => number;
  readonly season: readonly number[];
}

const EVEN = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] as const;
/** Heating follows the degree days of a temperate city. */
const HEATING = [2.2, 1.9, 1.6, 1.0, 0.45, 0.05, 0, 0, 0.2, 0.9, 1.6, 2.1] as const;
/** Seasonal shape of lighting and evenings at home. */
const INDOORS = [1.12, 1.08, 1.04, 0.99, 0.95, 0.93, 0.92, 0.85, 0.96, 1.02, 1.06, 1.08] as const;
/** Seasonal shape of water: gardens in early summer, empty homes in August. */
const WATERING = [0.97, 0.95, 0.97, 1.0, 1.04, 1.1, 1.08, 0.88, 1.02, 1.01, 0.99, 0.99] as const;
/** Seasonal shape of bills: levelled over the year, but not completely. */
const BILLED = [1.22, 1.18, 1.12, 1.0, 0.9, 0.85, 0.84, 0.82, 0.88, 0.98, 1.08, 1.13] as const;

const BY_SIZE: Readonly<Record<string, readonly number[]>> = {
  water: [4.2, 7.4, 10.1, 12.2, 15.0, 7.8],
  appliances: [115, 180, 225, 265, 310, 185],
  relative: [0.6, 1, 1.2, 1.35, 1.5, 1],
};
const SIZES = ["1", "2", "3", "4", "5+", "unknown"];
const sized = (what: string) => (household: Household) => BY_SIZE[what]?.[SIZES.indexOf(household.size)] ?? 0;

/** Useful heat by surface: kWh in the mean month. */
const HEAT: Readonly<Record<string, number>> = {
  "<35": 210,
  "35-54": 330,
  "55-74": 460,
  "75-99": 600,
  "100-149": 820,
  "150+": 1100,
  unknown: 510,
};
const heat = (household: Household) => HEAT[household.surface] ?? 0;
/** By heating: the share of the heat that appears on each meter, and the price of a kWh in €. */
const ELECTRIC: Readonly<Record<string, number>> = { electric: 0.75, "heat-pump": 0.4, unknown: 0.3 };
const GAS: Readonly<Record<string, number>> = { gas: 1.1 };
const HEAT_PRICE: Readonly<Record<string, number>> = {
  electric: 0.16,
  gas: 0.11,
  district: 0.12,
  wood: 0.07,
  oil: 0.13,
  "heat-pump": 0.09,
  other: 0.1,
  unknown: 0.12,
};

/**
 * Rounded figures of French orders of magnitude, in the display unit per month. Only here does the sample know measures by name;
 * measures that are not listed get a constant share of their clamp.
 */
const PROFILES: Readonly<Record<string, readonly ProfileComponent[]>> = {
  "water.volume": [{ mean: sized("water"), season: WATERING }],
  "electricity.energy": [
    { mean: sized("appliances"), season: INDOORS },
    { mean: (household, cold) => cold * heat(household) * (ELECTRIC[household.heating] ?? 0), season: HEATING },
  ],
  "gas.energy": [
    { mean: (household) => 60 * sized("relative")(household), season: EVEN },
    { mean: (household, cold) => cold * heat(household) * (GAS[household.heating] ?? 0), season: HEATING },
  ],
  "spending.energy": [
    {
      mean: (household, cold) =>
        16 + 0.21 * sized("appliances")(household) + cold * heat(household) * (HEAT_PRICE[household.heating] ?? 0),
      season: BILLED,
    },
  ],
};

/** Clamps are chosen at four times the mean. */
const CLAMP_TO_MEAN = 4;

/**
 * What an average household with these attributes would use in each month of a year.
 *
 * @param cold how cold the year is: heating follows it
 * @returns twelve amounts in the measure's display unit
 */
export function profileOf({ key, measure }: MeasureRef, household: Household, cold = 1): number[] {
  const plain: ProfileComponent = {
    mean: (home) => (measure.clamp.upper / CLAMP_TO_MEAN) * sized("relative")(home),
    season: EVEN,
  };
  const components = PROFILES[key] ?? [plain];
  return EVEN.map((_, month) =>
    components.reduce((sum, { mean, season }) => sum + mean(household, cold) * (season[month] ?? 1), 0),
  );
}
