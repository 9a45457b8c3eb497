import { SaxesParser } from "saxes";

/** An element of a document: its local name, its name space, and its content. */
export interface XmlElement {
  readonly name: string;
  readonly uri: string;
  /** by their names as written, prefix included */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

/** The root of a document, which must be well-formed. */
export function parseXml(text: string): XmlElement {
  const stack: XmlElement[] = [{ name: "", uri: "", attributes: {}, children: [], text: "" }];
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ local, uri, attributes }) => {
    const attributeValues = Object.fromEntries(Object.values(attributes).map(({ name, value }) => [name, value]));
    const element = { name: local, uri, attributes: attributeValues, children: [], text: "" };
    stack.at(-1)?.children.push(element);
    stack.push(element);
  });
  parser.on("text", (more) => {
    (stack.at(-1) as XmlElement).text += more;
  });
  parser.on("closetag", () => void stack.pop());
  parser.write(text).close();
  const [document] = stack;
  const root = document?.children[0];
  if (stack.length !== 1 || !root) throw new Error("a document without an end");
  return root;
}

export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** The only child of this name. */
export function childOf(element: XmlElement, name: string): XmlElement {
  const [found, ...more] = childrenOf(element, name);
  if (!found || more.length > 0) throw new Error(`${found ? "several" : "no"} ${name} in ${element.name}`);
  return found;
}

/** The element and everything below it, in document order. */
export function everyElement(element: XmlElement): XmlElement[] {
  return [element, ...element.children.flatMap(everyElement)];
}
