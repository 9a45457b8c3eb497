import type { Labels } from "../../domains/index.ts";
import { LANGUAGES, type Language } from "../negotiate.ts";
import {
  type ArtefactBody,
  type Component,
  type ComponentLists,
  type Item,
  itemsOf,
  KINDS,
  type Kind,
  pathOf,
  urnOf,
} from "./artefact.ts";
import { VERSION } from "./ids.ts";
import type { metaOf } from "./message.ts";
import { type Attributes, element, mlMessage, textElement } from "./ml.ts";
import type { Found } from "./structure-query.ts";

/** What a list, one artefact and an item in it are called, in an order in which nothing refers to what comes later. */
const NAMES: Readonly<Record<Kind, readonly [list: string, one: string, item?: string]>> = {
  agencyscheme: ["AgencySchemes", "AgencyScheme", "Agency"],
  codelist: ["Codelists", "Codelist", "Code"],
  conceptscheme: ["ConceptSchemes", "ConceptScheme", "Concept"],
  datastructure: ["DataStructures", "DataStructure"],
  dataflow: ["Dataflows", "Dataflow"],
  categoryscheme: ["CategorySchemes", "CategoryScheme", "Category"],
  categorisation: ["Categorisations", "Categorisation"],
};

/** SDMX-ML 3.0 structure message: the same artefacts as in SDMX-JSON. */
export function structureMl(found: readonly Found[], meta: ReturnType<typeof metaOf>, language: Language): string {
  const lists = (Object.keys(NAMES) as Kind[]).flatMap((kind) => {
    const some = found.filter(({ artefact }) => artefact.kind === kind);
    return some.length === 0
      ? []
      : [
          element(
            `str:${NAMES[kind][0]}`,
            {},
            some.map((one) => artefactMl(one, language)),
          ),
        ];
  });
  return mlMessage("Structure", meta, [], [element("mes:Structures", {}, lists)]);
}

function artefactMl({ artefact, amount, only }: Found, language: Language): string {
  const { kind, agency, id, names, descriptions, body } = artefact;
  const [, name, itemName] = NAMES[kind];
  const full = amount === "full";
  const attributes: Attributes = {
    id,
    agencyID: agency,
    // Schemes of organisations have no version in SDMX-ML.
    ...(kind === "agencyscheme" ? {} : { version: VERSION }),
    urn: urnOf(artefact),
    isExternalReference: String(!full),
    ...(full ? {} : { structureURL: pathOf(artefact) }),
    ...(full && KINDS[kind].items !== null ? { isPartial: String(only !== undefined) } : {}),
  };
  return element(`str:${name}`, attributes, [
    ...texts("com:Name", names, language),
    ...(descriptions && amount !== "stub" ? texts("com:Description", descriptions, language) : []),
    ...(full && itemName !== undefined ? itemsOf(artefact, only).map((item) => itemMl(itemName, item, language)) : []),
    ...(full && body ? bodyMl(body) : []),
  ]);
}

/** A text in every language, the reader's first. */
function texts(name: string, labels: Labels, language: Language): string[] {
  const order = [language, ...LANGUAGES.filter((one) => one !== language)];
  return order.map((one) => textElement(name, labels[one], { "xml:lang": one }));
}

function itemMl(name: string, { id, names, parent }: Item, language: Language): string {
  const children = texts("com:Name", names, language);
  if (parent !== undefined) children.push(textElement("str:Parent", parent));
  return element(`str:${name}`, { id }, children);
}

function bodyMl(body: ArtefactBody): string[] {
  if ("structure" in body) return [textElement("str:Structure", body.structure)];
  if ("source" in body) return [textElement("str:Source", body.source), textElement("str:Target", body.target)];
  return [componentsMl(body.dataStructureComponents)];
}

function componentsMl({ dimensionList, measureList, attributeList }: ComponentLists): string {
  const atObservation = element("str:AttributeRelationship", {}, [element("str:Observation")]);
  return element("str:DataStructureComponents", {}, [
    element("str:DimensionList", { id: dimensionList.id }, [
      ...dimensionList.dimensions.map((one) => componentMl("str:Dimension", one)),
      componentMl("str:TimeDimension", dimensionList.timeDimension),
    ]),
    element(
      "str:AttributeList",
      { id: attributeList.id },
      attributeList.attributes.map((one) => componentMl("str:Attribute", one, [atObservation])),
    ),
    element(
      "str:MeasureList",
      { id: measureList.id },
      measureList.measures.map((one) => componentMl("str:Measure", one)),
    ),
  ]);
}

function componentMl(name: string, component: Component, more: readonly string[] = []): string {
  const { id, conceptIdentity, localRepresentation: representation, position, usage } = component;
  const values =
    "enumeration" in representation
      ? textElement("str:Enumeration", representation.enumeration)
      : element("str:TextFormat", { textType: representation.format.dataType });
  const attributes: Attributes = {
    id,
    ...(position === undefined ? {} : { position: String(position) }),
    ...(usage === undefined ? {} : { usage }),
  };
  return element(name, attributes, [
    textElement("str:ConceptIdentity", conceptIdentity),
    element("str:LocalRepresentation", {}, [values]),
    ...more,
  ]);
}
