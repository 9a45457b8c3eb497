/** An option of a verb: its help, and how its text is parsed. */
export interface VerbOption<Value = unknown> {
  /** placeholder of the value in the help, such as DIR; absent: a flag */
  readonly value?: string;
  readonly help: string;
  readonly default?: string;
  readonly required?: boolean;
  readonly parse: ParseOption<Value>;
}

/** @throws UsageError */
type ParseOption<Value> = (textOption: string, name: string) => Value;

export type OptionTable = Readonly<Record<string, VerbOption>>;

/** Values of the options, by their names in the table, such as `dryRun` for `--dry-run`. */
type OptionValues<Table extends OptionTable> = { readonly [Name in keyof Table]: ReturnType<Table[Name]["parse"]> };

export function option<Value>(value: string, help: string, parse: ParseOption<Value>): VerbOption<Value | undefined> {
  return { value, help, parse };
}

/** An option with a text. @param form the pattern in words, to follow "must" */
export function text(value: string, help: string, pattern = /^/, form = ""): VerbOption<string | undefined> {
  return option(value, help, (given, name) => {
    if (!pattern.test(given)) throw new UsageError(`--${name} must ${form}; got ${given}`);
    return given;
  });
}

/** An option with a whole number within bounds. */
export function wholeOption(value: string, help: string, least: number, most: number): VerbOption<number | undefined> {
  return option(value, help, (given, name) => {
    if (!/^\d+$/.test(given) || Number(given) < least || Number(given) > most)
      throw new UsageError(`--${name} must be a whole number from ${least} to ${most}; got ${given}`);
    return Number(given);
  });
}

/** An option with one of several words. */
export function choice<const Word extends string>(words: readonly Word[], help: string): VerbOption<Word | undefined> {
  const known = words.length === 2 ? words.join(" or ") : `one of ${words.join(", ")}`;
  return option(words.join("|"), help, (given, name) => {
    const found = words.find((word) => word === given);
    if (found === undefined) throw new UsageError(`--${name} must be ${known}; got ${given}`);
    return found;
  });
}

export const flag = (help: string): VerbOption<boolean> => ({ help, parse: () => true });

export function required<Value>(one: VerbOption<Value | undefined>): VerbOption<Value> {
  return { ...one, required: true } as VerbOption<Value>;
}

export function withDefault<Value>(text: string, one: VerbOption<Value | undefined>): VerbOption<Value> {
  return { ...one, default: text } as VerbOption<Value>;
}

/** Splits a list of words at its commas. */
export const listOf = (text: string) => text.split(",").map((one) => one.trim());

export interface VerbContext {
  /** arguments after the options */
  readonly words: readonly string[];
  readonly json: boolean;
  /** writes a line to standard error */
  readonly progress: (line: string) => void;
  /** writes a line to standard output before the verb ends, for verbs that keep running, such as `serve` */
  readonly say: (line: string) => void;
}

/** The outcome of a verb: for people, and for machines (`--json`). */
export interface VerbResult {
  readonly text: string;
  readonly json: unknown;
  /** 1 where the result itself is a fault, as of `verify` */
  readonly exitCode?: 0 | 1;
}

interface VerbHelp {
  /** further help, below the verb's summary */
  readonly more?: string;
  /** arguments after the options, as commander writes them: `<files...>`, `[query]` */
  readonly words?: string;
}

/** One verb of the command line. */
export interface Verb extends VerbHelp {
  /** by their names on the command line, such as `dry-run` */
  readonly options: OptionTable;
  /** @param given by name, the texts of options, and `true` for flags. @throws UsageError, Refusal */
  readonly run: (given: Readonly<Record<string, unknown>>, context: VerbContext) => Promise<VerbResult>;
}

export type VerbInput<Table extends OptionTable = Record<never, VerbOption>> = OptionValues<Table> & VerbContext;

/** Makes a verb whose options are parsed before it runs. */
export function makeVerb<Table extends OptionTable>(
  verb: VerbHelp & { readonly options: Table; readonly run: (input: VerbInput<Table>) => Promise<VerbResult> },
): Verb {
  return {
    ...verb,
    options: byName(verb.options),
    run: async (given, context) => verb.run({ ...parseOptions(verb.options, given), ...context }),
  };
}

const nameOf = (key: string) => key.replace(/_|(?=[A-Z])/g, "-").toLowerCase();

export function byName(table: OptionTable): OptionTable {
  return Object.fromEntries(Object.entries(table).map(([key, one]) => [nameOf(key), one]));
}

/** @param given by name, the texts of options, and `true` for flags. @throws UsageError */
export function parseOptions<Table extends OptionTable>(table: Table, given: Parameters<Verb["run"]>[0]): OptionValues<Table> {
  const values = Object.entries(table).map(([key, one]) => [key, readValue(one, nameOf(key), given[nameOf(key)] ?? one.default)]);
  return Object.fromEntries(values) as OptionValues<Table>;
}

function readValue({ value, required, parse }: VerbOption, name: string, given: unknown): unknown {
  if (typeof given === "string") return parse(given, name);
  if (value === undefined) return given === true;
  return required ? needed(name, undefined) : undefined;
}

/** @throws UsageError where an option that the verb needs is missing */
export function needed<Value>(name: string, value: Value | undefined): Value {
  if (value === undefined) throw new UsageError(`--${name} is needed`);
  return value;
}

/** A wrong command line: exit code 2, with the verb's usage. */
export class UsageError extends Error {}

/** Joins lines of text; false and null are left out. */
export function lines(...all: readonly (string | false | null | readonly string[])[]): string {
  return all
    .flat()
    .filter((line) => line !== null && line !== false)
    .join("\n");
}

/** Control characters but tabs and line ends, and marks that turn the direction of what follows. */
const UNPRINTABLE = /\r(?!\n)|[^\P{Cc}\t\n\r]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Escapes, in whatever is printed, what could move the cursor or turn the direction of a line: a release's texts are anybody's. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, escaped);
}

/** Escapes control characters in a line by anybody, such as a file's name or a cell, so that it cannot move the cursor. */
export function visible(line: string): string {
  return line.replace(/\p{C}/gu, escaped);
}

/** A character as JSON escapes it. */
function escaped(one: string): string {
  return `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** Rows of cells as text, padded to columns. */
export function columns(rows: readonly (readonly (string | number)[])[]): string {
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => String(row[i] ?? "").length))) ?? [];
  const line = (row: readonly (string | number)[]) => row.map((cell, i) => String(cell).padEnd(widths[i] ?? 0)).join("  ");
  return rows.map((row) => line(row).trimEnd()).join("\n");
}
