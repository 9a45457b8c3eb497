import type { OperatedCommons } from "../commons/types.ts";
import { Refusal } from "../contract/problem.ts";
import { missingSettings } from "../contract/readiness.ts";

/** What contributions are taken on stands in the public log before the first one: what is not said may be another tomorrow. */
export interface Stating {
  /** Says it, unless it is said, or the settings are incomplete: then none is taken. A failure is told once; asked again, it tries again. */
  attempt(): Promise<void>;
  /** @throws Refusal `not-ready` while it is not said */
  gate(): void;
}

export function stating(
  commons: Pick<OperatedCommons, "settings" | "context" | "state" | "isStated">,
  progress: (line: string) => void,
): Stating {
  let [stated, trying, told] = [false, false, ""];
  const isStated = () => {
    stated ||= commons.isStated();
    return stated;
  };
  const attempt = async () => {
    if (trying || isStated() || missingSettings(commons.settings, commons.context.clock()).length > 0) return;
    trying = true;
    try {
      await commons.state();
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
      // Saying it takes the home's lock, which nobody's request may.
      if (isStated()) return;
      throw new Refusal(
        "not-ready",
        "this commons takes no contributions until their terms are in its public log; its operator is told why they are not",
      );
    },
  };
}
