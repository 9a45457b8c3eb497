import type { ComponentChild, RefObject } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import { saveBlob } from "./download.ts";
import { type Lang, WORDS } from "./i18n.ts";
import { plainText, Rich } from "./rich.tsx";
import { Sized } from "./sized.tsx";

export interface FigureTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface FigureFrameProps {
  readonly lang: Lang;
  /** the finding */
  readonly title: string;
  /** the finding of what leaves the page, where that must name its place; absent: as here */
  readonly awayTitle?: string;
  /** who, which period, which unit, which margin */
  readonly subtitle: string;
  /** the same of what leaves the page, where the page says the rest around the figure; absent: as here */
  readonly awaySubtitle?: string;
  readonly source: string;
  readonly licence?: string;
  /** where the figure is found again: no answer of a visitor is in it */
  readonly address: string;
  /** what a page of others pastes to show the figure, made of its drawing; absent: it is not shown elsewhere */
  readonly embed?: (drawing: Element | null) => string;
  /** a shared device: nothing that leaves a file there is offered */
  readonly noFiles?: boolean;
  /** of files, without extension */
  readonly name: string;
  /** laid out for the width that it gets */
  readonly draw: (width: number) => ComponentChild;
  /** kept free until the width is known */
  readonly height?: number;
  /** made when it is wanted, where it is long; null: the page has the same figures as a table elsewhere */
  readonly table: FigureTable | (() => FigureTable) | null;
  /** gives the data in place of the table, where the page has more to give */
  readonly onData?: () => void;
  /** further actions, after the frame's own */
  readonly actions?: ComponentChild;
  /** between the drawing and its source, such as a legend or what was tapped */
  readonly children?: ComponentChild;
  readonly heading?: "h2" | "h3";
}

const madeOf = (table: FigureTable | (() => FigureTable)): FigureTable => (typeof table === "function" ? table() : table);

/** The table as a file: what it is, of whom, from where and under which licence stand at its head. */
function csvOf({
  title,
  awayTitle = title,
  subtitle,
  awaySubtitle = subtitle,
  source,
  address,
  table,
}: FigureFrameProps): string {
  const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const head = [plainText(awayTitle), plainText(awaySubtitle), source, address].map((line) => `# ${line}`);
  const { columns, rows } = table === null ? { columns: [], rows: [] } : madeOf(table);
  const lines = table === null ? [] : [columns, ...rows].map((row) => row.map(cell).join(","));
  return `${[...head, ...lines].join("\r\n")}\r\n`;
}

/** The one way to show a drawing: the finding, of whom it is, the drawing, its source, and what may be done with it. */
export function FigureFrame(props: FigureFrameProps) {
  const { lang, title, subtitle, source, draw, height, table, children, heading: Heading = "h2" } = props;
  const drawing = useRef<HTMLDivElement>(null);
  // What is pointed at changes the drawing, not its figures: of three hundred places the rows stay as they are.
  const plain = useMemo(
    () => (table === null ? null : <PlainTable summary={WORDS[lang].figure.table} table={table} label={plainText(title)} />),
    [table, lang, title],
  );
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
        <FigureActions {...props} drawing={drawing} />
      </div>
      {plain}
    </figure>
  );
}

/** The figure as a file that stands alone. What paints it comes when it is asked for; in the visit the first touch has brought it. */
async function savePicture(props: FigureFrameProps, drawing: Element | null): Promise<void> {
  const { title, awayTitle = title, subtitle, awaySubtitle = subtitle, source, address, name } = props;
  const svg = drawing?.querySelector("svg");
  if (!svg) return;
  const texts = { title: plainText(awayTitle), subtitle: plainText(awaySubtitle), source, address };
  const { posterPng } = await import("./poster.ts");
  saveBlob(await posterPng(svg, texts), `${name}.png`);
}

/** The figure as a picture, its data, its address, and the code that shows it elsewhere; whether something was copied is said. */
function FigureActions(props: FigureFrameProps & { readonly drawing: RefObject<HTMLDivElement | null> }) {
  const { lang, address, embed, name, onData, actions, drawing } = props;
  const words = WORDS[lang].figure;
  const [said, setSaid] = useState<ComponentChild>("");
  const data = (): void => saveBlob(new Blob([csvOf(props)], { type: "text/csv;charset=utf-8" }), `${name}.csv`);
  const picture = (): void => {
    savePicture(props, drawing.current).catch(() => setSaid(WORDS[lang].failures.network));
  };
  const copy = async (text: string, done: string, failed: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(done);
    } catch {
      setSaid(
        <>
          {failed} <code class="to-copy">{text}</code>
        </>,
      );
    }
  };
  return (
    <div class="figure-actions no-print">
      {props.noFiles ? null : (
        <>
          <button type="button" class="plain" onClick={picture}>
            {words.image}
          </button>
          <button type="button" class="plain" onClick={onData ?? data}>
            {words.data}
          </button>
        </>
      )}
      <button type="button" class="plain" onClick={() => void copy(address, words.copied, words.copyFailed)}>
        {words.address}
      </button>
      {embed === undefined ? null : (
        <button
          type="button"
          class="plain"
          onClick={() => void copy(embed(drawing.current), words.embedCopied, words.embedFailed)}
        >
          {words.embed}
        </button>
      )}
      {actions}
      <span role="status" class="source">
        {said}
      </span>
    </div>
  );
}

interface PlainTableProps {
  readonly summary: string;
  readonly table: FigureTable | (() => FigureTable);
  readonly label: string;
}

/** A drawing's figures in words and numbers, one tap below it: made when it is opened, for it may be half of a page. */
export function PlainTable({ summary, ...rest }: PlainTableProps) {
  const [opened, setOpened] = useState(false);
  return (
    <details class="figure-table no-print" onToggle={() => setOpened(true)}>
      <summary>{summary}</summary>
      {opened ? <TableRows {...rest} /> : null}
    </details>
  );
}

function TableRows({ table, label }: Omit<PlainTableProps, "summary">) {
  const { columns, rows } = useMemo(() => madeOf(table), [table]);
  return (
    <table aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row[0]}>{row.map((cell, i) => (i === 0 ? <th scope="row">{cell}</th> : <td class="num">{cell}</td>))}</tr>
        ))}
      </tbody>
    </table>
  );
}
