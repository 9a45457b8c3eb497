import { leavesOf } from "../district/choice.ts";
import { ownArea } from "../district/own-area.ts";
import { OwnDrawing, ownNotes, ownSubtitle, ownTitle } from "../district/own-figure.tsx";
import { leafNames, zoneName } from "../district/own-places.ts";
import { OWN } from "../district/own-words.ts";
import type { FigureMaker } from "./framed-figure.ts";

/** The sum of several places. It is called by their names: what a visitor calls it stays with the visitor. */
export const ownFigure: FigureMaker = (shown) => {
  const own = ownArea(shown.atlas, shown.choice, leavesOf(shown));
  const { figure } = own;
  const name = zoneName(shown) ?? leafNames(shown);
  return (
    figure && {
      title: ownTitle(shown, figure, name),
      subtitle: ownSubtitle(shown, own),
      view: "own",
      notes: ownNotes(shown, own).map(({ text }) => text),
      draw: (width) => (
        <OwnDrawing shown={shown} own={own} figure={figure} width={width} id="own-area" name={OWN[shown.lang].sum} />
      ),
    }
  );
};
