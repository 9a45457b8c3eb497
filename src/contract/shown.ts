/** The most characters of a faulty value that a refusal shows. */
const SHOWN = 64;

/** A value as a refusal shows it: numbers as they are, text in quotes and cut short. */
export function quoted(value: unknown): string {
  if (typeof value !== "string") return String(value);
  return JSON.stringify(value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value);
}
