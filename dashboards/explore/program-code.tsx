import { useState } from "preact/hooks";
import type { Lang } from "../shared/i18n.ts";
import { CodeBlock } from "../shared/scrolled.tsx";
import { EXPLORE } from "./words.ts";

/** A program with a button that copies it. Where a browser does not allow that, one is told to select it. */
export function ProgramCode({ language, text, lang }: { language: string; text: string; lang: Lang }) {
  const words = EXPLORE[lang].take;
  const [message, setMessage] = useState("");
  const copy = (): Promise<void> =>
    navigator.clipboard.writeText(text).then(
      () => setMessage(words.programCopied),
      () => setMessage(words.programNotCopied),
    );
  return (
    <>
      <CodeBlock label={language} text={text} />
      <p class="no-print">
        <button type="button" class="quiet" onClick={() => void copy()}>
          {words.copyProgram(language)}
        </button>{" "}
        <span role="status" class="note">
          {message}
        </span>
      </p>
    </>
  );
}
