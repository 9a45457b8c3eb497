import { useMemo } from "preact/hooks";
import type { Shape } from "./geometry.ts";
import { type MapLayout, mapLayout } from "./map-layout.ts";
import { Areas, drawnAreas, isTold, Mark, type PaintedArea, Selected } from "./map-parts.tsx";
import { type ChartFrame, Dotted, Drawing, Hatch, linesWithin, px, SMALL } from "./parts.tsx";

/** One of several maps of the same areas. */
export interface OneMap {
  readonly name: string;
  /** below its name: the figure of the whole, and what the map shows or the figure of the chosen place */
  readonly text: string;
  readonly areas: readonly PaintedArea[];
}

export interface MapMultiplesProps extends ChartFrame {
  readonly maps: readonly OneMap[];
  readonly shapes: readonly Shape[];
  /** code of the area that the others are compared with */
  readonly parent: string;
  /** code of the area outlined on every map; null: none */
  readonly chosen: string | null;
  /** areas that the title names: each map has their names or, where one has no room, letters explained below */
  readonly named?: readonly { readonly code: string; readonly name: string }[];
  /** what has no map: it stands where the last row has none, else below; empty: nothing */
  readonly note?: string;
  /** without ground: the areas are squares in an order, and lie nowhere */
  readonly bare?: boolean;
  /** true: the name of a map opens it, and looks as if it did */
  readonly opens?: boolean;
  /** true: it stands on a slide, which has width rather than height: as many maps in a row as on a phone's width */
  readonly wide?: boolean;
}

const NONE: readonly never[] = [];

/** Most maps in a row, also of a few that open where there is room for their names, and the space between them in px. */
const [MOST, MOST_OF_FEW, GAP] = [4, 2, 18];
/** Least width of a map in px: on a phone, and where there is room for names within its areas. */
const least = (width: number, wide: boolean): number => (width < 480 || wide ? 118 : 170);
/** Greatest height of a map in px: of two in a row, and of more. */
const [TALLER, TALL] = [380, 240];
/** Height in px of a line above a map, and lines that a figure of a chosen place needs: where one can be chosen, they are kept free for it. */
const LINE = 17;
const FIGURE_LINES = 2;

/** The words above a map, in lines. No name is cut. */
function headOf({ name, text }: OneMap, room: number) {
  return { name: linesWithin(name, room, SMALL, true), text: text === "" ? [] : linesWithin(text, room, SMALL) };
}

interface HeadProps {
  readonly map: OneMap;
  readonly room: number;
  /** number of the map that a tap opens; absent: it opens none */
  readonly opens?: number | undefined;
  /** px above it */
  readonly top: number;
}

function Head({ map, room, opens, top }: HeadProps) {
  const { name, text } = headOf(map, room);
  const link = opens === undefined ? {} : { fill: "var(--act)", "text-decoration": "underline" };
  return (
    <>
      <g data-map={opens} {...(opens === undefined ? {} : { cursor: "pointer" })}>
        {/* The whole line takes a tap. */}
        {opens === undefined ? null : <rect y={top} width={px(room)} height={name.length * LINE} fill="transparent" />}
        {name.map((line, i) => (
          <text key={line} y={top + SMALL + i * LINE} font-weight="700" {...link}>
            {line}
          </text>
        ))}
      </g>
      {text.map((line, i) => (
        <text key={line} y={top + SMALL + (name.length + i) * LINE}>
          {line}
        </text>
      ))}
    </>
  );
}

/** Maps in a row: as many as have room, in as few rows, and in each row as many as in the others, so that none is left alone. */
function columnsOf(maps: number, width: number, opens: boolean, wide: boolean): number {
  const isFew = opens && maps <= MOST;
  const most = Math.max(1, Math.min(isFew ? MOST_OF_FEW : MOST, maps, Math.floor((width + GAP) / (least(width, wide) + GAP))));
  return Math.ceil(maps / Math.ceil(maps / most));
}

const letterOf = (i: number): string => String.fromCharCode(65 + i);

interface PlainMapProps {
  readonly layout: MapLayout;
  readonly areas: readonly PaintedArea[];
  readonly width: number;
  /** id of the hatch pattern */
  readonly hatch: string;
  readonly chosen: string | null;
  /** letters, by code, of the areas that the title names; a letter without room below its mark stands beside it */
  readonly named: ReadonlyMap<string, string>;
  readonly bare: boolean;
}

/** A map as one of several: an area that differs from the whole, or that the title names, has its name where that fits within it; that of the chosen one stands elsewhere. */
function PlainMap({ layout, areas, width, hatch, chosen, named, bare }: PlainMapProps) {
  const drawn = drawnAreas(layout, areas);
  return (
    <>
      {bare ? null : <rect width={px(width)} height={px(layout.height)} rx="10" fill="var(--land)" />}
      <Areas drawn={drawn} hatch={hatch} bare={bare} />
      <g pointer-events="none">
        {layout.parent.map((path) => (
          <path key="parent" d={path} fill="none" stroke="var(--ink-2)" />
        ))}
        {drawn
          .filter(({ code }) => code === chosen)
          .map((one) => (
            <Selected key={one.code} {...one} />
          ))}
        {drawn.map(({ code, area, mark }) =>
          mark ? (
            <Mark
              key={code}
              area={area}
              {...mark}
              lines={named.has(code) || (isTold(area) && code !== chosen) ? mark.lines : []}
              beside={mark.lines.length === 0 ? named.get(code) : undefined}
            />
          ) : null,
        )}
      </g>
    </>
  );
}

/** Lines of text below a height. */
function Lines({ lines, x, y }: { readonly lines: readonly string[]; readonly x: number; readonly y: number }) {
  return lines.map((line, i) => (
    <text key={line} x={px(x)} y={px(y + SMALL + LINE * i)}>
      {line}
    </text>
  ));
}

/** The same map several times, in one scale of colours, with its name and what it shows above each. */
export function MapMultiples(props: MapMultiplesProps) {
  const { width, id, maps, shapes, parent, chosen, named = NONE, note = "", bare = false, opens = false } = props;
  const columns = columnsOf(maps.length, width, opens, props.wide === true);
  const wide = (width - GAP * (columns - 1)) / columns;
  const tallest = columns > 2 ? TALL : TALLER;
  const areas = maps[0]?.areas ?? NONE;
  const codes = named.map(({ code }) => code).join(" ");
  const { layout, key } = useMemo(() => {
    const layoutOf = (some: readonly PaintedArea[]) =>
      mapLayout({ areas: some, shapes, parent, neighbours: [], width: wide, tallest, bare });
    const layout = layoutOf(areas);
    const hasName = (code: string): boolean => layout.areas.some((area) => area.code === code && area.mark?.lines.length);
    if (named.every(({ code }) => hasName(code))) return { layout, key: "" };
    const letters = new Map(named.map(({ code }, i) => [code, letterOf(i)]));
    return {
      layout: layoutOf(areas.map((area) => ({ ...area, name: letters.get(area.code) ?? area.name }))),
      key: named.map(({ name }, i) => `${letterOf(i)} ${name}`.replaceAll(" ", "\u00a0")).join(", "),
    };
  }, [areas, codes, shapes, parent, wide, tallest, bare]);
  const isBeside = maps.length % columns > 0;
  const noteLines = note === "" ? [] : linesWithin(note, isBeside ? wide : width, SMALL);
  const keyLines = [...(key === "" ? [] : linesWithin(key, width, SMALL)), ...(isBeside ? [] : noteLines)];
  const heads = maps.map((map) => headOf(map, wide));
  const lines = Math.max(...heads.map(({ name, text }) => name.length + text.length));
  const kept = opens ? Math.max(lines, FIGURE_LINES + Math.max(...heads.map(({ name }) => name.length))) : lines;
  const head = kept * LINE + 4;
  const pitch = head + layout.height + GAP;
  const foot = pitch * Math.ceil(maps.length / columns) - GAP;
  const outlined = new Map(named.map(({ code }, i) => [code, letterOf(i)]));
  const isWide = maps.some((map) => map.areas.some(({ against }) => against === "wide"));
  return (
    <Drawing {...props} height={foot + (keyLines.length > 0 ? 6 + LINE * keyLines.length : 0)}>
      <Hatch id={`${id}-hatch`} />
      {isWide ? <Dotted id={`${id}-hatch-wide`} /> : null}
      {maps.map((map, i) => (
        <g key={map.name} transform={`translate(${px((i % columns) * (wide + GAP))} ${px(pitch * Math.floor(i / columns))})`}>
          <Head map={map} room={wide} opens={opens ? i : undefined} top={(kept - lines) * LINE} />
          <g transform={`translate(0 ${head})`}>
            <PlainMap
              layout={layout}
              areas={map.areas}
              width={wide}
              hatch={`${id}-hatch`}
              chosen={chosen}
              named={outlined}
              bare={bare}
            />
          </g>
        </g>
      ))}
      {isBeside ? <Lines lines={noteLines} x={(maps.length % columns) * (wide + GAP)} y={foot - layout.height} /> : null}
      <Lines lines={keyLines} x={0} y={foot + 6} />
    </Drawing>
  );
}
