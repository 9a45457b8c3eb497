import { type ChartFrame, Drawing, px } from "./parts.tsx";

export interface CountedDotsProps extends ChartFrame {
  readonly count: number;
  /** of them full; the others are hollow: not counted, or still to come. Below one, a part of the first is full */
  readonly full: number;
  readonly columns?: number;
  /** what is counted are no homes: drawn in the ink */
  readonly ink?: boolean;
}

/** Dots of homes: full ones are there, hollow ones are not, or not yet. */
export function CountedDots(props: CountedDotsProps) {
  const { width, count, full, ink } = props;
  const paint = ink ? "var(--ink)" : "var(--n2)";
  const columns = props.columns ?? Math.max(10, Math.floor(width / 11));
  const pitch = Math.min(17, width / columns);
  const radius = pitch * 0.36;
  const rows = Math.ceil(count / columns);
  return (
    <Drawing {...props} height={rows * pitch + 2}>
      {Array.from({ length: count }, (_, i) => (
        <circle
          key={i}
          cx={px(((i % columns) + 0.5) * pitch)}
          cy={px((Math.floor(i / columns) + 0.5) * pitch + 1)}
          r={px(radius)}
          fill={i < full && full >= 1 ? paint : "none"}
          stroke={i < full && full >= 1 ? paint : "var(--edge)"}
        />
      ))}
      {full > 0 && full < 1 ? (
        <circle cx={px(0.5 * pitch)} cy={px(0.5 * pitch + 1)} r={px(Math.max(1.2, radius * Math.sqrt(full)))} fill={paint} />
      ) : null}
    </Drawing>
  );
}
