import { figureCode } from "../shared/figure-code.ts";
import { FigureFrame, type FigureFrameProps } from "../shared/figure-frame.tsx";
import { type EmbeddedFigure, embedAddress } from "./embed-address.ts";
import { type DistrictState, sourceOf } from "./shown.ts";

interface DistrictFigureProps extends Omit<FigureFrameProps, "lang" | "source" | "address" | "embed" | "actions" | "onData"> {
  readonly shown: DistrictState;
  /** the figure as other sites may embed it; absent: they may not */
  readonly embed?: EmbeddedFigure;
}

/** A figure of the page Quartiers in its frame. Its source names the period shown; its address is the choice. */
export function DistrictFigure({ shown, embed, ...figure }: DistrictFigureProps) {
  const source = sourceOf(shown);
  const { title, awayTitle = title, subtitle, awaySubtitle = subtitle, draw } = figure;
  return (
    <FigureFrame
      {...figure}
      lang={shown.lang}
      source={source}
      address={shown.address({})}
      {...(embed === undefined
        ? {}
        : {
            embed: (drawing) =>
              figureCode(embedAddress(shown, embed), { title: awayTitle, subtitle: awaySubtitle, source, draw }, drawing),
          })}
    />
  );
}
