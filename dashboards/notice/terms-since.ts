import type { PublicLog } from "../../src/contract/log.ts";

/** The day from which the terms in force hold, by the chain: the one on which they were stated, or the year that they were announced for. Null: none are stated. */
export function termsSince({ entries }: Pick<PublicLog, "entries">, today: string): string | null {
  const days = entries.flatMap(({ kind, year, at }) =>
    kind === "terms" ? [[at.slice(0, 10), `${year}-01-01`].sort()[1] ?? ""] : [],
  );
  return days.filter((day) => day <= today).at(-1) ?? null;
}
