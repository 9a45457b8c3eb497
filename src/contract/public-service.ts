import { BACKUP_DAYS, COPY_FACTS, COUNTRY } from "./operator.ts";
import type { Settings } from "./settings.ts";

type PublicServiceSettings = Pick<Settings, "accessibility" | "country">;

/** Accessibility as a public service in France states it on every page, in one of three words. */
export type Conformity = "full" | "partial" | "none";

/** Tells whether the rules of France apply: they do where the operator states no country. */
export const isInFrance = ({ country }: Pick<Settings, "country">): boolean => (country ?? COUNTRY) === COUNTRY;

/**
 * `full` where every criterion is met, `partial` from half of them on (RGAA 4.1, article 4.1). Where no audit is stated, `none` in France,
 * whose rules say so, and null elsewhere.
 */
export function conformityOf({ accessibility, country }: PublicServiceSettings): Conformity | null {
  const rate = accessibility?.audit?.rate;
  if (rate === undefined) return isInFrance({ country }) ? "none" : null;
  return rate === 100 ? "full" : rate >= 50 ? "partial" : "none";
}

/** The standard of the audit: as stated, else RGAA 4.1 in France; null elsewhere. */
export function standardOf({ accessibility, country }: PublicServiceSettings): string | null {
  return accessibility?.audit?.standard ?? (isInFrance({ country }) ? "RGAA 4.1" : null);
}

/** What the law wants stated of a copy before anything is published of it: its legal basis, what the balance concludes, its day, and that the people in it were told. */
const COPY_NEEDS = ["basis", "balance", "dated", "informed"] as const;

/** A warning that figures of a copy are public while the settings leave out what the law wants stated of it; null: they do not. */
export function copyWarning({ origin, sample }: Pick<Settings, "origin" | "sample">): string | null {
  const missing = sample || origin === undefined ? [] : COPY_NEEDS.filter((fact) => origin[fact] === undefined);
  if (missing.length === 0) return null;
  return `figures of a copy are published, and the settings do not state ${missing.map((fact) => `origin.${fact}`).join(", ")}: its legal basis, what the balance of interests concludes, the date of the source, and how the people in it were informed or why not, must be stated (GDPR articles 6 and 14)`;
}

/**
 * A warning of what the settings leave out that the notice tells people who are asked to contribute, and only an operator knows: they read
 * "not stated" there; null: nothing, or nobody is asked.
 */
export function noticeWarning(settings: Settings): string | null {
  const { sample, origin, hosting, transfers, purposes } = settings;
  const stated = { hosting, transfers, purposes };
  const missing = Object.entries(stated).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (sample || origin !== undefined || missing.length === 0) return null;
  return `the settings do not state ${missing.join(", ")}: the notice tells people so`;
}

/**
 * A warning that nobody said how long backups are kept: what contributors ask for is kept for 35 days to be done again after a restore, and a
 * backup that is older would bring back what was withdrawn. Null: it is stated, and what they ask for is kept as long.
 */
export function backupWarning({ backup_days, sample }: Pick<Settings, "backup_days" | "sample">): string | null {
  if (sample || backup_days !== undefined) return null;
  return `the settings do not state backup_days: the notice tells people so, and what they ask for is kept for ${BACKUP_DAYS} days to be done again after a restore, so that no copy of the home may be kept for longer`;
}

/** Years after which a statement is to be made anew (in France, order of 20 September 2019). */
const AUDIT_YEARS = 3;

/** What of a territory maps draw. */
interface DrawnTerritory {
  readonly shapes?: unknown;
  readonly context?: unknown;
}

/**
 * Settings, as paths, that the pages of a public service and the notice state and this operator has not; and warnings of an audit
 * whose date no longer counts.
 */
export function unstatedForPages(settings: Settings, today: string, territory: DrawnTerritory = {}) {
  const { controller, contact, origin, publication, accessibility, sample } = settings;
  if (sample) return { unstated: [], warnings: [] };
  const wanted = {
    "controller.name": controller?.name,
    "controller.address": controller?.address,
    "controller.legal_form": controller?.legal_form,
    "controller.registration": controller?.registration,
    contact: controller?.contact ?? contact,
    dpo: settings.dpo,
    impact_assessment: settings.impact_assessment,
    hosting: settings.hosting,
    backup_days: settings.backup_days,
    // Of a commons that people contribute to, other warnings name these.
    processors: settings.processors ?? (origin === undefined || undefined),
    transfers: settings.transfers ?? (origin === undefined || undefined),
    source_code: settings.source_code,
    thumbprint_at: settings.thumbprint_at,
    "publication.telephone": publication?.telephone,
    "publication.director": publication?.director,
    "publication.host": publication?.host,
    "maps.outlines": territory.shapes ? settings.maps?.outlines : true,
    "maps.background": territory.context ? settings.maps?.background : true,
    "publication.host.address": publication?.host?.address,
    "publication.host.telephone": publication?.host?.telephone,
    ...Object.fromEntries(COPY_FACTS.map((fact) => [`origin.${fact}`, origin === undefined || origin[fact]])),
    "accessibility.audit": accessibility?.audit,
    "accessibility.audit.standard": standardOf(settings) ?? undefined,
    "accessibility.audit.pages": accessibility?.audit?.pages,
    "accessibility.audit.tools": accessibility?.audit?.tools,
    "accessibility.not_conform": accessibility?.audit?.rate === 100 ? true : accessibility?.not_conform,
    "accessibility.established_at": accessibility?.established_at,
    "accessibility.contact": accessibility?.contact,
    "accessibility.plan": accessibility?.plan ?? (isInFrance(settings) ? undefined : true),
    "accessibility.enforcement": accessibility?.enforcement ?? (isInFrance(settings) || undefined),
  };
  const empty = Object.entries(wanted).flatMap(([path, value]) => (value === undefined ? [path] : []));
  // An absent object is listed once and not by its parts.
  const unstated = empty.filter((path) => !empty.some((other) => path.startsWith(`${other}.`)));
  const auditDay = accessibility?.audit?.at;
  if (auditDay === undefined) return { unstated, warnings: [] };
  const until = `${Number(auditDay.slice(0, 4)) + AUDIT_YEARS}${auditDay.slice(4)}`;
  const warnings = [
    ...(auditDay > today ? [`accessibility.audit.at must not be after today, ${today}; got ${auditDay}`] : []),
    ...(until < today
      ? [`the audit of ${auditDay} is older than ${AUDIT_YEARS} years: an accessibility statement is then to be made anew`]
      : []),
  ];
  return { unstated, warnings };
}
