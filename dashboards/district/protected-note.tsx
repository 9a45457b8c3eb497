import { WORDS } from "../shared/i18n.ts";
import { pageHref } from "../shared/layout.ts";
import type { DistrictState } from "./shown.ts";

/** How the figures above it are protected, and what of it is seen in them, folded. */
export function ProtectedNote({ shown, notes }: { shown: DistrictState; notes: readonly string[] }) {
  const { atlas, lang, words } = shown;
  return (
    <details class="protected-note no-print">
      <summary>{words.card.protected}</summary>
      <p class="note">
        {[words.card.protectedText(atlas.catalog.k), ...notes].filter((note) => note !== "").join(" ")}{" "}
        <a href={pageHref("privacy", lang)}>{WORDS[lang].stand.more}</a>
      </p>
    </details>
  );
}
