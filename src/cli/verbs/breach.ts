import { readFileSync } from "node:fs";
import { publishBreaches, readBreaches, recordBreach } from "../../commons/breaches.ts";
import { readHome } from "../../commons/home.ts";
import { type BreachEntry, breachNotices } from "../../contract/breach.ts";
import { Refusal, refusalOf } from "../../contract/problem.ts";
import { HOME, KEY, withCommons } from "../options.ts";
import { flag, lines, makeVerb, text } from "../verb.ts";

const HOUR = 3_600_000;
const HOURS = 72;

/**
 * An empty statement for the operator to fill in, with times as 2026-11-20T08:00:00Z. It is refused as it is, so that nobody
 * records one by accident. Unknown facts are removed (`happened`, `until`, `authority_notified_at`). `log` may also have people,
 * records, reason and notes, which are never made public.
 */
const FORM = {
  known_at: "",
  happened: { from: "", until: "" },
  what: { fr: "", en: "" },
  data: { fr: "", en: "" },
  consequences: { fr: "", en: "" },
  measures: { fr: "", en: "" },
  advice: { fr: "", en: "" },
  public: true,
  log: { authority_notified_at: "" },
};

export const breach = makeVerb({
  options: {
    home: HOME,
    statement: text("FILE", "a statement to record, JSON in both languages; without it, the log is printed"),
    key: KEY,
    form: flag("print a statement to fill in"),
  },
  run: async (input) => {
    if (input.form) return { json: FORM, text: JSON.stringify(FORM, null, 2) };
    const { home } = readHome(input.home).paths;
    const now = new Date();
    const { statement } = input;
    const recorded = statement === undefined ? null : recordBreach(home, readJson(statement), () => now);
    publishBreaches(home);
    if (recorded?.public) await tellInLog(input);
    const entries = readBreaches(home).map((entry) => ({ ...entry, ...deadline(entry, now) }));
    const heirs = new Map(entries.map(({ number, replaces }) => [replaces, number]));
    return {
      json: {
        recorded: recorded?.number ?? null,
        entries: entries.map(({ limit: _limit, late: _late, ...entry }) => entry),
        overdue: entries.filter(({ number, late }) => late && !heirs.has(number)).map(({ number }) => number),
        public: breachNotices(entries).map(({ number }) => number),
      },
      text: lines(
        recorded && consequences(recorded, now),
        entries.length === 0 && "no breach is recorded",
        entries.map(({ number, known_at, public: isPublic, what, replaces, limit, late, log }) => {
          const heir = heirs.get(number);
          const state = heir === undefined ? (isPublic ? "public" : "log only") : `replaced by ${heir}`;
          const correction = replaces === undefined ? "" : `, replaces ${replaces}`;
          const at = log.authority_notified_at;
          const notified = at === undefined ? "authority not told" : `authority told ${at}`;
          const past = late && heir === undefined ? `, ${HOURS} hours past on ${limit}` : "";
          return `${number}  known ${known_at}  ${state}${correction}  ${notified}${past}  ${what.en}`;
        }),
      ),
    };
  },
});

/** Opens the home, which adds public statements to its log. They stay public even if the log cannot be written now. */
async function tellInLog(place: Parameters<typeof withCommons>[0]): Promise<void> {
  try {
    await withCommons(place, async () => undefined);
  } catch (error) {
    const { code, message } = refusalOf(error);
    place.progress(`not in the public log yet, the next verb with the key says it there: ${message} [${code}]`);
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Refusal("invalid-breach", `${file} cannot be read as JSON: ${(error as Error).message}`);
  }
}

function consequences(entry: BreachEntry, now: Date): string {
  const { limit, late } = deadline(entry, now);
  const { authority_notified_at: notified, reason } = entry.log;
  const missing = reason === undefined ? "; log.reason must say why (GDPR art. 33)" : "";
  return lines(
    `recorded as ${entry.number}; ${entry.public ? "told at /v1/notice and at each view of a contribution, by a running service too" : "in the log alone, told to nobody"}`,
    late &&
      (notified === undefined
        ? `THE ${HOURS} HOURS ARE PAST since ${limit}, and the authority was not told: unless there is no risk to people, tell it now${missing}`
        : `the authority was told on ${notified}, and the ${HOURS} hours were past on ${limit}${missing}`),
    !late &&
      notified === undefined &&
      `the authority is to be told by ${limit}, ${HOURS} hours after it was known, unless there is no risk to people (GDPR art. 33)`,
  );
}

/** The time limit for notifying the authority, and whether it was missed. */
function deadline({ known_at, log }: BreachEntry, now: Date) {
  const limit = Date.parse(known_at) + HOURS * HOUR;
  const { authority_notified_at: notified } = log;
  return {
    limit: new Date(limit).toISOString(),
    late: (notified === undefined ? now.getTime() : Date.parse(notified)) > limit,
  };
}
