import { useState } from "preact/hooks";
import type { FigureFrameProps } from "../shared/figure-frame.tsx";
import { WORDS } from "../shared/i18n.ts";

/** Saves a figure as a picture for a slide. Its program comes with the press, for few want one. */
export function SlideButton({ figure, text }: { readonly figure: FigureFrameProps; readonly text: string }) {
  const [failed, setFailed] = useState(false);
  const save = (pressed: Element): void => {
    import("../shared/slide.ts").then(({ saveSlide }) => saveSlide(figure, pressed)).catch(() => setFailed(true));
  };
  return (
    <>
      <button type="button" class="plain" onClick={({ currentTarget }) => save(currentTarget)}>
        {text}
      </button>
      {failed ? (
        <span role="status" class="source">
          {WORDS[figure.lang].failures.network}
        </span>
      ) : null}
    </>
  );
}
