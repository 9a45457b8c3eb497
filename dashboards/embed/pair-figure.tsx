import { PairDrawing, pairAwayNotes, pairAwaySubtitle, pairOf, pairTitle } from "../district/two-places.tsx";
import type { FigureMaker } from "./framed-figure.ts";

export const pairFigure: FigureMaker = (shown) => {
  const pair = pairOf(shown);
  return (
    pair && {
      title: pairTitle(shown, pair),
      subtitle: pairAwaySubtitle(shown),
      view: "compare",
      notes: pairAwayNotes(shown, pair),
      draw: (width) => <PairDrawing shown={shown} pair={pair} width={width} />,
    }
  );
};
