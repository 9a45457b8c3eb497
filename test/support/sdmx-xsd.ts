import type { XmlElement } from "./xml.ts";
import { childOf, childrenOf, everyElement } from "./xml.ts";

const ROOT = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0";

interface Component {
  readonly id: string;
  /** ids of its codelist; null for a number or a time */
  readonly codes: readonly string[] | null;
  readonly needed: boolean;
}

/** The components of a data structure, with the codes from the codelists of the same message. */
function componentsOf(structures: XmlElement, structure: XmlElement): Component[] {
  const lists = new Map(
    everyElement(structures)
      .filter(({ name }) => name === "Codelist")
      .map((one) => [one.attributes.urn, one]),
  );
  const elements = everyElement(structure).filter((one) =>
    ["Dimension", "TimeDimension", "Attribute", "Measure"].includes(one.name),
  );
  return elements.map((one) => {
    const [enumeration] = childrenOf(childOf(one, "LocalRepresentation"), "Enumeration");
    const list = enumeration && lists.get(enumeration.text);
    const codes = list ? childrenOf(list, "Code").map(({ attributes }) => attributes.id as string) : null;
    return { id: one.attributes.id as string, codes, needed: one.name !== "Measure" };
  });
}

/**
 * The XML schema, as a file, that SDMX derives for a data set from its data structure (SDMX 3.0, section 3A, part IV): every
 * dimension and mandatory attribute must be there, codes must be in their list, measures must be numbers.
 *
 * @param space name space of the data set
 * @param at the dimension at the observation, or `AllDimensions`
 * @param official folder of the official schemas
 */
export function dataSetSchema(
  structures: XmlElement,
  structure: XmlElement,
  space: string,
  at: string,
  official: string,
): string {
  const components = componentsOf(structures, structure);
  const dimensions = everyElement(structure).filter(({ name }) => name === "Dimension" || name === "TimeDimension");
  const ofSeries = at === "AllDimensions" ? [] : dimensions.map(({ attributes }) => attributes.id).filter((id) => id !== at);
  const types = components.flatMap(({ id, codes }) =>
    codes === null
      ? []
      : [
          `<xs:simpleType name="${id}"><xs:restriction base="xs:string">${codes.map((code) => `<xs:enumeration value="${code}"/>`).join("")}</xs:restriction></xs:simpleType>`,
        ],
  );
  const typeOf = ({ id, codes }: Component) =>
    codes !== null ? `own:${id}` : id === "TIME_PERIOD" ? "common:ObservationalTimePeriodType" : "xs:double";
  const attributes = (some: readonly Component[]) =>
    some
      .map((one) => `<xs:attribute name="${one.id}" type="${typeOf(one)}" use="${one.needed ? "required" : "optional"}"/>`)
      .join("");
  const without = (some: readonly Component[]) =>
    some.some(({ id }) => id === "TIME_PERIOD") ? "" : '<xs:attribute name="TIME_PERIOD" use="prohibited"/>';
  const type = (name: string, content: string, more: string) =>
    `<xs:complexType name="${name}"><xs:complexContent><xs:restriction base="dsd:${name}"><xs:sequence>${content}</xs:sequence>${more}</xs:restriction></xs:complexContent></xs:complexType>`;
  const inSeries = components.filter(({ id }) => ofSeries.includes(id));
  const atObservation = components.filter(({ id }) => !ofSeries.includes(id));
  const child = (name: string) => `<xs:element name="${name}" type="own:${name}Type" form="unqualified" maxOccurs="unbounded"/>`;
  return `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:dsd="${ROOT}/data/structurespecific" xmlns:common="${ROOT}/common" xmlns:own="${space}" targetNamespace="${space}" elementFormDefault="qualified">
<xs:import namespace="${ROOT}/common" schemaLocation="${official}/SDMXCommon.xsd"/>
<xs:import namespace="${ROOT}/data/structurespecific" schemaLocation="${official}/SDMXDataStructureSpecific.xsd"/>
${types.join("\n")}
${type("DataSetType", ofSeries.length === 0 ? child("Obs") : child("Series"), "")}
${ofSeries.length === 0 ? "" : type("SeriesType", child("Obs"), attributes(inSeries) + without(inSeries))}
${type("ObsType", "", attributes(atObservation) + without(atObservation))}
</xs:schema>`;
}

/** The schema of a whole message: the official one with those of its data sets. */
export function messageSchema(official: string, sets: readonly { readonly space: string; readonly file: string }[]): string {
  const imports = sets.map(({ space, file }) => `<xs:import namespace="${space}" schemaLocation="${file}"/>`);
  return `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:import namespace="${ROOT}/message" schemaLocation="${official}/SDMXMessage.xsd"/>
${imports.join("\n")}
</xs:schema>`;
}
