import { formatNumber } from "./format.ts";
import { type Lang, WORDS } from "./i18n.ts";
import { pageHref } from "./layout.ts";

/**
 * Folded, since a sentence beside it says that figures are held back: what a subtraction still tells of a place without enough homes, and why others are held back.
 *
 * @param props.threshold homes of a group at least: no subtraction tells a number to within twice as many
 */
export function KeptNote({ lang, threshold }: { readonly lang: Lang; readonly threshold: number }) {
  const words = WORDS[lang];
  return (
    <details class="note">
      <summary>{words.keptWhy}</summary>
      <p>
        {words.keptMeans(formatNumber(2 * threshold, 0, lang))}{" "}
        <a class="no-print" href={pageHref("privacy", lang)}>
          {words.stand.more}
        </a>
      </p>
    </details>
  );
}
