import { useState } from "preact/hooks";
import type { FigureFrameProps } from "../shared/figure-frame.tsx";
import { WORDS } from "../shared/i18n.ts";

/** Saves a figure as a picture for a slide. Its program comes with the press, for few want one; where it does not come, that is said. */
export function SlideButton({ figure, text }: { readonly figure: FigureFrameProps; readonly text: string }) {
  const [failed, setFailed] = useState(false);
  return (
    <>
      <button
        type="button"
        class="plain"
        onClick={({ currentTarget }) => {
          import("../shared/slide.ts").then(({ saveSlide }) => saveSlide(figure, currentTarget)).catch(() => setFailed(true));
        }}
      >
        {text}
      </button>
      <span role="status" class="source">
        {failed && WORDS[figure.lang].failures.network}
      </span>
    </>
  );
}
