import { NUMERIC_COLUMNS, type OBSERVATION_COLUMNS } from "../../contract/observation.ts";
import type { Territory } from "../../territory/index.ts";

/**
 * Our codes as SDMX identifiers, which know letters, digits and `_ @ $ -` only: percent-encoding with `$` in place of
 * `%`, and `@` for `=`. `size=5+` is `size@5$2B`. No two codes share an identifier.
 */
export function sdmxId(code: string): string {
  return code.replace(/[^A-Za-z0-9_-]/gu, (character) => {
    if (character === "=") return "@";
    return [...Buffer.from(character)].map((byte) => `$${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
  });
}

/** The agency of this software's name; every commons is an agency below it. */
export const ROOT_AGENCY = "VOISINAGE";

/** Artefacts change with territory and measures, so their version has two parts, a form that does not promise stability. */
export const VERSION = "1.0";

/** The commons as an agency: a name that begins with a letter, of letters, digits, `_` and `-`. */
export function agencyName(territory: Territory): string {
  const id = territory.id.replace(/[^A-Za-z0-9_-]/g, "_");
  return /^[A-Za-z]/.test(id) ? id : `T${id}`;
}

export function agencyOf(territory: Territory): string {
  return `${ROOT_AGENCY}.${agencyName(territory)}`;
}

/**
 * The kinds of artefacts, by the names that SDMX's information model and its messages give them, in an order in which none
 * refers to what comes later: readers that read on the way need it.
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

/** `urn:sdmx:…` of an artefact, or of an item in it. */
export function urnOf(kind: Kind, agency: string, id: string, item?: string): string {
  const names = KINDS[kind];
  const [type, suffix] = item === undefined ? [names.one, ""] : [names.item, `.${item}`];
  return `urn:sdmx:org.sdmx.infomodel.${names.in}.${type}=${agency}:${id}(${VERSION})${suffix}`;
}

/** The dimensions of a key, in the order of the key; time is not in it. */
export const KEY_DIMENSIONS = ["DOMAIN", "MEASURE", "STATISTIC", "REF_AREA", "HOUSEHOLD_TYPE"] as const;
export const TIME = "TIME_PERIOD";
export const ALL_DIMENSIONS = [...KEY_DIMENSIONS, TIME] as const;
export const SDMX_MEASURES = ["OBS_VALUE", "CI_LOWER", "CI_UPPER"] as const;
/** Every attribute stands at the observation. */
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
