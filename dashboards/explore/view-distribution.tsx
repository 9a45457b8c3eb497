import { useState } from "preact/hooks";
import { drawnBins, Histogram, homesOf, type Reach, reachOf, shareDrawn, undrawnStretches } from "../charts/histogram.tsx";
import type { Bin } from "../charts/hundred.ts";
import { axisText, endsText, isBefore, upperFirst } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { percent } from "../shared/percent.ts";
import { reliableInterval, type WithMargin } from "../shared/reliable-interval.ts";
import { AgainstLegend, AreaTaps, ExploreFigure, Readout, type ReadPlace, UndrawnNote, type ViewProps } from "./figure-parts.tsx";
import { rowIndex, unitOfRows, writtenInterval } from "./figures.ts";
import { type HistogramGroup, histograms } from "./histograms.ts";
import { axisName, groupName, kindText, placeOf, titled } from "./phrases.ts";
import { MOST_FIGURES } from "./selection.ts";
import { EXPLORE } from "./words.ts";

/** How homes are spread: one histogram per group. */
export function DistributionView({ store, shown }: ViewProps) {
  const groups = histograms(shown);
  const words = EXPLORE[store.lang].distribution;
  if (groups.length === 0)
    return (
      <div class="card empty-state">
        <h2>{words.none}</h2>
        <p>{words.noneText}</p>
      </div>
    );
  const drawn = groups.slice(0, MOST_FIGURES);
  const reach = ({ axis }: HistogramGroup): Reach => {
    const own = drawn.filter((other) => other.axis.measure === axis.measure).map(({ bins }) => reachOf(bins));
    return { value: Math.max(...own.map(({ value }) => value)), peak: Math.max(...own.map(({ peak }) => peak)) };
  };
  return (
    <div class={groups.length > 1 ? "figures-beside" : undefined}>
      {drawn.map((group, i) => (
        <DistributionFigure
          key={`${Object.values(group.axis).join(" ")} ${group.area}`}
          store={store}
          shown={shown}
          group={group}
          reach={reach(group)}
          number={i}
          several={groups.length > 1}
        />
      ))}
      <UndrawnNote store={store} figures={groups.length} />
    </div>
  );
}

interface DistributionFigureProps extends ViewProps {
  readonly group: HistogramGroup;
  /** what the drawing reaches at least: of one measure all do as far */
  readonly reach: Reach;
  readonly number: number;
  readonly several: boolean;
}

function DistributionFigure({ store, shown, group, reach, number, several }: DistributionFigureProps) {
  const { lang } = store;
  const words = EXPLORE[lang].distribution;
  const [chosen, setChosen] = useState<string | null>(null);
  const { selection, rows, facts } = shown;
  const { axis, area, bins } = group;
  const index = rowIndex(rows);
  const ref = facts.refs.find(({ key }) => key === axis.measure);
  const kind = ref && axis.type !== "_T" ? kindText(ref, axis.type, lang) : WORDS[lang].households;
  const at = (share: "P25" | "P50" | "P75"): WithMargin | null => reliableInterval(index.at(axis, area, share));
  const [low, middle, high] = [at("P25"), at("P50"), at("P75")];
  const unit = unitOfRows([index.at(axis, area, "P50"), index.at(axis, area, "MEAN"), index.at(axis, area, "P25")], lang);
  const most = ref?.measure.decimals ?? 0;
  const text = (interval: WithMargin): string => writtenInterval(interval, most, lang, { unit }).listed;
  // Before the other end, the unit stands only where the language has it first.
  const plain = (interval: WithMargin): string =>
    isBefore(unit, lang) ? text(interval) : writtenInterval(interval, most, lang).value;
  const count = reliableInterval(index.at(axis, area, "COUNT"));
  const homes = count && writtenInterval(count, 0, lang);
  const quarters = low && high ? { low: low.value, high: high.value, text: words.half(plain(low), text(high)) } : null;
  const textOf = (share: WithMargin | null): string | null => share && text(share);
  const known = { kind, low: textOf(low), middle: textOf(middle), high: textOf(high) };
  const title = low && high ? words.title(kind, plain(low), text(high)) : partlyKnown(known, several, lang);
  const place = placeOf(facts, area, lang).name;
  const name = [axisName(axis, selection, facts, lang), place].join(", ");
  // The sentence above says what the figures have in common.
  const apart = groupName(axis, place, selection, facts, lang);
  return (
    <ExploreFigure
      store={store}
      shown={{ ...shown, selection: { ...selection, areas: [area] } }}
      axes={[axis]}
      title={several && !(apart === kind && title.includes(kind)) ? titled(upperFirst(apart), title) : title}
      marks={`${homes ? `${words.homes(homes, percent(shareDrawn(bins), lang))} ` : ""}${EXPLORE[lang].marks.distribution}`}
      height={330}
      draw={(width) => (
        <AreaTaps onArea={setChosen}>
          <Histogram
            id={`distribution-${number}`}
            width={width}
            label={`${name}. ${words.label}`}
            bins={bins}
            reach={reach}
            quarters={quarters}
            middle={middle && { value: middle.value, text: words.middle(text(middle)) }}
            {...axisText(unit, lang)}
            beyond={(share) => words.beyond(percent(share, lang))}
            ends={words.ends}
            hundredth={words.hundredth}
            readable={{ chosen }}
          />
        </AreaTaps>
      )}
    >
      <Readout store={store} hint={EXPLORE[lang].tapBar} read={readBar(bins, chosen, homes?.value ?? null, unit, lang)} />
      <UndrawnLegend bins={bins} store={store} />
    </ExploreFigure>
  );
}

/** What the hatching is, where there is any. */
function UndrawnLegend({ bins, store }: Pick<ViewProps, "store"> & Pick<HistogramGroup, "bins">) {
  if (undrawnStretches(bins).length === 0) return null;
  return <AgainstLegend kinds={new Set(["absent"])} store={store} absent={[EXPLORE[store.lang].distribution.undrawn]} />;
}

/** The title of a distribution without both ends of its middle half: the quartiles that are known, else that none is. */
function partlyKnown(
  known: Parameters<(typeof EXPLORE)["fr"]["distribution"]["known"]>[0],
  several: boolean,
  lang: Lang,
): string {
  const words = EXPLORE[lang].distribution;
  const text = words.known(known);
  if (text !== "") return text;
  return several ? words.unsaid : words.imprecise(known.kind);
}

/** The tapped bar: its bounds and its number of homes, of `all`. `chosen` is its index among the drawn bars. */
function readBar(bins: readonly Bin[], chosen: string | null, all: string | null, unit: string, lang: Lang): ReadPlace | null {
  const words = EXPLORE[lang].distribution;
  const bin = chosen === null ? undefined : drawnBins(bins)[Number(chosen)];
  if (!bin || bin.upper === null) return null;
  const decimals = bin.upper - bin.lower < 10 ? 1 : 0;
  return {
    name: words.between(...endsText(bin.lower, bin.upper, decimals, unit, lang)),
    text: words.homesRead(writtenInterval(homesOf(bin), 0, lang), all),
  };
}
