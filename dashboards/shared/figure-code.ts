import { type ComponentChild, render } from "preact";
import { frameCode, heightIn } from "./frame-code.ts";
import { plainText } from "./rich.tsx";

/** What of a figure makes the code that shows it elsewhere. */
interface EmbeddableFigure {
  /** the finding as it stands there */
  readonly title: string;
  readonly subtitle: string;
  readonly source: string;
  readonly draw: (width: number) => ComponentChild;
}

/** What a page of others pastes to show a figure: its drawing is made at each width, and the texts that stand around it here are counted. */
export function figureCode(
  address: string,
  { title, subtitle, source, draw }: EmbeddableFigure,
  drawing: Element | null,
): string {
  const figure = drawing?.closest("figure");
  const texts = (selector: string): string[] =>
    [...(figure?.querySelectorAll(selector) ?? [])].map((element) => element.textContent ?? "");
  const around = {
    title: plainText(title),
    subtitle: plainText(subtitle),
    source,
    legend: texts(".legend li"),
    notes: texts(":scope > :is(.note, .warn, .measure-note)"),
  };
  return frameCode(address, around.title, (width) => heightIn(width, around, heightOf(draw)));
}

/** The height of a drawing at a width: it is made there, beside the page. */
function heightOf(draw: EmbeddableFigure["draw"]): (width: number) => number {
  return (width) => {
    const box = document.createElement("div");
    render(draw(width), box);
    const height = Number(box.querySelector("svg")?.getAttribute("height") ?? 0);
    render(null, box);
    return height;
  };
}
