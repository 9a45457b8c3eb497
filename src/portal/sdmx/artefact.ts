import type { Labels } from "../../domains/index.ts";
import type { Language } from "../negotiate.ts";
import { urn, VERSION } from "./ids.ts";

/** The kinds of artefacts that there are here: what a message calls their list, and what it calls their items. */
export const KINDS = {
  dataflow: { list: "dataflows", items: null },
  datastructure: { list: "dataStructures", items: null },
  codelist: { list: "codelists", items: "codes" },
  conceptscheme: { list: "conceptSchemes", items: "concepts" },
  categoryscheme: { list: "categorySchemes", items: "categories" },
  categorisation: { list: "categorisations", items: null },
  agencyscheme: { list: "agencySchemes", items: "agencies" },
} as const;
export type Kind = keyof typeof KINDS;

export interface Item {
  readonly id: string;
  readonly names: Labels;
  readonly parent?: string;
}

/** Of a data structure: what it is a concept of, and how its values are written. */
export interface Component {
  readonly id: string;
  readonly conceptIdentity: string;
  readonly localRepresentation: { readonly enumeration: string } | { readonly format: { readonly dataType: string } };
  readonly position?: number;
  readonly usage?: "mandatory" | "optional";
}

/** Every attribute stands at the observation. */
export interface ComponentLists {
  readonly dimensionList: {
    readonly id: "DimensionDescriptor";
    readonly dimensions: readonly Component[];
    readonly timeDimension: Component;
  };
  readonly measureList: { readonly id: "MeasureDescriptor"; readonly measures: readonly Component[] };
  readonly attributeList: { readonly id: "AttributeDescriptor"; readonly attributes: readonly Component[] };
}

/** What a full artefact says beside its items: of a dataflow, a categorisation, a data structure. */
export type ArtefactBody =
  | { readonly structure: string }
  | { readonly source: string; readonly target: string }
  | { readonly dataStructureComponents: ComponentLists };

export interface Artefact {
  readonly kind: Kind;
  readonly agency: string;
  readonly id: string;
  readonly names: Labels;
  readonly descriptions?: Labels;
  /** of an item scheme, in its order */
  readonly items?: readonly Item[];
  readonly body?: ArtefactBody;
  /** urns of the artefacts that it refers to */
  readonly refersTo: readonly string[];
}

/** How much of an artefact is said: `stub` is identification and name, `complete-stub` its description too. */
export type Amount = "full" | "stub" | "complete-stub";

export function urnOf({ kind, agency, id }: Artefact): string {
  return urn(kind, agency, id);
}

/** The address of an artefact. */
export function pathOf({ kind, agency, id }: Artefact): string {
  return `/sdmx/structure/${kind}/${agency}/${id}/${VERSION}`;
}

/** The items to be said: those of some ids, or all. */
export function itemsOf({ items = [] }: Artefact, only?: ReadonlySet<string>): readonly Item[] {
  return only === undefined ? items : items.filter((item) => only.has(item.id));
}

/** Name in the best language, and in all. */
export function named(names: Labels, language: Language) {
  return { name: names[language], names };
}

/**
 * An artefact as SDMX-JSON 2.1 writes it.
 *
 * @param only items of these ids, which makes the scheme partial; undefined: all
 */
export function artefactJson(artefact: Artefact, amount: Amount, language: Language, only?: ReadonlySet<string>): object {
  const { kind, agency, id, names, descriptions, body } = artefact;
  const described = descriptions && { description: descriptions[language], descriptions };
  const head = {
    id,
    agencyID: agency,
    version: VERSION,
    ...named(names, language),
    links: [{ rel: "self", href: pathOf(artefact), urn: urnOf(artefact) }],
  };
  if (amount === "stub") return { ...head, isExternalReference: true };
  if (amount === "complete-stub") return { ...head, ...described, isExternalReference: true };
  const list = KINDS[kind].items;
  const wanted = itemsOf(artefact, only);
  return {
    ...head,
    ...described,
    isExternalReference: false,
    ...(list === null ? {} : { isPartial: only !== undefined }),
    ...(list === null || wanted.length === 0 ? {} : { [list]: wanted.map((item) => itemJson(item, language)) }),
    ...body,
  };
}

function itemJson({ id, names, parent }: Item, language: Language) {
  return { id, ...named(names, language), ...(parent === undefined ? {} : { parent }) };
}
