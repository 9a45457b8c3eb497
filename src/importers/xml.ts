import { SaxesParser } from "saxes";
import { Refusal } from "../contract/problem.ts";
import { checkFileBound, unreadable } from "./bounds.ts";

/** An element, reported at its end. Names are local, without prefixes. */
export interface XmlElement {
  /** names from the root down to the element's own */
  readonly path: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
  /** text directly inside it */
  readonly text: string;
}

/**
 * Reads XML in one pass. A document type is refused, and so are all entities but XML's own five: nothing is fetched, and nothing
 * expands.
 *
 * @throws Refusal `unreadable-file` where it is malformed, cut short, or nested too deep
 */
export function readXml(pieces: Iterable<string>, visit: (element: XmlElement) => void): void {
  const path: string[] = [];
  const texts: string[] = [];
  const parser = new SaxesParser({ xmlns: false, position: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("doctype", () => {
    throw unreadable("XML with a document type is not read: it could define entities");
  });
  parser.on("opentag", ({ name }) => {
    path.push(name.slice(name.indexOf(":") + 1));
    texts.push("");
    checkFileBound("the depth of the XML", "depth", path.length);
  });
  const add = (text: string) => texts.push((texts.pop() ?? "") + text);
  parser.on("text", add);
  parser.on("cdata", add);
  parser.on("closetag", ({ attributes }) => {
    visit({ path, attributes, text: (texts.pop() ?? "").trim() });
    path.pop();
  });
  try {
    for (const piece of pieces) parser.write(piece);
    parser.close();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw unreadable(`the XML must be well formed to its end; it is not from line ${parser.line} on`);
  }
}
