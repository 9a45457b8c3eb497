import { Refusal } from "../../contract/problem.ts";
import { invalid, shortened } from "../refusals.ts";
import { type Amount, type Artefact, KINDS, type Kind, urnOf } from "./artefact.ts";
import { agencies, ids, type Test, wantsVersion } from "./path.ts";
import { FORMAT_PARAMETERS, type RawQuery } from "./raw-query.ts";

export const STRUCTURE_PARAMETERS = ["detail", "references", ...FORMAT_PARAMETERS] as const;

/** Kinds of the standard of which there is nothing here. */
export const OTHER_KINDS = [
  "metadatastructure",
  "metadataflow",
  "provisionagreement",
  "metadataprovisionagreement",
  "process",
  "dataconstraint",
  "metadataconstraint",
  "hierarchy",
  "hierarchyassociation",
  "dataproviderscheme",
  "metadataproviderscheme",
  "dataconsumerscheme",
  "organisationunitscheme",
  "transformationscheme",
  "rulesetscheme",
  "userdefinedoperatorscheme",
  "customtypescheme",
  "namepersonalisationscheme",
  "vtlmappingscheme",
  "valuelist",
  "structuremap",
  "representationmap",
  "conceptschememap",
  "categoryschememap",
  "organisationschememap",
  "reportingtaxonomymap",
  "reportingtaxonomy",
] as const;

const DETAILS = {
  full: ["full", "full"],
  raw: ["full", "full"],
  allstubs: ["stub", "stub"],
  referencestubs: ["full", "stub"],
  allcompletestubs: ["complete-stub", "complete-stub"],
  referencecompletestubs: ["full", "complete-stub"],
  // There are no constraints, so no code of a list is left out for want of one.
  referencepartial: ["full", "full"],
} as const satisfies Record<string, readonly [matched: Amount, referred: Amount]>;

const RELATIONS = ["none", "parents", "parentsandsiblings", "ancestors", "children", "descendants", "all"] as const;

export interface StructureQuery {
  readonly matches: (artefact: Artefact) => boolean;
  /** items that are asked for; undefined: all */
  readonly items: Test | undefined;
  readonly amounts: readonly [matched: Amount, referred: Amount];
  readonly references: readonly string[];
}

/** The parts of an address, from the kind on; absent ones are at the end. */
export type StructurePath = Readonly<Partial<Record<"type" | "agency" | "id" | "version" | "item", string>>>;

/** @throws Refusal `invalid-parameter`, `query-not-possible` */
export function parseStructureQuery(path: StructurePath, raw: RawQuery): StructureQuery {
  const { type = "*", item } = path;
  const known = [...Object.keys(KINDS), ...OTHER_KINDS];
  if (type !== "*" && !known.includes(type))
    throw invalid("structureType", `must be * or one of ${known.join(", ")}; got ${JSON.stringify(shortened(type))}`);
  if (item !== undefined && item !== "*" && Object.hasOwn(KINDS, type) && KINDS[type as Kind].items === null) {
    const detail = `itemID is for item schemes; a ${type} has no items`;
    throw new Refusal("query-not-possible", detail, [{ parameter: "itemID", detail }]);
  }
  const [agency, id, version] = [agencies(path.agency), ids("resourceID", path.id), wantsVersion(path.version)];
  return {
    matches: (artefact) => version && (type === "*" || type === artefact.kind) && agency(artefact.agency) && id(artefact.id),
    items: item === undefined || item === "*" ? undefined : ids("itemID", item),
    amounts: amounts(raw.plain.get("detail") ?? "full"),
    references: references(raw.plain.get("references") ?? "none"),
  };
}

function amounts(detail: string): readonly [Amount, Amount] {
  if (!Object.hasOwn(DETAILS, detail))
    throw invalid("detail", `must be one of ${Object.keys(DETAILS).join(", ")}; got ${JSON.stringify(shortened(detail))}`);
  return DETAILS[detail as keyof typeof DETAILS];
}

function references(text: string): readonly string[] {
  const names = text.split(",");
  const known: readonly string[] = [...RELATIONS, ...Object.keys(KINDS), ...OTHER_KINDS];
  const wrong = names.find((name) => !known.includes(name));
  if (wrong !== undefined)
    throw invalid(
      "references",
      `must be one of ${RELATIONS.join(", ")}, or kinds of artefacts; got ${JSON.stringify(shortened(wrong))}`,
    );
  return names;
}

export interface Found {
  readonly artefact: Artefact;
  readonly amount: Amount;
  /** ids of the items to give; undefined: all */
  readonly only?: ReadonlySet<string>;
}

/** What a query finds, each artefact once, those that it names first. */
export function findStructures(all: readonly Artefact[], query: StructureQuery): Found[] {
  const matched = all.filter(query.matches).flatMap((artefact): Found[] => {
    if (!query.items) return [{ artefact, amount: query.amounts[0] }];
    const wanted = query.items;
    const only = new Set(artefact.items?.filter((item) => wanted(item.id)).map((item) => item.id));
    return only.size === 0 ? [] : [{ artefact, amount: query.amounts[0], only }];
  });
  const named = new Set(matched.map(({ artefact }) => artefact));
  const related = relatedTo(all, named, query.references);
  const referred = all.filter((artefact) => related.has(artefact) && !named.has(artefact));
  return [...matched, ...referred.map((artefact) => ({ artefact, amount: query.amounts[1] }))];
}

type Several = ReadonlySet<Artefact>;

function relatedTo(all: readonly Artefact[], named: Several, references: readonly string[]): Several {
  const byUrn = new Map(all.map((artefact) => [urnOf(artefact), artefact]));
  const below = (some: Several): Several =>
    new Set([...some].flatMap((artefact) => artefact.refersTo.flatMap((urn) => byUrn.get(urn) ?? [])));
  const above = (some: Several): Several => {
    const urns = new Set([...some].map(urnOf));
    return new Set(all.filter((artefact) => artefact.refersTo.some((urn) => urns.has(urn))));
  };
  const closure = (step: (some: Several) => Several): Several => {
    let found: Several = step(named);
    for (;;) {
      const more = new Set([...found, ...step(found)]);
      if (more.size === found.size) return found;
      found = more;
    }
  };
  const parents = () => above(named);
  const siblings = () => new Set([...parents(), ...below(parents())]);
  return new Set(
    references.flatMap((reference): Artefact[] => {
      switch (reference) {
        case "none":
          return [];
        case "parents":
          return [...parents()];
        case "parentsandsiblings":
          return [...siblings()];
        case "ancestors":
          return [...closure(above)];
        case "children":
          return [...below(named)];
        case "descendants":
          return [...closure(below)];
        case "all":
          return [...siblings(), ...closure(below)];
        default:
          return [...closure(above), ...closure(below)].filter((artefact) => artefact.kind === reference);
      }
    }),
  );
}
