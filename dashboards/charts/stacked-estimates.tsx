import { ESTIMATES_HEAD, type EstimatesProps } from "./estimates.tsx";
import { Axis, Drawing, Hatch, px, textWidth, ticksTo } from "./parts.tsx";

const COLOURS = { less: "var(--lo-1)", more: "var(--hi-1)", same: "var(--edge)" } as const;

/** px of a row: its name and figure above, its point and margin below */
export const STACKED_ROW = 42;

/** Means one below the other where there is no room for names beside them: each stands above its point, and margins have the whole width. */
export function StackedEstimates(props: Omit<EstimatesProps, "you" | "pitch">) {
  const { width, id, rows, reference, unit, format, marked = [] } = props;
  const known = rows.flatMap(({ interval }) => interval ?? []);
  const all = [...known.flatMap(({ lower, upper }) => [lower, upper]), ...(reference ? [reference.value] : [])];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const room = Math.max((most - least) * 0.06, most * 0.02);
  // An axis that need not begin at 0: what is drawn are points, not lengths.
  const [from, to] = [Math.max(Math.min(0, least), least - room), most + room];
  const [left, right] = [6, width - 6];
  const x = (value: number): number => left + ((value - from) / (to - from)) * (right - left);
  const head = reference ? ESTIMATES_HEAD.named : ESTIMATES_HEAD.plain;
  const floor = head + STACKED_ROW * rows.length + 2;
  const ticks = ticksTo(from, to, 3);
  const letters = (text: string): number => Math.floor((width - textWidth(text, 13, true) - 14) / textWidth("n"));
  return (
    <Drawing {...props} height={floor + 26}>
      <Hatch id={`${id}-hatch`} />
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
        const top = head + STACKED_ROW * i;
        const y = top + 31;
        const colour = against ? COLOURS[against] : "var(--ink)";
        const bold = code !== undefined && marked.includes(code);
        return (
          <g key={code ?? name}>
            {bold ? <rect y={top + 2} width={width} height={STACKED_ROW - 2} rx="8" fill="var(--sel)" /> : null}
            <g stroke={bold ? undefined : "var(--card)"} stroke-width="4" paint-order="stroke">
              <text x={left} y={top + 18} font-weight={bold ? 700 : 400}>
                {name.length > letters(text) ? `${name.slice(0, letters(text) - 1)}…` : name}
              </text>
              <text x={right} y={top + 18} text-anchor="end" font-weight={interval ? 700 : 400}>
                {text}
              </text>
            </g>
            {interval === null ? (
              <rect
                x={left}
                y={y - 5}
                width={px(right - left)}
                height="10"
                rx="3"
                fill={`url(#${id}-hatch)`}
                stroke="var(--hatch)"
              />
            ) : (
              <g>
                <path d={`M${px(x(interval.lower))} ${y}H${px(x(interval.upper))}`} stroke={colour} stroke-width="2" />
                <circle
                  cx={px(x(interval.value))}
                  cy={y}
                  r="4.500"
                  fill={against === "same" ? "var(--card)" : colour}
                  stroke={colour}
                  stroke-width="1.500"
                />
              </g>
            )}
          </g>
        );
      })}
    </Drawing>
  );
}
