/** `refused`: the statement is not allowed. `too-large`: it exceeds a limit of memory or rows. `failed`: anything else. */
type DuckReason = "refused" | "too-large" | "failed";

/** A failure of DuckDB, or a value that it cannot store. `statement` is the SQL, never a bound value. */
export class DuckError extends Error {
  readonly statement: string;
  readonly reason: DuckReason;

  constructor(message: string, statement: string, cause?: unknown, reason: DuckReason = "failed") {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "DuckError";
    this.statement = statement;
    this.reason = reason;
  }
}

export const engineMessage = (error: unknown): string => (error instanceof Error ? error.message : String(error)).trim();

/** Runs `work`; errors of the engine become DuckErrors that name the statement. */
export async function withStatement<T>(statement: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DuckError) throw error;
    throw new DuckError(`${engineMessage(error)} (in: ${statement.trim().slice(0, 400)})`, statement, error);
  }
}
