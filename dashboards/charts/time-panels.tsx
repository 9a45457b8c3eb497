import { TimeMarks, type TimeSeries, timeDomain } from "./over-time.tsx";
import { type ChartFrame, Drawing, px, shortened } from "./parts.tsx";

export interface TimePanelsProps extends ChartFrame {
  readonly periods: readonly string[];
  readonly series: readonly TimeSeries[];
  readonly unit: string;
  readonly format: (value: number) => string;
  readonly broken: string;
  /** tappable points and the chosen one, as in `OverTime` */
  readonly tapped?: true;
  readonly chosen?: string | null;
}

const PANEL = 150;
const GAP = 20;
/** Least width of a panel, in px. */
const MIN_PANEL_WIDTH = 220;

/** Small multiples: a panel for each series, with its name above it, all on one scale. */
export function TimePanels(props: TimePanelsProps) {
  const { width, id, series, ...common } = props;
  const domain = timeDomain(series);
  const columns = Math.max(1, Math.min(4, Math.floor((width + GAP) / (MIN_PANEL_WIDTH + GAP))));
  const room = (width - GAP * (columns - 1)) / columns;
  return (
    <Drawing {...props} height={Math.ceil(series.length / columns) * (PANEL + GAP + 16)}>
      {series.map(({ name, points }, i) => (
        <g
          key={name}
          transform={`translate(${px((i % columns) * (room + GAP))} ${Math.floor(i / columns) * (PANEL + GAP + 16)})`}
        >
          <text y="14" font-weight="700">
            {shortened(name, room, true)}
          </text>
          <g transform="translate(0 18)">
            <TimeMarks
              {...common}
              id={`${id}-${i}`}
              width={room}
              series={[{ name, whole: false, points }]}
              domain={domain}
              height={PANEL}
              names={[]}
              head={0}
            />
          </g>
        </g>
      ))}
    </Drawing>
  );
}
