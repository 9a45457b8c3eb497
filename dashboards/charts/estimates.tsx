import { Axis, type ChartFrame, Drawing, Hatch, px, textWidth, ticksTo, You } from "./parts.tsx";

/** One published mean with its margin; null: not enough homes. */
export interface Estimate {
  readonly name: string;
  /** tells rows of one name apart */
  readonly code?: string;
  readonly interval: { readonly value: number; readonly lower: number; readonly upper: number } | null;
  /** the figure in words */
  readonly text: string;
  /** held against the reference: beyond both margins, or not to be told; absent: not held against anything */
  readonly against?: "less" | "more" | "same";
}

export interface EstimatesProps extends ChartFrame {
  readonly rows: readonly Estimate[];
  readonly you: { readonly value: number; readonly text: string } | null;
  /** a line through all rows, with its words above, and its own margin as a pale band where it has one */
  readonly reference?: { readonly value: number; readonly text: string; readonly lower?: number; readonly upper?: number };
  readonly unit: string;
  readonly format: (value: number) => string;
  /** rows so many px apart; names and figures are left out below 18 */
  readonly pitch?: number;
  /** codes of rows that stand out */
  readonly marked?: readonly string[];
}

/** px above the first row, with a reference or a visitor above it and without */
export const ESTIMATES_HEAD = { named: 30, plain: 6 } as const;

const COLOURS = { less: "var(--lo-1)", more: "var(--hi-1)", same: "var(--edge)" } as const;

/** Means one below the other: a point, and the margin as a thin line through it. Margins are never filled and never round. */
export function Estimates(props: EstimatesProps) {
  const { width, id, rows, you, reference, unit, format, pitch = 30, marked = [] } = props;
  const named = pitch >= 18;
  const names = named ? Math.min(width * 0.42, 12 + Math.max(...rows.map(({ name }) => textWidth(name)))) : 8;
  const texts = named ? 12 + Math.max(...rows.map(({ text, code }) => textWidth(text, 13, code !== undefined))) : 8;
  const known = rows.flatMap(({ interval }) => interval ?? []);
  const all = [
    ...known.flatMap(({ lower, upper }) => [lower, upper]),
    ...(you ? [you.value] : []),
    reference?.value ?? [],
  ].flat();
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const room = Math.max((most - least) * 0.12, most * 0.02);
  // An axis that need not begin at 0: what is drawn are points, not lengths.
  const [from, to] = [Math.max(Math.min(0, least), least - room), most + room];
  const [left, right] = [names + 8, width - texts - 4];
  const x = (value: number): number => left + ((value - from) / (to - from)) * (right - left);
  const head = you || reference ? ESTIMATES_HEAD.named : ESTIMATES_HEAD.plain;
  const y = (i: number): number => head + pitch * (i + 0.5);
  const floor = head + pitch * rows.length + 2;
  const ticks = ticksTo(from, to, right - left < 220 ? 2 : 3);
  return (
    <Drawing {...props} height={floor + 26}>
      <Hatch id={`${id}-hatch`} />
      {rows.map(({ code }, i) =>
        code !== undefined && marked.includes(code) ? (
          <rect key={code} y={px(y(i) - pitch / 2)} width={width} height={pitch} rx="8" fill="var(--sel)" />
        ) : null,
      )}
      {ticks.map((tick) => (
        <path key={tick} d={`M${px(x(tick))} ${head}V${floor}`} stroke="var(--line)" />
      ))}
      <Axis x={x} ticks={ticks} from={left} to={right} y={floor} format={format} unit={unit} />
      {reference ? (
        <g>
          {reference.lower !== undefined && reference.upper !== undefined ? (
            <path
              d={`M${px(x(Math.max(from, reference.lower)))} ${head}H${px(x(Math.min(to, reference.upper)))}V${floor}H${px(x(Math.max(from, reference.lower)))}Z`}
              fill="var(--ink)"
              fill-opacity="0.080"
            />
          ) : null}
          <path d={`M${px(x(reference.value))} ${head - 6}V${floor}`} stroke="var(--ink)" stroke-width="1.500" />
          <text
            x={px(Math.max(textWidth(reference.text) / 2, Math.min(width - textWidth(reference.text) / 2, x(reference.value))))}
            y={head - 12}
            text-anchor="middle"
          >
            {reference.text}
          </text>
        </g>
      ) : null}
      {rows.map(({ name, code, interval, text, against }, i) => {
        const colour = against ? COLOURS[against] : "var(--ink)";
        const bold = code !== undefined && marked.includes(code) ? { "font-weight": 700 } : {};
        const loud = code === undefined ? {} : { "font-weight": 700 };
        return (
          <g key={code ?? name}>
            {named ? (
              <text x={px(names)} y={px(y(i) + 4.5)} text-anchor="end" {...bold}>
                {clipped(name, names)}
              </text>
            ) : null}
            {interval === null ? (
              <rect
                x={px(left)}
                y={px(y(i) - 5)}
                width={px(right - left)}
                height="10"
                rx="3"
                fill={`url(#${id}-hatch)`}
                stroke="var(--hatch)"
              />
            ) : (
              <g>
                <path d={`M${px(x(interval.lower))} ${px(y(i))}H${px(x(interval.upper))}`} stroke={colour} stroke-width="2" />
                <circle
                  cx={px(x(interval.value))}
                  cy={px(y(i))}
                  r={named ? 4.5 : 3}
                  fill={against === "same" ? "var(--card)" : colour}
                  stroke={colour}
                  stroke-width="1.500"
                />
              </g>
            )}
            {named ? (
              <text
                x={width - 2}
                y={px(y(i) + 4.5)}
                text-anchor="end"
                fill={code === undefined ? "var(--ink-2)" : "var(--ink)"}
                {...loud}
              >
                {text}
              </text>
            ) : null}
          </g>
        );
      })}
      {you ? <You x={x(you.value)} top={2} bottom={floor} text={you.text} width={width} /> : null}
    </Drawing>
  );
}

/** A name that would not fit before its row is cut short. */
function clipped(name: string, room: number): string {
  const letters = Math.floor(room / textWidth("n"));
  return name.length > letters ? `${name.slice(0, Math.max(1, letters - 1))}…` : name;
}
