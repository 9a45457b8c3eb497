import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { Catalog } from "./data.ts";
import { FailureNotice } from "./failure-notice.tsx";
import { Footer, Header } from "./frame.tsx";
import { type Lang, WORDS } from "./i18n.ts";
import type { PageName } from "./layout.ts";

export interface PageFrameProps {
  readonly current: PageName;
  readonly lang: Lang;
  /** null until it is loaded */
  readonly catalog: Catalog | null;
  /** the document's title, before the commons' name; null: that name only */
  readonly title: string | null;
  /** stands above the page's content where that is drawn, else in its place */
  readonly failure: Error | null;
  /** true once everything that was asked for is drawn */
  readonly ready: boolean;
  readonly class?: string;
  /** content above the page, also above a failure */
  readonly head?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A whole page: header, content or failure, footer, and the document's title and language. */
export function PageFrame({ current, lang, catalog, title, failure, ready, class: name, head, children }: PageFrameProps) {
  const words = WORDS[lang];
  const commons = catalog?.commons.name[lang] ?? "Voisinage";
  useEffect(() => {
    document.documentElement.lang = lang;
    document.title = title === null ? commons : `${title} – ${commons}`;
  }, [lang, title, commons]);
  return (
    <>
      <Header current={current} lang={lang} catalog={catalog} />
      <main id="main" tabIndex={-1} class={name} data-ready={failure !== null || ready ? "" : undefined}>
        {head}
        {failure ? <FailureNotice failure={failure} words={words} /> : null}
        {failure && !ready ? null : children}
      </main>
      <Footer current={current} lang={lang} catalog={catalog} />
    </>
  );
}
