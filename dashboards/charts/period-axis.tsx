import { px, textWidth } from "./parts.tsx";
import { PeriodNames, type PeriodNamesProps } from "./period-names.tsx";

/** A period under an axis: its name within its year, a shorter one for little room, and the year. Of whole years only the year. */
export interface AxisPeriod {
  readonly name: string;
  readonly short: string;
  readonly year: string;
}

/** Height in px of a line of names under an axis. */
const LINE = 16;
/** Least distance in px between the names of two periods. */
const GAP = 4;

/** Height in px of the names of periods under an axis. */
export const periodAxisHeight = (periods: readonly AxisPeriod[]): number => (periods.some(({ name }) => name) ? 26 + LINE : 26);

/**
 * A mark for each period with its name, short where there is little room, and each year below its periods. Where even short names have
 * none, the marks and the years remain.
 */
export function PeriodAxis({
  periods,
  x,
  floor,
  pace,
}: { periods: readonly AxisPeriod[] } & Pick<PeriodNamesProps, "x" | "pace"> & { floor: number }) {
  const isYears = periods.every(({ name }) => name === "");
  if (isYears) return <PeriodNames names={periods.map(({ year }) => year)} x={x} y={floor + 19} pace={pace} gap={10} />;
  const fits = (names: readonly string[]): boolean => Math.max(...names.map((name) => textWidth(name))) + GAP <= pace;
  const names = [periods.map(({ name }) => name), periods.map(({ short }) => short)].find(fits);
  const years = [...new Set(periods.map(({ year }) => year))].map((year) => {
    const first = periods.findIndex((one) => one.year === year);
    const last = periods.findLastIndex((one) => one.year === year);
    return { year, first, middle: (x(first) + x(last)) / 2 };
  });
  return (
    <>
      {periods.map(({ name, year }, i) => (
        <path key={`${year} ${name}`} d={`M${px(x(i))} ${px(floor)}v4`} stroke="var(--edge)" />
      ))}
      {names?.map((name, i) => (
        <text key={i} x={px(x(i))} y={floor + 17} text-anchor="middle" fill="var(--ink-2)">
          {name}
        </text>
      ))}
      {years.map(({ year, first, middle }) => (
        <g key={year}>
          {first === 0 ? null : <path d={`M${px(x(first - 0.5))} ${px(floor)}v${LINE * 2}`} stroke="var(--line)" />}
          <text x={px(middle)} y={floor + (names ? 17 + LINE : 19)} text-anchor="middle" fill="var(--ink-2)">
            {year}
          </text>
        </g>
      ))}
    </>
  );
}
