import { asCounted } from "../shared/counted-homes.ts";
import type { Lang } from "../shared/i18n.ts";
import { pageHref } from "../shared/layout.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { STAND } from "./stand-words.ts";

/** One sentence and a link on how the figures are protected, the same for every topic. */
export function Protected({ commons, lang }: { readonly commons: PublicCommons; readonly lang: Lang }) {
  const words = STAND[lang];
  return (
    <section class="part protected">
      <h3>{words.protected}</h3>
      <p class="note">
        {asCounted(words.protectedText(commons.catalog.k), lang, commons.catalog)}{" "}
        {/* A tab of its own: this page forgets what was typed when it is left. */}
        <a href={pageHref("privacy", lang)} target="_blank" rel="noopener">
          {words.moreInTab}
        </a>
      </p>
    </section>
  );
}
