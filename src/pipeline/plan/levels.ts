import { type Period, stepWithin } from "../../contract/period.ts";
import { Refusal } from "../../contract/problem.ts";
import type { Frequency, Settings } from "../../contract/settings.ts";
import { type CalendarLevel, calendarLevels } from "../../privacy/forecast/index.ts";
import type { Territory } from "../../territory/index.ts";

/** A level of the territory that is published. */
export type LevelPlan = CalendarLevel;

/** `_T` is the whole table; `types` the table by class. Each is measured by itself. */
export type TableName = "_T" | "types";

export function tablesOf(level: LevelPlan): readonly TableName[] {
  return level.typed ? ["_T", "types"] : ["_T"];
}

/** How often each level is published: as the settings say; by default the whole monthly, other levels yearly. */
export function frequencies(settings: Settings, territory: Territory): ReadonlyMap<string, Frequency> {
  const stated = settings.calendar ?? {};
  refuseUnknownLevels("calendar", stated, territory);
  return new Map(territory.levels.map((level, i) => [level, stated[level] ?? (i === 0 ? "month" : "year")]));
}

/**
 * The levels that are published, whole first.
 *
 * @throws Refusal `invalid-settings` when a level is not the territory's, or nothing is published
 */
export function planLevels(settings: Settings, territory: Territory): LevelPlan[] {
  const calendar = calendarLevels(territory.levels, Object.fromEntries(frequencies(settings, territory)));
  if (calendar.length === 0)
    throw new Refusal("invalid-settings", "calendar: at least one level must be published; got never for all");
  return calendar;
}

export function refuseUnknownLevels(where: string, stated: Readonly<Record<string, unknown>>, territory: Territory): void {
  const unknown = Object.keys(stated).find((level) => !territory.levels.includes(level));
  if (unknown) {
    throw new Refusal(
      "invalid-settings",
      `${where}.${unknown}: the territory's levels are ${territory.levels.join(", ")}; got ${unknown}`,
    );
  }
}

/**
 * The levels that a publication of this period holds: those whose step is the period's or shorter.
 *
 * @throws Refusal `period-not-due` when no level has the period's step
 */
export function dueLevels(levels: readonly LevelPlan[], period: Period): LevelPlan[] {
  if (!levels.some((level) => level.step === period.step)) {
    const steps = levels.map((level) => `${level.level} ${level.step}`).join(", ");
    throw new Refusal("period-not-due", `no level is published by ${period.step}; the calendar is ${steps}; got ${period.id}`);
  }
  return levels.filter((level) => stepWithin(level.step, period.step));
}
