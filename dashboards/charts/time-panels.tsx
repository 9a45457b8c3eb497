import type { WithMargin } from "../shared/reliable-interval.ts";
import { TimeMarks, type TimeSeries, timeDomain, valuesWidth } from "./over-time.tsx";
import { type ChartFrame, Drawing, linesWithin, px, SMALL } from "./parts.tsx";
import { type AxisPeriod, periodAxisHeight } from "./period-axis.tsx";

export interface TimePanelsProps extends ChartFrame {
  readonly periods: readonly AxisPeriod[];
  readonly series: readonly TimeSeries[];
  /** the whole, drawn in every panel; null: none */
  readonly dashed?: TimeSeries | null;
  readonly unit: string;
  readonly format: (value: number) => string;
  readonly broken: string;
  /** writes the figures at the ends of a panel's line */
  readonly figure?: (series: TimeSeries, interval: WithMargin) => string;
  /** tappable points and the chosen one, as in `OverTime` */
  readonly tapped?: true;
  readonly chosen?: string | null;
}

/** Least width of a panel in px, without the values of its axis: two stand beside each other on a phone, four on a sheet. */
const MIN_PANEL_WIDTH = 100;
const GAP = 16;
/** Height in px of a panel above the names of its periods: three rows stand on a sheet with what is said of them. */
const PANEL = 130;
/** Height in px of a line of a panel's name above it, and between rows. */
const NAME = 17;
const ROW_GAP = 14;

/** Small multiples: a panel for each series, with its name above it, all on one scale, whose values stand before the first of a row. */
export function TimePanels(props: TimePanelsProps) {
  const { width, id, series, dashed = null, ...common } = props;
  const domain = timeDomain(dashed ? [...series, dashed] : series);
  const axis = valuesWidth(domain, props, PANEL);
  const columns = Math.max(1, Math.min(4, Math.floor((width - axis + GAP) / (MIN_PANEL_WIDTH + GAP))));
  const room = (width - axis - GAP * (columns - 1)) / columns;
  const names = series.map(({ name }) => linesWithin(name, room + GAP / 2, SMALL, true));
  const most = Math.max(1, ...names.map((lines) => lines.length));
  const head = NAME * most;
  const high = PANEL + periodAxisHeight(props.periods);
  const row = head + high + ROW_GAP;
  return (
    <Drawing {...props} height={Math.ceil(series.length / columns) * row}>
      {series.map(({ name, points }, i) => (
        <g key={name} transform={`translate(${px((i % columns) * (room + GAP))} ${Math.floor(i / columns) * row})`}>
          <text font-weight="700">
            {(names[i] ?? []).map((line, j, lines) => (
              <tspan key={line} x={px(axis)} y={14 + NAME * (j + most - lines.length)}>
                {line}
              </tspan>
            ))}
          </text>
          <g transform={`translate(0 ${head})`}>
            <TimeMarks
              {...common}
              id={`${id}-${i}`}
              width={axis + room}
              isFirst={i % columns === 0}
              series={[...(dashed ? [dashed] : []), { name, whole: false, points }]}
              domain={domain}
              height={high}
              names={[]}
              head={0}
            />
          </g>
        </g>
      ))}
    </Drawing>
  );
}
