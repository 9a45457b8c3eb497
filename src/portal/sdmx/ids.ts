import type { Territory } from "../../territory/index.ts";

/**
 * Our codes as SDMX identifiers, which know letters, digits and `_ @ $ -` only: percent-encoding with `$` in place of
 * `%`, and `@` for `=`. `size=5+` is `size@5$2B`. No two codes share an identifier.
 */
export function sdmxId(code: string): string {
  let id = "";
  for (const character of code) {
    if (/[A-Za-z0-9_-]/.test(character)) id += character;
    else if (character === "=") id += "@";
    else for (const byte of Buffer.from(character)) id += `$${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return id;
}

/** Who maintains artefacts under this software's name; every commons is an agency below it. */
export const ROOT_AGENCY = "VOISINAGE";

/** Artefacts change with territory and measures, so their version is of the two-part form, which promises no standstill. */
export const VERSION = "1.0";

/** The commons as an agency: a name that begins with a letter, of letters, digits, `_` and `-`. */
export function agencyName(territory: Territory): string {
  const id = territory.id.replace(/[^A-Za-z0-9_-]/g, "_");
  return /^[A-Za-z]/.test(id) ? id : `T${id}`;
}

export function agencyOf(territory: Territory): string {
  return `${ROOT_AGENCY}.${agencyName(territory)}`;
}

/** Package and class of each kind of artefact in SDMX's information model. */
const CLASSES = {
  dataflow: "datastructure.Dataflow",
  datastructure: "datastructure.DataStructure",
  codelist: "codelist.Codelist",
  conceptscheme: "conceptscheme.ConceptScheme",
  categoryscheme: "categoryscheme.CategoryScheme",
  categorisation: "categoryscheme.Categorisation",
  agencyscheme: "base.AgencyScheme",
  concept: "conceptscheme.Concept",
  category: "categoryscheme.Category",
} as const;

/** `urn:sdmx:…` of an artefact, or of an item in it. */
export function urn(kind: keyof typeof CLASSES, agency: string, id: string, item?: string): string {
  return `urn:sdmx:org.sdmx.infomodel.${CLASSES[kind]}=${agency}:${id}(${VERSION})${item === undefined ? "" : `.${item}`}`;
}
