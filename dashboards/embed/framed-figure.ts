import type { ComponentChild } from "preact";
import type { DistrictState } from "../district/shown.ts";

/** A figure as the frame shows it. */
export interface FramedFigure {
  readonly title: string;
  readonly subtitle: string;
  /** of the whole page */
  readonly view: string | null;
  readonly draw: (width: number, height: number) => ComponentChild;
  /** px that the drawing needs at least; absent: it is as high as its width makes it */
  readonly least?: number;
  /** below the drawing */
  readonly legend?: ComponentChild;
}

/** Makes a figure of what is shown; null: there is nothing to draw. */
export type FigureMaker = (shown: DistrictState) => FramedFigure | null;
