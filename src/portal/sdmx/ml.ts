import type { Labels } from "../../domains/index.ts";
import { LANGUAGES, type Language } from "../negotiate.ts";
import { xmlText } from "../xml.ts";
import { ALL_DIMENSIONS, ATTRIBUTES, MEASURES, TIME } from "./components.ts";
import { KINDS, type Kind, urnOf, VERSION } from "./ids.ts";
import type { Column, DataMessage, DataSet, MessageHeader } from "./message.ts";
import { groupRows } from "./rows.ts";
import type { Artefact, Component } from "./structures.ts";

/** Messages of SDMX-ML 3.0. */

const ROOT = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0";
const NAMESPACES = {
  mes: `${ROOT}/message`,
  str: `${ROOT}/structure`,
  com: `${ROOT}/common`,
  ss: `${ROOT}/data/structurespecific`,
  xsi: "http://www.w3.org/2001/XMLSchema-instance",
};

type Attributes = Readonly<Record<string, string | number>>;

/** An element of other elements, or of nothing. */
function element(name: string, attributes: Attributes = {}, children: readonly string[] = []): string {
  const given = Object.entries(attributes).map(([attribute, value]) => ` ${attribute}="${xmlText(String(value))}"`);
  const start = `<${name}${given.join("")}`;
  return children.length === 0 ? `${start}/>` : `${start}>${children.join("")}</${name}>`;
}

function textElement(name: string, text: string, attributes: Attributes = {}): string {
  return element(name, attributes, [xmlText(text)]);
}

/** @param extra elements that only some messages have in their header; @param spaces name spaces beside the standard's, by prefix */
function mlMessage(
  name: "Structure" | "StructureSpecificData",
  { id, test, prepared, sender, contentLanguages: [language] }: MessageHeader,
  extra: readonly string[],
  payload: readonly string[],
  spaces: Attributes = {},
): string {
  const prefixes = Object.entries({ ...NAMESPACES, ...spaces }).map(([prefix, uri]) => [`xmlns:${prefix}`, uri]);
  const header = element("mes:Header", {}, [
    textElement("mes:ID", id),
    textElement("mes:Test", String(test)),
    textElement("mes:Prepared", prepared),
    element("mes:Sender", { id: sender.id }, [textElement("com:Name", sender.name, { "xml:lang": language })]),
    ...extra,
  ]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(`mes:${name}`, Object.fromEntries(prefixes), [header, ...payload])}\n`;
}

/**
 * Data message, structure-specific: one data set a dataflow. Each component is an attribute of XML; a withheld cell's values are
 * left out, as SDMX-CSV leaves them empty.
 */
export function dataMl({ header, context, at, sets }: DataMessage): string {
  // SDMX gives each data set a schema of its own, by this name space.
  const spaces = sets.map(({ structure }) => `${structure.urn}:ObsLevelDim:${at}`);
  const reference = context === "dataflow" ? "com:StructureUsage" : "com:Structure";
  const structures = sets.map(({ structure }, i) => {
    const attributes = { structureID: `S${i + 1}`, namespace: spaces[i] as string, dimensionAtObservation: at };
    return element("mes:Structure", attributes, [textElement(reference, structure.urn)]);
  });
  const dataSets = sets.map((set, i) =>
    element("mes:DataSet", { "ss:structureRef": `S${i + 1}`, "xsi:type": `ns${i + 1}:DataSetType` }, observationsOf(set)),
  );
  // The answer to a query is information, and asks nobody to change anything.
  const action = textElement("mes:DataSetAction", "Information");
  const prefixes = Object.fromEntries(spaces.map((space, i) => [`ns${i + 1}`, space]));
  return mlMessage("StructureSpecificData", header, [...structures, action], dataSets, prefixes);
}

function observationsOf({ series, observation, measures, attributes, rows }: DataSet): string[] {
  const own = attributeWriter([...observation, ...measures, ...attributes]);
  const written = (row: number) => `<Obs${own(row)}/>`;
  if (series.length === 0) return rows.map(written);
  const key = attributeWriter(series);
  return groupRows(rows, key).map((group) => `<Series${key(group[0] as number)}>${group.map(written).join("")}</Series>`);
}

/** Writes components of a row as attributes, each distinct value once. */
function attributeWriter(columns: readonly Column[]): (row: number) => string {
  const writers = columns.map(({ id, values, place }) => {
    const written = values.map((value) => (value.id === null ? "" : ` ${id}="${xmlText(String(value.id))}"`));
    return (row: number) => written[place(row)] as string;
  });
  return (row) => writers.map((write) => write(row)).join("");
}

/** Structure message: the artefacts come in the order of their kinds, which is one that the schema takes. */
export function structureMl(artefacts: readonly Artefact[], header: MessageHeader, language: Language): string {
  const lists = (Object.keys(KINDS) as Kind[]).flatMap((kind) => {
    const some = artefacts.filter((artefact) => artefact.kind === kind).map((artefact) => artefactMl(artefact, language));
    return some.length === 0 ? [] : [element(`str:${KINDS[kind].list}`, {}, some)];
  });
  return mlMessage("Structure", header, [], [element("mes:Structures", {}, lists)]);
}

function artefactMl(
  { kind, agency, id, names, descriptions, items, references, components }: Artefact,
  language: Language,
): string {
  const attributes = {
    id,
    agencyID: agency,
    // Schemes of organisations have no version in SDMX-ML.
    ...(kind === "agencyscheme" ? {} : { version: VERSION }),
    urn: urnOf(kind, agency, id),
    isExternalReference: "false",
    ...(items && { isPartial: "false" }),
  };
  const itemsMl = items?.map((item) =>
    element(`str:${KINDS[kind].item}`, { id: item.id }, [
      ...texts("com:Name", item.names, language),
      ...(item.parent === undefined ? [] : [textElement("str:Parent", item.parent)]),
    ]),
  );
  return element(`str:${KINDS[kind].one}`, attributes, [
    ...texts("com:Name", names, language),
    ...(descriptions ? texts("com:Description", descriptions, language) : []),
    ...(itemsMl ?? []),
    ...Object.entries(references ?? {}).map(([name, urn]) => textElement(`str:${name[0]?.toUpperCase()}${name.slice(1)}`, urn)),
    ...(components ? [componentsMl(components)] : []),
  ]);
}

/** A text in every language, the reader's first. */
function texts(name: string, labels: Labels, language: Language): string[] {
  const order = [language, ...LANGUAGES.filter((one) => one !== language)];
  return order.map((one) => textElement(name, labels[one], { "xml:lang": one }));
}

function componentsMl(components: readonly Component[]): string {
  const list = (name: string, ids: readonly string[], write: (component: Component, i: number) => string) =>
    element(`str:${name}List`, { id: `${name}Descriptor` }, components.filter(({ id }) => ids.includes(id)).map(write));
  const atObservation = element("str:AttributeRelationship", {}, [element("str:Observation")]);
  return element("str:DataStructureComponents", {}, [
    list("Dimension", ALL_DIMENSIONS, (one, i) =>
      one.id === TIME ? componentMl("TimeDimension", one) : componentMl("Dimension", one, { position: i + 1 }),
    ),
    list("Attribute", ATTRIBUTES, (one) => componentMl("Attribute", one, { usage: "mandatory" }, [atObservation])),
    // A withheld cell has no measure.
    list("Measure", MEASURES, (one) => componentMl("Measure", one, { usage: "optional" })),
  ]);
}

function componentMl(name: string, component: Component, attributes: Attributes = {}, more: readonly string[] = []): string {
  const { id, conceptIdentity, localRepresentation: representation } = component;
  const values =
    "enumeration" in representation
      ? textElement("str:Enumeration", representation.enumeration)
      : element("str:TextFormat", { textType: representation.format.dataType });
  return element(`str:${name}`, { id, ...attributes }, [
    textElement("str:ConceptIdentity", conceptIdentity),
    element("str:LocalRepresentation", {}, [values]),
    ...more,
  ]);
}
