import { SaxesParser } from "saxes";
import { Refusal } from "../contract/problem.ts";
import { unreadable, within } from "./bounds.ts";

/** What a reader of XML is told: local names, without prefixes. */
export interface XmlEvents {
  /** `path` ends with the element that opens */
  open?(path: readonly string[], attributes: Readonly<Record<string, string>>): void;
  /** the element that closes is still the path's last; `text` is what stood directly in it */
  close(path: readonly string[], text: string): void;
}

const local = (name: string) => name.slice(name.indexOf(":") + 1);

/**
 * Reads XML in one pass. A document type is refused, and with it every entity but the five that XML has: nothing is
 * fetched, and nothing expands.
 *
 * @throws Refusal `unreadable-file` when it is not well formed, cut short, or nested too deep
 */
export function readXml(pieces: Iterable<string>, events: XmlEvents): void {
  const path: string[] = [];
  const texts: string[] = [];
  const parser = new SaxesParser({ xmlns: false, position: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("doctype", () => {
    throw unreadable("XML with a document type is not read: it could define entities");
  });
  parser.on("opentag", ({ name, attributes }) => {
    path.push(local(name));
    texts.push("");
    within("the depth of the XML", "depth", path.length);
    events.open?.(path, attributes);
  });
  const add = (text: string) => {
    if (texts.length > 0) texts[texts.length - 1] += text;
  };
  parser.on("text", add);
  parser.on("cdata", add);
  parser.on("closetag", () => {
    events.close(path, (texts.pop() ?? "").trim());
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
