import { z } from "zod";
import { formFaults, parseInWords } from "./form-fault.ts";
import { bilingualSchema, sentenceSchema } from "./operator.ts";
import { type Fault, faultRefusal } from "./problem.ts";

const instant = z.iso.datetime({ offset: true });

/**
 * An operator's statement of a personal data breach, and its entry in the log of GDPR art. 33(5). The public part (art. 34)
 * is in both languages; `log` is for the operator and the authority alone, for it may hold numbers of people.
 */
export const breachSchema = z.strictObject({
  /** when the operator knew: the 72 hours of art. 33(1) run from here */
  known_at: instant,
  /** when it happened, as far as is known */
  happened: z.strictObject({ from: instant, until: instant.optional() }).optional(),
  what: bilingualSchema,
  /** which data */
  data: bilingualSchema,
  /** what it may lead to */
  consequences: bilingualSchema,
  /** what was done about it */
  measures: bilingualSchema,
  /** what people can do */
  advice: bilingualSchema,
  /**
   * whether it is told to the public and at each view of a contribution; false: kept in the log alone, as art. 33(5) asks for
   * every breach
   */
  public: z.boolean(),
  /** number of an earlier statement, which this one corrects and replaces */
  replaces: z.number().int().min(1).optional(),
  log: z
    .strictObject({
      /** about how many people, and how many records */
      people: z.number().int().min(0).optional(),
      records: z.number().int().min(0).optional(),
      authority_notified_at: instant.optional(),
      /** why the authority was not told, or was told after 72 hours */
      reason: sentenceSchema.optional(),
      notes: sentenceSchema.optional(),
    })
    .default({}),
});

type BreachStatement = z.infer<typeof breachSchema>;

/** A statement as it is kept: numbered from 1 in the order in which they were recorded. */
export const breachEntrySchema = breachSchema.extend({ number: z.number().int().min(1), recorded_at: instant });
export type BreachEntry = z.infer<typeof breachEntrySchema>;

/** The public part of a breach's entry: nothing of the log. */
export const breachNoticeSchema = breachEntrySchema.pick({
  number: true,
  known_at: true,
  happened: true,
  what: true,
  data: true,
  consequences: true,
  measures: true,
  advice: true,
});
export type BreachNotice = z.infer<typeof breachNoticeSchema>;

/**
 * @param input what the operator wrote
 * @throws Refusal `invalid-breach`, with each field and what it must be
 */
export function parseBreach(input: unknown): BreachStatement {
  const parsed = parseInWords(breachSchema, input);
  if (parsed.success) return parsed.data;
  throw faultRefusal("invalid-breach", ...formFaults(parsed.error, input));
}

/**
 * Refuses times that cannot be true in a statement that is public and signed: none lies in the future, and nothing is known
 * or notified before it happened.
 *
 * @throws Refusal `invalid-breach`, with both times of each pair
 */
export function refuseImpossible(statement: BreachStatement, now: Date): void {
  const times = {
    "/happened/from": statement.happened?.from,
    "/happened/until": statement.happened?.until,
    "/known_at": statement.known_at,
    "/log/authority_notified_at": statement.log.authority_notified_at,
  };
  type Pointer = keyof typeof times;
  const faults = (Object.keys(times) as Pointer[]).flatMap((pointer): Fault[] => {
    const time = times[pointer];
    const isToCome = time !== undefined && Date.parse(time) > now.getTime();
    return isToCome ? [{ pointer, detail: `${pointer}: must not be after now, ${now.toISOString()}; got ${time}` }] : [];
  });
  const order = (pointer: Pointer, before: Pointer) => {
    const [time, earlier] = [times[pointer], times[before]];
    if (time !== undefined && earlier !== undefined && Date.parse(time) < Date.parse(earlier))
      faults.push({ pointer, detail: `${pointer}: must not be before ${before}, ${earlier}; got ${time}` });
  };
  order("/happened/until", "/happened/from");
  order("/known_at", "/happened/from");
  order("/log/authority_notified_at", "/known_at");
  if (faults.length > 0) throw faultRefusal("invalid-breach", ...faults);
}

/** The public statements that no later one replaces, oldest first. */
export function breachNotices(entries: readonly BreachEntry[]): BreachNotice[] {
  const replaced = new Set(entries.map(({ replaces }) => replaces));
  const current = entries.filter((entry) => entry.public && !replaced.has(entry.number));
  return current.map((entry) => breachNoticeSchema.strip().parse(entry));
}
