import type { Lang } from "../shared/i18n.ts";
import { pageHref } from "../shared/layout.ts";
import { MINE } from "./words.ts";

/** Leads to what the notice says of the fingerprint that stays after a withdrawal: in a new tab, for this one may hold the key. */
export function Fingerprint({ lang }: { lang: Lang }) {
  return (
    <p class="source">
      <a href={`${pageHref("notice", lang)}#notice-how-long`} target="_blank" rel="noopener">
        {MINE[lang].rights.fingerprint}
      </a>
    </p>
  );
}
