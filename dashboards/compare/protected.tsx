import { type Lang, WORDS } from "../shared/i18n.ts";
import { pageHref } from "../shared/layout.ts";
import type { PublicCommons } from "../visit/commons.ts";

/** One sentence and a link on how the figures are protected, the same for every topic. */
export function Protected({ commons, lang }: { readonly commons: PublicCommons; readonly lang: Lang }) {
  const words = WORDS[lang].stand;
  return (
    <section class="part protected">
      <h3>{words.protected}</h3>
      <p class="note">
        {words.protectedText(commons.catalog.k)} <a href={pageHref("privacy", lang)}>{words.more}</a>
      </p>
    </section>
  );
}
