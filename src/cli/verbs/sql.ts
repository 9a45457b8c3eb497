import { statSync } from "node:fs";
import { extname } from "node:path";
import { Refusal } from "../../contract/problem.ts";
import { refuseInHome } from "../output-file.ts";
import { answerInProcess, FORMATS, type QuerySource } from "../sql/process.ts";
import { choice, makeVerb, text, UsageError, wholeOption, withDefault } from "../verb.ts";

export const sql = makeVerb({
  words: "[query]",
  options: {
    release: text("DIR", "a release folder, from anywhere; it is verified first"),
    home: text("DIR", "a commons: the newest release of each period; needs no key"),
    period: text("P", "with --home: one period only"),
    format: choice(FORMATS, "by default a table, or as the output file is named"),
    output: text("FILE", "a new file for the answer, instead of standard output; parquet and arrow need it"),
    rows: withDefault("1000000", wholeOption("N", "largest number of rows in an answer", 1, 100_000_000)),
    seconds: withDefault("60", wholeOption("N", "longest time for the query, once the tables are open", 1, 86_400)),
    memory: withDefault("1024", wholeOption("MB", "largest memory for the query, beside the tables", 64, 1_048_576)),
  },
  run: async ({ release, home, period, output, rows, seconds, memory, words: [query], json, ...input }) => {
    // The format is the one asked for, else that of the output's extension.
    const named = FORMATS.find((one) => output !== undefined && extname(output).toLowerCase() === `.${one}`);
    const format = input.format ?? named ?? "table";
    if (output === undefined && (format === "parquet" || format === "arrow"))
      throw new UsageError(`--format ${format} needs --output FILE`);
    if (release !== undefined && home === undefined && period !== undefined)
      throw new UsageError("--period goes with --home: a release folder is of one period");
    const source = release === undefined ? home !== undefined && { home, period } : home === undefined && { release };
    if (source === false) throw new UsageError("one of --release and --home is needed");
    if (output !== undefined) refuseOverwriting(output, home);
    if (query === undefined) return schema(source);
    const bounds = { rows, seconds, memoryMegabytes: memory };
    return answerInProcess({ source, query, format, output, json, bounds });
  },
});

/**
 * The answer without a query: tables and columns. The modules are loaded only here, since a query loads them in its own process.
 */
async function schema(source: QuerySource) {
  const [{ subjectOf }, { schemaJson, schemaText }] = await Promise.all([import("../sql/open.ts"), import("../sql/guide.ts")]);
  const subject = await subjectOf(source);
  return { text: schemaText(subject), json: schemaJson(subject) };
}

/**
 * Refuses to overwrite a file: an answer can be computed again, while another file may be a vault or a key. @throws UsageError;
 * Refusal `file-in-the-way`
 */
function refuseOverwriting(output: string, home: string | undefined): void {
  if (home !== undefined) refuseInHome("output", output, home);
  const found = statSync(output, { throwIfNoEntry: false });
  if (found?.isFile() && found.size > 0)
    throw new Refusal("file-in-the-way", `${output} is there already, with ${found.size} bytes: an answer goes into a new file`);
}
