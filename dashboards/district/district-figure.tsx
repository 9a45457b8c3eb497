import type { MeasureRef } from "../../src/domains/index.ts";
import { FigureFrame, type FigureFrameProps, figureCodeLater } from "../shared/figure-frame.tsx";
import { noteOf } from "../shared/labels.ts";
import { type EmbeddedFigure, embedAddress } from "./embed-address.ts";
import { fileOf } from "./figure-rows.ts";
import { type DistrictState, sourceOf } from "./shown.ts";

interface DistrictFigureProps extends Omit<FigureFrameProps, "lang" | "source" | "address" | "embed" | "actions"> {
  readonly shown: DistrictState;
  /** the figure as other sites may embed it; absent: they may not */
  readonly embed?: EmbeddedFigure;
  /** the height in px that the drawing fills in a frame of a width, where it is not that of the page */
  readonly framedHeight?: (width: number) => number | null;
  /** periods of the figures in their order; absent: that of the choice */
  readonly periods?: readonly string[];
  /** sentences that a frame elsewhere has besides those that leave with every file */
  readonly framedNotes?: readonly string[];
  /** true where a figure above this one has the whole source */
  readonly brief?: boolean;
  /** measures that the figure shows; absent: that of the choice */
  readonly refs?: readonly MeasureRef[];
  /** the figures as programs read them */
  readonly rows?: () => Parameters<typeof fileOf>[1];
}

/** Notes that must accompany the figures of some measures. */
export function measureNotes({ atlas, choice, lang }: DistrictState, refs: readonly MeasureRef[] = [choice.ref]): string[] {
  return [...new Set(refs.flatMap((ref) => noteOf(atlas.catalog, ref, lang) ?? []))];
}

/** A figure of the page Quartiers in its frame. Its source names the periods that are drawn; its address is the choice. */
export function DistrictFigure({
  shown,
  embed,
  framedHeight,
  periods,
  refs,
  rows,
  brief = false,
  framedNotes = [],
  ...figure
}: DistrictFigureProps) {
  const source = sourceOf(shown, periods);
  const { title, awayTitle = title, subtitle, awaySubtitle = subtitle, draw } = figure;
  const notes = [...measureNotes(shown, refs), ...(figure.notes ?? [])];
  return (
    <FigureFrame
      {...figure}
      {...(rows ? { file: () => fileOf(shown, rows()), fileNotes: [shown.words.fileMethod] } : {})}
      notes={notes}
      lang={shown.lang}
      source={source}
      {...(brief ? { sourceHere: sourceOf(shown, periods, true) } : {})}
      address={shown.address({})}
      {...(embed === undefined
        ? {}
        : {
            embed: (drawing) =>
              figureCodeLater(
                embedAddress(shown, embed),
                { title: awayTitle, subtitle: awaySubtitle, notes: [...framedNotes, ...notes], source, draw, framedHeight },
                drawing,
              ),
          })}
    />
  );
}
