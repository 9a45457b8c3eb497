import type { OperatedCommons } from "../commons/types.ts";
import { Refusal } from "../contract/problem.ts";

/** The terms of contributions are in the public log before the first one is taken. */
export interface TermsPublisher {
  /** Publishes them, unless they are public. A failure is told once; asked again, it tries again. */
  attempt(): Promise<void>;
  /** @throws Refusal `not-ready` while they are not public */
  gate(): void;
}

export function termsPublisher(
  commons: Pick<OperatedCommons, "publishLog" | "areTermsPublic">,
  progress: (line: string) => void,
): TermsPublisher {
  let [trying, told] = [false, ""];
  /** Terms of a ledger that cannot be read are not known to be public. */
  const arePublic = () => {
    try {
      return commons.areTermsPublic();
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  };
  const attempt = async () => {
    if (trying) return;
    trying = true;
    try {
      if (!commons.areTermsPublic()) await commons.publishLog();
      told = "";
    } catch (error) {
      // A file system's own words too: whatever it is, the service goes on with rights and pages.
      const { message, code = "unforeseen" } = error as NodeJS.ErrnoException;
      const line = `the terms of contributions are not in the public log yet, and over HTTP none is taken before: ${message} [${code}]`;
      if (line !== told) progress(line);
      told = line;
    } finally {
      trying = false;
    }
  };
  return {
    attempt,
    gate: () => {
      // Publishing takes the home's lock, which nobody's request may.
      if (arePublic()) return;
      throw new Refusal(
        "not-ready",
        "this commons takes no contributions until their terms are in its public log; its operator is told why they are not",
      );
    },
  };
}
