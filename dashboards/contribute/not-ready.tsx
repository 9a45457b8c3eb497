import type { Notice } from "../shared/data.ts";
import type { Lang } from "../shared/i18n.ts";
import { pageHref } from "../shared/layout.ts";
import type { Flow } from "./flow.ts";
import { CONTRIBUTE_WORDS } from "./words.ts";

/** What people are to be told before a page asks them for anything. */
type Lacked = Notice["facts"]["unstated"][number] | "controller" | "contact";

/**
 * What the notice does not state yet of what people are told first. Without the four settings of `src/contract/readiness.ts` the intake would
 * refuse at the very end; without a controller that is named and can be reached, a consent would be given to nobody (decision 0118).
 */
function lackedOf({ commons, operator, unstated }: Notice["facts"], today: string): Lacked[] {
  if (commons.sample) return [];
  const { controller, contact, impact_assessment } = operator;
  const isToCome = impact_assessment !== null && impact_assessment.approved_at > today;
  return [
    ...(controller === null ? (["controller"] as const) : []),
    ...(contact === null ? (["contact"] as const) : []),
    ...(isToCome ? (["impact_assessment"] as const) : []),
    ...unstated,
  ];
}

/** Tells whether people may be asked to contribute. Where they may not, the page says so at the beginning. */
export const isReady = (facts: Notice["facts"], today: string): boolean =>
  facts.origin === null && lackedOf(facts, today).length === 0;

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
export function NotReady({ flow: { words, lang, notice, now } }: { flow: Flow }) {
  const { operator, origin } = notice.facts;
  const w = origin === null ? words.notReady : words.copied;
  const { contact } = operator;
  const lacked = origin === null ? lackedOf(notice.facts, now().toISOString().slice(0, 10)) : [];
  return (
    <div class="contribute">
      <h1 id="step">{w.title}</h1>
      <section class="card absent">
        <p id="not-ready">{w.text}</p>
        {lacked.length === 0 ? null : (
          <ul>
            {lacked.map((one) => (
              <li key={one}>{words.notReady.lacked[one]}</li>
            ))}
          </ul>
        )}
        {contact === null || origin !== null ? null : <p>{words.notReady.contact(contact)}</p>}
        <Meanwhile lang={lang} />
      </section>
    </div>
  );
}
