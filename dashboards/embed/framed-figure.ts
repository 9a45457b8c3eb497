import type { ComponentChild } from "preact";
import type { MeasureRef } from "../../src/domains/index.ts";
import type { DistrictState } from "../district/shown.ts";

/** A figure as the frame shows it. */
export interface FramedFigure {
  readonly title: string;
  readonly subtitle: string;
  /** of the whole page */
  readonly view: string | null;
  readonly draw: (width: number, height: number) => ComponentChild;
  /** px that the drawing needs at least; absent: it is as high as its width makes it */
  readonly least?: number | ((width: number) => number);
  /** px that the drawing fills at most at a width, null while that is not known; absent: as many as there are */
  readonly most?: (width: number) => number | null;
  /** sentences below the drawing, before those that go with the measure */
  readonly notes?: readonly string[];
  /** measures that are shown; absent: that of the choice */
  readonly refs?: readonly MeasureRef[];
  /** where the figures are from; absent: the release of the choice */
  readonly source?: string;
  /** what is said of the place that was tapped, else that one may tap; absent: the drawing takes no taps */
  readonly tapped?: string;
  /** below the drawing */
  readonly legend?: ComponentChild;
}

/** Makes a figure of what is shown; null: there is nothing to draw. */
export type FigureMaker = (shown: DistrictState) => FramedFigure | null;
