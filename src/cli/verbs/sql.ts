import { statSync } from "node:fs";
import { extname } from "node:path";
import { isInside } from "../../commons/home.ts";
import { Refusal } from "../../contract/problem.ts";
import { answerInProcess, FORMATS, type Format, type QuerySource } from "../sql/process.ts";
import { UsageError, type Verb, type VerbInput, type VerbResult, wholeNumber } from "../verb.ts";

export const sql: Verb = {
  words: "[query]",
  options: {
    release: { type: "string", value: "DIR", help: "a release folder, from anywhere; it is verified first" },
    home: {
      type: "string",
      value: "DIR",
      help: "a commons: the newest release of each period; needs no key",
    },
    period: { type: "string", value: "P", help: "with --home: one period only" },
    format: { type: "string", value: FORMATS.join("|"), help: "by default a table, or as the output file is named" },
    output: {
      type: "string",
      value: "FILE",
      help: "a new file for the answer, instead of standard output; parquet and arrow need it",
    },
    rows: { type: "string", value: "N", help: "largest number of rows in an answer", default: "1000000" },
    seconds: {
      type: "string",
      value: "N",
      help: "longest time for the query, once the tables are open",
      default: "60",
    },
    memory: { type: "string", value: "MB", help: "largest memory for the query, beside the tables", default: "1024" },
  },
  run: async (input) => {
    const { format, output } = target(input);
    const bounds = {
      rows: wholeNumber(input, "rows", 1, 100_000_000) as number,
      seconds: wholeNumber(input, "seconds", 1, 86_400) as number,
      memoryMegabytes: wholeNumber(input, "memory", 64, 1_048_576) as number,
    };
    const source = sourceOf(input);
    if (output !== undefined) refuseOverwriting(output, input.options.home);
    const [query] = input.words;
    if (query === undefined) return schema(source);
    return answerInProcess({ source, query, format, output, json: input.flags.json === true, bounds });
  },
};

/** The tables and their columns, without a query. The modules are loaded here: a query needs them in its own process alone. */
async function schema(source: QuerySource): Promise<VerbResult> {
  const [{ subjectOf }, { schemaJson, schemaText }] = await Promise.all([import("../sql/open.ts"), import("../sql/guide.ts")]);
  const subject = await subjectOf(source);
  return { text: schemaText(subject), json: schemaJson(subject) };
}

function sourceOf(input: VerbInput): QuerySource {
  const { release, home, period } = input.options;
  if ((release === undefined) === (home === undefined)) throw new UsageError("one of --release and --home is needed");
  if (release !== undefined && period !== undefined)
    throw new UsageError("--period goes with --home: a release folder is of one period");
  return release !== undefined ? { release } : { home: home as string, period };
}

/** The format that was asked for, or the one that the file's name ends in. */
function target(input: VerbInput): { format: Format; output: string | undefined } {
  const { format, output } = input.options;
  const named = FORMATS.find((one) => output !== undefined && extname(output).toLowerCase() === `.${one}`);
  const chosen = format === undefined ? (named ?? "table") : FORMATS.find((one) => one === format);
  if (chosen === undefined) throw new UsageError(`--format must be one of ${FORMATS.join(", ")}; got ${format}`);
  if (output === undefined && (chosen === "parquet" || chosen === "arrow"))
    throw new UsageError(`--format ${chosen} needs --output FILE`);
  return { format: chosen, output };
}

/** An answer is asked again; what else a file holds, a vault or a key, is not. @throws UsageError; Refusal `file-in-the-way` */
function refuseOverwriting(output: string, home: string | undefined): void {
  if (home !== undefined && isInside(output, home))
    throw new UsageError(`--output must not be inside the home, which holds what is not public; got ${output}`);
  const found = statSync(output, { throwIfNoEntry: false });
  if (found?.isFile() && found.size > 0)
    throw new Refusal("file-in-the-way", `${output} is there already, with ${found.size} bytes: an answer goes into a new file`);
}
