import { type ChartFrame, Drawing, linesWithin, middleWithin, px, SMALL, textWidth } from "./parts.tsx";

/** A level of the territory: its publications of a year in order, and the words about them. */
export interface CalendarRow {
  readonly name: string;
  readonly often: string;
  readonly needed: string;
  /** `past`: over and not published, which is not drawn */
  readonly periods: readonly { readonly id: string; readonly done: boolean; readonly past?: boolean }[];
}

export interface CalendarDotsProps extends ChartFrame {
  readonly rows: readonly CalendarRow[];
  /** a letter for each month */
  readonly months: readonly string[];
  /** today as a fraction of the year (0 to 1), and its name; absent for another year */
  readonly today?: { readonly at: number; readonly text: string };
}

/** Width in px that the letter of a month needs. */
export const LETTER = 12;
/** Height of a line of words, in px. */
const LINE = 18;
/** Height in px kept below the months for the word "today". */
const TODAY = 18;

/**
 * A year of publications: full dots have appeared, dashed ones are still to come. A yearly publication is one long
 * shape. The function is long because its rows share one layout.
 */
export function CalendarDots(props: CalendarDotsProps) {
  const { width, rows, months, today } = props;
  // `needed` stands on the line of the level's name, or below it where both do not fit.
  const roomy = rows.every(
    ({ name, often, needed }) => textWidth(name, SMALL, true) + textWidth(`, ${often}`) + textWidth(needed) + 16 < width,
  );
  // On the narrowest drawings how often a level appears has a line of its own too.
  const isApart = rows.some(({ name, often }) => textWidth(name, SMALL, true) + textWidth(`, ${often}`) + 4 > width);
  const room = width - 6;
  const lines = rows.map(({ name, needed }) => ({
    named: isApart ? linesWithin(name, room, SMALL, true) : [name],
    needs: roomy ? [needed] : linesWithin(needed, room, SMALL),
  }));
  // All rows are as high as the one with the most lines.
  const most = (count: (row: (typeof lines)[number]) => number): number => Math.max(...lines.map(count));
  const down = (roomy ? 0 : LINE) + (isApart ? LINE : 0) + LINE * most(({ named, needs }) => named.length + needs.length - 2);
  const pitch = 54 + down;
  const pace = (width - 8) / 12;
  const foot = pitch * rows.length + 4;
  const stride = pace < LETTER ? 2 : 1;
  const now = today ? 4 + 12 * pace * today.at : null;
  return (
    <Drawing {...props} height={foot + 18 + (today ? TODAY : 0)}>
      {rows.map(({ name, often, periods }, i) => {
        const y = pitch * i;
        const span = 12 / periods.length;
        const { named, needs } = lines[i] ?? { named: [], needs: [] };
        const below = y + 16 + (roomy ? 0 : LINE) + (isApart ? LINE : 0) + LINE * (named.length - 1);
        return (
          <g key={name}>
            <text x="4" y={y + 16}>
              {named.map((line, n) => (
                <tspan key={line} font-weight="700" {...(n > 0 ? { x: 4, dy: LINE } : {})}>
                  {line}
                </tspan>
              ))}
              <tspan fill="var(--ink-2)" {...(isApart ? { x: 4, dy: LINE } : {})}>
                {isApart ? often : `, ${often}`}
              </tspan>
            </text>
            {needs.map((line, n) => (
              <text
                key={line}
                x={roomy ? width - 2 : 4}
                y={below + LINE * n}
                text-anchor={roomy ? "end" : "start"}
                fill="var(--ink-2)"
              >
                {line}
              </text>
            ))}
            {periods.map(({ id, done, past = false }, n) => {
              if (past) return null;
              const paint = done
                ? { fill: "var(--ink)", stroke: "var(--ink)" }
                : { fill: "none", stroke: "var(--edge)", "stroke-dasharray": "2.500 2.500" };
              const from = 4 + n * span * pace;
              return (
                <rect
                  key={id}
                  x={px(from + pace / 2 - 5)}
                  y={y + 26 + down}
                  width={px((span - 1) * pace + 10)}
                  height="10"
                  rx="5"
                  stroke-width="1.300"
                  {...paint}
                />
              );
            })}
            {now === null ? null : <path d={`M${px(now)} ${y + 21 + down}v20`} stroke="var(--ink)" stroke-width="1.500" />}
          </g>
        );
      })}
      {months.map((name, i) =>
        i % stride !== 0 ? null : (
          <text key={i} x={px(4 + pace * (i + 0.5))} y={foot + 10} text-anchor="middle" fill="var(--ink-2)">
            {name}
          </text>
        ),
      )}
      {today && now !== null ? <Today x={now} text={today.text} width={width} foot={foot} /> : null}
    </Drawing>
  );
}

/** The name of today's line, which runs through every level; it stands below the months. */
function Today({ x, text, width, foot }: { x: number; text: string; width: number; foot: number }) {
  const half = textWidth(text) / 2;
  return (
    <g>
      <path d={`M${px(x)} ${foot + 11}v4`} stroke="var(--ink)" stroke-width="1.500" />
      <text x={px(middleWithin(x, half, width))} y={foot + 15 + TODAY - 5} text-anchor="middle" font-weight="700">
        {text}
      </text>
    </g>
  );
}
