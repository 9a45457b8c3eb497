import { readFileSync } from "node:fs";
import { readBreaches, recordBreach, tellBreaches } from "../../commons/breaches.ts";
import { readHome } from "../../commons/home.ts";
import { type BreachEntry, breachNotices } from "../../contract/breach.ts";
import { Refusal } from "../../contract/problem.ts";
import { HOME, KEY, withCommons } from "../options.ts";
import { required, type Verb, type VerbInput } from "../verb.ts";

const HOUR = 3_600_000;
const HOURS = 72;

/** What a statement holds; the operator fills it in. `log` may also have people, records, reason and notes, which are never told. */
const FORM = {
  known_at: "2026-11-20T08:00:00Z",
  happened: { from: "2026-11-18T00:00:00Z", until: "2026-11-19T12:00:00Z" },
  what: { fr: "", en: "" },
  data: { fr: "", en: "" },
  consequences: { fr: "", en: "" },
  measures: { fr: "", en: "" },
  advice: { fr: "", en: "" },
  public: true,
  log: { authority_notified_at: "2026-11-20T16:00:00Z" },
};

export const breach: Verb = {
  options: {
    home: HOME,
    statement: {
      type: "string",
      value: "FILE",
      help: "records this statement, JSON in both languages; without it, the log is printed. A correction is a new one with `replaces`",
    },
    key: KEY,
    form: { type: "boolean", help: "prints a statement to fill in" },
  },
  run: async (input) => {
    if (input.flags.form) return { json: FORM, text: JSON.stringify(FORM, null, 2) };
    const { home } = readHome(required(input, "home")).paths;
    const { statement } = input.options;
    const recorded = statement === undefined ? null : recordBreach(home, readJson(statement), () => new Date());
    tellBreaches(home);
    const entries = readBreaches(home);
    if (recorded?.public) await log(input);
    const lines = entries.map((entry) => line(entry, entries));
    return {
      json: { recorded: recorded?.number ?? null, entries, public: breachNotices(entries).map(({ number }) => number) },
      text: [...(recorded === null ? [] : said(recorded)), ...(lines.length === 0 ? ["no breach is recorded"] : lines)].join(
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
function said({ number, public: told, known_at, log }: BreachEntry): string[] {
  const limit = new Date(Date.parse(known_at) + HOURS * HOUR).toISOString();
  return [
    `recorded as ${number}; ${told ? "told at /v1/notice and at each view of a contribution, by a running service too" : "in the log alone, told to nobody"}`,
    ...(log.authority_notified_at === undefined
      ? [
          `the authority is to be told by ${limit}, ${HOURS} hours after it was known, unless there is no risk to people (GDPR art. 33)`,
        ]
      : []),
  ];
}

function line({ number, known_at, public: told, what, replaces, log }: BreachEntry, all: readonly BreachEntry[]): string {
  const heir = all.find((entry) => entry.replaces === number);
  const state = heir === undefined ? (told ? "public" : "log only") : `replaced by ${heir.number}`;
  const notified = log.authority_notified_at === undefined ? "authority not told" : `authority told ${log.authority_notified_at}`;
  const correction = replaces === undefined ? "" : `, replaces ${replaces}`;
  return `${number}  known ${known_at}  ${state}${correction}  ${notified}  ${what.en}`;
}
