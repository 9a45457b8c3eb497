import type { WithMargin } from "../shared/reliable-interval.ts";
import { Axis, type ChartFrame, Drawing, LOUD, linesWithin, px, SMALL, TIGHT, textWidth, ticksTo } from "./parts.tsx";
import { type KnownQuarters, knownQuarterOf, QUARTER_PAINT } from "./quarters.ts";

/** One of several small drawings: the homes of one kind. */
export interface DotPanel {
  readonly name: string;
  readonly note: string;
  /** one value per home, in ascending order; Infinity: above the last published bound */
  readonly homes: readonly number[];
  readonly quarters: KnownQuarters;
  /** the middle home alone, where no dots can be drawn; absent: there are dots */
  readonly alone?: WithMargin;
  /** text below the axis */
  readonly value: string;
  /** the same of a wider place, as a thin line, with its words below the value; absent: not known */
  readonly beside?: { readonly value: number; readonly text: string };
  /** what of the quarters is not known, below that; absent: all are */
  readonly untold?: string;
}

export interface DotMultiplesProps extends ChartFrame {
  readonly panels: readonly DotPanel[];
  /** a value marked in every panel, with its words in the first; null: not known */
  readonly line: { readonly value: number; readonly text: string } | null;
  readonly unit: string;
  readonly format: (value: number) => string;
  readonly beyond: (count: number) => string;
}

/** Columns of dots in a panel. */
const COLUMNS = 22;
/** Least width of a panel, in px. */
const NARROWEST = 130;
const GAP = 20;
/** The largest share of homes that may lie beyond the axis. */
const BEYOND = 0.015;
/** Height in px above the dots where names take one line, and of each further line. */
const HEAD = 62;
const LINE = 18;
const FOOT = 56;

/** Sorts homes up to `end` into columns. */
function columnsOf(homes: readonly number[], end: number): number[][] {
  const stacks = Array.from({ length: COLUMNS }, (): number[] => []);
  for (const home of homes) if (home <= end) stacks[Math.min(COLUMNS - 1, Math.floor((home / end) * COLUMNS))]?.push(home);
  return stacks;
}

interface PanelsLayout {
  /** panels in a row */
  readonly across: number;
  /** width of a panel, in px */
  readonly each: number;
  readonly height: number;
  /** lines of each panel's name */
  readonly names: readonly (readonly string[])[];
  readonly notes: readonly (readonly string[])[];
  /** lines of the words of each panel's wider place, and of what is not known */
  readonly beside: readonly (readonly string[])[];
  readonly untold: readonly (readonly string[])[];
  readonly head: number;
  /** value at the end of the axis; homes beyond it are counted in words */
  readonly end: number;
  /** width of a column of dots, in px */
  readonly pitch: number;
  readonly floor: number;
  /** homes by panel and column */
  readonly stacks: readonly (readonly (readonly number[])[])[];
}

function layoutOf({ width, panels }: DotMultiplesProps): PanelsLayout {
  const across = Math.max(1, Math.min(panels.length, Math.floor((width + GAP) / (NARROWEST + GAP))));
  const each = (width - GAP * (across - 1)) / across;
  const all = panels.flatMap(({ homes }) => homes.filter(Number.isFinite)).sort((a, b) => a - b);
  const middles = panels.map(({ alone, beside }) => Math.max(alone?.upper ?? 0, 1.02 * (beside?.value ?? 0)));
  const end = Math.max(...middles, 1.02 * (all[Math.floor((1 - BEYOND) * (all.length - 1))] ?? 1));
  const stacks = panels.map(({ homes }) => columnsOf(homes, end));
  const tallest = Math.max(1, ...stacks.flat().map((stack) => stack.length));
  const pitch = Math.min(9, (each - 12) / COLUMNS);
  const names = panels.map(({ name }) => linesWithin(name, each, LOUD, true));
  const notes = panels.map(({ note }) => linesWithin(note, each, SMALL));
  const head = HEAD + LINE * (Math.max(2, ...names.map(({ length }, i) => length + (notes[i]?.length ?? 0))) - 2);
  const floor = head + tallest * pitch + 4;
  const untold = panels.map((panel) => (panel.untold === undefined ? [] : linesWithin(panel.untold, each, TIGHT)));
  const beside = panels.map((panel) => (panel.beside === undefined ? [] : linesWithin(panel.beside.text, each - SAMPLE, SMALL)));
  const foot = FOOT + LINE * Math.max(...untold.map(({ length }, i) => length + (beside[i]?.length ?? 0)));
  return { across, each, height: floor + foot, names, notes, beside, untold, head, end, pitch, floor, stacks };
}

/** Kinds of homes side by side, as dots in columns on a shared axis. The lowest quarter is outlined, the highest dark. */
export function DotMultiples(props: DotMultiplesProps) {
  const { panels, line } = props;
  const layout = layoutOf(props);
  const { across, each, height } = layout;
  return (
    <Drawing {...props} height={Math.ceil(panels.length / across) * height}>
      {panels.map((panel, i) => (
        <g key={panel.name} transform={`translate(${px((i % across) * (each + GAP))} ${px(Math.floor(i / across) * height)})`}>
          <Panel
            panel={panel}
            name={layout.names[i] ?? []}
            note={layout.notes[i] ?? []}
            beside={layout.beside[i] ?? []}
            untold={layout.untold[i] ?? []}
            stacks={layout.stacks[i] ?? []}
            layout={layout}
            line={line && { value: line.value, text: i === 0 ? line.text : null }}
            chart={props}
          />
        </g>
      ))}
    </Drawing>
  );
}

interface PanelProps {
  readonly panel: DotPanel;
  /** broken into lines */
  readonly name: readonly string[];
  readonly note: readonly string[];
  /** the words of the wider place and what is not known, broken into lines */
  readonly beside: readonly string[];
  readonly untold: readonly string[];
  readonly stacks: readonly (readonly number[])[];
  readonly layout: PanelsLayout;
  /** text: null in all panels but the first */
  readonly line: { readonly value: number; readonly text: string | null } | null;
  readonly chart: Pick<DotMultiplesProps, "unit" | "format" | "beyond">;
}

/** One kind of home: its name, its dots, its axis, and its figure below. */
function Panel({ panel, name, note, beside, untold, stacks, layout, line, chart }: PanelProps) {
  const { homes, quarters, value } = panel;
  const { each, end, floor, head } = layout;
  const x = (at: number): number => 6 + (at / end) * (each - 12);
  const past = homes.filter((home) => home > end).length;
  return (
    <>
      {name.map((text, i) => (
        <text key={i} y={14 + LINE * i} font-size={LOUD} font-weight="700">
          {text}
        </text>
      ))}
      {note.map((text, i) => (
        <text key={text} y={14 + LINE * (name.length + i)} fill="var(--ink-2)">
          {text}
        </text>
      ))}
      {line ? <CommonLine x={x(line.value)} text={line.text} layout={layout} /> : null}
      {panel.beside ? <CommonLine x={x(panel.beside.value)} text={null} layout={layout} /> : null}
      <PanelDots stacks={stacks} quarters={quarters} layout={layout} />
      {panel.alone ? <MiddleAlone middle={panel.alone} x={x} y={floor - ALONE} /> : null}
      <Axis x={x} ticks={ticksTo(0, end, 2)} from={0} to={px(each)} y={px(floor)} format={chart.format} unit={chart.unit} />
      {past > 0 ? (
        // A line behind the words stops at them.
        <text
          x={px(each - 2)}
          y={head + 6}
          text-anchor="end"
          fill="var(--ink-2)"
          stroke="var(--card)"
          stroke-width="5"
          paint-order="stroke"
        >
          {chart.beyond(past)}
        </text>
      ) : null}
      <text y={px(floor + 39)} font-weight="700" fill="var(--n2)">
        {value}
      </text>
      {beside.length > 0 ? <path d={`M4 ${px(floor + 45)}v14`} {...THIN_LINE} /> : null}
      {beside.map((text, i) => (
        <text key={text} x={SAMPLE} y={px(floor + 39 + LINE * (i + 1))} fill="var(--ink-2)">
          {text}
        </text>
      ))}
      {untold.map((text, i) => (
        <text key={text} y={px(floor + 39 + LINE * (beside.length + i + 1))} font-size={TIGHT} fill="var(--ink-2)">
          {text}
        </text>
      ))}
    </>
  );
}

/** The line of a value that panels are read beside, and of its sample before its words, which begin `SAMPLE` px further on. */
const THIN_LINE = { stroke: "var(--ink)", "stroke-dasharray": "2 3", "stroke-width": "1.500" } as const;
const SAMPLE = 14;

function CommonLine({ x, text, layout: { each, floor, head } }: { x: number; text: string | null; layout: PanelsLayout }) {
  const size = textWidth(text ?? "") > each ? TIGHT : SMALL;
  return (
    <>
      <path d={`M${px(x)} ${head - 8}V${px(floor)}`} {...THIN_LINE} />
      {text === null ? null : (
        <text
          x={px(Math.max(0, Math.min(each - textWidth(text, size), x + 4)))}
          y={head - 11}
          font-size={size === SMALL ? undefined : size}
          fill="var(--ink-2)"
        >
          {text}
        </text>
      )}
    </>
  );
}

/** Height in px above the axis at which a middle home alone is drawn, and half the height of its tick. */
const [ALONE, TICK] = [14, 8];

/** The middle home of a kind as a thick tick on its margin. */
function MiddleAlone({ middle, x, y }: { middle: WithMargin; x: (value: number) => number; y: number }) {
  return (
    <>
      <path d={`M${px(x(Math.max(0, middle.lower)))} ${px(y)}H${px(x(middle.upper))}`} stroke="var(--ink)" stroke-width="1.500" />
      <path d={`M${px(x(middle.value))} ${px(y - TICK)}v${2 * TICK}`} stroke="var(--n3)" stroke-width="4.500" />
    </>
  );
}

function PanelDots({ stacks, quarters, layout }: Pick<PanelProps, "stacks" | "layout"> & Pick<DotPanel, "quarters">) {
  const { each, floor, pitch } = layout;
  const radius = pitch * 0.4;
  return (
    <>
      {stacks.map((stack, column) =>
        stack.map((home, row) => (
          <circle
            key={`${column}-${row}`}
            cx={px(6 + ((column + 0.5) / COLUMNS) * (each - 12))}
            cy={px(floor - radius - 2 - row * pitch)}
            r={px(radius)}
            {...QUARTER_PAINT[knownQuarterOf(home, quarters)]}
            stroke-width="1"
          />
        )),
      )}
    </>
  );
}
