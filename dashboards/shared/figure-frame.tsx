import type { ComponentChild } from "preact";
import { useRef, useState } from "preact/hooks";
import { saveBlob } from "./download.ts";
import { type Lang, WORDS } from "./i18n.ts";
import { posterPng } from "./poster.ts";
import { Rich } from "./rich.tsx";
import { Sized } from "./sized.tsx";

export interface FigureTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface FigureFrameProps {
  readonly lang: Lang;
  /** the finding */
  readonly title: string;
  /** who, which period, which unit, which margin */
  readonly subtitle: string;
  readonly source: string;
  readonly licence?: string;
  /** where the figure is found again: no answer of a visitor is in it */
  readonly address: string;
  /** of files, without extension */
  readonly name: string;
  /** laid out for the width that it gets */
  readonly draw: (width: number) => ComponentChild;
  /** kept free until the width is known */
  readonly height?: number;
  readonly table: FigureTable;
  /** between the drawing and its source, such as a legend or what was tapped */
  readonly children?: ComponentChild;
  readonly heading?: "h2" | "h3";
}

/** The table as a file: what it is, of whom, from where and under which licence stand at its head. */
function csvOf({ title, subtitle, source, address, table }: FigureFrameProps): string {
  const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const head = [title.replaceAll("*", ""), subtitle, source, address].map((line) => `# ${line}`);
  return `${[...head, table.columns.map(cell).join(","), ...table.rows.map((row) => row.map(cell).join(","))].join("\r\n")}\r\n`;
}

/** The one way to show a drawing: the finding, of whom it is, the drawing, its source, and what may be done with it. */
export function FigureFrame(props: FigureFrameProps) {
  const { lang, title, subtitle, source, address, name, draw, height, table, children, heading: Heading = "h2" } = props;
  const words = WORDS[lang].figure;
  const drawing = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState("");
  const image = async (): Promise<void> => {
    const svg = drawing.current?.querySelector("svg");
    if (svg) saveBlob(await posterPng(svg, { title: title.replaceAll("*", ""), subtitle, source, address }), `${name}.png`);
  };
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(address);
      setSaid(words.copied);
    } catch {
      setSaid(`${words.copyFailed} ${address}`);
    }
  };
  return (
    <figure class="framed">
      <figcaption>
        <Heading>
          <Rich text={title} />
        </Heading>
        <p class="note">
          <Rich text={subtitle} />
        </p>
      </figcaption>
      <div ref={drawing}>
        <Sized {...(height === undefined ? {} : { height })}>{draw}</Sized>
      </div>
      {children}
      <div class="figure-foot">
        <p class="source">{source}</p>
        <div class="figure-actions no-print">
          <button type="button" class="plain" onClick={() => void image()}>
            {words.image}
          </button>
          <button
            type="button"
            class="plain"
            onClick={() => saveBlob(new Blob([csvOf(props)], { type: "text/csv;charset=utf-8" }), `${name}.csv`)}
          >
            {words.data}
          </button>
          <button type="button" class="plain" onClick={() => void copy()}>
            {words.address}
          </button>
          <span role="status" class="source">
            {said}
          </span>
        </div>
      </div>
      <PlainTable summary={words.table} table={table} label={title.replaceAll("*", "")} />
    </figure>
  );
}

/** A drawing's figures in words and numbers, one tap below it. */
export function PlainTable({ summary, table, label }: { summary: string; table: FigureTable; label: string }) {
  return (
    <details class="figure-table no-print">
      <summary>{summary}</summary>
      <table aria-label={label}>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row[0]}>{row.map((cell, i) => (i === 0 ? <th scope="row">{cell}</th> : <td class="num">{cell}</td>))}</tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
