import { isoDay } from "./period.ts";
import { Refusal } from "./problem.ts";
import type { Settings } from "./settings.ts";

/** What an operator states before contributions are taken over HTTP, and what is said where it is absent. */
const NEEDED = {
  impact_assessment: "impact_assessment must say who approved the impact assessment and when (approved_at, by); it is absent",
  dpo: "dpo must say how to reach the data protection officer; it is absent",
  retention_months: "retention_months must be stated, in whole months from 2 to 120; it is left to the default",
  processors: "processors must list who processes data for the operator, or be an empty list; it is absent",
} as const;
type NeededSetting = keyof typeof NEEDED;

/** A setting that contributions wait for, and why. */
interface MissingSetting {
  readonly setting: NeededSetting;
  readonly detail: string;
}

/**
 * What a commons that asks people for data must have stated first, and has not: an approved impact assessment, a data
 * protection officer, how long contributions are kept, and who else processes them. A commons of made-up households needs none.
 *
 * @param now an assessment counts from the day on which it was approved, UTC
 */
export function missingSettings(settings: Settings, now: Date): MissingSetting[] {
  if (settings.sample) return [];
  const today = isoDay(now);
  const approved = settings.impact_assessment?.approved_at;
  const missing: MissingSetting[] = unstatedSettings(settings).map((setting) => ({ setting, detail: NEEDED[setting] }));
  if (approved !== undefined && approved > today) {
    const detail = `impact_assessment.approved_at must not be after today, ${today}; got ${approved}`;
    missing.unshift({ setting: "impact_assessment", detail });
  }
  return missing;
}

/** The settings that are absent: what anyone may know of them, whatever the day. */
export function unstatedSettings(settings: Settings): NeededSetting[] {
  const needed = Object.keys(NEEDED) as NeededSetting[];
  return settings.sample ? [] : needed.filter((setting) => settings[setting] === undefined);
}

/** Why a commons whose readings were taken from elsewhere takes no contributions: every page and document of it says that nobody brought any. */
const COPIED =
  "origin says that no household brought these readings: a commons that households contribute to is another one, without origin";

/**
 * What of the controller people are not told who are asked by a page: a consent to nobody in particular is not informed (GDPR art. 4(11),
 * 13(1)(a)). Over HTTP it is not required, for whoever sends from elsewhere brings a notice of their own (decision 0118).
 */
export function unnamedController({ sample, controller, contact }: Settings): ("controller" | "contact")[] {
  const stated = { controller: controller?.name, contact: controller?.contact ?? contact };
  return sample ? [] : (["controller", "contact"] as const).filter((name) => stated[name] === undefined);
}

/** Whether the pages may ask people for contributions, as far as anyone may know, whatever the day. */
export const asksForContributions = (settings: Settings): boolean =>
  settings.origin === undefined && unstatedSettings(settings).length === 0 && unnamedController(settings).length === 0;

/** @throws Refusal `not-ready` that names each missing setting, or `origin` */
export function refuseUnready(settings: Settings, now: Date): void {
  if (settings.origin !== undefined)
    throw new Refusal("not-ready", "this commons takes no contributions: its figures come from data published elsewhere", [
      { parameter: "origin", detail: COPIED },
    ]);
  const missing = missingSettings(settings, now);
  if (missing.length === 0) return;
  throw new Refusal(
    "not-ready",
    `this commons takes no contributions until its settings are complete: ${missing.map(({ setting }) => setting).join(", ")}`,
    missing.map(({ setting, detail }) => ({ parameter: setting, detail })),
  );
}

/** A warning that the pages ask nobody to contribute, for the controller is not named; null: they are. Of a copy nobody is asked for anything. */
export function unnamedWarning(settings: Settings): string | null {
  const missing = settings.origin === undefined ? unnamedController(settings) : [];
  if (missing.length === 0) return null;
  const paths = missing.map((name) => (name === "controller" ? "controller.name" : "controller.contact or contact"));
  return `the settings do not state ${paths.join(", ")}: the page Contribute asks nobody for a consent until they do (GDPR article 13)`;
}

/** A warning of missing settings for an operator's own acts, which these do not stop: one line, or null where nothing is missing or of a copy, which takes no contributions at all. */
export function unreadyWarning(settings: Settings, now: Date): string | null {
  const missing = settings.origin === undefined ? missingSettings(settings, now) : [];
  if (missing.length === 0) return null;
  return `the settings do not state ${missing.map(({ setting }) => setting).join(", ")}: over HTTP this commons would refuse contributions until they do [not-ready]`;
}
