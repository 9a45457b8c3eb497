import { type ChartFrame, Drawing, px } from "./parts.tsx";

export interface CountedDotsProps extends ChartFrame {
  readonly count: number;
  /** number of full dots; the others are hollow. Below 1, the first dot is filled in part */
  readonly full: number;
  readonly columns?: number;
  /** greatest px from one dot to the next; absent: those of small dots */
  readonly most?: number;
  /** drawn in the ink of text, for things that are not homes */
  readonly ink?: boolean;
}

/** A hundred dots as a square, which fills a card as other drawings do. */
export const LARGE_DOTS = { columns: 10, most: 24 };

/** A number of dots, each a home unless `ink` is set. Hollow ones are not counted, or still missing. */
export function CountedDots(props: CountedDotsProps) {
  const { width, count, full, ink } = props;
  const paint = ink ? "var(--ink)" : "var(--n2)";
  const columns = props.columns ?? Math.max(10, Math.floor(width / 11));
  const pitch = Math.min(props.most ?? 17, width / columns);
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
