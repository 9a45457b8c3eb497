/** The most characters of a faulty value that a refusal shows. */
const MAX_SHOWN = 64;

/** A value as a refusal shows it: numbers as they are, text in quotes and cut short. */
export function quoted(value: unknown): string {
  if (typeof value !== "string") return String(value);
  return JSON.stringify(value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}…` : value);
}
