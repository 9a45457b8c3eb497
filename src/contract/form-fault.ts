import type { z } from "zod";
import type { Refusal } from "./problem.ts";
import { quoted } from "./shown.ts";

/** What a field of each type must be. */
const TYPES: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

/** `at least 2`, `more than 0`, `at most 31 characters`. */
function limitText(word: "least" | "most", origin: string, limit: number | bigint, inclusive = true): string {
  const strict = word === "least" ? "more than" : "less than";
  const amount = `${inclusive ? `at ${word}` : strict} ${limit}`;
  const plural = Number(limit) === 1 ? "" : "s";
  if (origin === "string") return `must have ${amount} character${plural}`;
  return ["array", "set", "map"].includes(origin) ? `must have ${amount} item${plural}` : `must be ${amount}`;
}

/** What a field must be, in the words of our other refusals; undefined where the form itself says it. */
function boundText(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "is missing" : `must be ${TYPES[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `must be ${issue.values.length > 1 ? "one of " : ""}${issue.values.map(String).join(", ")}`;
    case "too_small":
      return limitText("least", issue.origin, issue.minimum, issue.inclusive);
    case "too_big":
      return limitText("most", issue.origin, issue.maximum, issue.inclusive);
    case "not_multiple_of":
      return `must be a multiple of ${issue.divisor}`;
    case "invalid_format":
      return issue.pattern === undefined ? `must be a valid ${issue.format}` : `must match ${issue.pattern}`;
    case "unrecognized_keys":
      return `has no ${issue.keys.map(quoted).join(", ")}`;
    default:
      return undefined;
  }
}

/**
 * Parses a value, with our own words for what is at fault. They are given with each parse and not to the library, which whoever
 * uses this package may use as well.
 */
export function parseInWords<T>(schema: z.ZodType<T>, input: unknown): z.ZodSafeParseResult<T> {
  return schema.safeParse(input, { error: boundText });
}

/** The first fault of a value's form. */
interface FormFault {
  readonly path: readonly PropertyKey[];
  /** the name of a field that the form does not have, below `path` */
  readonly stranger?: string | undefined;
  /** what the field must be */
  readonly bound: string;
  /** value of the field; undefined where it is missing */
  readonly value: unknown;
  /** `; got` and the value, where it is no object */
  readonly got: string;
}

/** `; got` and a value; empty for an object, and for no value. */
export function receivedClause(value: unknown): string {
  const isScalar = ["string", "number", "boolean"].includes(typeof value) || value === null;
  return isScalar ? `; got ${quoted(value)}` : "";
}

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (whole, part) => (typeof whole === "object" && whole !== null ? Reflect.get(whole, part) : undefined),
    input,
  );

/** A value in its form, or a refusal of its first fault. */
export function parseForm<T>(schema: z.ZodType<T>, input: unknown, refusalOf: (fault: FormFault) => Refusal): T {
  const parsed = parseInWords(schema, input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0] as z.core.$ZodIssue;
  const value = valueAt(input, issue.path);
  const stranger = issue.code === "unrecognized_keys" ? issue.keys[0] : undefined;
  throw refusalOf({ path: issue.path, stranger, bound: issue.message, value, got: receivedClause(value) });
}

/** One sentence for each fault of what `parseInWords` refused: where, what was expected, and the value where it is no object. */
export function formFaults(error: z.ZodError, input: unknown) {
  const faultAt = (path: readonly PropertyKey[], sentence: string) => {
    const pointer = path.map((part) => `/${String(part)}`).join("") || "/";
    return { detail: `${pointer}: ${sentence}`, pointer };
  };
  return error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => faultAt([...issue.path, key], "is unknown here"))
      : [faultAt(issue.path, `${issue.message}${receivedClause(valueAt(input, issue.path))}`)],
  );
}
