import type { FigureFrameProps } from "../shared/figure-frame.tsx";

/** Saves a figure as a picture for a slide. Its program comes with the press, for few want one; where it does not come, `failed` says so. */
export const slideButton = (figure: FigureFrameProps, text: string) => (failed: () => void) => (
  <button
    type="button"
    class="plain"
    onClick={({ currentTarget }) => {
      import("../shared/slide.ts").then(({ saveSlide }) => saveSlide(figure, currentTarget)).catch(failed);
    }}
  >
    {text}
  </button>
);
