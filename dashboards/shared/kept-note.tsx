import { formatNumber } from "./format.ts";
import { type Lang, WORDS } from "./i18n.ts";
import { pageHref } from "./layout.ts";

interface KeptNoteProps {
  readonly lang: Lang;
  /** homes of a group at least: no subtraction tells a number to within twice as many */
  readonly threshold: number;
  /** why there are not enough homes, where that is said beside it */
  readonly few?: string | null;
  /** false: none is held back */
  readonly kept?: boolean;
}

/**
 * Folded, since a sentence beside it says that figures are held back: what a subtraction still tells of a place without enough homes, and why others are held back.
 */
export function KeptNote({ lang, threshold, few = null, kept = true }: KeptNoteProps) {
  const words = WORDS[lang];
  return (
    <details class="note">
      <summary>{words.keptWhy}</summary>
      <p>
        {few === null ? null : `${few} `}
        {kept ? words.keptMeans(formatNumber(2 * threshold, 0, lang)) : null}{" "}
        <a class="no-print" href={pageHref("privacy", lang)}>
          {words.stand.more}
        </a>
      </p>
    </details>
  );
}
