import { useState } from "preact/hooks";
import { estimatesHead } from "../charts/estimate-frame.tsx";
import { FittingEstimates, isStacked, stackedPitch } from "../charts/stacked-estimates.tsx";
import { axisText } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { UNSURE } from "../shared/unsure-words.ts";
import { ExploreFigure, Readout, RowTaps, type ViewProps } from "./figure-parts.tsx";
import type { RankedKinds } from "./kinds.ts";
import { axesOf } from "./selection.ts";
import { EXPLORE } from "./words.ts";

/** Height of a row in px. */
const ROW = 30;
/** Width in px below which figures are written without their margin. */
const ROOMY = 600;

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
      ...(width >= ROOMY && margin !== "" ? { margin } : {}),
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
      draw={(width) => {
        const rows = rowsAt(width);
        const pitch = isStacked(rows, width) ? stackedPitch(rows, width) : ROW;
        return (
          <RowTaps codes={kinds.map(({ code }) => code)} head={estimatesHead(null, width)} pitch={pitch} onArea={setChosen}>
            <FittingEstimates
              id="kinds"
              width={width}
              label={words.ranking.kindsLabel(kinds.length)}
              rows={rows}
              {...axisText(unit, lang)}
              marked={chosen === null ? [] : [chosen]}
              apart={apart}
              pitch={ROW}
            />
          </RowTaps>
        );
      }}
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
