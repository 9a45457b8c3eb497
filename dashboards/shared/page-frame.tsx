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
  /** null before it is loaded */
  readonly catalog: Catalog | null;
  /** of the document, before the commons' name; null: that name alone */
  readonly title: string | null;
  /** stands in place of the page */
  readonly failure: Error | null;
  /** everything that was asked for is drawn */
  readonly ready: boolean;
  readonly class?: string;
  /** stands above the page, and above why it could not come */
  readonly head?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A page by itself: header, what is in it or why it could not come, footer; the document's title and language. */
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
        {failure ? <FailureNotice failure={failure} words={words} /> : children}
      </main>
      <Footer lang={lang} catalog={catalog} />
    </>
  );
}
