import { Axis, type ChartFrame, Drawing, linesWithin, px, SMALL, textWidth, ticksTo } from "./parts.tsx";

/** A kind of home: its share among participants, with the margin, and its share of all homes according to a census. */
export interface CensusRow {
  readonly name: string;
  readonly share: { readonly value: number; readonly lower: number; readonly upper: number };
  readonly census: number;
  /** both shares in words */
  readonly text: string;
}

export interface BesideCensusProps extends ChartFrame {
  readonly rows: readonly CensusRow[];
  readonly unit: string;
  readonly format: (value: number) => string;
}

/** Height of a line of words, in px. */
const LINE = 18;
/** Keeps words off the lines of the axis. */
const HALO = { stroke: "var(--card)", "stroke-width": 4, "paint-order": "stroke" };

/** Shares among participants as dots with margins, beside census shares as hollow squares, which mark figures from elsewhere. */
export function BesideCensus(props: BesideCensusProps) {
  const { width, rows, unit, format } = props;
  const wide = width >= 460;
  // A long name has its words below it.
  const below = !wide && rows.some(({ name, text }) => textWidth(name) + textWidth(text) > width);
  const linesOf = (text: string): readonly string[] => (below ? linesWithin(text, width, SMALL) : [text]);
  const further = LINE * (Math.max(...rows.map(({ text }) => linesOf(text).length)) - 1);
  const pitch = wide ? 30 : below ? 64 + further : 48;
  const [nameUp, textUp] = wide ? [-4.5, -4.5] : below ? [34 + further, 18 + further] : [18, 18];
  const names = wide ? 14 + Math.max(...rows.map(({ name }) => textWidth(name))) : 4;
  const texts = wide ? 12 + Math.max(...rows.map(({ text }) => textWidth(text))) : 8;
  const end = 1.05 * Math.max(...rows.flatMap(({ share, census }) => [share.upper, census]));
  const right = width - texts;
  const x = (value: number): number => names + 8 + (Math.max(0, value) / end) * (right - names - 16);
  const floor = pitch * rows.length + 4;
  const ticks = ticksTo(0, end, 3);
  return (
    <Drawing {...props} height={floor + 26}>
      {ticks.map((tick) => (
        <path key={tick} d={`M${px(x(tick))} 2V${floor}`} stroke="var(--line)" />
      ))}
      <Axis x={x} ticks={ticks} from={names} to={right} y={floor} format={format} unit={unit} />
      {rows.map(({ name, share, census, text }, i) => {
        const y = pitch * i + (wide ? 17 : 18 + nameUp);
        return (
          <g key={name}>
            <text x={px(wide ? names - 4 : 0)} y={y - nameUp} text-anchor={wide ? "end" : "start"}>
              {name}
            </text>
            <path d={`M${px(x(share.lower))} ${y}H${px(x(share.upper))}`} stroke="var(--ink)" stroke-width="2" />
            <circle cx={px(x(share.value))} cy={y} r="5" fill="var(--n2)" stroke="var(--card)" stroke-width="1.500" />
            <rect
              x={px(x(census) - 5)}
              y={y - 5}
              width="10"
              height="10"
              fill="var(--card)"
              fill-opacity="0.600"
              stroke="var(--ink-2)"
              stroke-width="1.700"
            />
            {linesOf(text).map((line, j) => (
              <text
                key={line}
                x={below ? 0 : width - 2}
                y={y - textUp + LINE * j}
                text-anchor={below ? "start" : "end"}
                fill="var(--ink-2)"
                {...HALO}
              >
                {line}
              </text>
            ))}
          </g>
        );
      })}
    </Drawing>
  );
}
