import type { ComponentChild } from "preact";
import { MEASURES } from "../../src/domains/index.ts";
import { unbroken } from "../shared/dom.ts";
import type { Lang } from "../shared/i18n.ts";
import { withFrenchSources } from "./french-clamps.ts";
import { ReferenceTable } from "./plain-table.tsx";
import type { DocsWords } from "./words.ts";

type Block =
  | { readonly text: string }
  | { readonly list: readonly string[] }
  | { readonly table: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] } };

/** The answer of `/v1/datasets/{id}/dictionary`. */
export interface Dictionary {
  readonly title: string;
  readonly sections: readonly { readonly id: string; readonly title: string; readonly blocks: readonly Block[] }[];
  readonly tables: readonly {
    readonly name: string;
    readonly about: string;
    readonly columns: readonly {
      readonly name: string;
      readonly type: string;
      readonly nullable: boolean;
      readonly about: string;
    }[];
  }[];
}

export interface DictionaryProps {
  readonly dictionary: Dictionary;
  readonly part: "topic" | "common";
  /** the sources of clamps that the commons states in one language, which is not known */
  readonly stated: readonly string[];
  readonly lang: Lang;
  readonly words: DocsWords;
}

/** The sections that say something of their topic; the others are the same for all. */
const OWN: readonly string[] = ["population", "measures", "homes"];

/** What a data dictionary says of its topic, or what it says of every topic: sections, then the columns of each table. */
export function DictionaryView({ dictionary, part, stated, lang, words }: DictionaryProps) {
  const sections = dictionary.sections.filter(({ id }) => OWN.includes(id) === (part === "topic"));
  const tables = part === "topic" ? [] : dictionary.tables;
  return (
    <div class="dictionary">
      {sections.map(({ id, title, blocks }) => (
        <section key={id}>
          <h3>{title}</h3>
          {blocks.map((block, i) => (
            <BlockView key={i} block={block} caption={title} stated={stated} lang={lang} />
          ))}
        </section>
      ))}
      {tables.map(({ name, about, columns }) => (
        <section key={name}>
          <h3>{words.columns(name)}</h3>
          <p class="note">{unbroken(about)}</p>
          <ReferenceTable
            label={words.columns(name)}
            columns={[{ label: words.column }, { label: words.type }, { label: words.meaning, wide: true }]}
            rows={columns.map((column) => [
              <code key="name">{column.name}</code>,
              column.nullable ? `${column.type}, ${words.optional}` : column.type,
              unbroken(column.about),
            ])}
          />
        </section>
      ))}
    </div>
  );
}

/** A cell whose clamp's source is in the page's language, or, in an operator's words, a quotation of unknown language. */
function withSource(cell: string, stated: readonly string[], lang: Lang): ComponentChild {
  const own = lang === "fr" ? withFrenchSources(cell) : cell;
  const source = own === cell ? stated.find((one) => one !== "" && cell.includes(one)) : undefined;
  if (source === undefined || MEASURES.some(({ measure }) => measure.clamp.source === source)) return unbroken(own);
  const [before = "", after = ""] = cell.split(source, 2);
  return [
    unbroken(before),
    <q key="source" lang="">
      {source}
    </q>,
    unbroken(after),
  ];
}

interface BlockProps extends Pick<DictionaryProps, "stated" | "lang"> {
  readonly block: Block;
  readonly caption: string;
}

function BlockView({ block, caption, stated, lang }: BlockProps) {
  if ("text" in block) return <p>{unbroken(block.text)}</p>;
  if ("list" in block)
    return (
      <ul>
        {block.list.map((item) => (
          <li key={item}>{unbroken(item)}</li>
        ))}
      </ul>
    );
  const { head, rows } = block.table;
  return (
    <ReferenceTable
      label={`${caption}, ${head[0] ?? ""}`}
      columns={head.map((label) => ({ label }))}
      rows={rows.map((row) => row.map((cell, i) => (i === 0 ? <code key={0}>{cell}</code> : withSource(cell, stated, lang))))}
    />
  );
}
