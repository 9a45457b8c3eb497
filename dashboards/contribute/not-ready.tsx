import type { Notice } from "../shared/data.ts";
import type { Lang } from "../shared/i18n.ts";
import { pageHref } from "../shared/layout.ts";
import type { Flow } from "./flow.ts";
import { CONTRIBUTE_WORDS } from "./words.ts";

/**
 * Tells whether the notice shows that the operator may take contributions. Where it does not, the intake would refuse at the very
 * end (`src/contract/readiness.ts`), so the page says so at the beginning.
 */
export function isReady({ commons, operator, origin, unstated }: Notice["facts"], today: string): boolean {
  if (origin !== null) return false;
  return commons.sample || (unstated.length === 0 && (operator.impact_assessment?.approved_at ?? "") <= today);
}

/** What can be done where one cannot contribute. */
export function Meanwhile({ lang }: { lang: Lang }) {
  const w = CONTRIBUTE_WORDS[lang].notReady;
  return (
    <p class="tools">
      <a class="button" href={pageHref("compare", lang)}>
        {w.compare}
      </a>
      <a class="button quiet" href={pageHref("notice", lang)}>
        {w.notice}
      </a>
    </p>
  );
}

/** Shown instead of the steps where the operator is not ready, with what can be done meanwhile. */
export function NotReady({ flow: { words, lang, notice } }: { flow: Flow }) {
  const { operator, origin } = notice.facts;
  const w = origin === null ? words.notReady : words.copied;
  const { contact } = operator;
  return (
    <div class="contribute">
      <h1 id="step">{w.title}</h1>
      <section class="card absent">
        <p id="not-ready">{w.text}</p>
        {contact === null || origin !== null ? null : <p>{words.notReady.contact(contact)}</p>}
        <Meanwhile lang={lang} />
      </section>
    </div>
  );
}
