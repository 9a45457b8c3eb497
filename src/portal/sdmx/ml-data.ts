import { numberAt } from "../../release/index.ts";
import { xmlText } from "../xml.ts";
import { ALL_DIMENSIONS, type ComponentId } from "./components.ts";
import { seriesDimensions } from "./data-query.ts";
import { belongsTo, dataMetaOf, idIn, isText, type MessageInput, type Part } from "./message.ts";
import { element, mlMessage, textElement } from "./ml.ts";

/**
 * SDMX-ML 3.0 data message, structure-specific: one data set a dataflow. Each component is an attribute of XML; a withheld
 * cell's values are left out, as SDMX-CSV leaves them empty.
 */
export function dataMl(input: MessageInput): string {
  const spaces = input.parts.map((part, i) => [`ns${i + 1}`, spaceOf(input, part)] as const);
  const header = input.parts.map((part, i) => structureOf(input, part, i));
  const sets = input.parts.map((part, i) => dataSetOf(input, part, i));
  // What answers a query is information, and asks nobody to change anything.
  const action = textElement("mes:DataSetAction", "Information");
  return mlMessage("StructureSpecificData", dataMetaOf(input), [...header, action], sets, Object.fromEntries(spaces));
}

/** The name space that SDMX gives a data set's own schema. */
function spaceOf(input: MessageInput, { dataset }: Part): string {
  return `${belongsTo(input, dataset).urn}:ObsLevelDim:${input.at}`;
}

function structureOf(input: MessageInput, part: Part, index: number): string {
  const attributes = {
    structureID: `S${index + 1}`,
    namespace: spaceOf(input, part),
    dimensionAtObservation: input.at,
  };
  const name = input.context === "dataflow" ? "com:StructureUsage" : "com:Structure";
  return element("mes:Structure", attributes, [textElement(name, belongsTo(input, part.dataset).urn)]);
}

function dataSetOf(input: MessageInput, part: Part, index: number): string {
  const { measures, attributes, at } = input;
  const values = [...measures, ...attributes];
  const attributesOfSet = { "ss:structureRef": `S${index + 1}`, "xsi:type": `ns${index + 1}:DataSetType` };
  if (at === "AllDimensions") {
    const write = writerOf(part, [...ALL_DIMENSIONS, ...values]);
    return element(
      "mes:DataSet",
      attributesOfSet,
      part.rows.map((row) => `<Obs${write(row)}/>`),
    );
  }
  const key = writerOf(part, seriesDimensions(at));
  const own = writerOf(part, [at, ...values]);
  const series = new Map<string, string[]>();
  for (const row of part.rows) {
    const name = key(row);
    const cells = series.get(name);
    if (cells) cells.push(`<Obs${own(row)}/>`);
    else series.set(name, [`<Obs${own(row)}/>`]);
  }
  const written = [...series].map(([name, cells]) => `<Series${name}>${cells.join("")}</Series>`);
  return element("mes:DataSet", attributesOfSet, written);
}

/** Writes some components of a row as attributes. Each distinct text is written once. */
function writerOf({ view: { table } }: Part, components: readonly ComponentId[]): (row: number) => string {
  const writers = components.map((id): ((row: number) => string) => {
    if (!isText(id)) {
      return (row) => {
        const value = numberAt(table, id, row);
        return value === null ? "" : ` ${id}="${value}"`;
      };
    }
    const { values = [], codes = new Int32Array() } = table.text[id] ?? {};
    const written = values.map((text) => ` ${id}="${xmlText(idIn(id, text))}"`);
    return (row) => written[codes[row] as number] as string;
  });
  return (row) => writers.map((write) => write(row)).join("");
}
