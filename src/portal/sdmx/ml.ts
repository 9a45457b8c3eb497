import type { Labels } from "../../domains/index.ts";
import { LANGUAGES, type Language } from "../params.ts";
import { groupRows } from "../view.ts";
import { Markup, xml } from "../xml.ts";
import {
  ALL_DIMENSIONS,
  KINDS,
  type Kind,
  ORIGIN_NOTE,
  PLAIN_CODE,
  SDMX_ATTRIBUTES,
  SDMX_MEASURES,
  TIME,
  urnOf,
  VERSION,
} from "./ids.ts";
import type { Column, DataMessage, DataSet, MessageHeader } from "./message.ts";
import type { Artefact, Component } from "./structures.ts";

/** Messages of SDMX-ML 3.0. */

const ROOT = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0";

/**
 * Wraps a payload in a message.
 *
 * @param extra elements of the header that only some messages have;
 * @param spaces further name spaces
 */
function mlMessage(
  name: "Structure" | "StructureSpecificData",
  { id, test, prepared, sender, contentLanguages: [language] }: MessageHeader,
  payload: Markup,
  extra: readonly Markup[] = [],
  spaces: readonly Markup[] = [],
): string {
  const { text } = xml`<?xml version="1.0" encoding="UTF-8"?>
<mes:${name} xmlns:mes="${ROOT}/message" xmlns:str="${ROOT}/structure" xmlns:com="${ROOT}/common" xmlns:ss="${ROOT}/data/structurespecific" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"${spaces}><mes:Header><mes:ID>${id}</mes:ID><mes:Test>${test}</mes:Test><mes:Prepared>${prepared}</mes:Prepared><mes:Sender id="${sender.id}"><com:Name xml:lang="${language}">${sender.name}</com:Name></mes:Sender>${extra}</mes:Header>${payload}</mes:${name}>
`;
  return text;
}

/**
 * Writes a structure-specific data message, one data set for each dataflow. Each component is an XML attribute. Values of a
 * withheld cell are left out, as they are empty in SDMX-CSV.
 */
export function dataMl({ header, context, at, sets }: DataMessage): string {
  const reference = context === "dataflow" ? "com:StructureUsage" : "com:Structure";
  // In SDMX each data set has its own schema, which this name space identifies.
  const numbered = sets.map((set, i) => ({ set, n: i + 1, space: `${set.structure.urn}:ObsLevelDim:${at}` }));
  const structures = numbered.map(
    ({ set, n, space }) =>
      xml`<mes:Structure structureID="S${n}" namespace="${space}" dimensionAtObservation="${at}"><${reference}>${set.structure.urn}</${reference}></mes:Structure>`,
  );
  const dataSets = numbered.map(
    ({ set, n }) => xml`<mes:DataSet ss:structureRef="S${n}" xsi:type="ns${n}:DataSetType">${observationsOf(set)}</mes:DataSet>`,
  );
  // An answer to a query informs, and asks for no change.
  const action = xml`<mes:DataSetAction>Information</mes:DataSetAction>`;
  const spaces = numbered.map(({ n, space }) => xml` xmlns:ns${n}="${space}"`);
  return mlMessage("StructureSpecificData", header, xml`${dataSets}`, [...structures, action], spaces);
}

function observationsOf({ series, observation, measures, attributes, rows }: DataSet): Markup[] {
  const observationAttributes = attributeWriter([...observation, ...measures, ...attributes]);
  const write = (row: number) => xml`<Obs${observationAttributes(row)}/>`;
  if (series.length === 0) return rows.map(write);
  const key = attributeWriter(series);
  return groupRows(rows, (row) => key(row).text).map(
    (group) => xml`<Series${key(group[0] as number)}>${group.map(write)}</Series>`,
  );
}

/** Returns a function that writes a row's components as attributes. Each distinct value is formatted once. */
function attributeWriter(columns: readonly Column[]): (row: number) => Markup {
  const writers = columns.map(({ id, values, place }) => {
    const attributes = values.map((value) => (value.id === null ? "" : xml` ${id}="${value.id}"`.text));
    return (row: number) => attributes[place(row)] as string;
  });
  return (row) => new Markup(writers.map((write) => write(row)).join(""));
}

/** Writes a structure message. Artefacts are in the order of `KINDS`, which the XML schema accepts. */
export function structureMl(artefacts: readonly Artefact[], header: MessageHeader, language: Language): string {
  const lists = (Object.keys(KINDS) as Kind[]).flatMap((kind) => {
    const some = artefacts.filter((artefact) => artefact.kind === kind).map((artefact) => artefactMl(artefact, language));
    return some.length === 0 ? [] : [xml`<str:${KINDS[kind].list}>${some}</str:${KINDS[kind].list}>`];
  });
  return mlMessage("Structure", header, xml`<mes:Structures>${lists}</mes:Structures>`);
}

function artefactMl(artefact: Artefact, language: Language): Markup {
  const { kind, agency, id, names, descriptions, origin, items = [], references = {}, components } = artefact;
  const { one, item } = KINDS[kind];
  // Organisation schemes have no version in SDMX-ML.
  const version = kind === "agencyscheme" ? [] : [xml` version="${VERSION}"`];
  const partial = artefact.items ? [xml` isPartial="false"`] : [];
  const itemElements = items.map(({ id: code, names: labels, parent, plain }) => {
    const annotations =
      plain === undefined
        ? []
        : [
            xml`<com:Annotations><com:Annotation><com:AnnotationType>${PLAIN_CODE}</com:AnnotationType><com:AnnotationValue>${plain}</com:AnnotationValue></com:Annotation></com:Annotations>`,
          ];
    const parents = parent === undefined ? [] : [xml`<str:Parent>${parent}</str:Parent>`];
    return xml`<str:${item} id="${code}">${annotations}${texts("Name", labels, language)}${parents}</str:${item}>`;
  });
  const referenceElements = Object.entries(references).map(([name, urn]) => {
    const tag = `${name[0]?.toUpperCase()}${name.slice(1)}`;
    return xml`<str:${tag}>${urn}</str:${tag}>`;
  });
  return xml`<str:${one} id="${id}" agencyID="${agency}"${version} urn="${urnOf(kind, agency, id)}" isExternalReference="false"${partial}>${origin ? annotationOf(origin, language) : []}${texts("Name", names, language)}${descriptions ? texts("Description", descriptions, language) : []}${itemElements}${referenceElements}${components ? componentsMl(components) : []}</str:${one}>`;
}

/** What figures were taken from, as an annotation in every language. */
const annotationOf = (origin: Labels, language: Language): Markup =>
  xml`<com:Annotations><com:Annotation><com:AnnotationType>${ORIGIN_NOTE}</com:AnnotationType>${texts("AnnotationText", origin, language)}</com:Annotation></com:Annotations>`;

/** A text in every language, the reader's first. */
function texts(name: string, labels: Labels, language: Language): Markup[] {
  const order = [language, ...LANGUAGES.filter((one) => one !== language)];
  return order.map((one) => xml`<com:${name} xml:lang="${one}">${labels[one]}</com:${name}>`);
}

function componentsMl(components: readonly Component[]): Markup {
  const list = (ids: readonly string[], write: (component: Component, i: number) => Markup) =>
    components.filter(({ id }) => ids.includes(id)).map(write);
  const dimensions = list(ALL_DIMENSIONS, (one, i) =>
    one.id === TIME
      ? xml`<str:TimeDimension id="${one.id}">${representationMl(one)}</str:TimeDimension>`
      : xml`<str:Dimension id="${one.id}" position="${i + 1}">${representationMl(one)}</str:Dimension>`,
  );
  const attributes = list(
    SDMX_ATTRIBUTES,
    (one) =>
      xml`<str:Attribute id="${one.id}" usage="mandatory">${representationMl(one)}<str:AttributeRelationship><str:Observation/></str:AttributeRelationship></str:Attribute>`,
  );
  // A withheld cell has no measure.
  const measures = list(
    SDMX_MEASURES,
    (one) => xml`<str:Measure id="${one.id}" usage="optional">${representationMl(one)}</str:Measure>`,
  );
  return xml`<str:DataStructureComponents><str:DimensionList id="DimensionDescriptor">${dimensions}</str:DimensionList><str:AttributeList id="AttributeDescriptor">${attributes}</str:AttributeList><str:MeasureList id="MeasureDescriptor">${measures}</str:MeasureList></str:DataStructureComponents>`;
}

function representationMl({ conceptIdentity, localRepresentation: representation }: Component): Markup {
  const values =
    "enumeration" in representation
      ? xml`<str:Enumeration>${representation.enumeration}</str:Enumeration>`
      : xml`<str:TextFormat textType="${representation.format.dataType}"/>`;
  return xml`<str:ConceptIdentity>${conceptIdentity}</str:ConceptIdentity><str:LocalRepresentation>${values}</str:LocalRepresentation>`;
}
