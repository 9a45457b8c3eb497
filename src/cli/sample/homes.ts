import type { Household } from "../../contract/attributes.ts";
import type { Territory } from "../../territory/index.ts";
import { type SampleRandom, sampleRandom } from "./random.ts";

/** How fast recruitment decreases from the district where a pilot begins, and from each district's first neighbourhood. */
const DISTRICT_DECAY = 0.8;
const LEAF_DECAY = 0.8;
/** How much neighbourhoods differ: standard deviation of the logarithm. */
const AREA_SPREAD = 0.28;

const SIZES = {
  apartment: { "1": 40, "2": 31, "3": 14, "4": 9, "5+": 3, unknown: 3 },
  house: { "1": 16, "2": 34, "3": 18, "4": 20, "5+": 9, unknown: 3 },
} as const;
const HEATINGS = {
  apartment: { electric: 37, gas: 32, district: 22, "heat-pump": 2, wood: 1, oil: 1, other: 1, unknown: 4 },
  house: { electric: 28, gas: 36, district: 1, "heat-pump": 16, wood: 9, oil: 5, other: 1, unknown: 4 },
} as const;
const TENURES = { owner: 46, tenant: 32, "social-tenant": 18, unknown: 4 } as const;
const PERIODS = { "<1949": 24, "1949-1974": 28, "1975-1989": 20, "1990-2005": 14, "2006+": 10, unknown: 4 } as const;
const SURFACES = ["<35", "35-54", "55-74", "75-99", "100-149", "150+"] as const;

/** The surface of a home: larger for large households and houses; a few contributors do not know it. */
function surfaceOf(size: string, dwelling: string, random: SampleRandom): string {
  const people = size === "unknown" ? 2 : Number.parseInt(size, 10);
  const step = Math.round(0.35 + 0.6 * people + (dwelling === "house" ? 1.2 : 0) + 0.8 * random.normal());
  return random.uniform() < 0.05 ? "unknown" : (SURFACES[Math.min(5, Math.max(0, step))] as string);
}

/** Weights of the leaves for recruitment: a pilot is known in a few neighbourhoods and little elsewhere. */
function recruitment({ leaves }: Territory): Record<string, number> {
  const inDistrict = new Map<string | null, number>();
  const weights = leaves.map(({ code, parent, dwellings }) => {
    const before = inDistrict.get(parent) ?? 0;
    inDistrict.set(parent, before + 1);
    const district = [...inDistrict.keys()].indexOf(parent);
    return [code, dwellings / ((district + 1) ** DISTRICT_DECAY * (before + 1) ** LEAF_DECAY)] as const;
  });
  return Object.fromEntries(weights);
}

/**
 * Generates made-up households without end, always the same for a territory and generator: all their attributes, and the use of
 * their neighbourhood's households relative to the territory's.
 */
export function* sampleHomes(
  territory: Territory,
  random: SampleRandom,
): Generator<{ readonly household: Household; readonly areaFactor: number }, never> {
  const weights = recruitment(territory);
  while (true) {
    const area = random.pick(weights);
    const own = sampleRandom(`area ${area}`);
    const areaFactor = Math.exp(AREA_SPREAD * own.normal());
    const houses = 10 + 40 * own.uniform();
    const dwelling = random.pick({ apartment: 100 - houses, house: houses });
    const size = random.pick(SIZES[dwelling]);
    const heating = random.pick(HEATINGS[dwelling]);
    const heatingMode =
      heating === "district" || (dwelling === "apartment" && heating === "gas" && random.uniform() < 0.4)
        ? "collective"
        : "individual";
    yield {
      areaFactor,
      household: {
        area,
        size,
        dwelling,
        surface: surfaceOf(size, dwelling, random),
        heating,
        heating_mode: heating === "unknown" ? "unknown" : heatingMode,
        tenure: random.pick(TENURES),
        built: random.pick(PERIODS),
      },
    };
  }
}
