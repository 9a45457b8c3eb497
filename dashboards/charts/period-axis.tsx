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
/** Least distance in px between two names of one letter, and of more: the estimated width of a short name is up to 4 px too small. */
const GAP = { letter: 4, more: 8 };

/** Room in px that a name and the distance to the next one need. */
const roomOf = (name: string): number => textWidth(name) + (name.length > 1 ? GAP.more : GAP.letter);

/** Height in px of the names of periods under an axis. */
export const periodAxisHeight = (periods: readonly AxisPeriod[]): number => (periods.some(({ name }) => name) ? 26 + LINE : 26);

/** Every second short name of each year, empty texts between them; null where names of a year are alike, as those of months are. */
function everySecond(periods: readonly AxisPeriod[]): readonly string[] | null {
  const inYear = periods.map((one, i) => periods.slice(0, i).filter(({ year }) => year === one.year));
  if (periods.some(({ short }, i) => inYear[i]?.some((other) => other.short === short))) return null;
  return periods.map(({ short }, i) => ((inYear[i]?.length ?? 0) % 2 === 0 ? short : ""));
}

/**
 * A mark for each period with its name, short where there is little room, and each year below its periods. Where even short names have
 * none, every second one has, as long as no two of a year are alike; else the marks and the years remain.
 */
export function PeriodAxis({
  periods,
  x,
  floor,
  pace,
}: { periods: readonly AxisPeriod[] } & Pick<PeriodNamesProps, "x" | "pace"> & { floor: number }) {
  const isYears = periods.every(({ name }) => name === "");
  if (isYears) return <PeriodNames names={periods.map(({ year }) => year)} x={x} y={floor + 19} pace={pace} gap={10} />;
  const fits = (names: readonly string[], among = pace): boolean => Math.max(...names.map(roomOf)) <= among;
  const shorts = periods.map(({ short }) => short);
  const names =
    [periods.map(({ name }) => name), shorts].find((all) => fits(all)) ?? (fits(shorts, 2 * pace) ? everySecond(periods) : null);
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
      {names?.map((name, i) =>
        name === "" ? null : (
          <text key={i} x={px(x(i))} y={floor + 17} text-anchor="middle" fill="var(--ink-2)">
            {name}
          </text>
        ),
      )}
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
