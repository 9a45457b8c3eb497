import { type Lang, WORDS } from "./i18n.ts";
import { pageHref } from "./layout.ts";

/** Says what "kept back, to protect another" means, where a view has such a mark. */
export function KeptNote({ lang }: { readonly lang: Lang }) {
  const words = WORDS[lang];
  return (
    <p class="note">
      {words.keptMeans}{" "}
      <a class="no-print" href={pageHref("privacy", lang)}>
        {words.stand.more}
      </a>
    </p>
  );
}
