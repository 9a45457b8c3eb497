import { parseArgs } from "node:util";
import { packageVersion } from "../commons/version.ts";
import { Refusal } from "../contract/problem.ts";
import { UsageError, type Verb, type VerbEntry, type VerbInput } from "./verb.ts";
import { VERBS } from "./verbs/index.ts";

export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/**
 * Runs one command line. Results go to standard output, progress and faults to standard error.
 *
 * @returns 0 on success, 1 for a refused or failed operation, 2 for wrong usage
 */
export async function runCli(args: readonly string[], streams: Streams): Promise<number> {
  const [name = "--help", ...rest] = args;
  if (name === "--help" || name === "-h" || name === "help") {
    streams.out(overview());
    return 0;
  }
  if (name === "--version") {
    streams.out(`${packageVersion()}\n`);
    return 0;
  }
  const entry = VERBS.find((known) => known.name === name);
  if (!entry) {
    streams.err(`voisinage: there is no verb "${name}"; "voisinage --help" lists them\n`);
    return 2;
  }
  const verb = await entry.load();
  if (rest.includes("--help") || rest.includes("-h")) {
    streams.out(usage(entry, verb));
    return 0;
  }
  const json = rest.includes("--json");
  try {
    const input = parse(verb, rest, streams);
    const result = await verb.run(input);
    streams.out(json ? `${JSON.stringify(result.json, plain)}\n` : result.text === "" ? "" : `${result.text}\n`);
    return result.exitCode ?? 0;
  } catch (error) {
    return explain(error, { entry, verb, json, streams });
  }
}

interface Asked {
  readonly entry: VerbEntry;
  readonly verb: Verb;
  readonly json: boolean;
  readonly streams: Streams;
}

function explain(error: unknown, { entry, verb, json, streams }: Asked): number {
  if (error instanceof UsageError) {
    streams.err(`voisinage ${entry.name}: ${error.message}\n\n${usage(entry, verb)}`);
    return 2;
  }
  const refusal = asRefusal(error);
  if (refusal) {
    streams.err(
      json ? `${JSON.stringify(refusal.toProblem())}\n` : `voisinage ${entry.name}: ${refusal.message} [${refusal.code}]\n`,
    );
    return 1;
  }
  // An unforeseen fault: its kind and place, for whoever mends it; a message could hold a record.
  const fault = error instanceof Error ? error : new Error(String(error));
  streams.err(
    `voisinage ${entry.name}: failed (${fault.name}) [internal]\n${(fault.stack ?? "")
      .split("\n")
      .filter((line) => line.startsWith("    at "))
      .join("\n")}\n`,
  );
  return 1;
}

/** What the house refuses, and what the file system does: its messages name a path and nothing else. */
function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  const { code, syscall, message } = (error ?? {}) as NodeJS.ErrnoException;
  if (syscall === undefined || code === undefined) return null;
  return new Refusal(code === "ENOSPC" || code === "EDQUOT" ? "storage-full" : "storage-failed", message);
}

function parse(verb: Verb, args: readonly string[], streams: Streams): VerbInput {
  const table = Object.fromEntries([
    ["json", { type: "boolean" as const }],
    ["help", { type: "boolean" as const, short: "h" }],
    ...Object.entries(verb.options).map(([name, option]) => [name, { type: option.type }] as const),
  ]);
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({ args: joined(args, verb), options: table, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  const options: Record<string, string | undefined> = {};
  const flags: Record<string, boolean> = { json: parsed.values.json === true };
  for (const [name, option] of Object.entries(verb.options)) {
    const value = parsed.values[name];
    if (option.type === "boolean") flags[name] = value === true;
    else options[name] = typeof value === "string" ? value : option.default;
    if (option.required && options[name] === undefined) throw new UsageError(`--${name} is needed`);
  }
  const words = parsed.positionals;
  const { min, max, name } = verb.words ?? { min: 0, max: 0, name: "" };
  if (words.length < min) throw new UsageError(`${name} is needed`);
  if (words.length > max) throw new UsageError(`too many words: ${words.slice(max).join(" ")}`);
  return { options, flags, words, progress: (line) => streams.err(`${line}\n`), say: (line) => streams.out(`${line}\n`) };
}

/** What an option begins with: `-h`, `--home`, `--home=…`. */
const OPTION = /^--?[a-z][a-z-]*(=|$)/;

/** An option and its value as one word where the value begins with a dash, as one contribution key in 64 does. */
function joined(args: readonly string[], verb: Verb): string[] {
  const words: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const [word, next] = [args[i] as string, args[i + 1]];
    const takes = word.startsWith("--") && verb.options[word.slice(2)]?.type === "string";
    if (takes && next?.startsWith("-") && !OPTION.test(next)) words.push(`${word}=${args[++i]}`);
    else words.push(word);
  }
  return words;
}

function plain(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

function overview(): string {
  const width = Math.max(...VERBS.map((verb) => verb.name.length));
  const lines = VERBS.map((verb) => `  ${verb.name.padEnd(width)}  ${verb.summary}`);
  return `voisinage ${packageVersion()}: an anonymised, collective data commons\n\n${lines.join("\n")}\n\n"voisinage VERB --help" tells more. --json prints results for machines.\n`;
}

/** Help of one verb. */
function usage({ name, summary }: VerbEntry, verb: Verb): string {
  const options = Object.entries(verb.options).map(([key, option]) => {
    const left = `--${key}${option.type === "string" ? ` ${option.value ?? "VALUE"}` : ""}`;
    const right = `${option.help}${option.default === undefined ? "" : ` (default ${option.default})`}${option.required ? " (needed)" : ""}`;
    return [left, right] as const;
  });
  const all = [...options, ["--json", "prints the result as JSON"] as const, ["--help", "prints this"] as const];
  const width = Math.max(...all.map(([left]) => left.length));
  const words = verb.words ? ` ${verb.words.name}` : "";
  const more = verb.more ? `\n${verb.more}` : "";
  return `usage: voisinage ${name} [options]${words}\n\n${summary}${more}\n\n${all.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join("\n")}\n`;
}
