import { type ChartFrame, Drawing, px, textWidth } from "./parts.tsx";

/** A level of the territory: its publications of a year in order, and what is said of it. */
export interface CalendarRow {
  readonly name: string;
  readonly often: string;
  readonly needed: string;
  readonly periods: readonly { readonly id: string; readonly done: boolean }[];
}

export interface CalendarDotsProps extends ChartFrame {
  readonly rows: readonly CalendarRow[];
  /** a letter a month */
  readonly months: readonly string[];
}

/** A year of publications: full dots appeared, dashed ones are to come; what is published once a year is one long shape. */
export function CalendarDots(props: CalendarDotsProps) {
  const { width, rows, months } = props;
  // What a place needs stands on the line of its name, or below where both have no room.
  const roomy = rows.every(
    ({ name, often, needed }) => textWidth(name, 13, true) + textWidth(`, ${often}`) + textWidth(needed) + 16 < width,
  );
  const down = roomy ? 0 : 18;
  const pitch = 54 + down;
  const pace = (width - 8) / 12;
  const foot = pitch * rows.length + 4;
  return (
    <Drawing {...props} height={foot + 18}>
      {rows.map(({ name, often, needed, periods }, i) => {
        const y = pitch * i;
        const span = 12 / periods.length;
        return (
          <g key={name}>
            <text x="4" y={y + 16}>
              <tspan font-weight="700">{name}</tspan>
              <tspan fill="var(--ink-2)">{`, ${often}`}</tspan>
            </text>
            <text x={roomy ? width - 2 : 4} y={y + 16 + down} text-anchor={roomy ? "end" : "start"} fill="var(--ink-2)">
              {needed}
            </text>
            {periods.map(({ id, done }, n) => {
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
          </g>
        );
      })}
      {months.map((name, i) => (
        <text key={i} x={px(4 + pace * (i + 0.5))} y={foot + 10} text-anchor="middle" fill="var(--ink-2)">
          {name}
        </text>
      ))}
    </Drawing>
  );
}
