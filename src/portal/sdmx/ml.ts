import { xmlText } from "../xml.ts";
import type { metaOf } from "./message.ts";

/** What is common to the messages of SDMX-ML 3.0: name spaces, elements, the header. */
const ROOT = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0";
const NAMESPACES = {
  mes: `${ROOT}/message`,
  str: `${ROOT}/structure`,
  com: `${ROOT}/common`,
  ss: `${ROOT}/data/structurespecific`,
  xsi: "http://www.w3.org/2001/XMLSchema-instance",
};

export type Attributes = Readonly<Record<string, string>>;

/** An element of other elements, or of nothing. A text is joined once a level, of which messages have few. */
export function element(name: string, attributes: Attributes = {}, children: readonly string[] = []): string {
  const start = `<${name}${attributesOf(attributes)}`;
  return children.length === 0 ? `${start}/>` : `${start}>${children.join("")}</${name}>`;
}

/** An element of text. */
export function textElement(name: string, text: string, attributes: Attributes = {}): string {
  return element(name, attributes, [xmlText(text)]);
}

function attributesOf(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${xmlText(value)}"`)
    .join("");
}

/**
 * A whole message.
 *
 * @param header elements that only some messages have in their header
 * @param more name spaces, by prefix
 */
export function mlMessage(
  name: "Structure" | "StructureSpecificData",
  meta: ReturnType<typeof metaOf>,
  header: readonly string[],
  payload: readonly string[],
  more: Attributes = {},
): string {
  const spaces = Object.fromEntries(Object.entries({ ...NAMESPACES, ...more }).map(([prefix, uri]) => [`xmlns:${prefix}`, uri]));
  const { id, test, prepared, sender, contentLanguages } = meta;
  const named = textElement("com:Name", sender.name, { "xml:lang": contentLanguages[0] as string });
  const head = element("mes:Header", {}, [
    textElement("mes:ID", id),
    textElement("mes:Test", String(test)),
    textElement("mes:Prepared", prepared),
    element("mes:Sender", { id: sender.id }, [named]),
    ...header,
  ]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(`mes:${name}`, spaces, [head, ...payload])}\n`;
}
