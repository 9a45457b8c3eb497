import { readFileSync } from "node:fs";
import { readBreaches, recordBreach, tellBreaches } from "../../commons/breaches.ts";
import { readHome } from "../../commons/home.ts";
import { type BreachEntry, breachNotices } from "../../contract/breach.ts";
import { Refusal } from "../../contract/problem.ts";
import { HOME, KEY, withCommons } from "../options.ts";
import { required, type Verb, type VerbInput } from "../verb.ts";

const HOUR = 3_600_000;
const HOURS = 72;

/**
 * What a statement holds; the operator fills it in, times as 2026-11-20T08:00:00Z: an empty one is refused, so that none is stated
 * that nobody wrote. What is not known is taken out (`happened`, `until`, `authority_notified_at`). `log` may also have people,
 * records, reason and notes, which are never told.
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

export const breach: Verb = {
  options: {
    home: HOME,
    statement: {
      type: "string",
      value: "FILE",
      help: "a statement to record, JSON in both languages; without it, the log is printed",
    },
    key: KEY,
    form: {
      type: "boolean",
      help: "print a statement to fill in",
    },
  },
  run: async (input) => {
    if (input.flags.form) return { json: FORM, text: JSON.stringify(FORM, null, 2) };
    const { home } = readHome(required(input, "home")).paths;
    const { statement } = input.options;
    const now = new Date();
    const recorded = statement === undefined ? null : recordBreach(home, readJson(statement), () => now);
    tellBreaches(home);
    const entries = readBreaches(home);
    if (recorded?.public) await log(input);
    const lines = entries.map((entry) => line(entry, entries, now));
    return {
      json: {
        recorded: recorded?.number ?? null,
        entries,
        overdue: entries
          .filter((entry) => heirOf(entry, entries) === undefined && deadline(entry, now).late)
          .map(({ number }) => number),
        public: breachNotices(entries).map(({ number }) => number),
      },
      text: [...(recorded === null ? [] : said(recorded, now)), ...(lines.length === 0 ? ["no breach is recorded"] : lines)].join(
        "\n",
      ),
    };
  },
};

/** Opening the home says in its log what was told. What was told stands, whether or not it could be. */
async function log(input: VerbInput): Promise<void> {
  try {
    await withCommons(input, async () => undefined);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    input.progress(`not in the public log yet, the next verb with the key says it there: ${error.message} [${error.code}]`);
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Refusal("invalid-breach", `${file} cannot be read as JSON: ${(error as Error).message}`);
  }
}

/** What follows from a new statement. */
function said(entry: BreachEntry, now: Date): string[] {
  const { number, public: told, log } = entry;
  const { limit, late, notified } = deadline(entry, now);
  const reason = log.reason === undefined ? "; log.reason must say why (GDPR art. 33)" : "";
  return [
    `recorded as ${number}; ${told ? "told at /v1/notice and at each view of a contribution, by a running service too" : "in the log alone, told to nobody"}`,
    ...(late
      ? [
          notified === undefined
            ? `THE ${HOURS} HOURS ARE PAST since ${limit}, and the authority was not told: unless there is no risk to people, tell it now${reason}`
            : `the authority was told on ${notified}, and the ${HOURS} hours were past on ${limit}${reason}`,
        ]
      : notified === undefined
        ? [
            `the authority is to be told by ${limit}, ${HOURS} hours after it was known, unless there is no risk to people (GDPR art. 33)`,
          ]
        : []),
  ];
}

/** By when the authority is to be told, and whether that is over. */
function deadline({ known_at, log: { authority_notified_at: notified } }: BreachEntry, now: Date) {
  const limit = Date.parse(known_at) + HOURS * HOUR;
  const late = (notified === undefined ? now.getTime() : Date.parse(notified)) > limit;
  return { limit: new Date(limit).toISOString(), late, notified };
}

/** The statement that stands for another. */
function heirOf({ number }: BreachEntry, all: readonly BreachEntry[]): BreachEntry | undefined {
  return all.find(({ replaces }) => replaces === number);
}

function line(entry: BreachEntry, all: readonly BreachEntry[], now: Date): string {
  const { number, known_at, public: told, what, replaces } = entry;
  const { limit, late, notified: at } = deadline(entry, now);
  const heir = heirOf(entry, all);
  const state = heir === undefined ? (told ? "public" : "log only") : `replaced by ${heir.number}`;
  const past = late && heir === undefined ? `, ${HOURS} hours past on ${limit}` : "";
  const notified = `${at === undefined ? "authority not told" : `authority told ${at}`}${past}`;
  const correction = replaces === undefined ? "" : `, replaces ${replaces}`;
  return `${number}  known ${known_at}  ${state}${correction}  ${notified}  ${what.en}`;
}
