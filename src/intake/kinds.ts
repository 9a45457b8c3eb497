import type { ProblemCode } from "../contract/problem.ts";
import type { Reject } from "./run-files.ts";

/** The most kinds of faults counted separately, so that a file of random data does not fill the memory. */
const MOST_KINDS = 20;

/** Summarises a file's refused donations: one line for each kind of fault, with its count and first case. */
export interface FaultSummary {
  add(reject: Reject, code: ProblemCode): void;
  /** lines of the summary, the most frequent kind first */
  lines(): string[];
  /** the codes of all refusals added */
  codes(): ReadonlySet<ProblemCode>;
}

/** Makes a summary. A kind is a code and a field, without numbers of readings: one fault repeated in every row is one kind. */
export function kindsOfFaults(): FaultSummary {
  const kinds = new Map<string, { count: number; readonly first: Reject; readonly code: ProblemCode }>();
  const codes = new Set<ProblemCode>();
  let others = 0;
  return {
    codes: () => codes,
    add: (reject, code) => {
      codes.add(code);
      const name = `${code} ${reject.field.replaceAll(/\d+/g, "*")}`;
      const known = kinds.get(name);
      if (known) known.count += 1;
      else if (kinds.size < MOST_KINDS) kinds.set(name, { count: 1, first: reject, code });
      else others += 1;
    },
    lines: () => {
      const lines = [...kinds.values()]
        .sort((a, b) => b.count - a.count)
        .map(({ count, first: { line, reason }, code }) =>
          count === 1
            ? `1 refused, line ${line}: ${reason} [${code}]`
            : `${count} refused, the first in line ${line}: ${reason} [${code}]`,
        );
      return others === 0 ? lines : [...lines, `${others} refused for faults of other kinds`];
    },
  };
}
