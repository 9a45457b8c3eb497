import { NUMERIC_COLUMNS, type OBSERVATION_COLUMNS } from "../../contract/observation.ts";
import type { Territory } from "../../territory/index.ts";

/**
 * Writes a code of ours as an SDMX identifier, which may only have letters, digits and `_ @ $ -`: percent-encoding with `$` for
 * `%`, and `@` for `=`. `size=5+` becomes `size@5$2B`. No two codes get the same identifier.
 */
export function sdmxId(code: string): string {
  return code.replace(/[^A-Za-z0-9_-]/gu, (character) => {
    if (character === "=") return "@";
    return [...Buffer.from(character)].map((byte) => `$${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
  });
}

/** The type of an annotation that has a code as every other format writes it. */
export const PLAIN_CODE = "PLAIN_CODE";
/** The type of an annotation that has what figures were taken from. */
export const ORIGIN_NOTE = "ORIGIN";

/** The agency that stands for this software; each commons is an agency below it. */
export const ROOT_AGENCY = "VOISINAGE";

/** Artefacts change with territory and measures, so their version has only two parts: that form does not promise stability. */
export const VERSION = "1.0";

/** The id of a commons as an agency: it begins with a letter, and has letters, digits, `_` and `-`. */
export function agencyName(territory: Territory): string {
  const id = territory.id.replace(/[^A-Za-z0-9_-]/g, "_");
  return /^[A-Za-z]/.test(id) ? id : `T${id}`;
}

export function agencyOf(territory: Territory): string {
  return `${ROOT_AGENCY}.${agencyName(territory)}`;
}

/**
 * The kinds of artefacts, with their names in SDMX's information model and messages. None refers to a later one in this order,
 * which streaming readers need.
 */
export const KINDS = {
  agencyscheme: { in: "base", list: "AgencySchemes", one: "AgencyScheme", item: "Agency", items: "agencies" },
  codelist: { in: "codelist", list: "Codelists", one: "Codelist", item: "Code", items: "codes" },
  conceptscheme: { in: "conceptscheme", list: "ConceptSchemes", one: "ConceptScheme", item: "Concept", items: "concepts" },
  datastructure: { in: "datastructure", list: "DataStructures", one: "DataStructure", item: "", items: "" },
  dataflow: { in: "datastructure", list: "Dataflows", one: "Dataflow", item: "", items: "" },
  categoryscheme: { in: "categoryscheme", list: "CategorySchemes", one: "CategoryScheme", item: "Category", items: "categories" },
  categorisation: { in: "categoryscheme", list: "Categorisations", one: "Categorisation", item: "", items: "" },
} as const;
export type Kind = keyof typeof KINDS;

/** The `urn:sdmx:…` of an artefact, or of an item in it. */
export function urnOf(kind: Kind, agency: string, id: string, item?: string): string {
  const names = KINDS[kind];
  const [type, suffix] = item === undefined ? [names.one, ""] : [names.item, `.${item}`];
  return `urn:sdmx:org.sdmx.infomodel.${names.in}.${type}=${agency}:${id}(${VERSION})${suffix}`;
}

/** The dimensions of a key, in order; time is not one of them. */
export const KEY_DIMENSIONS = ["DOMAIN", "MEASURE", "STATISTIC", "REF_AREA", "HOUSEHOLD_TYPE"] as const;
export const TIME = "TIME_PERIOD";
export const ALL_DIMENSIONS = [...KEY_DIMENSIONS, TIME] as const;
export const SDMX_MEASURES = ["OBS_VALUE", "CI_LOWER", "CI_UPPER"] as const;
/** All attributes are attached to observations, not to series. */
export const SDMX_ATTRIBUTES = ["AREA_LEVEL", "CONF_LEVEL", "UNIT_MEASURE", "OBS_STATUS", "CONF_STATUS", "METHOD"] as const;

export type DimensionId = (typeof ALL_DIMENSIONS)[number];
export type ComponentId = (typeof OBSERVATION_COLUMNS)[number];
export const COMPONENTS: readonly ComponentId[] = [...ALL_DIMENSIONS, ...SDMX_MEASURES, ...SDMX_ATTRIBUTES];

export function isComponent(id: string): id is ComponentId {
  return (COMPONENTS as readonly string[]).includes(id);
}

/** Components with a codelist: all but time and numbers. */
export function hasCodelist(id: ComponentId): boolean {
  return id !== TIME && !NUMERIC_COLUMNS.has(id);
}
