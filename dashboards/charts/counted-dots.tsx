import { type ChartFrame, Drawing, px } from "./parts.tsx";

export interface CountedDotsProps extends ChartFrame {
  readonly count: number;
  /** number of full dots; the others are hollow. Below 1, the first dot is filled in part */
  readonly full: number;
  readonly columns?: number;
  /** one is the visitor's home, a diamond: the last or, where the others are still to come, the first */
  readonly you?: boolean;
  /** drawn in the ink of text, for things that are not homes */
  readonly ink?: boolean;
}

/** A number of dots, each a home unless `ink` is set. Hollow ones are not counted, or still missing. */
export function CountedDots(props: CountedDotsProps) {
  const { width, count, full, ink, you = false } = props;
  const paint = ink ? "var(--ink)" : "var(--n2)";
  const columns = props.columns ?? Math.max(10, Math.floor(width / 11));
  const pitch = Math.min(17, width / columns);
  const radius = pitch * 0.36;
  const rows = Math.ceil(count / columns);
  const others = you ? count - 1 : count;
  const at = (i: number): readonly [number, number] => [
    ((i % columns) + 0.5) * pitch,
    (Math.floor(i / columns) + 0.5) * pitch + 1,
  ];
  const isFirst = full === 0;
  const [x, y] = at(isFirst ? 0 : others);
  const other = (i: number) => at(you && isFirst ? i + 1 : i);
  // At the edge of the drawing it must not be cut.
  const reach = isFirst ? pitch / 2 : radius * 1.5;
  return (
    <Drawing {...props} height={rows * pitch + 2}>
      {Array.from({ length: others }, (_, i) => (
        <circle
          key={i}
          cx={px(other(i)[0])}
          cy={px(other(i)[1])}
          r={px(radius)}
          fill={i < full && full >= 1 ? paint : "none"}
          stroke={i < full && full >= 1 ? paint : "var(--edge)"}
        />
      ))}
      {you ? (
        <path
          d={`M${px(x - reach)} ${px(y)}L${px(x)} ${px(y - reach)}L${px(x + reach)} ${px(y)}L${px(x)} ${px(y + reach)}Z`}
          fill="var(--you)"
        />
      ) : null}
      {full > 0 && full < 1 ? (
        <circle cx={px(0.5 * pitch)} cy={px(0.5 * pitch + 1)} r={px(Math.max(1.2, radius * Math.sqrt(full)))} fill={paint} />
      ) : null}
    </Drawing>
  );
}
