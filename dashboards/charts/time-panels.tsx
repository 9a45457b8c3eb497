import { TimeMarks, type TimeSeries, timeDomain } from "./over-time.tsx";
import { type ChartFrame, Drawing, linesWithin, px, SMALL } from "./parts.tsx";

export interface TimePanelsProps extends ChartFrame {
  readonly periods: readonly string[];
  readonly series: readonly TimeSeries[];
  /** the whole, drawn in every panel; null: none */
  readonly dashed?: TimeSeries | null;
  readonly unit: string;
  readonly format: (value: number) => string;
  readonly broken: string;
  /** tappable points and the chosen one, as in `OverTime` */
  readonly tapped?: true;
  readonly chosen?: string | null;
}

/** Least width of a panel in px: two stand beside each other on a phone, four on a sheet. */
const MIN_PANEL_WIDTH = 132;
const GAP = 16;
/** Height in px of a panel, and of one of two periods, whose line has no course to show. */
const PANEL = 160;
const LOW_PANEL = 120;
/** Height in px of a line of a panel's name above it, and between rows. */
const NAME = 17;
const ROW_GAP = 14;

/** Small multiples: a panel for each series, with its name above it, all on one scale. */
export function TimePanels(props: TimePanelsProps) {
  const { width, id, series, dashed = null, ...common } = props;
  const domain = timeDomain(dashed ? [...series, dashed] : series);
  const columns = Math.max(1, Math.min(4, Math.floor((width + GAP) / (MIN_PANEL_WIDTH + GAP))));
  const room = (width - GAP * (columns - 1)) / columns;
  const names = series.map(({ name }) => linesWithin(name, room, SMALL, true));
  const head = NAME * Math.max(1, ...names.map((lines) => lines.length));
  const high = props.periods.length > 2 ? PANEL : LOW_PANEL;
  const row = head + high + ROW_GAP;
  return (
    <Drawing {...props} height={Math.ceil(series.length / columns) * row}>
      {series.map(({ name, points }, i) => (
        <g key={name} transform={`translate(${px((i % columns) * (room + GAP))} ${Math.floor(i / columns) * row})`}>
          <text font-weight="700">
            {(names[i] ?? []).map((line, j) => (
              <tspan key={line} x="0" y={14 + NAME * j}>
                {line}
              </tspan>
            ))}
          </text>
          <g transform={`translate(0 ${head})`}>
            <TimeMarks
              {...common}
              id={`${id}-${i}`}
              width={room}
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
