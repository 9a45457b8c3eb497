import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, extname, resolve, sep } from "node:path";
import { isInside } from "../../commons/home.ts";
import { Refusal } from "../../contract/problem.ts";
import { resultObjects } from "../../tables/index.ts";
import { answerFile, answerText, ask, FORMATS, type Format, resultOf, rowsOf } from "../sql/answer.ts";
import { schemaJson, schemaText } from "../sql/guide.ts";
import { homeSubject, openSubject, releaseSubject, type Subject } from "../sql/open.ts";
import { UsageError, type Verb, type VerbInput, type VerbResult, wholeNumber } from "../verb.ts";

export const sql: Verb = {
  words: { name: "[QUERY]", min: 0, max: 1 },
  options: {
    release: { type: "string", value: "DIR", help: "a release folder, from anywhere; it is verified first" },
    home: {
      type: "string",
      value: "DIR",
      help: "a commons: the newest release of each period, and the names of areas; no key is needed",
    },
    period: { type: "string", value: "P", help: "with --home: this period alone" },
    format: { type: "string", value: FORMATS.join("|"), help: "by default a table, or what the output file's name says" },
    output: {
      type: "string",
      value: "FILE",
      help: "a new file for the answer, instead of standard output; parquet and arrow need it",
    },
    rows: { type: "string", value: "N", help: "most rows of an answer", default: "1000000" },
    seconds: { type: "string", value: "N", help: "most time for the query", default: "60" },
    memory: { type: "string", value: "MB", help: "most memory for the query", default: "1024" },
  },
  run: async (input) => {
    const { format, output } = target(input);
    const bounds = {
      rows: wholeNumber(input, "rows", 1, 100_000_000) as number,
      seconds: wholeNumber(input, "seconds", 1, 86_400) as number,
      memoryMegabytes: wholeNumber(input, "memory", 64, 1_048_576) as number,
    };
    const subject = await subjectOf(input);
    if (output !== undefined) refuseFrozen(output, subject);
    if (output !== undefined) refuseOverwriting(output, input.options.home);
    const [query] = input.words;
    if (query === undefined) return { text: schemaText(subject), json: schemaJson(subject) };
    const duck = await openSubject(subject, bounds);
    try {
      return await answered(duck, query, format, output, subject);
    } finally {
      duck.close();
    }
  },
};

async function answered(
  duck: Awaited<ReturnType<typeof openSubject>>,
  query: string,
  format: Format,
  output: string | undefined,
  subject: Subject,
): Promise<VerbResult> {
  const selected = await ask(duck, query);
  const releases = subject.releases.map(({ id }) => id);
  if (output !== undefined) {
    await answerFile(selected, format, output, releases);
    const json = { output, format, rows: selected.length, bytes: statSync(output).size, releases };
    return { json, text: `${output}: ${rowsOf(json.rows)}, ${json.bytes} bytes` };
  }
  const result = resultOf(selected);
  return {
    json: { releases, columns: selected.columns, rows: resultObjects(result) },
    text: answerText(result, format as Exclude<Format, "parquet" | "arrow">),
  };
}

function subjectOf(input: VerbInput): Promise<Subject> {
  const { release, home, period } = input.options;
  if ((release === undefined) === (home === undefined)) throw new UsageError("one of --release and --home is needed");
  if (release !== undefined && period !== undefined)
    throw new UsageError("--period goes with --home: a release folder is of one period");
  return release !== undefined ? releaseSubject(release) : homeSubject(home as string, period);
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

/** A release never changes: a file more in its folder, and it verifies no longer. */
function refuseFrozen(output: string, { releases }: Subject): void {
  const folder = dirname(resolve(output));
  const real = existsSync(folder) ? realpathSync(folder) : folder;
  const inside = releases.find((release) => `${real}${sep}`.startsWith(`${realpathSync(release.folder)}${sep}`));
  if (inside) throw new UsageError(`--output must be outside of release ${inside.id}, which is frozen; got ${output}`);
}
