import { WORDS } from "../shared/i18n.ts";
import { pageHref } from "../shared/layout.ts";
import { partsNotes } from "./figure-rows.ts";
import type { DistrictState } from "./shown.ts";

/** That a model drew some means of the map and its ranking towards wider places, right below them. */
export function ModelledParts({ shown }: { shown: DistrictState }) {
  return partsNotes(shown).map((text) => (
    <p key={text} class="note modelled">
      {text}
    </p>
  ));
}

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
