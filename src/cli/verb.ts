/** One option as `--help` tells it. */
export interface OptionHelp {
  readonly type: "string" | "boolean";
  /** what stands for the value, such as DIR */
  readonly value?: string;
  readonly help: string;
  readonly default?: string;
  readonly required?: true;
}

/** What a verb is given: its options by name, the words that are left, and where to say how it goes. */
export interface VerbInput {
  readonly options: Readonly<Record<string, string | undefined>>;
  /** `json`, which every verb has, and those of the verb itself */
  readonly flags: Readonly<Record<string, boolean>>;
  readonly words: readonly string[];
  /** to standard error */
  readonly progress: (line: string) => void;
  /** to standard output, before the verb ends: for verbs that go on, such as `serve` */
  readonly say: (line: string) => void;
}

/** The outcome of a verb: for people, and for machines (`--json`). */
export interface VerbResult {
  readonly text: string;
  readonly json: unknown;
  /** 1 where the operation found a fault that it reports as its result, as `verify` does */
  readonly exitCode?: 0 | 1;
}

/** A verb as `--help` lists it; its code is loaded when it is asked for. */
export interface VerbEntry {
  readonly name: string;
  readonly summary: string;
  /** command lines to copy, without the program's name */
  readonly examples: readonly string[];
  readonly load: () => Promise<Verb>;
}

/** Verbs that belong together, under the heading that `--help` gives them. */
export interface VerbGroup {
  readonly title: string;
  readonly verbs: readonly VerbEntry[];
}

/** One verb of the command line. */
export interface Verb {
  /** said below the verb's summary */
  readonly more?: string;
  /** the words that follow the options, as commander writes them: `<files...>`, `[query]` */
  readonly words?: string;
  readonly options: Readonly<Record<string, OptionHelp>>;
  readonly run: (input: VerbInput) => Promise<VerbResult>;
}

/** The command line was not understood: exit 2, with the verb's usage. */
export class UsageError extends Error {}

export function required(input: VerbInput, name: string): string {
  const value = input.options[name];
  if (value === undefined) throw new UsageError(`--${name} is needed`);
  return value;
}

/** A whole number in bounds. */
export function wholeNumber(input: VerbInput, name: string, least: number, most: number): number | undefined {
  const text = input.options[name];
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most)
    throw new UsageError(`--${name} must be a whole number from ${least} to ${most}; got ${text}`);
  return value;
}

/** Columns of text, padded. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => (row[i] ?? "").length)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
