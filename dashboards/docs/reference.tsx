import { useState } from "preact/hooks";
import { unbroken } from "../shared/dom.ts";
import type { Lang } from "../shared/i18n.ts";
import { OneTapAway } from "../shared/one-tap-away.tsx";
import { CodeBlock } from "../shared/scrolled.tsx";
import { inFrench } from "./french-reference.ts";
import {
  curlOf,
  type DescribedRoute,
  type ExampleValues,
  type Field,
  fieldsOf,
  groups,
  type OpenApi,
  typeOf,
} from "./openapi.ts";
import { ReferenceTable } from "./plain-table.tsx";
import { DOCS, type DocsWords } from "./words.ts";

interface ReferenceProps {
  readonly document: OpenApi;
  readonly lang: Lang;
  /** address of the site */
  readonly base: string;
  /** null where nothing here answers these addresses, so that no command is offered */
  readonly known: ExampleValues | null;
}

/**
 * A sentence of the API's description in the page's language. One without a French translation is shown in English, and marked as
 * English.
 */
function Described({ text, lang }: { text: string | undefined; lang: Lang }) {
  if (text === undefined || text === "") return null;
  const translation = lang === "fr" ? inFrench(text) : null;
  return translation === null ? <span lang="en">{text}</span> : <span>{unbroken(translation)}</span>;
}

/** Every address of the API, folded, in parts that people look for. */
export function Reference(props: ReferenceProps) {
  const words = DOCS[props.lang].group;
  const parts = new Map<string, DescribedRoute[]>();
  for (const [name, entries] of groups(props.document)) {
    const part = partOf(name, words);
    parts.set(part, [...(parts.get(part) ?? []), ...entries]);
  }
  return (
    <>
      {[...parts].map(([part, entries]) => (
        <section key={part} class="addresses">
          <OneTapAway heading="h3" title={part}>
            {entries.map((entry, i) => (
              <Address
                key={`${entry.method} ${entry.path}`}
                entry={entry}
                said={entries[i - 1]?.operation.summary === entry.operation.summary}
                {...props}
              />
            ))}
          </OneTapAway>
        </section>
      ))}
    </>
  );
}

/** The part to which a group of addresses belongs; unknown groups are named by their beginning. */
function partOf(name: string, words: DocsWords["group"]): string {
  if (name.startsWith("/sdmx")) return words.sdmx;
  if (name === "/" || name.startsWith("/.well-known")) return words.site;
  if (name === "/v1/datasets") return words.topic;
  if (name === "/v1/releases") return words.release;
  if (name === "/v1/log") return words.log;
  if (["/v1/accessibility", "/v1/legal", "/v1/documents"].includes(name)) return words.site;
  const commons = ["/v1/catalog", "/v1/territory", "/v1/zones", "/v1/composition", "/v1/climate", "/v1/context", "/v1/notice"];
  return commons.includes(name) ? words.commons : name;
}

interface AddressProps extends ReferenceProps {
  readonly entry: DescribedRoute;
  /** true where the address above has the same summary, so that the path alone distinguishes them */
  readonly said: boolean;
}

function Address({ entry, said, ...props }: AddressProps) {
  const [open, setOpen] = useState(false);
  const { method, path, operation } = entry;
  return (
    <details class="address" onToggle={(event) => event.currentTarget.open && setOpen(true)}>
      <summary>
        <span class="http-method">{method}</span> <code>{path}</code>{" "}
        {said ? null : (
          <span class="about">
            <Described text={operation.summary} lang={props.lang} />
          </span>
        )}
      </summary>
      {open ? <AddressDetails entry={entry} {...props} /> : null}
    </details>
  );
}

function AddressDetails({ entry, document, lang, base, known }: ReferenceProps & { readonly entry: DescribedRoute }) {
  const words = DOCS[lang];
  const { operation } = entry;
  const curl = known === null ? null : curlOf(entry, base, known);
  const answers = Object.entries(operation.responses ?? {});
  const good = answers.find(([status]) => status.startsWith("2"))?.[1];
  const fields = fieldsOf(Object.values(good?.content ?? {})[0]?.schema, document);
  const asked = Object.entries(operation.requestBody?.content ?? {});
  return (
    <div class="address-details">
      {operation.description ? (
        <p>
          <Described text={operation.description} lang={lang} />
        </p>
      ) : null}
      {curl ? <CodeBlock label="curl" text={curl} /> : null}
      <Parameters entry={entry} lang={lang} />
      {asked.map(([media, { schema }]) => (
        <div key={media}>
          <h4>
            {words.body} <code>{media}</code>
          </h4>
          <Fields fields={fieldsOf(schema, document)} lang={lang} label={words.body} />
        </div>
      ))}
      <h4>{words.answers}</h4>
      <ul>
        {answers.map(([status, { description, content }]) => (
          <li key={status}>
            <strong>{status}</strong> <Described text={description} lang={lang} />
            {Object.keys(content ?? {}).map((media) => (
              <span key={media}>
                {" "}
                <code>{media}</code>
              </span>
            ))}
          </li>
        ))}
      </ul>
      {fields.length === 0 ? null : (
        <details>
          <summary>{words.fields(String(fields.length))}</summary>
          <Fields fields={fields} lang={lang} label={words.answer} />
        </details>
      )}
    </div>
  );
}

function Parameters({ entry: { operation }, lang }: { entry: DescribedRoute; lang: Lang }) {
  const words = DOCS[lang];
  const list = operation.parameters ?? [];
  if (list.length === 0) return null;
  const fields = list.map((one) => ({
    path: one.name,
    type: `${typeOf(one.schema)}${one.schema?.default === undefined ? "" : ` = ${String(one.schema.default)}`}`,
    required: one.required ?? false,
    about: one.description ?? one.schema?.description ?? "",
  }));
  return (
    <>
      <h4>{words.parameters}</h4>
      <Fields fields={fields} lang={lang} label={words.parameters} />
    </>
  );
}

function Fields({ fields, lang, label }: { fields: readonly Field[]; lang: Lang; label: string }) {
  const words = DOCS[lang];
  return (
    <ReferenceTable
      label={label}
      columns={[{ label: words.name }, { label: words.type }, { label: words.meaning, wide: true }]}
      rows={fields.map(({ path, type, required, about }) => [
        <code key="path">{path}</code>,
        required ? `${type}, ${words.required}` : type,
        <Described key="about" text={about} lang={lang} />,
      ])}
    />
  );
}
