import { canonicalHash, OBSERVATIONS } from "../../release/index.ts";
import type { Dataset, Library } from "../library.ts";
import type { Language } from "../negotiate.ts";
import type { View } from "../view.ts";
import type { MessageVersion } from "./accept.ts";
import { codeNames } from "./codelists.ts";
import { type ComponentId, isCoded } from "./components.ts";
import type { AtObservation } from "./data-query.ts";
import { agencyName, agencyOf, sdmxId, urn } from "./ids.ts";
import { flowId, structureId } from "./structures.ts";

/** As what rows are given: a dataflow's, or its data structure's. */
export type Context = "dataflow" | "datastructure";

/** Some rows of one dataset, and how they are to be written. */
export interface Part {
  readonly dataset: Dataset;
  readonly view: View;
  readonly rows: readonly number[];
}

export interface MessageInput {
  readonly library: Library;
  readonly context: Context;
  readonly parts: readonly Part[];
  readonly at: AtObservation;
  readonly measures: readonly ComponentId[];
  readonly attributes: readonly ComponentId[];
  readonly language: Language;
}

/** `meta` of a message. When it was prepared is when the newest of its rows were published: the same rows, the same message. */
export function metaOf({ territory, commons, releases }: Library, language: Language, about: unknown) {
  const prepared = [...releases.values()].map(({ manifest }) => manifest.created_at).sort();
  const id = canonicalHash(JSON.stringify([about, [...releases.keys()]])).slice(0, 32);
  return {
    id,
    test: commons.sample,
    prepared: prepared.at(-1) ?? "1970-01-01T00:00:00Z",
    contentLanguages: [language],
    sender: { id: agencyName(territory), name: commons.name[language] },
  };
}

/** How a message in JSON begins, up to its `data`. Messages of 2.0 name their schema in `meta`, later ones beside it. */
export function jsonHead(kind: "data" | "structure", version: MessageVersion, meta: ReturnType<typeof metaOf>): string {
  const at = (path: string) => `https://json.sdmx.org/${path}/sdmx-json-${kind}-schema.json`;
  const head = version === "2.0.0" ? { meta: { schema: at("2.0.0"), ...meta } } : { $schema: at("2.1"), meta };
  return JSON.stringify(head).slice(0, -1);
}

/** `meta` of a data message: the same of all its forms. */
export function dataMetaOf(input: MessageInput) {
  const asked = { ...input, library: undefined, parts: input.parts.map(({ dataset, rows }) => [dataset.domain.id, rows]) };
  return metaOf(input.library, input.language, asked);
}

/** What rows belong to: identification as SDMX-CSV writes it, the urn, and the name. */
export function belongsTo({ library: { territory }, context, language }: MessageInput, dataset: Dataset) {
  const agency = agencyOf(territory);
  const id = context === "dataflow" ? flowId(dataset) : structureId(dataset);
  const self = urn(context, agency, id);
  return { id: self.slice(self.indexOf("=") + 1), urn: self, name: dataset.domain.labels[language] };
}

/** Labels of codes, each made once. */
export function codeLabels({ library, language }: Pick<MessageInput, "library" | "language">, dataset: Dataset) {
  const known = new Map<string, string>();
  return (id: ComponentId, code: string): string => {
    const key = `${id} ${code}`;
    const label = known.get(key) ?? codeNames(id, code, dataset, library)[language];
    known.set(key, label);
    return label;
  };
}

/** A text of a table as the message gives it. */
export function idIn(component: ComponentId, text: string): string {
  return isCoded(component) ? sdmxId(text) : text;
}

const TEXT = new Set(OBSERVATIONS.columns.filter((column) => column.type === "VARCHAR").map((column) => column.name));

export function isText(component: ComponentId): boolean {
  return TEXT.has(component);
}
