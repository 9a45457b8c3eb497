import { LANGS, type Lang } from "../shared/i18n.ts";
import { withState } from "../shared/url-state.ts";
import type { PublicCommons } from "./commons.ts";

/** Offers in the language to which they lead, because its texts are not loaded. */
const OFFERS: Readonly<Record<Lang, string>> = { fr: "Cette page en français", en: "This page in English" };

interface OtherLanguageProps {
  readonly commons: PublicCommons;
  readonly lang: Lang;
}

/** Offers the page in the browser's language, where the address names none. The language never changes by itself. */
export function OtherLanguage({ commons, lang }: OtherLanguageProps) {
  const own = LANGS.find((one) => navigator.language.startsWith(one));
  const isChosen = new URLSearchParams(location.search).has("lang");
  if (!own || own === lang || isChosen || !commons.catalog.commons.languages.includes(own)) return null;
  return (
    <p class="note no-print">
      <a lang={own} hreflang={own} href={`${location.pathname}${withState(location.search, { lang: own })}`}>
        {OFFERS[own]}
      </a>
    </p>
  );
}
