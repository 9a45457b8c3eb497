import { PairDrawing, pairAwayTitle, pairOf, pairSubtitle } from "../district/two-places.tsx";
import type { FigureMaker } from "./framed-figure.ts";

export const pairFigure: FigureMaker = (shown) => {
  const pair = pairOf(shown);
  return (
    pair && {
      title: pairAwayTitle(shown, pair),
      subtitle: pairSubtitle(shown),
      view: "compare",
      draw: (width) => <PairDrawing shown={shown} pair={pair} width={width} />,
    }
  );
};
