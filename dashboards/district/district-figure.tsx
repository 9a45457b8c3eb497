import { render } from "preact";
import { FigureFrame, type FigureFrameProps } from "../shared/figure-frame.tsx";
import { plainText } from "../shared/rich.tsx";
import { type EmbeddedFigure, embedAddress } from "./embed-address.ts";
import { frameCode, heightIn } from "./frame-code.ts";
import { type Shown, sourceOf } from "./shown.ts";

interface DistrictFigureProps extends Omit<FigureFrameProps, "lang" | "source" | "address" | "embed" | "actions" | "onData"> {
  readonly shown: Shown;
  /** the figure as pages of others may show it; absent: they may not */
  readonly embed?: EmbeddedFigure;
}

/** A figure of Quartiers in its frame: its source is the period that is shown, its address the choice. */
export function DistrictFigure({ shown, embed, ...figure }: DistrictFigureProps) {
  const source = sourceOf(shown);
  const title = plainText(figure.awayTitle ?? figure.title);
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
              frameCode(embedAddress(shown, embed), title, (width) => heightIn(width, textsOf(drawing), heightOf(figure.draw))),
          })}
    />
  );

  function textsOf(drawing: Element | null) {
    const legend = [...(drawing?.closest("figure")?.querySelectorAll(".legend li") ?? [])].map((item) => item.textContent ?? "");
    return { title, subtitle: plainText(figure.subtitle), source, legend };
  }
}

/** The height of a drawing at a width: it is made there, beside the page. */
function heightOf(draw: FigureFrameProps["draw"]): (width: number) => number {
  return (width) => {
    const box = document.createElement("div");
    render(draw(width), box);
    const height = Number(box.querySelector("svg")?.getAttribute("height") ?? 0);
    render(null, box);
    return height;
  };
}
