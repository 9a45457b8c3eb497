import type { FigureFrameProps } from "../shared/figure-frame.tsx";

/** Saves a figure as a picture for a slide. Its program comes with the press, for few want one. */
export const slideButton = (figure: FigureFrameProps, text: string) => (
  <button
    type="button"
    class="plain"
    onClick={async ({ currentTarget }) => (await import("../shared/slide.ts")).saveSlide(figure, currentTarget)}
  >
    {text}
  </button>
);
