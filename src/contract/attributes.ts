/**
 * What may be said about a household besides where it lives. Closed, public lists: a class that is
 * not listed here does not exist anywhere. `unknown` is a class like any other.
 */
export const ATTRIBUTES = {
  size: ["1", "2", "3", "4", "5+", "unknown"],
  dwelling: ["apartment", "house", "unknown"],
  surface: ["<35", "35-54", "55-74", "75-99", "100-149", "150+", "unknown"],
  heating: ["electric", "gas", "district", "wood", "oil", "heat-pump", "other", "unknown"],
  heating_mode: ["individual", "collective", "unknown"],
  tenure: ["owner", "tenant", "social-tenant", "unknown"],
  built: ["<1949", "1949-1974", "1975-1989", "1990-2005", "2006+", "unknown"],
} as const;

export type AttributeName = keyof typeof ATTRIBUTES;
export const ATTRIBUTE_NAMES = Object.keys(ATTRIBUTES) as AttributeName[];

/** A household's leaf area and its class in every attribute. */
export type Household = { readonly area: string } & Readonly<Record<AttributeName, string>>;

/** The household whose area is known and nothing else. */
export function unknownHousehold(area: string): Household {
  const attributes = Object.fromEntries(ATTRIBUTE_NAMES.map((name) => [name, "unknown"]));
  return { area, ...(attributes as Record<AttributeName, string>) };
}
