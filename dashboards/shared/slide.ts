import { saveBlob } from "./download.ts";
import { awayTexts, type FigureFrameProps } from "./figure-frame.tsx";
import { posterPng, withPictureDrawing } from "./poster.ts";
import { SLIDE_DRAWING } from "./poster-parts.ts";

/** Saves a figure as a picture for a slide, with everything that the upright one has. Its drawing is laid out for a slide, whose letters are larger. */
export async function saveSlide(figure: FigureFrameProps, pressed: Element): Promise<void> {
  const svg = pressed.closest("figure")?.querySelector<SVGSVGElement>("svg.chart");
  if (!svg) return;
  const { draw, picture, name } = figure;
  const make = (drawn: SVGSVGElement): Promise<Blob> => posterPng(drawn, awayTexts(figure), true);
  saveBlob(await withPictureDrawing(svg, picture ?? draw, make, false, SLIDE_DRAWING), `${name}-16x9.png`);
}
