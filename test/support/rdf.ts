import { readFileSync } from "node:fs";
import jsonld from "jsonld";
import { Parser } from "n3";
import SHACLValidator from "rdf-validate-shacl";
import rdf from "rdf-validate-shacl/src/defaultEnv.js";

/** A violation or a warning of a SHACL shape, as a text. */
export interface ShapeFinding {
  readonly severity: string;
  readonly text: string;
}

/**
 * Checks JSON-LD against SHACL shapes with an independent validator.
 *
 * @param base address against which relative IRIs of the document are resolved
 */
export async function shapeFindings(document: object, shapes: string, base: string): Promise<ShapeFinding[]> {
  const validator = new SHACLValidator(turtle(readFileSync(shapes, "utf8")), { factory: rdf });
  const { results } = await validator.validate(await graph(document, base));
  return results.map(({ severity, path, focusNode, value, sourceConstraintComponent }) => ({
    severity: severity?.value.split("#")[1] ?? "",
    text: [focusNode?.value, path?.value, sourceConstraintComponent?.value.split("#")[1], value?.value].join(" "),
  }));
}

/** The triples of a JSON-LD document. Contexts at other addresses are not fetched: a document that names one fails. */
export async function graph(document: object, base: string) {
  const options = {
    base,
    format: "application/n-quads",
    documentLoader: async (url: string) => {
      throw new Error(`${url} is not fetched`);
    },
  };
  return turtle(String(await jsonld.toRDF(document as jsonld.JsonLdDocument, options as jsonld.Options.ToRdf)));
}

function turtle(text: string) {
  return rdf.dataset(new Parser({ factory: rdf, baseIRI: "https://shapes.example/" }).parse(text));
}
