import { Command, CommanderError, Option } from "commander";
import { Refusal } from "../contract/problem.ts";
import { problemOf } from "../contract/problem-answer.ts";
import { PROGRAM_VERSION } from "../contract/program.ts";
import { fileErrorOf } from "../storage/files/error.ts";
import { printable, UsageError, type Verb } from "./verb.ts";
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
export async function runCli(args: readonly string[], { out, err }: Streams): Promise<number> {
  const streams = { out: (text: string) => out(printable(text)), err: (text: string) => err(printable(text)) };
  const entry = VERBS.find(({ name }) => name === args[0]);
  const verb = await entry?.load();
  const name = entry === undefined ? "voisinage" : `voisinage ${entry.name}`;
  const program = new Command("voisinage")
    .description("An anonymised, collective data commons.")
    .version(PROGRAM_VERSION, "--version", "prints the version")
    .helpCommand(false)
    .helpOption("-h, --help", "prints this")
    .configureHelp({ helpWidth: 120 })
    .exitOverride()
    .configureOutput({
      writeOut: streams.out,
      writeErr: streams.err,
      outputError: (text, write) => write(text.replace(/^error: /, `${name}: `)),
    })
    .showHelpAfterError(`Run "${name} --help" for usage.`)
    .addHelpText("after", '\n"voisinage VERB --help" shows a verb\'s options and examples. --json prints results for machines.');
  let exitCode = 0;
  for (const { title, verbs } of VERB_GROUPS)
    for (const { name, summary, examples } of verbs) {
      const command = program.command(name).summary(summary).description(summary).helpGroup(title);
      command.addHelpText("after", `\nExamples:\n${examples.map((example) => `  voisinage ${example}`).join("\n")}`);
      if (verb !== undefined && name === entry?.name)
        addUsage(command, verb).action(async () => {
          exitCode = await runVerb(verb, command, streams);
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

/** Adds a verb's options, arguments and further help to its command. */
function addUsage(command: Command, { more, words, options }: Verb): Command {
  if (more) command.description(`${command.description()}\n${more}`);
  for (const [name, one] of Object.entries(options)) {
    const flags = one.value === undefined ? `--${name}` : `--${name} <${one.value}>`;
    command.addOption(
      new Option(flags, one.required ? `${one.help} (required)` : one.help)
        .default(one.default)
        .makeOptionMandatory(one.required === true),
    );
  }
  command.option("--json", "prints the result as JSON");
  return words === undefined ? command : command.arguments(words);
}

async function runVerb(verb: Verb, command: Command, { out, err }: Streams): Promise<number> {
  const given = Object.fromEntries(
    command.options.map((option) => {
      const value: unknown = command.getOptionValue(option.attributeName());
      return [option.long?.slice(2), option.negate ? value === false : value];
    }),
  );
  const json = given.json === true;
  try {
    const result = await verb.run(given, {
      words: command.args,
      json,
      progress: (line) => err(`${line}\n`),
      say: (line) => out(`${line}\n`),
    });
    out(json ? `${JSON.stringify(result.json, bigintAsText)}\n` : result.text === "" ? "" : `${result.text}\n`);
    return result.exitCode ?? 0;
  } catch (error) {
    if (error instanceof UsageError) command.error(`error: ${error.message}`);
    err(faultText(error, command.name(), json));
    return 1;
  }
}

function faultText(error: unknown, verb: string, json: boolean): string {
  const refusal = fileErrorOf(error, "a file");
  if (refusal instanceof Refusal)
    return json ? `${JSON.stringify(problemOf(refusal))}\n` : `voisinage ${verb}: ${refusal.message} [${refusal.code}]\n`;
  // An unforeseen fault is shown only by kind and place: its message could contain a record.
  const fault = error instanceof Error ? error : new Error(String(error));
  const frames = (fault.stack ?? "").split("\n").filter((line) => line.startsWith("    at "));
  return `voisinage ${verb}: failed (${fault.name}) [internal]\n${frames.join("\n")}\n`;
}

function bigintAsText(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}
