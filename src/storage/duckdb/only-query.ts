import type { DuckDBConnection } from "@duckdb/node-api";
import { DuckError, engineMessage } from "./error.ts";
import { quoteText } from "./quote.ts";

/**
 * Functions allowed in FROM. It is a list of what is allowed, because some functions of DuckDB bypass a locked configuration:
 * `enable_logging` ends the process where files are forbidden, `enable_profiling` changes locked settings, `arrow_scan` takes
 * memory addresses, `query` takes SQL that nobody has checked.
 */
const TABLE_FUNCTIONS: ReadonlySet<string> = new Set([
  "range",
  "generate_series",
  "unnest",
  "repeat",
  "repeat_row",
  "json_each",
  "json_tree",
  "duckdb_tables",
  "duckdb_columns",
  "duckdb_functions",
  "duckdb_types",
  "duckdb_keywords",
]);

/**
 * Refuses anything but a single SELECT (WITH, FROM, VALUES, DESCRIBE, SUMMARIZE and SHOW are kinds of it) whose functions in FROM
 * are allowed. The engine's own parser decides what the text is; nothing is matched by pattern.
 *
 * @throws DuckError with reason `refused`, or `failed` where it is not SQL
 */
export async function refuseUnlessQuery(connection: DuckDBConnection, sql: string): Promise<void> {
  const parsed = await parse(connection, sql);
  if (parsed.error && parsed.error_type === "parser")
    throw new DuckError(`${parsed.error_message}${placeOf(sql, parsed.position)}`, sql);
  if (parsed.error) throw refused("only queries are answered: SELECT, FROM, WITH, VALUES, DESCRIBE, SUMMARIZE or SHOW", sql);
  const { statements = [] } = parsed;
  if (statements.length !== 1) throw refused(`one query at a time; got ${statements.length}`, sql);
  for (const name of tableFunctions(statements))
    if (!TABLE_FUNCTIONS.has(name.toLowerCase()))
      throw refused(`${name}() cannot stand in FROM here; there are ${[...TABLE_FUNCTIONS].join(", ")}`, sql);
}

interface Parsed {
  readonly error: boolean;
  readonly error_type?: string;
  readonly error_message?: string;
  readonly position?: string;
  readonly statements?: readonly unknown[];
}

async function parse(connection: DuckDBConnection, sql: string): Promise<Parsed> {
  try {
    const result = await connection.run(`SELECT json_serialize_sql(${quoteText(sql)})`);
    const [[text] = []] = await result.getRows();
    return JSON.parse(String(text)) as Parsed;
  } catch (error) {
    throw new DuckError(engineMessage(error), sql, error);
  }
}

function refused(message: string, sql: string): DuckError {
  return new DuckError(message, sql, undefined, "refused");
}

/** Names of all functions in FROM, at any depth. */
function* tableFunctions(node: unknown): Generator<string> {
  if (Array.isArray(node)) {
    for (const one of node) yield* tableFunctions(one);
  } else if (typeof node === "object" && node !== null) {
    const { type, function: called } = node as { type?: unknown; function?: { function_name?: unknown } };
    if (type === "TABLE_FUNCTION") yield String(called?.function_name);
    for (const one of Object.values(node)) yield* tableFunctions(one);
  }
}

/** Where an error is: ` (line 2, column 5)`. @param position in characters, from the parser */
function placeOf(sql: string, position: string | undefined): string {
  const at = Number(position);
  if (position === undefined || !Number.isSafeInteger(at)) return "";
  const before = [...sql].slice(0, at).join("").split("\n");
  return ` (line ${before.length}, column ${[...(before.at(-1) ?? "")].length + 1})`;
}
