/** What the tests use of n3, which has no types of its own. */
declare module "n3" {
  import type { DataFactory, Quad } from "@rdfjs/types";
  export class Parser {
    constructor(options: { readonly factory: DataFactory; readonly baseIRI?: string });
    parse(text: string): Quad[];
  }
}
