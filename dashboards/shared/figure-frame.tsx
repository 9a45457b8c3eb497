import type { ComponentChild, RefObject } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import type { CsvValue } from "../../src/contract/csv.ts";
import { saveBlob } from "./download.ts";
import type { figureCode } from "./figure-code.ts";
import { type Lang, WORDS, withWords } from "./i18n.ts";
import { plainText, Rich } from "./rich.tsx";
import { Scrolled, STACKED } from "./scrolled.tsx";
import { Sized } from "./sized.tsx";
import { TABLE_ROLES } from "./table-roles.ts";

export interface FigureTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

type CsvRows = readonly (readonly CsvValue[])[];

export interface FigureFrameProps {
  readonly lang: Lang;
  /** the finding */
  readonly title: string;
  /** title used outside the page, where it must name the place; absent: the same */
  readonly awayTitle?: string;
  /** homes, period, unit and margin */
  readonly subtitle: string;
  /** subtitle used outside the page, which repeats what the page says around the figure; absent: the same */
  readonly awaySubtitle?: string;
  /** sentences without which the figure must not be shown elsewhere; the page says them itself */
  readonly notes?: readonly string[];
  /** what its file alone says beside them, such as the query that it answers */
  readonly fileNotes?: readonly string[];
  /** source, licence and day */
  readonly source: string;
  /** what stands below the figure on the page, where the source stands elsewhere or is shorter; absent: the source */
  readonly sourceHere?: ComponentChild;
  /** address of the figure, without anything that the visitor answered; absent where it has none, being the visitor's alone */
  readonly address?: string;
  /** makes the code with which other sites show the figure; absent where it is not offered */
  readonly embed?: (drawing: Element | null) => Promise<string>;
  /** true where no file is offered: on a shared device, or before there is a figure */
  readonly noFiles?: boolean;
  /** true where the page offers the spreadsheet beside other files */
  readonly spreadsheetElsewhere?: boolean;
  /** file name, without extension */
  readonly name: string;
  /** draws for a given width */
  readonly draw: (width: number) => ComponentChild;
  /** draws what is saved as a picture, where the page shows a part of a larger drawing; absent: the same */
  readonly picture?: ((width: number) => ComponentChild | Promise<ComponentChild>) | undefined;
  /** height kept free until the width is known */
  readonly height?: number;
  /** a function where the table is long, called on demand; null where the page has a table elsewhere */
  readonly table: FigureTable | (() => FigureTable) | null;
  /** true where the page shows the same table below another figure; it is still saved as data */
  readonly tableElsewhere?: boolean;
  /** the table as programs read it: names of columns first, codes, and numbers without unit */
  readonly file?: () => CsvRows | Promise<CsvRows>;
  /** further actions, after those of the frame; one that may fail is given what says so */
  readonly actions?: ComponentChild | ((failed: () => void) => ComponentChild);
  /** true while what stands below the drawing waits for the next task */
  readonly isBegun?: boolean;
  /** content between the drawing and its source, such as a legend or what was tapped */
  readonly children?: ComponentChild;
  readonly heading?: "h2" | "h3";
}

const builtTable = (table: FigureTable | (() => FigureTable)): FigureTable => (typeof table === "function" ? table() : table);

/** Title and description of a figure outside the page, and what must be said with it. */
export function awayTexts({
  title,
  awayTitle = title,
  subtitle,
  awaySubtitle = subtitle,
  notes = [],
  source,
  address = "",
}: FigureFrameProps) {
  return { title: plainText(awayTitle), subtitle: plainText(awaySubtitle), notes, source, address };
}

/** What a file of the figures says first, a line each: title, description, notes, source and address. */
function headOf(props: FigureFrameProps): string[] {
  const { title, subtitle, notes, source, address } = awayTexts(props);
  return [title, subtitle, ...notes, ...(props.fileNotes ?? []), source, address].filter(Boolean);
}

/** The figures in rows, the names of the columns first. */
async function rowsOf({ file, table }: FigureFrameProps): Promise<CsvRows> {
  if (file) return file();
  if (table === null) return [];
  const { columns, rows } = builtTable(table);
  return [columns, ...rows];
}

/** Loads what writes CSV, which the first drawing does not need. */
const csvWriter = () => withWords(import("./csv-file.ts"));

/** Loads in advance what saves pictures and data, so that saving them later causes no request. */
export function loadSaving(): void {
  Promise.all([import("./poster.ts").then(({ readFaces }) => readFaces()), csvWriter()]).catch(() => undefined);
}

/** The figures as CSV for programs, below notes. */
async function csvOf(props: FigureFrameProps): Promise<string> {
  const { notedRows } = await csvWriter();
  return notedRows(headOf(props), await rowsOf(props), props.lang);
}

/** The figures as CSV for a spreadsheet, which has no column that needs a note; few visitors need its program. */
async function spreadsheetOf(props: FigureFrameProps): Promise<string> {
  const { spreadsheetText } = await withWords(import("./spreadsheet.ts"));
  return spreadsheetText(headOf({ ...props, fileNotes: [] }), await rowsOf(props), props.lang);
}

/** The frame of every drawing: the finding, its description, the drawing, its source, and what may be done with it. */
export function FigureFrame(props: FigureFrameProps) {
  const {
    lang,
    title,
    subtitle,
    source,
    sourceHere = source,
    draw,
    height,
    table,
    tableElsewhere,
    isBegun = false,
    children,
    heading: Heading = "h2",
  } = props;
  const drawing = useRef<HTMLDivElement>(null);
  // Pointing changes the drawing but not its figures, so the table, which may have three hundred rows, is kept.
  const plain = useMemo(
    () =>
      table === null || tableElsewhere ? null : (
        <PlainTable summary={WORDS[lang].figure.table} table={table} label={plainText(title)} />
      ),
    [table, tableElsewhere, lang, title],
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
      {isBegun ? null : (
        <>
          {children}
          <div class="figure-foot">
            <p class="source">{sourceHere}</p>
            <FigureActions {...props} drawing={drawing} />
          </div>
          {plain}
        </>
      )}
    </figure>
  );
}

/**
 * Saves the figure as a picture that stands alone. Its painter is loaded on demand; on Accueil and Me situer the first touch has
 * loaded it.
 */
async function savePicture(props: FigureFrameProps, drawing: Element | null, kind: "png" | "svg"): Promise<void> {
  const svg = drawing?.querySelector("svg");
  if (!svg) return;
  const { posterPng, posterSvg, withPictureDrawing } = await import("./poster.ts");
  const make = kind === "png" ? posterPng : posterSvg;
  const { draw, picture } = props;
  const saved = await withPictureDrawing<Blob>(svg, picture ?? draw, (drawn) => make(drawn, awayTexts(props)), !picture);
  saveBlob(saved, `${props.name}.${kind}`);
}

/** Loads the program that makes the code with which other sites show a figure, which few visitors want. */
const codeMaker = () => import("./figure-code.ts");

/** The code with which other sites show a figure. */
export const figureCodeLater = async (...figure: Parameters<typeof figureCode>): Promise<string> =>
  (await codeMaker()).figureCode(...figure);

const loadCode = (): void => {
  codeMaker().catch(() => undefined);
};

/**
 * Copies a text, and returns what is said of it: what `done` says, or `otherwise` with the text where the browser lets no page copy.
 *
 * @throws what making the text throws
 */
async function copyText(
  made: string | Promise<string>,
  done: (text: string) => ComponentChild | Promise<ComponentChild>,
  otherwise: string,
): Promise<ComponentChild> {
  const text = await made;
  try {
    await navigator.clipboard.writeText(text);
    return done(text);
  } catch {
    return (
      <>
        {otherwise} <code class="to-copy">{text}</code>
      </>
    );
  }
}

/**
 * Buttons for the picture, the data, the address and the embedding code, and a message about what was copied. A narrow screen has one button
 * in their place, which opens them; the style sheet knows which screens are narrow.
 */
function FigureActions(props: FigureFrameProps & { readonly drawing: RefObject<HTMLDivElement | null> }) {
  const { lang, address, embed, name, actions, drawing } = props;
  const words = WORDS[lang].figure;
  const [message, setMessage] = useState<ComponentChild>("");
  const [opened, setOpened] = useState(false);
  const failed = (): void => setMessage(WORDS[lang].failures.network);
  const save = (made: Promise<string>, fileName: string): void => {
    made.then((text) => saveBlob(new Blob([text], { type: "text/csv;charset=utf-8" }), `${fileName}.csv`)).catch(failed);
  };
  const picture = (kind: "png" | "svg"): void => {
    savePicture(props, drawing.current, kind).catch(failed);
  };
  const copy = (made: string | Promise<string>, done: Parameters<typeof copyText>[1], otherwise: string): void => {
    copyText(made, done, otherwise).then(setMessage, failed);
  };
  return (
    <div class={props.noFiles || opened ? "figure-actions no-print" : "figure-actions folded no-print"}>
      {props.noFiles ? null : (
        <>
          <button type="button" class="plain unfold" aria-expanded={opened} onClick={() => setOpened(!opened)}>
            {words.keep}
          </button>
          <button type="button" class="plain" onClick={() => picture("png")}>
            {words.image}
          </button>
          <button type="button" class="plain" onClick={() => picture("svg")}>
            SVG
          </button>
          <button type="button" class="plain" aria-label={words.data} onClick={() => save(csvOf(props), name)}>
            CSV
          </button>
          {props.spreadsheetElsewhere ? null : (
            <button
              type="button"
              class="plain"
              onClick={() => save(spreadsheetOf(props), `${name}-${words.spreadsheet.toLowerCase()}`)}
            >
              {words.spreadsheet}
            </button>
          )}
        </>
      )}
      {address === undefined ? null : (
        <button type="button" class="plain" onClick={() => copy(address, () => words.copied, words.copyFailed)}>
          {words.address}
        </button>
      )}
      {embed === undefined ? null : (
        <EmbedButton
          text={words.embed}
          onPress={() => copy(embed(drawing.current), async (code) => (await codeMaker()).copied(code, words), words.embedFailed)}
        />
      )}
      {typeof actions === "function" ? actions(failed) : actions}
      <span role="status" class="source">
        {message}
      </span>
    </div>
  );
}

/** A browser lets a page copy only just after a press, so the program is fetched before. */
function EmbedButton({ text, onPress }: { readonly text: string; readonly onPress: () => void }) {
  return (
    <button type="button" class="plain" onPointerEnter={loadCode} onFocus={loadCode} onClick={onPress}>
      {text}
    </button>
  );
}

interface PlainTableProps {
  readonly summary: string;
  readonly table: FigureTable | (() => FigureTable);
  readonly label: string;
}

/** The figures of a drawing as a table below it, created when it is opened, because it may be half of a page. */
export function PlainTable({ summary, ...rest }: PlainTableProps) {
  const [opened, setOpened] = useState(false);
  return (
    <details class="figure-table no-print" onToggle={() => setOpened(true)}>
      <summary>{summary}</summary>
      {opened ? <TableRows {...rest} /> : null}
    </details>
  );
}

/** Where a narrow screen stacks rows, they are blocks, which have no roles of their own: these are written out. */
function TableRows({ table, label }: Omit<PlainTableProps, "summary">) {
  const { columns, rows } = useMemo(() => builtTable(table), [table]);
  return (
    <Scrolled class={columns.length >= STACKED ? "table-scroll stacked" : "table-scroll"} label={label}>
      <table {...TABLE_ROLES.table} aria-label={label}>
        <thead {...TABLE_ROLES.rowgroup}>
          <tr {...TABLE_ROLES.row}>
            {columns.map((column, i) => (
              <th key={column} {...TABLE_ROLES.columnheader} scope="col" class={i === 0 ? undefined : "num"}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...TABLE_ROLES.rowgroup}>
          {rows.map((row) => (
            <tr key={row[0]} {...TABLE_ROLES.row}>
              {row.map((cell, i) =>
                i === 0 ? (
                  <th {...TABLE_ROLES.rowheader} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td {...TABLE_ROLES.cell} class="num" data-label={columns[i]}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}
