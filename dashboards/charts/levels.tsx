import { px } from "./parts.tsx";

interface LevelsProps {
  readonly ticks: readonly number[];
  /** figures of the ticks */
  readonly texts: readonly string[];
  readonly y: (value: number) => number;
  /** ends of the lines, in px */
  readonly left: number;
  readonly right: number;
  /** px between a figure and its line */
  readonly gap: number;
}

/** Lines across at round values, each with its figure before it. */
export function Levels({ ticks, texts, y, left, right, gap }: LevelsProps) {
  return (
    <>
      {ticks.map((tick, i) => (
        <g key={tick}>
          <path d={`M${px(left)} ${px(y(tick))}H${px(right)}`} stroke="var(--line)" />
          <text x={px(left - gap)} y={px(y(tick) + 4.5)} text-anchor="end" fill="var(--ink-2)">
            {texts[i]}
          </text>
        </g>
      ))}
    </>
  );
}
