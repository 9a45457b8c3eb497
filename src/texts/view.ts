import type { BreachEntry, BreachNotice } from "../contract/breach.ts";
import { COPY_FACTS } from "../contract/operator.ts";
import { PROGRAM_VERSION } from "../contract/program.ts";
import { type Labels, MEASURES } from "../domains/index.ts";
import type { Facts } from "./facts.ts";
import { frequencyText } from "./frequencies.ts";
import type { Language, LanguageTexts } from "./page.ts";

/** Hours within which the authority must be notified (GDPR art. 33(1)). */
const NOTIFICATION_HOURS = 72;

/** Publications and budget spent, from public releases and the privacy ledger: never a count of contributors. */
export interface History {
  readonly publications: readonly { readonly id: string; readonly created_at: string }[];
  readonly years: readonly {
    readonly year: number;
    readonly epsilon: number;
    readonly delta: number;
    readonly odds: number;
    readonly odds_changed: number;
    readonly epsilon_allowed: number;
    readonly closed: boolean;
  }[];
  /** for a household that took part in every year */
  readonly lifetime: {
    readonly epsilon: number;
    readonly delta: number;
    readonly odds: number;
    readonly odds_changed: number;
  };
}

/** Marks each item but the last with `more`, so that a text can put a separator between them. */
function series<T extends object>(items: readonly T[]) {
  return items.map((item, i) => ({ ...item, more: i < items.length - 1 }));
}

function values(items: readonly string[]) {
  return series(items.map((value) => ({ value })));
}

/** A list, or null where the operator has not stated it, which differs from an empty list. */
function listOrUnstated(items: readonly string[] | null) {
  return items === null ? null : { each: values(items) };
}

/**
 * Wraps a list, null where it is empty: a section of a template repeats for each item of an array, so text around the items needs
 * an object.
 */
function whereAny<T>(items: readonly T[]) {
  return items.length === 0 ? null : { each: items };
}

const PLURALS = { fr: new Intl.PluralRules("fr"), en: new Intl.PluralRules("en") };

/** A number, and whether its noun is plural: in French 0 and 1 are singular, in English only 1. */
export function count(n: number, language: Language) {
  return { n, many: PLURALS[language].select(n) !== "one" };
}

/**
 * The name of a measure's topic, and what it is. Of a domain with several measures of which the commons has one, pages and forms name the
 * measure: `Énergie du logement`, of which the domain's name says what is counted.
 */
function topicOf({ key, domain, domain_labels, labels }: Facts["measures"][number], measures: Facts["measures"]) {
  const isNamed = (MEASURES.find((one) => one.key === key)?.domain.measures.length ?? 1) > 1;
  const isAlone = measures.every((one) => one.key === key || one.domain !== domain);
  return isNamed && isAlone ? { topic: labels, label: domain_labels } : { topic: domain_labels, label: labels };
}

function lowerFirst(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1);
}

/**
 * The facts in the form that templates need: in one language, with lists, flags and words that templates cannot compute.
 *
 * Long, for it writes the facts out field by field.
 */
export function factsView(facts: Facts, language: Language, texts: LanguageTexts) {
  const { commons, operator, authority, measures, partners, protection, retention_months } = facts;
  const { controller, hosting, contact, dpo, backup_days, next_backup_days } = operator;
  const word = (labels: Labels) => labels[language];
  const listed = (keys: readonly string[]) =>
    series(
      measures
        .filter(({ key }) => keys.includes(key))
        .map((one) => ({
          topic: word(topicOf(one, measures).topic),
          label: lowerFirst(word(topicOf(one, measures).label)),
          unit: texts[`unit.${one.unit}`] ?? one.unit,
        })),
    );
  // A copy takes no contributions (decision 0102), so that of them nothing is said.
  const isCopy = facts.origin !== null;
  const sends = isCopy ? [] : (partners?.sends ?? []);
  const lifetime = series(
    protection.lifetime.map((spent) => ({ ...spent, years: count(spent.years, language), ...betsView(spent, texts) })),
  );
  return {
    commons: { name: word(commons.name), sample: commons.sample },
    territory: word(facts.territory.name),
    origin: facts.origin && word(facts.origin),
    copied: copiedView(facts.origin, language),
    source_code: facts.source_code,
    leaf: word(facts.leaf),
    controller: {
      name: controller?.name ?? null,
      address: controller?.address ?? null,
      registration: controller?.registration ?? null,
      legal_form: controller?.legal_form ?? null,
      website: controller?.website ?? null,
      profit: controller?.not_for_profit === undefined ? null : { is_none: controller.not_for_profit },
    },
    contact,
    /** address and contact, where they are stated */
    reach: values([controller?.address, contact].flatMap((one) => one ?? [])),
    dpo,
    processors: listOrUnstated(operator.processors),
    transfers: listOrUnstated(operator.transfers),
    purposes: listOrUnstated(operator.purposes?.map(word) ?? null),
    hosting,
    authority: { name: authority.name, address: authority.address ?? null, url: authority.url ?? null },
    /** null: not stated; zero days mean that no backup is kept */
    backups: backup_days === null ? null : { days: backup_days === 0 ? null : count(backup_days, language) },
    next_backups: next_backup_days && { days: count(next_backup_days.days, language), from: next_backup_days.from },
    may_have_backups: backup_days !== 0,
    acts_days: facts.acts_days,
    minimum_age: facts.minimum_age,
    retention: count(retention_months, language),
    retention_default: facts.unstated.includes("retention_months"),
    retention_less_one: count(retention_months - 1, language),
    measures: listed(measures.map(({ key }) => key)).map((one, i) => ({
      ...one,
      types: values((measures[i]?.types ?? []).map((name) => texts[`attribute.${name}`] as string)),
    })),
    measures_chosen: facts.measures_chosen,
    has_personal_measures: measures.some(({ whose }) => whose === "person"),
    topics: values([...new Set(measures.map((one) => lowerFirst(word(topicOf(one, measures).topic))))]),
    attributes: values(facts.attributes.map((name) => texts[`attribute.${name}`] as string)),
    partners: partners && { organisations: listOrUnstated(partners.organisations) },
    /** measures that partners send for contributors; null: their programs only read what is published */
    sending: sends.length === 0 ? null : { measures: listed(sends) },
    eligibility: isCopy ? null : facts.eligibility,
    k: protection.k,
    epsilon: protection.epsilon,
    delta: protection.delta,
    ...betsView(protection, texts),
    streams: count(protection.streams, language),
    levels: protection.levels.map(({ name, frequency }) => ({
      name: word(name),
      frequency: frequencyText(frequency, protection.levels, texts),
    })),
    lifetime,
    /** the most years of which a bet is told: the risk that stays, beside that of one year */
    lifetime_end: lifetime.slice(-1).map(({ years, odds, odds_changed }) => ({ years, odds, odds_changed })),
  };
}

/** What is stated of a copy of data published elsewhere, each part null where it is not; null: households bring theirs. */
export function copiedView(origin: Facts["origin"], language: Language) {
  if (origin === null) return null;
  const facts = COPY_FACTS.map((fact) => [fact, origin[fact]?.[language] ?? null] as const);
  return {
    ...Object.fromEntries(facts),
    balance_at: origin.balance?.at ?? null,
    is_whole: facts.every(([, stated]) => stated !== null),
  };
}

/** When register and assessment were made, and beside which notice. */
export interface Edition {
  /** `YYYY-MM-DD`; an approval dated later than this has not been given; null: by no clock, and a stated day is given as such */
  readonly today: string | null;
  /** version of the notice in the same language */
  readonly notice: string;
}

/** What register and assessment say of themselves: by which version of the program, when and beside which notice they were made, and who approved the assessment. */
export function approvalView({ operator: { impact_assessment } }: Facts, { today, notice }: Edition) {
  const made = { program: PROGRAM_VERSION, today, notice_version: notice };
  if (impact_assessment === null) return { ...made, approval: null };
  const { approved_at: day, by } = impact_assessment;
  return { ...made, approval: { day, by, today, is_given: today === null || day <= today } };
}

export function historyView({ publications, years, lifetime }: History, texts: LanguageTexts) {
  return {
    publications: whereAny(publications.map(({ id, created_at }) => ({ id, day: dayOf(created_at) }))),
    spent: whereAny(
      years.map(({ year, epsilon, epsilon_allowed, delta, odds, odds_changed, closed }) => ({
        year,
        epsilon,
        ...betsView({ odds, odds_changed }, texts),
        allowed: epsilon_allowed,
        delta,
        is_closed: closed,
      })),
    ),
    spent_together: { ...lifetime, ...betsView(lifetime, texts) },
  };
}

/** Of a document that leaves what was published and spent to the public log. */
export const NO_HISTORY = { publications: null, spent: null, spent_together: null };

/** Odds for people, as the pages say them: of a hundred bets, in whole numbers, never rounded down, and never a certainty. */
export function betsView({ odds, odds_changed }: { readonly odds: number; readonly odds_changed: number }, texts: LanguageTexts) {
  const whole = (bets: number) => (Math.ceil(bets) < 100 ? Math.ceil(bets) : (texts["bets.nearly-all"] as string));
  return { odds: whole(odds), odds_changed: whole(odds_changed) };
}

/** The public statements of breaches. */
export function breachesView(notices: readonly BreachNotice[], language: Language) {
  return { breaches: whereAny(notices.map((notice) => breachView(notice, language))) };
}

/** The operator's log: the public statements, with what only the operator may see. */
export function breachLogView(entries: readonly BreachEntry[], language: Language) {
  const logged = entries.map((entry) => {
    const { people, records, reason, notes } = entry.log;
    const number = (value: number | undefined) => (value === undefined ? null : { n: value });
    return {
      ...breachView(entry, language),
      log: {
        recorded_at: entry.recorded_at,
        known_at: entry.known_at,
        public: entry.public,
        people: number(people),
        records: number(records),
        notified: notifiedView(entry),
        reason: reason ?? null,
        notes: notes ?? null,
        replaces: entry.replaces ?? null,
        replaced_by: entries.find(({ replaces }) => replaces === entry.number)?.number ?? null,
      },
    };
  });
  return { breaches: whereAny(logged) };
}

function breachView(notice: BreachNotice, language: Language) {
  const { number, known_at, happened } = notice;
  const [from, until] = [happened?.from, happened?.until].map((instant) => (instant === undefined ? null : dayOf(instant)));
  return {
    number,
    known_on: dayOf(known_at),
    happened: from ? { from, until: until === from ? null : until } : null,
    ...breachWords(notice, language),
  };
}

/** The texts of a breach notice, in one language. */
export function breachWords({ what, data, consequences, measures, advice }: BreachNotice, language: Language) {
  return {
    what: what[language],
    data: data[language],
    consequences: consequences[language],
    measures: measures[language],
    advice: advice[language],
  };
}

/** When the authority was notified, and how many hours after the breach was known. */
function notifiedView({ known_at, log: { authority_notified_at: at } }: BreachEntry) {
  if (at === undefined) return null;
  const hours = Math.ceil((Date.parse(at) - Date.parse(known_at)) / 3_600_000);
  return { at, hours, is_late: hours > NOTIFICATION_HOURS, limit: NOTIFICATION_HOURS };
}

function dayOf(instant: string): string {
  return instant.slice(0, 10);
}
