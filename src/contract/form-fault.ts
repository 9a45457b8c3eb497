import type { z } from "zod";
import type { Refusal } from "./problem.ts";
import { quoted } from "./shown.ts";

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

/** A value in its form, or a refusal of its first fault. */
export function parseForm<T>(schema: z.ZodType<T>, input: unknown, refusalOf: (fault: FormFault) => Refusal): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0] as z.core.$ZodIssue;
  const value = issue.path.reduce<unknown>(
    (whole, part) => (typeof whole === "object" && whole !== null ? Reflect.get(whole, part) : undefined),
    input,
  );
  const stranger = issue.code === "unrecognized_keys" ? issue.keys[0] : undefined;
  const bound = issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
  throw refusalOf({ path: issue.path, stranger, bound, value, got: receivedClause(value) });
}
