import { saveBlob } from "./download.ts";
import { awayTexts, type FigureFrameProps } from "./figure-frame.tsx";
import { posterPng, withPictureDrawing } from "./poster.ts";

/** Saves a figure as a picture for a slide, with everything that the upright one has. */
export async function saveSlide(figure: FigureFrameProps, pressed: Element): Promise<void> {
  const svg = pressed.closest("figure")?.querySelector<SVGSVGElement>("svg.chart");
  if (!svg) return;
  const { draw, picture, name } = figure;
  const make = (drawn: SVGSVGElement): Promise<Blob> => posterPng(drawn, awayTexts(figure), true);
  saveBlob(await withPictureDrawing(svg, picture ?? draw, make, !picture), `${name}-16x9.png`);
}
