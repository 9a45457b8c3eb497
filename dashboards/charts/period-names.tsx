import { px, textWidth } from "./parts.tsx";

interface PeriodNamesProps {
  readonly names: readonly string[];
  readonly x: (i: number) => number;
  /** px of their baseline */
  readonly y: number;
  /** px of a period */
  readonly pace: number;
  /** px between two names at least */
  readonly gap: number;
}

/** As many names of periods under an axis as have room, the last among them. */
export function PeriodNames({ names, x, y, pace, gap }: PeriodNamesProps) {
  const every = Math.max(1, Math.ceil((gap + Math.max(...names.map((name) => textWidth(name)))) / pace));
  return (
    <>
      {names.map((name, i) =>
        (names.length - 1 - i) % every === 0 ? (
          <text key={name} x={px(x(i))} y={y} text-anchor="middle" fill="var(--ink-2)">
            {name}
          </text>
        ) : null,
      )}
    </>
  );
}
