import type { OperatedCommons } from "../../commons/types.ts";
import { Refusal, refusalOf } from "../../contract/problem.ts";

/** Makes sure that the terms are in the public log before a contribution is accepted. */
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
        // Any error, also of the file system: the service continues to serve contributors' requests and pages.
        const { message, code = "unforeseen" } = error as NodeJS.ErrnoException;
        const line = `the terms of contributions are not in the public log yet, and over HTTP none is taken before: ${message} [${code}]`;
        if (line !== told) progress(line);
        told = line;
      } finally {
        trying = false;
      }
    },
    /**
     * Refuses where the terms are not public. It does not publish them: that takes the home's lock, which no request may. @throws
     * Refusal `not-ready`
     */
    requireReady: () => {
      try {
        if (commons.areTermsPublic()) return;
      } catch (error) {
        // If the ledger cannot be read, its terms are not known to be public.
        refusalOf(error);
      }
      throw new Refusal(
        "not-ready",
        "this commons takes no contributions until their terms are in its public log; its operator is told why they are not",
      );
    },
  };
}
