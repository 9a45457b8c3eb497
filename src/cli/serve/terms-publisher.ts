import type { OperatedCommons } from "../../commons/types.ts";
import { Refusal, refusalOf } from "../../contract/problem.ts";

/** The terms of contributions are in the public log before the first one is taken. */
export function termsPublisher(
  commons: Pick<OperatedCommons, "publishLog" | "areTermsPublic">,
  progress: (line: string) => void,
) {
  let [trying, told] = [false, ""];
  return {
    /** Publishes the terms, unless they are public. A failure is reported once; the next call tries again. */
    tryPublish: async () => {
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
    },
    /** Publishes nothing: that takes the home's lock, which nobody's request may. @throws Refusal `not-ready` while the terms are not public */
    requireReady: () => {
      try {
        if (commons.areTermsPublic()) return;
      } catch (error) {
        // Terms of a ledger that cannot be read are not known to be public.
        refusalOf(error);
      }
      throw new Refusal(
        "not-ready",
        "this commons takes no contributions until their terms are in its public log; its operator is told why they are not",
      );
    },
  };
}
