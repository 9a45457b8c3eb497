/** Steps of a calendar, shortest first, and their periods in a year. */
const PERIODS = { month: 12, quarter: 4, year: 1 } as const;
export type CalendarStep = keyof typeof PERIODS;
const STEPS = Object.keys(PERIODS) as CalendarStep[];

/** How often each level of a territory is published. */
export type Calendar = Readonly<Record<string, CalendarStep | "never">>;

/** A level that is published, and what follows from the calendar and its place among the levels alone. */
export interface CalendarLevel {
  readonly level: string;
  readonly step: CalendarStep;
  /** has a table by household type beside the whole one: every level but the leaf, which has one only where it is the sole level */
  readonly typed: boolean;
  /** has histograms, and so quantiles: those of the two upper levels that are typed */
  readonly histograms: boolean;
  /** publications of a year: its own step, and every longer step that another level has */
  readonly publications: number;
}

/**
 * The levels that are published, whole first.
 *
 * @param levels of the territory, from the whole to the leaf
 */
export function calendarLevels(levels: readonly string[], calendar: Calendar): CalendarLevel[] {
  const stepOf = (level: string) => calendar[level] ?? "never";
  const steps = new Set(levels.map(stepOf));
  return levels.flatMap((level, i): CalendarLevel[] => {
    const step = stepOf(level);
    if (step === "never") return [];
    const isTyped = levels.length === 1 || i < levels.length - 1;
    const longer = STEPS.slice(STEPS.indexOf(step)).filter((other) => steps.has(other));
    const publications = longer.reduce((sum, other) => sum + PERIODS[other], 0);
    return [{ level, step, typed: isTyped, histograms: isTyped && i < 2, publications }];
  });
}

/** A kind of publication of the year: how many there are, and the levels that each holds. */
interface CalendarPublication<Level> {
  readonly step: CalendarStep;
  readonly times: number;
  readonly due: readonly Level[];
}

/**
 * The publications of a year, the shortest step first: one kind a step that a level has, with every level of that step or a
 * shorter one.
 */
export function publicationsOf<Level extends Pick<CalendarLevel, "step">>(
  published: readonly Level[],
): CalendarPublication<Level>[] {
  const isWithin = (step: CalendarStep, longer: CalendarStep) => STEPS.indexOf(step) <= STEPS.indexOf(longer);
  return STEPS.filter((step) => published.some((level) => level.step === step)).map((step) => ({
    step,
    times: PERIODS[step],
    due: published.filter((level) => isWithin(level.step, step)),
  }));
}

/**
 * Every calendar of so many levels in which no level has a shorter step than the one above. The shortest steps come first,
 * compared from the whole down.
 */
export function calendarsOf(depth: number): CalendarStep[][] {
  if (depth === 0) return [[]];
  return calendarsOf(depth - 1).flatMap((steps) =>
    STEPS.slice(STEPS.indexOf(steps.at(-1) ?? "month")).map((step) => [...steps, step]),
  );
}
