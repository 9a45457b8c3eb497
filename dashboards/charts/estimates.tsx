import {
  ApartLine,
  asMarked,
  type Estimate,
  EstimateFrame,
  type EstimateLayout,
  EstimateMark,
  type EstimateRowsProps,
  estimateLayout,
  RANKED_AIR,
} from "./estimate-frame.tsx";
import { type FigureColumn, figureColumn, isInterval } from "./figure-column.ts";
import { px, SMALL, shortened, TIGHT, textWidth, You, youLine } from "./parts.tsx";

export interface EstimatesProps extends EstimateRowsProps {
  readonly you: { readonly value: number; readonly text: string } | null;
  /** px from row to row; below `LEAST_NAMED`, names and figures are left out */
  readonly pitch?: number;
  /** widens the axis so that narrow margins do not fill it */
  readonly calm?: boolean;
}

/** Row height in px from which names and figures have room: that of a line without air. */
const LEAST_NAMED = 12.5;
/** Row height in px from which a long name may take two lines. */
const TWO_LINES = 26;
/** Shares of the width that names may take where they may have two lines, and the width in px below which they take least. */
const NAMES = [0.34, 0.38, 0.42] as const;
const WIDEST = 0.42;
/** The same where rows are too low for two lines. */
const WIDEST_LINE = 0.54;
const NARROW = 480;
/** Height in px of the unit above a column. */
const UNIT_LINE = 18;
/** How far (px) a figure stands above the middle of its row, and its margin below that. */
const BELOW = 7.5;
/** Height in px of rows whose figures have their margins below them. */
export const ROW_WITH_MARGIN = 36;
/** Distance in px from a figure to its margin. */
const MARGIN_GAP = 14;

/** A name in lines no wider than `room` (px), broken at spaces and after hyphens, unless a part alone is wider. */
function nameLines(name: string, room: number): readonly string[] {
  const lines: string[] = [];
  for (const part of name.match(/[^ -]*[ -]?/g) ?? []) {
    const longer = `${lines.at(-1) ?? ""}${part}`;
    if (lines.length > 0 && textWidth(longer.trimEnd()) <= room) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines.map((line) => line.trimEnd()).filter((line) => line !== "");
}

/** Tells whether a name fits before its row in two lines at most. */
export function fitsBeside(name: string, width: number): boolean {
  return fitsWithin(name, width * WIDEST);
}

/** Tells whether a name fits before its row where rows are too low for two lines. */
export const fitsOneLine = (name: string, width: number): boolean => 12 + textWidth(name) <= width * WIDEST_LINE;

function fitsWithin(name: string, room: number): boolean {
  const lines = nameLines(name, room);
  return textWidth(name) <= room || (lines.length <= 2 && lines.every((line) => textWidth(line) <= room));
}

/** Width in px of the names of rows that are high enough for two lines: on a phone no more than they need, for the sake of the margins. */
function widthOfNames(rows: readonly Estimate[], width: number): number {
  const all = 12 + Math.max(...rows.map(({ name }) => textWidth(name)));
  const share = width < NARROW ? NAMES.find((one) => rows.every(({ name }) => fitsWithin(name, width * one))) : undefined;
  return Math.min(width * (share ?? WIDEST), all);
}

/** Height in px of a row where a name has two lines, and three, so that none touches the next. */
const [ROOMY, THREE_LINES] = [36, 46];
/** Above this number of rows no name has three lines: one would make all rows higher. */
const FEW = 12;

/** The least height in px of rows whose names may have two lines or, of few rows, three. */
export function pitchFor(rows: readonly Estimate[], width: number): number {
  const room = widthOfNames(rows, width);
  if (rows.every(({ name }) => shortened(name, room) === name)) return TWO_LINES;
  return rows.length > FEW || rows.every(({ name }) => fitsWithin(name, room)) ? ROOMY : THREE_LINES;
}

interface RowNameProps {
  /** right end of the name and middle of the row, in px */
  readonly x: number;
  readonly y: number;
  readonly name: string;
  readonly isMarked: boolean;
  /** most lines */
  readonly most: number;
}

/** The name before a row. It takes more lines, or is written smaller, rather than being cut, because names of kinds of homes begin alike. */
function RowName({ x, y, name, isMarked, most }: RowNameProps) {
  const isLong = shortened(name, x) !== name;
  const small = isLong && most === 1 && textWidth(name, TIGHT) <= x;
  const before = isLong ? nameLines(name, x).slice(0, most - 1) : [];
  const last = before.reduce((rest, line) => rest.slice(line.length).trimStart(), name);
  return [...before, last].filter(Boolean).map((line, i, lines) => (
    <text
      key={i}
      x={px(x)}
      y={px(y + 4.5 + 13 * i - 6.5 * (lines.length - 1))}
      text-anchor="end"
      font-size={small ? TIGHT : undefined}
      font-weight={isMarked ? 700 : undefined}
    >
      {small ? line : shortened(line, x)}
    </text>
  ));
}

interface RowTextProps {
  /** right end of the column of figures, of both ends in the place of one, and of why there is none, and middle of the row, in px */
  readonly x: number;
  readonly intervalX: number;
  readonly absentX: number;
  readonly y: number;
  readonly row: Estimate;
  readonly column: FigureColumn;
}

/** A row's figure and its margin, or what stands in their place, which a stem passes behind. */
function RowText({ x, intervalX, absentX, y, row: { code, interval, text, margin, below }, column }: RowTextProps) {
  const loud = code !== undefined;
  if (!interval)
    return (
      <text
        x={px(absentX)}
        y={px(y + 4.5)}
        text-anchor="end"
        fill={loud ? "var(--ink)" : "var(--ink-2)"}
        font-weight={loud ? 700 : undefined}
        stroke="var(--card)"
        stroke-width={5}
        paint-order="stroke"
      >
        {text}
      </text>
    );
  const figure = column.at(text);
  return (
    <>
      <text
        x={px(isInterval(text) ? intervalX : x - figure.after)}
        y={px(y + 4.5 - (below ? BELOW : 0))}
        text-anchor="end"
        fill={loud ? "var(--ink)" : "var(--ink-2)"}
        font-weight={loud ? 700 : undefined}
      >
        {figure.text}
      </text>
      {margin ? (
        <text x={px(x + MARGIN_GAP)} y={px(y + 4.5)} fill="var(--ink-2)">
          {margin}
        </text>
      ) : null}
      {below ? (
        <text x={px(x)} y={px(y + 4.5 + BELOW)} text-anchor="end" fill="var(--ink-2)" font-size={TIGHT}>
          {below}
        </text>
      ) : null}
    </>
  );
}

/** The unit above the figures that have none of their own. */
function ColumnUnit({ x, head, unit }: { readonly x: number; readonly head: number; readonly unit: string }) {
  return (
    <text x={px(x)} y={px(head - 12)} text-anchor="end" fill="var(--ink-2)">
      {unit}
    </text>
  );
}

/**
 * Means one below the other, each with its name before it and its figure after it: a point, with the margin as a thin line through it.
 * Long, for all its parts stand on one layout.
 */
export function Estimates(props: EstimatesProps) {
  const { width, id, rows, you, pitch = 30, marked = [], calm = false, apart, alongside = [] } = props;
  const named = pitch >= LEAST_NAMED;
  // In a narrow drawing the longest names are written smaller, for the sake of the margins.
  const oneLine = (): number =>
    Math.min(width * WIDEST_LINE, 12 + Math.max(...rows.map(({ name }) => textWidth(name, width < NARROW ? TIGHT : SMALL))));
  const names = !named ? 8 : pitch < TWO_LINES ? oneLine() : widthOfNames(rows, width);
  const textOf = ({ text, code }: Estimate): number => textWidth(text, SMALL, code !== undefined);
  const figures = rows.filter(({ interval }) => interval);
  const column = figureColumn(
    figures.map(({ text }) => text),
    figures.some(({ code }) => code !== undefined),
    you === null && !props.reference && !calm,
  );
  const margins = Math.max(0, ...[...figures, ...alongside].map(({ margin }) => (margin ? MARGIN_GAP + textWidth(margin) : 0)));
  const under = Math.max(0, ...[...figures, ...alongside].map(({ below = "" }) => textWidth(below, TIGHT)));
  const isUnitAbove = named && column.unit !== "";
  // What a row without a figure says may take the room of its hatching: beside figures it would leave no axis.
  const layoutBeside = (figuresWide: number): EstimateLayout =>
    estimateLayout(props, {
      ends: [
        names + 8,
        width -
          4 -
          (named ? 12 + (figures.length > 0 ? Math.max(figuresWide + margins, under) : Math.max(...rows.map(textOf))) : 8),
      ],
      air: RANKED_AIR,
      pitch,
      you: you?.value ?? null,
      share: calm ? 0.15 : 0.02,
      above: youLine(you, width) + (isUnitAbove ? UNIT_LINE : 0),
    });
  // Both ends of a margin, in the place of a figure, have the column of margins too where none of them has anything in it.
  const absentX = width - 2;
  const intervalX = figures.some(({ text, margin }) => isInterval(text) && margin) ? absentX - margins : absentX;
  // They may begin before the column where no margin reaches them: the axis has their room.
  const tight = layoutBeside(column.widthOf(figures.slice(0, apart).map(({ text }) => text)));
  const isClear = ({ interval, text }: Estimate): boolean =>
    interval === null ||
    Math.min(tight.right, tight.x(interval.upper)) + 10 <
      (isInterval(text) ? intervalX : absentX - margins) - column.widthOf([text]);
  const common = Math.max(...alongside.map(({ text }) => textWidth(text, SMALL, true)));
  const layout =
    alongside.length > 0
      ? layoutBeside(common)
      : apart === undefined || rows.slice(apart).every(isClear)
        ? tight
        : layoutBeside(column.width);
  const y = (i: number): number => layout.head + pitch * (i + 0.5);
  // At the axis' beginning, where no figure is; where the words of its row leave it no room, there is none.
  const hatched = (row: Estimate) => ({ ...layout, right: absentX - textOf(row) - 8 });
  const texted = { x: absentX - margins, intervalX, absentX, column };
  const isMarked = ({ code }: Estimate): boolean => code !== undefined && marked.includes(code);
  const most = pitch < TWO_LINES ? 1 : pitch < THREE_LINES ? 2 : 3;
  return (
    <EstimateFrame
      chart={props}
      layout={layout}
      ticks={layout.right - layout.left < 220 ? 2 : 3}
      behind={rows.map((row, i) =>
        isMarked(row) ? (
          <rect key={row.code} y={px(y(i) - pitch / 2)} width={width} height={pitch} rx="8" fill="var(--sel)" />
        ) : null,
      )}
    >
      {isUnitAbove ? <ColumnUnit x={texted.x} head={layout.head} unit={column.unit} /> : null}
      {apart === undefined ? null : <ApartLine y={y(apart - 0.5)} width={width} />}
      {rows.map((row, i) => (
        <g key={row.code ?? row.name} font-size={pitch <= SMALL ? TIGHT : undefined}>
          {named ? <RowName x={names} y={y(i)} name={row.name} isMarked={isMarked(row)} most={most} /> : null}
          <EstimateMark
            id={id}
            row={asMarked(row, i, apart)}
            layout={named && !row.interval ? hatched(row) : layout}
            y={y(i)}
            r={named ? 4.5 : 3}
          />
          {named && row.interval ? <RowText {...texted} y={y(i)} row={row} /> : null}
        </g>
      ))}
      {you ? <You x={layout.x(you.value)} top={2} bottom={layout.floor} text={you.text} width={width} /> : null}
      {/* What stands where the axis is covers the visitor's stem. */}
      {rows.map((row, i) =>
        named && !row.interval ? <RowText key={row.code ?? row.name} {...texted} y={y(i)} row={row} /> : null,
      )}
    </EstimateFrame>
  );
}
