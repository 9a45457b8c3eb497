import { Command, CommanderError, Option } from "commander";
import { packageVersion } from "../commons/version.ts";
import { Refusal } from "../contract/problem.ts";
import { fileErrorOf } from "../storage/files/error.ts";
import { UsageError, type Verb, type VerbEntry, type VerbInput } from "./verb.ts";
import { VERB_GROUPS, VERBS } from "./verbs/index.ts";

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
  const entry = VERBS.find(({ name }) => name === args[0]);
  const verb = await entry?.load();
  let exitCode = 0;
  const program = overview(streams);
  for (const { title, verbs } of VERB_GROUPS)
    for (const listed of verbs) program.addCommand(entryCommand(listed, streams).helpGroup(title));
  if (entry && verb) {
    const command = program.commands.find((one) => one.name() === entry.name) as Command;
    addUsage(command, verb).action(async () => {
      exitCode = await runVerb(verb, entry.name, command, streams);
    });
  }
  try {
    await program.parseAsync(args.length === 0 ? ["--help"] : args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

function overview(streams: Streams): Command {
  return configured(new Command("voisinage"), streams)
    .description("An anonymised, collective data commons.")
    .version(packageVersion(), "--version", "prints the version")
    .helpCommand(false)
    .addHelpText("after", '\n"voisinage VERB --help" shows a verb\'s options and examples. --json prints results for machines.');
}

function entryCommand({ name, summary, examples }: VerbEntry, streams: Streams): Command {
  const lines = examples.map((example) => `  voisinage ${example}`).join("\n");
  return configured(new Command(name), streams)
    .summary(summary)
    .description(summary)
    .addHelpText("after", `\nExamples:\n${lines}`);
}

/** Throws instead of ending the process, and writes where it is told. */
function configured(command: Command, { out, err }: Streams): Command {
  return command
    .exitOverride()
    .configureOutput({
      writeOut: out,
      writeErr: err,
      outputError: (text, write) =>
        write(text.replace(/^error: /, `${[command.parent?.name(), command.name()].filter(Boolean).join(" ")}: `)),
    })
    .helpOption("-h, --help", "prints this")
    .configureHelp({ helpWidth: 120 })
    .showHelpAfterError(`"voisinage ${command.name() === "voisinage" ? "" : `${command.name()} `}--help" shows the way.`);
}

/** Options and words of a verb, and what more its help says. */
function addUsage(command: Command, verb: Verb): Command {
  if (verb.more) command.description(`${command.description()}\n${verb.more}`);
  for (const [name, { type, value = "VALUE", help, ...option }] of Object.entries(verb.options)) {
    const one = new Option(
      type === "boolean" ? `--${name}` : `--${name} <${value}>`,
      option.required ? `${help} (required)` : help,
    );
    if (option.default !== undefined) one.default(option.default);
    command.addOption(one.makeOptionMandatory(option.required === true));
  }
  command.option("--json", "prints the result as JSON");
  return verb.words === undefined ? command : command.arguments(verb.words);
}

async function runVerb(verb: Verb, name: string, command: Command, streams: Streams): Promise<number> {
  const input = inputOf(verb, command, streams);
  const { json = false } = input.flags;
  try {
    const result = await verb.run(input);
    streams.out(json ? `${JSON.stringify(result.json, bigintAsText)}\n` : result.text === "" ? "" : `${result.text}\n`);
    return result.exitCode ?? 0;
  } catch (error) {
    if (error instanceof UsageError) command.error(`error: ${error.message}`);
    streams.err(faultText(error, name, json));
    return 1;
  }
}

function inputOf(verb: Verb, command: Command, { out, err }: Streams): VerbInput {
  const options: Record<string, string | undefined> = {};
  const flags: Record<string, boolean> = { json: command.getOptionValue("json") === true };
  for (const option of command.options) {
    const name = option.long?.slice(2) ?? "";
    const value: unknown = command.getOptionValue(option.attributeName());
    if (verb.options[name]?.type === "boolean") flags[name] = value === !option.negate;
    else if (typeof value === "string") options[name] = value;
  }
  return { options, flags, words: command.args, progress: (line) => err(`${line}\n`), say: (line) => out(`${line}\n`) };
}

function faultText(error: unknown, verb: string, json: boolean): string {
  const refusal = fileErrorOf(error, "a file");
  if (refusal instanceof Refusal)
    return json ? `${JSON.stringify(refusal.toProblem())}\n` : `voisinage ${verb}: ${refusal.message} [${refusal.code}]\n`;
  // Of an unforeseen fault its kind and place are told, for whoever mends it; its message could hold a record.
  const fault = error instanceof Error ? error : new Error(String(error));
  const frames = (fault.stack ?? "").split("\n").filter((line) => line.startsWith("    at "));
  return `voisinage ${verb}: failed (${fault.name}) [internal]\n${frames.join("\n")}\n`;
}

function bigintAsText(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}
