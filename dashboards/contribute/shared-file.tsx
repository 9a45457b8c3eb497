import type { ComponentChildren } from "preact";
import { Folded } from "../shared/bits.tsx";
import type { Lang } from "../shared/i18n.ts";
import type { Trace } from "../shared/trace.ts";
import { CONTRIBUTE_WORDS } from "./words.ts";

interface SharedFileProps {
  readonly trace: Trace;
  readonly lang: Lang;
  /** the buttons that save files */
  readonly children: () => ComponentChildren;
}

/**
 * Files to save. A shared device is warned first, but the files are still offered, because a right cannot depend on whose device
 * is used.
 */
export function SharedFile({ trace, lang, children }: SharedFileProps) {
  const w = CONTRIBUTE_WORDS[lang].trace;
  if (!trace.shared.value) return <>{children()}</>;
  return (
    <>
      <p class="warn">{w.file}</p>
      <Folded class="anyway" summary={w.fileAnyway}>
        {children}
      </Folded>
    </>
  );
}
