import type { ProblemCode } from "../contract/problem.ts";
import type { Reject } from "./run-files.ts";

/** The most kinds of faults counted separately, so that a file of random data does not fill the memory. */
const MOST_KINDS = 20;

/**
 * Summarises a file's refused donations: one line for each kind of fault, with its count and first case. A kind is a code and a field,
 * without numbers of readings: one fault repeated in every row is one kind.
 */
export function kindsOfFaults() {
  const kinds = new Map<string, { count: number; readonly first: Reject; readonly code: ProblemCode }>();
  const codes = new Set<ProblemCode>();
  let others = 0;
  return {
    /** the codes of all that was added */
    codes: (): ReadonlySet<ProblemCode> => codes,
    add: (reject: Reject, code: ProblemCode) => {
      codes.add(code);
      const name = `${code} ${reject.field.replaceAll(/\d+/g, "*")}`;
      const known = kinds.get(name);
      if (known) known.count += 1;
      else if (kinds.size < MOST_KINDS) kinds.set(name, { count: 1, first: reject, code });
      else others += 1;
    },
    /** the most frequent first */
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
