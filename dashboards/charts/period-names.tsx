import { px, textWidth } from "./parts.tsx";

export interface PeriodNamesProps {
  readonly names: readonly string[];
  readonly x: (i: number) => number;
  /** base line of the names, in px */
  readonly y: number;
  /** width of a period, in px */
  readonly pace: number;
  /** least distance between two names, in px */
  readonly gap: number;
  /** number of the name that stands out; absent: none does */
  readonly chosen?: number;
}

/** The names of periods under an axis, as many as have room, always with the chosen one, else with the last. */
export function PeriodNames({ names, x, y, pace, gap, chosen = -1 }: PeriodNamesProps) {
  const every = Math.max(1, Math.ceil((gap + Math.max(...names.map((name) => textWidth(name)))) / pace));
  const sure = chosen < 0 ? names.length - 1 : chosen;
  return (
    <>
      {names.map((name, i) =>
        (sure - i) % every === 0 ? (
          <text
            key={name}
            x={px(x(i))}
            y={y}
            text-anchor="middle"
            {...(i === chosen ? { "font-weight": 700 } : { fill: "var(--ink-2)" })}
          >
            {name}
          </text>
        ) : null,
      )}
    </>
  );
}
