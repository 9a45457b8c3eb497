import type { Labels } from "../../domains/index.ts";
import { DIMENSIONS } from "../labels.ts";

/** The dimensions of a key, in the order of the key; time is not in it. */
export const KEY_DIMENSIONS = ["DOMAIN", "MEASURE", "STATISTIC", "REF_AREA", "HOUSEHOLD_TYPE"] as const;
export const TIME = "TIME_PERIOD";
export const ALL_DIMENSIONS = [...KEY_DIMENSIONS, TIME] as const;
export type DimensionId = (typeof ALL_DIMENSIONS)[number];

export const MEASURE_COMPONENTS = ["OBS_VALUE", "CI_LOWER", "CI_UPPER"] as const;
export const ATTRIBUTE_COMPONENTS = ["AREA_LEVEL", "CONF_LEVEL", "UNIT_MEASURE", "OBS_STATUS", "CONF_STATUS", "METHOD"] as const;

export type ComponentId = DimensionId | (typeof MEASURE_COMPONENTS)[number] | (typeof ATTRIBUTE_COMPONENTS)[number];
export const COMPONENTS: readonly ComponentId[] = [...ALL_DIMENSIONS, ...MEASURE_COMPONENTS, ...ATTRIBUTE_COMPONENTS];

export function isComponent(id: string): id is ComponentId {
  return (COMPONENTS as readonly string[]).includes(id);
}

/** Is the component's value a code of a list? Time and numbers are not. */
export function isCoded(id: ComponentId): boolean {
  return id !== TIME && id !== "CONF_LEVEL" && !(MEASURE_COMPONENTS as readonly string[]).includes(id);
}

const OWN = {
  DOMAIN: { fr: "Thème", en: "Topic" },
  OBS_VALUE: { fr: "Valeur", en: "Value" },
  CI_LOWER: { fr: "Bas de la marge de protection", en: "Lower end of the protection margin" },
  CI_UPPER: { fr: "Haut de la marge de protection", en: "Upper end of the protection margin" },
  CONF_LEVEL: { fr: "Niveau de la marge de protection", en: "Level of the protection margin" },
} as const satisfies Record<string, Labels>;

/** What each component is called: also the names of the concepts. */
export const COMPONENT_NAMES: Readonly<Record<ComponentId, Labels>> = { ...OWN, ...DIMENSIONS };
