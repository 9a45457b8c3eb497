import { h } from "../shared/dom.ts";
import { folded } from "../shared/folded.ts";
import { dataTable } from "../shared/table.ts";
import { curlOf, type Entry, type Field, fieldsOf, groups, type Known, type OpenApi, typeOf } from "./openapi.ts";
import type { DocsWords } from "./words.ts";

/**
 * Every address of a description, folded, in groups. The description is English, and marked so.
 *
 * @param known null: nothing here answers these addresses, and no command is offered
 */
export function reference(document: OpenApi, words: DocsWords, base: string, known: Known | null): HTMLElement[] {
  return groups(document).map(([name, entries]) =>
    h(
      "section",
      { class: "addresses" },
      h("h3", {}, h("code", {}, name)),
      ...entries.map((entry) => address(entry, document, words, base, known)),
    ),
  );
}

function address(entry: Entry, document: OpenApi, words: DocsWords, base: string, known: Known | null): HTMLElement {
  const { method, path, operation } = entry;
  const element = folded("", () => details(entry, document, words, base, known));
  const summary = element.querySelector("summary");
  summary?.replaceChildren(
    h("span", { class: "method" }, method),
    " ",
    h("code", {}, path),
    " ",
    h("span", { class: "about", lang: "en" }, operation.summary ?? ""),
  );
  return element;
}

function details(
  { operation, ...entry }: Entry,
  document: OpenApi,
  words: DocsWords,
  base: string,
  known: Known | null,
): HTMLElement {
  const curl = known === null ? null : curlOf({ operation, ...entry }, base, known);
  const answers = Object.entries(operation.responses ?? {});
  const good = answers.find(([status]) => status.startsWith("2"))?.[1];
  const schema = Object.values(good?.content ?? {})[0]?.schema;
  const fields = fieldsOf(schema, document);
  const asked = Object.entries(operation.requestBody?.content ?? {});
  return h(
    "div",
    { class: "address-details" },
    operation.description ? h("p", { lang: "en" }, operation.description) : null,
    curl ? code(curl, "curl") : null,
    parameters(operation, words),
    ...asked.flatMap(([media, { schema: body }]) => [
      h("h4", {}, words.body, " ", h("code", {}, media)),
      fieldTable(fieldsOf(body, document), words, words.body),
    ]),
    h("h4", {}, words.answers),
    h(
      "ul",
      {},
      ...answers.map(([status, { description, content }]) =>
        h(
          "li",
          { lang: "en" },
          h("strong", {}, status),
          ` ${description ?? ""}`,
          ...Object.keys(content ?? {}).flatMap((media) => [" ", h("code", {}, media)]),
        ),
      ),
    ),
    fields.length === 0 ? null : folded(words.fields(String(fields.length)), () => fieldTable(fields, words, words.answer)),
  );
}

function parameters({ parameters: list = [] }: Entry["operation"], words: DocsWords): HTMLElement | null {
  if (list.length === 0) return null;
  const rows = list.map((one) => ({
    path: one.name,
    type: `${typeOf(one.schema)}${one.schema?.default === undefined ? "" : ` = ${String(one.schema.default)}`}`,
    required: one.required ?? false,
    about: one.description ?? one.schema?.description ?? "",
  }));
  return h("div", {}, h("h4", {}, words.parameters), fieldTable(rows, words, words.parameters));
}

function fieldTable(fields: readonly Field[], words: DocsWords, caption: string): HTMLElement {
  return dataTable({
    caption,
    captionHidden: true,
    rows: fields,
    columns: [
      { label: words.name, cell: ({ path }) => h("code", {}, path) },
      { label: words.type, cell: ({ type, required }) => (required ? `${type}, ${words.required}` : type) },
      { label: words.meaning, remark: true, cell: ({ about }) => (about === "" ? "" : h("span", { lang: "en" }, about)) },
    ],
  });
}

/** A program as it stands, in a region that scrolls by keyboard. */
export function code(text: string, label: string): HTMLElement {
  return h("pre", { tabindex: "0", role: "region", "aria-label": label }, h("code", {}, text));
}
