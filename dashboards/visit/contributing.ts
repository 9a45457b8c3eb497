import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { ContributeView } from "../contribute/contribute-view.tsx";
import type { IntakeFacts } from "../contribute/intake-facts.ts";
import type { LaterSteps } from "../contribute/later-steps.tsx";
import type { DataSource } from "../shared/data.ts";
import { withWords } from "../shared/i18n.ts";
import { contributorHref } from "../shared/layout.ts";
import type { Visit } from "./visit.ts";

/** The code of the page Contribuer, and the intake's facts, which are null where contributions are taken elsewhere. */
export interface ContributingPart {
  readonly View: typeof ContributeView;
  readonly facts: IntakeFacts | null;
}

/**
 * Loads the parts of the page Contribuer: last of what the first touch loads, or first where the document was opened there, and
 * never because of an answer.
 */
export interface ContributingLoader {
  readonly part: ReadonlySignal<ContributingPart | null>;
  readonly later: ReadonlySignal<LaterSteps | null>;
  readonly failure: ReadonlySignal<Error | null>;
  /** loads the page once, and the notice once per language */
  begin(): void;
  /** loads everything, including the steps after the first */
  beginAll(): void;
}

export function contributingLoader(visit: Visit, source: DataSource): ContributingLoader {
  const part = signal<ContributingPart | null>(null);
  const later = signal<LaterSteps | null>(null);
  const failure = signal<Error | null>(null);
  const begun = signal(false);
  let last = "";
  const load = async (lang: typeof visit.lang.value, isHere: boolean): Promise<void> => {
    try {
      const [{ ContributeView }, { loadIntakeFacts }] = await withWords(
        Promise.all([import("../contribute/contribute-view.tsx"), import("../contribute/intake-facts.ts")]),
      );
      const facts = isHere ? await loadIntakeFacts(source, lang) : null;
      if (lang === last) part.value = { View: ContributeView, facts };
    } catch (error) {
      failure.value = error instanceof Error ? error : new Error(String(error));
    }
  };
  effect(() => {
    const [commons, lang] = [visit.commons.value, visit.lang.value];
    if (!begun.value || commons === null || lang === last) return;
    last = lang;
    const href = contributorHref("contribute", lang, commons.catalog.intake, location.href);
    void load(lang, href !== null && !/^https?:/.test(href));
  });
  const begin = (): void => {
    begun.value = true;
  };
  const beginAll = (): void => {
    begin();
    withWords(import("../contribute/later-steps.tsx")).then(
      ({ LATER_STEPS }) => {
        later.value = LATER_STEPS;
      },
      (error: Error) => {
        failure.value = error;
      },
    );
  };
  return { part, later, failure, begin, beginAll };
}
