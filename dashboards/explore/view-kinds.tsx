import { useState } from "preact/hooks";
import { type EstimateRowsProps, estimatesHead } from "../charts/estimate-frame.tsx";
import { ROW_WITH_MARGIN } from "../charts/estimates.tsx";
import { FittingEstimates, isStacked, stackedPitch } from "../charts/stacked-estimates.tsx";
import { axisText } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { UNSURE } from "../shared/unsure-words.ts";
import { ExploreFigure, Readout, Taps, type ViewProps } from "./figure-parts.tsx";
import type { RankedKinds } from "./kinds.ts";
import { axesOf } from "./selection.ts";
import { EXPLORE } from "./words.ts";

/** Height of a row in px on the screen. */
export const ROW = 30;
/** Width in px below which figures are written without their margin. */
export const ROOMY = 600;

/** A list of estimates that reports the area or kind whose row was tapped. */
export function TappedEstimates({ onArea, ...drawing }: EstimateRowsProps & { readonly onArea: (code: string) => void }) {
  const { rows, width, reference = null } = drawing;
  const head = estimatesHead(reference, width);
  const row = rows.some(({ below }) => below) ? ROW_WITH_MARGIN : ROW;
  const pitch = isStacked(rows, width) ? stackedPitch(rows, width) : row;
  return (
    <Taps
      onTap={({ clientY }, target) => {
        const svg = target.closest("svg");
        if (svg === null) return;
        const { top, height } = svg.getBoundingClientRect();
        // With larger letters the drawing is enlarged.
        const down = ((clientY - top) * Number(svg.getAttribute("height"))) / height;
        const code = rows[Math.floor((down - head) / pitch)]?.code;
        if (code !== undefined) onArea(code);
      }}
    >
      <FittingEstimates {...drawing} pitch={row} />
    </Taps>
  );
}

/** Kinds of homes in one place, on one axis. */
export function KindsFigure({ store, shown, ranked }: ViewProps & { readonly ranked: RankedKinds }) {
  const { lang } = store;
  const words = EXPLORE[lang];
  const [chosen, setChosen] = useState<string | null>(null);
  const { unit, title } = ranked;
  const kinds = ranked.kinds.filter(({ interval, wide }) => interval ?? wide);
  const read = kinds.find(({ code }) => code === chosen);
  const firstApart = kinds.findIndex(({ interval, wide }) => interval === null && wide !== null);
  const apart = firstApart > 0 ? firstApart : undefined;
  const isUnsure = firstApart >= 0;
  const unsure = apart === undefined ? UNSURE[lang].unsureMeans : UNSURE[lang].unranked;
  const rowsAt = (width: number) =>
    kinds.map(({ code, name, interval, wide, text, margin }) => ({
      code,
      name,
      interval: interval ?? wide,
      text: wide && !interval ? `${text} ${WORDS[lang].figure.unsureMark}` : text,
      ...(wide && !interval ? { against: "wide" as const } : {}),
      ...(margin === "" ? {} : width >= ROOMY ? { margin } : wide && !interval ? {} : { below: margin }),
    }));
  return (
    <ExploreFigure
      store={store}
      shown={shown}
      axes={axesOf(shown.selection)}
      title={title}
      marks={words.marks.kinds}
      height={60 + ROW * kinds.length}
      notes={isUnsure ? [unsure] : []}
      draw={(width) => (
        <TappedEstimates
          id="kinds"
          width={width}
          label={words.ranking.kindsLabel(kinds.length)}
          rows={rowsAt(width)}
          {...axisText(unit, lang)}
          marked={chosen === null ? [] : [chosen]}
          apart={apart}
          onArea={setChosen}
        />
      )}
    >
      <Readout
        store={store}
        hint={words.tapKind}
        read={read ? { name: read.name, text: [read.text, read.margin].filter((part) => part !== "").join(", ") } : null}
      />
      {isUnsure ? <p class="note">{unsure}</p> : null}
    </ExploreFigure>
  );
}
