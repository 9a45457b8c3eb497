import { childOf, childrenOf, everyElement, parseXml, type XmlElement } from "./xml.ts";

const ROOT = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0";
const SPACES: Readonly<Record<string, string>> = { mes: `${ROOT}/message`, str: `${ROOT}/structure`, com: `${ROOT}/common` };

/** The root of a message. @throws when an element is not in one of SDMX's name spaces; elements of a data set have none */
export function mlMessageOf(text: string): XmlElement {
  const root = parseXml(text);
  const known = [...Object.values(SPACES), ""];
  for (const { name, uri } of everyElement(root)) if (!known.includes(uri)) throw new Error(`${name} is in ${uri}`);
  return root;
}

type Row = Readonly<Record<string, string>>;

/** The observations of a data message, each component as text; components without a value are left out. */
export function rowsOfMl(text: string): Row[] {
  const message = mlMessageOf(text);
  const structures = childrenOf(childOf(message, "Header"), "Structure").map(({ attributes }) => attributes);
  return childrenOf(message, "DataSet").flatMap((set) => {
    const structure = structures.find((one) => one.structureID === set.attributes["ss:structureRef"]);
    const [prefix] = (set.attributes["xsi:type"] ?? "").split(":");
    if (!structure || message.attributes[`xmlns:${prefix}`] !== structure.namespace) throw new Error("a set without a structure");
    if (structure.dimensionAtObservation === "AllDimensions") return childrenOf(set, "Obs").map(({ attributes }) => attributes);
    return childrenOf(set, "Series").flatMap((series) =>
      childrenOf(series, "Obs").map(({ attributes }) => ({ ...series.attributes, ...attributes })),
    );
  });
}

/** The texts of the elements of a name, by language. */
function texts(element: XmlElement, name: string): Record<string, string> | undefined {
  const elements = childrenOf(element, name);
  return elements.length === 0
    ? undefined
    : Object.fromEntries(elements.map(({ attributes, text }) => [attributes["xml:lang"], text]));
}

const textOf = (element: XmlElement, name: string) => childrenOf(element, name)[0]?.text;

/** The object without its undefined fields. */
function withoutUndefined(object: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

function componentOf(element: XmlElement): Record<string, unknown> {
  const representation = childOf(element, "LocalRepresentation");
  const enumeration = textOf(representation, "Enumeration");
  const { id, position, usage } = element.attributes;
  return withoutUndefined({
    id,
    position: position === undefined ? undefined : Number(position),
    usage,
    conceptIdentity: textOf(element, "ConceptIdentity"),
    localRepresentation:
      enumeration === undefined
        ? { format: { dataType: childOf(representation, "TextFormat").attributes.textType } }
        : { enumeration },
    attributeRelationship:
      element.name === "Attribute" && childOf(childOf(element, "AttributeRelationship"), "Observation")
        ? { observation: {} }
        : undefined,
  });
}

function bodyOf(element: XmlElement): Record<string, unknown> {
  const [components] = childrenOf(element, "DataStructureComponents");
  const plain = { structure: textOf(element, "Structure"), source: textOf(element, "Source"), target: textOf(element, "Target") };
  if (!components) return withoutUndefined(plain);
  const list = (name: string) => childOf(components, name);
  return {
    dataStructureComponents: {
      dimensionList: {
        id: list("DimensionList").attributes.id,
        dimensions: childrenOf(list("DimensionList"), "Dimension").map(componentOf),
        timeDimension: componentOf(childOf(list("DimensionList"), "TimeDimension")),
      },
      measureList: {
        id: list("MeasureList").attributes.id,
        measures: childrenOf(list("MeasureList"), "Measure").map(componentOf),
      },
      attributeList: {
        id: list("AttributeList").attributes.id,
        attributes: childrenOf(list("AttributeList"), "Attribute").map(componentOf),
      },
    },
  };
}

const ITEMS: Readonly<Record<string, string>> = {
  Agency: "agencies",
  Code: "codes",
  Concept: "concepts",
  Category: "categories",
};

/** One artefact, with the field names of SDMX-JSON. */
export function artefactOfMl(element: XmlElement): Record<string, unknown> {
  const { id, agencyID, version, urn, isExternalReference, isPartial } = element.attributes;
  const items = Object.entries(ITEMS).flatMap(([name, list]) => {
    const artefacts = childrenOf(element, name);
    const read = (one: XmlElement) => {
      const found = childrenOf(one, "Annotations").flatMap((list) => childrenOf(list, "Annotation"));
      const annotations = found.map((note) => ({
        type: textOf(note, "AnnotationType"),
        value: textOf(note, "AnnotationValue"),
      }));
      return withoutUndefined({
        id: one.attributes.id,
        names: texts(one, "Name"),
        parent: textOf(one, "Parent"),
        annotations: annotations.length === 0 ? undefined : annotations,
      });
    };
    return artefacts.length === 0 ? [] : [[list, artefacts.map(read)]];
  });
  return withoutUndefined({
    id,
    agencyID,
    version,
    urn,
    isExternalReference: isExternalReference === "true",
    isPartial: isPartial === undefined ? undefined : isPartial === "true",
    names: texts(element, "Name"),
    descriptions: texts(element, "Description"),
    ...Object.fromEntries(items),
    ...bodyOf(element),
  });
}

/** The artefacts of a structure message, in lists that are named as in SDMX-JSON. */
export function structuresOfMl(text: string): Record<string, Record<string, unknown>[]> {
  const lists = childOf(mlMessageOf(text), "Structures").children;
  return Object.fromEntries(
    lists.map(({ name, children }) => [`${name[0]?.toLowerCase()}${name.slice(1)}`, children.map(artefactOfMl)]),
  );
}
