import type { EstimateWithEnds } from "../../src/privacy/areas/index.ts";
import { AreaTrend } from "../charts/area-trend.tsx";
import { BesideCensus } from "../charts/beside-census.tsx";
import { DotMultiples } from "../charts/dot-multiples.tsx";
import { Estimates } from "../charts/estimates.tsx";
import { Gaps } from "../charts/gaps.tsx";
import { CountedDots } from "../charts/of-hundred.tsx";
import { FigureFrame, type FigureTable } from "../shared/figure-frame.tsx";
import { formatNumber, formatPeriod } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { topicLabel, typeLabel } from "../shared/labels.ts";
import { contributorHref } from "../shared/layout.ts";
import { Rich } from "../shared/rich.tsx";
import { Sized } from "../shared/sized.tsx";
import { homesNeeded } from "../visit/commons.ts";
import { AbsentWords } from "./area-card.tsx";
import { figureAt, homesAt } from "./area-figures.ts";
import { PartsMap, paintedParts } from "./area-map.tsx";
import { besideCensus, furthestKind } from "./census.ts";
import { embedAddress } from "./embed-address.ts";
import { kindsOfPlace, type TopicOfPlace, topicsOf, trendOfPlace, trendOver, trendTold } from "./portrait-figures.ts";
import {
  atLower,
  axisUnit,
  figureText,
  homesText,
  percentText,
  placeDetail,
  placeWords,
  type Shown,
  shareText,
  sourceOf,
  tickText,
} from "./shown.ts";

/** Which place a portrait is of, and what it is held against. */
export function placeOfPortrait({ atlas, choice }: Pick<Shown, "atlas" | "choice">): { code: string; parent: string | null } {
  const code = choice.at ?? choice.area;
  return { code, parent: atlas.tree.get(code)?.parent ?? null };
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const MEAN = { statistic: "mean", type: "_T" } as const;

/** The finding: what is more, what is less, beyond the margins. */
export function portraitTitle(shown: Shown, topics: readonly TopicOfPlace[]): string {
  const { atlas, lang, words } = shown;
  const { code, parent } = placeOfPortrait(shown);
  if (topics.every(({ period }) => period === null)) return words.portrait.titleNone;
  if (parent === null) {
    const homes = topics.flatMap(({ ref, period }) =>
      period === null ? [] : (homesAt(atlas, { ...MEAN, ref, period }, code) ?? []),
    );
    const most = homes.sort((a, b) => b.value - a.value)[0];
    return most ? words.portrait.titleWhole(homesText(most, lang)) : words.portrait.titleNone;
  }
  const named = (relation: "more" | "less"): string =>
    topics
      .filter((topic) => topic.relation === relation)
      .map(({ ref }) => lower(topicLabel(ref, lang)))
      .join(words.portrait.and);
  const [more, less] = [named("more"), named("less")];
  const place = placeWords(atlas, parent, lang);
  if (!more && !less) return words.portrait.titleSame(place);
  const parts = [
    more ? words.portrait.more(place, more) : "",
    less ? (more ? words.portrait.lessToo(less) : words.portrait.less(place, less)) : "",
  ];
  const said = parts.filter((part) => part !== "").join(lang === "fr" ? "\u00a0; " : "; ");
  return `${said.replace(/\p{L}/u, (first) => first.toUpperCase())}.`;
}

/** The rows of the drawing over all topics. */
function gapRows(shown: Shown, topics: readonly TopicOfPlace[]) {
  const { atlas, lang, words } = shown;
  const { code, parent } = placeOfPortrait(shown);
  const level = atlas.tree.get(code)?.level ?? "";
  const percent = (share: number): string => percentText(Math.round(100 * Math.abs(share)), 0, lang);
  return topics.map(({ ref, period, gap, relation }) => {
    const name = topicLabel(ref, lang);
    const needed = homesNeeded(atlas.report, ref.key, level);
    if (period === null) {
      const text = words.portrait.needed(needed === null ? null : formatNumber(needed, 0, lang));
      return { name, note: "", gap: null, against: "same" as const, texts: ["", text, ""] as const };
    }
    const choice = { ...MEAN, ref, period };
    const figure = figureAt(atlas, choice, code);
    const text = figure && figureText(atlas, choice, figure, lang);
    const value = text?.value ?? "";
    const margin = text ? words.from(text.lower, text.upper) : "";
    if (gap === null) {
      const why = parent ? words.portrait.noParent(atlas.tree.get(parent)?.name ?? "") : "";
      return { name, note: "", gap: null, against: "same" as const, texts: [value, `${value}, ${margin}. ${why}`, ""] as const };
    }
    const against = relation === "absent" ? ("same" as const) : relation;
    const ends = [gap.lower, gap.upper].sort((a, b) => Math.abs(a) - Math.abs(b)).map(percent);
    const [low = "", high = ""] = ends;
    const said =
      against === "more"
        ? words.portrait.gapMore(low.replace(/\s?%$/, ""), high)
        : against === "less"
          ? words.portrait.gapLess(low.replace(/\s?%$/, ""), high)
          : words.portrait.gapSame;
    return { name, note: words.portrait.period(formatPeriod(period, lang)), gap, against, texts: [value, margin, said] as const };
  });
}

/** All topics beside the parent, as a drawing. */
export function TopicsDrawing({ shown, width, id = "portrait-topics" }: { shown: Shown; width: number; id?: string }) {
  const { atlas, choice, lang, words } = shown;
  const { code, parent } = placeOfPortrait(shown);
  const rows = gapRows(shown, topicsOf(atlas, code, parent, choice.period));
  const name = (parent && atlas.tree.get(parent)?.name) || "";
  return (
    <Gaps
      id={id}
      width={width}
      label={words.portrait.topicsLabel(
        name,
        rows.map((row) => `${row.name} : ${row.texts.filter((text) => text !== "").join(", ")}.`).join(" "),
      )}
      rows={rows}
      parent={name}
      equal={words.portrait.equal}
      format={(share) => `${share < 0 ? "\u2212" : "+"}\u00a0${percentText(Math.round(100 * Math.abs(share)), 0, lang)}`}
    />
  );
}

export function topicsTable(shown: Shown): FigureTable {
  const { atlas, choice, words } = shown;
  const { code, parent } = placeOfPortrait(shown);
  const rows = gapRows(shown, topicsOf(atlas, code, parent, choice.period));
  return {
    columns: [words.portrait.topic, words.portrait.here, words.map.between, words.map.said],
    rows: rows.map(({ name, note, texts: [value, margin, said] }) => [`${name} ${note}`.trim(), value, margin, said]),
  };
}

/** The whole of the commons has no parent: its topics are a list of figures. */
function WholeTopics({ shown, topics }: { shown: Shown; topics: readonly TopicOfPlace[] }) {
  const { atlas, lang, words } = shown;
  const { code } = placeOfPortrait(shown);
  return (
    <dl class="figures">
      {topics.map(({ ref, period }) => {
        const choice = { ...MEAN, ref, period: period ?? "" };
        const figure = period === null ? null : figureAt(atlas, choice, code);
        const text = figure && figureText(atlas, choice, figure, lang);
        return (
          <div key={ref.key}>
            <dt>
              {topicLabel(ref, lang)}
              {text ? <small> {`${words.from(text.lower, text.upper)}, ${formatPeriod(period ?? "", lang)}`}</small> : null}
            </dt>
            <dd>{text?.value ?? "–"}</dd>
          </div>
        );
      })}
    </dl>
  );
}

function TopicsFrame({ shown, topics }: { shown: Shown; topics: readonly TopicOfPlace[] }) {
  const { atlas, lang, words } = shown;
  const { code, parent } = placeOfPortrait(shown);
  if (parent === null)
    return (
      <section class="card">
        <h2>{words.portrait.topics}</h2>
        <p class="note">{words.portrait.topicsWhole}</p>
        <WholeTopics shown={shown} topics={topics} />
      </section>
    );
  return (
    <section class="card">
      <FigureFrame
        lang={lang}
        title={words.portrait.topics}
        subtitle={words.portrait.topicsSubtitle(atlas.tree.get(parent)?.name ?? "")}
        source={sourceOf(shown)}
        address={shown.address({})}
        embed={embedAddress(shown, "topics")}
        name={`portrait-${code}`}
        height={46 * topics.length + 60}
        table={topicsTable(shown)}
        draw={(width) => <TopicsDrawing shown={shown} width={width} />}
      />
    </section>
  );
}

/** A period under an axis, in a few letters. */
export function shortPeriod(period: string, shown: Pick<Shown, "lang">): string {
  if (period.length !== 7 || period.includes("Q")) return period;
  return WORDS[shown.lang].stand.monthShort[Number(period.slice(5)) - 1] ?? period;
}

/** What a trend says, and of whom it is. */
export function trendWords(shown: Shown) {
  const { atlas, choice, lang, words } = shown;
  const { code } = placeOfPortrait(shown);
  const trend = trendOfPlace(atlas, choice.ref, code);
  if (!trend) return null;
  const topic = topicLabel(choice.ref, lang);
  const [first, last] = [trend.periods[0] ?? "", trend.periods.at(-1) ?? ""].map((period) => formatPeriod(period, lang)) as [
    string,
    string,
  ];
  const told = trendTold(trend);
  const title =
    told === "up"
      ? words.portrait.trendUp(topic, last, first)
      : told === "down"
        ? words.portrait.trendDown(topic, last, first)
        : words.portrait.trendUntold(topic, first, last);
  const name = atlas.tree.get(trend.area)?.name ?? "";
  const unit = axisUnit(atlas, { ref: choice.ref, statistic: "mean" }, lang);
  const subtitle = `${words.portrait.trendSubtitle(unit)}${trend.area === code ? "" : words.portrait.trendOf(name)}`;
  return {
    trend,
    title,
    subtitle,
    label: words.portrait.trendLabel(topic, name, first, last),
    name,
    monthly: trend.periods[0]?.length === 7,
  };
}

/** The trend of the place, with the whole dashed. */
export function TrendDrawing({
  shown,
  width,
  id = "portrait-trend",
  height,
}: {
  shown: Shown;
  width: number;
  id?: string;
  height?: number;
}) {
  const { atlas, choice, lang, words } = shown;
  const said = trendWords(shown);
  if (!said) return null;
  const { trend, name, label } = said;
  const parent = atlas.tree.get(trend.area)?.parent ?? null;
  const whole = parent === null ? null : trendOver(atlas, choice.ref, parent, trend.periods);
  const textOf = (points: (typeof trend)["points"]): string => {
    const last = points.findLast((point) => point !== null);
    return last ? figureText(atlas, { ref: choice.ref, statistic: "mean" }, last, lang).value : "";
  };
  return (
    <AreaTrend
      id={id}
      width={width}
      {...(height === undefined ? {} : { height })}
      label={label}
      periods={trend.periods.map((period) => shortPeriod(period, shown))}
      area={{ name, text: textOf(trend.points), points: trend.points }}
      whole={
        whole?.points.some((point) => point !== null)
          ? { name: atlas.tree.get(whole.area)?.name ?? "", text: textOf(whole.points), points: whole.points }
          : null
      }
      toCome={[]}
      coming=""
      absent={words.portrait.trendAbsent}
      unit={axisUnit(atlas, { ref: choice.ref, statistic: "mean" }, lang)}
      format={(value) => tickText(value, lang)}
    />
  );
}

function TrendFrame({ shown }: { shown: Shown }) {
  const { atlas, choice, lang, words } = shown;
  const said = trendWords(shown);
  if (!said) return null;
  const { trend, title, subtitle, monthly } = said;
  return (
    <section class="card">
      <FigureFrame
        lang={lang}
        title={title}
        subtitle={subtitle}
        source={sourceOf(shown)}
        address={shown.address({})}
        embed={embedAddress(shown, "trend")}
        name={`trend-${choice.ref.key.replace(".", "-")}-${trend.area}`}
        height={220}
        table={{
          columns: [words.portrait.trendPeriod, words.map.value, words.map.between],
          rows: trend.periods.map((period, i) => {
            const point = trend.points[i];
            if (!point) return [formatPeriod(period, lang), words.map.absent, ""];
            const { value, lower: low, upper } = figureText(atlas, { ref: choice.ref, statistic: "mean" }, point, lang);
            return [formatPeriod(period, lang), value, `${low} – ${upper}`];
          }),
        }}
        draw={(width) => <TrendDrawing shown={shown} width={width} />}
      >
        {monthly ? <p class="note">{words.portrait.season}</p> : null}
      </FigureFrame>
    </section>
  );
}

/** Of a hundred dwellings, those that are counted, topic by topic. */
function WhoTookPart({ shown, topics }: { shown: Shown; topics: readonly TopicOfPlace[] }) {
  const { atlas, lang, words } = shown;
  const { code, parent } = placeOfPortrait(shown);
  const dwellings = atlas.tree.get(code)?.dwellings ?? 0;
  const known = topics.flatMap(({ ref, period }) => {
    if (period === null || dwellings <= 0) return [];
    const homes = homesAt(atlas, { ...MEAN, ref, period }, code);
    const above = parent === null ? null : figureAt(atlas, { ref, type: "_T", period, statistic: "participation" }, parent);
    return homes ? [{ ref, period, homes, share: (100 * homes.value) / dwellings, above }] : [];
  });
  if (known.length === 0) return null;
  const percent = (share: number): string => shareText(share, shown);
  return (
    <section class="card who">
      <h2>{words.portrait.who}</h2>
      <p class="note">{words.portrait.whoSubtitle}</p>
      {known.slice(0, 3).map(({ ref, period, homes, share, above }) => {
        const text = words.portrait.whoTopic(percent(share), `${lower(topicLabel(ref, lang))}, ${formatPeriod(period, lang)}`);
        return (
          <div key={ref.key} class="who-topic">
            <p>
              <Rich text={text} />
            </p>
            <Sized height={70}>
              {(width) => (
                <CountedDots
                  id={`who-${ref.key.replace(".", "-")}`}
                  width={Math.min(width, 340)}
                  label={text.replaceAll("*", "")}
                  count={100}
                  full={Math.max(1, Math.min(100, Math.round(share)))}
                  columns={20}
                />
              )}
            </Sized>
            <p class="source">
              {above && parent
                ? words.portrait.whoText(homesText(homes, lang), percent(above.value), placeWords(atlas, parent, lang))
                : words.portrait.whoAlone(homesText(homes, lang))}
            </p>
          </div>
        );
      })}
      <p class="note">{words.portrait.whoNote}</p>
    </section>
  );
}

/** one of so many homes is a dot */
const EVERY = 2;

/** Who takes part beside who lives there, where the territory brings a census. */
function LikeTheCensus({ shown }: { shown: Shown }) {
  const { atlas, choice, lang, words } = shown;
  const { code } = placeOfPortrait(shown);
  const found = besideCensus(atlas, choice.ref, code, choice.period);
  if (!found) return null;
  const nameOf = (type: string): string => typeLabel(choice.ref, type, lang).replace(/^./, (first) => first.toUpperCase());
  const percent = (value: number): string => percentText(value, value < 10 ? 1 : 0, lang);
  const furthest = furthestKind(found.kinds);
  const say = furthest?.more ? words.portrait.censusMore : words.portrait.censusLess;
  const rows = found.kinds.map(({ type, share, census }) => ({
    name: nameOf(type),
    share,
    census,
    text: words.portrait.censusRow(percent(share.value), percent(census)),
  }));
  return (
    <section class="card">
      <FigureFrame
        lang={lang}
        title={furthest ? say(nameOf(furthest.kind.type)) : words.portrait.censusSame}
        subtitle={words.portrait.censusSubtitle(
          topicLabel(choice.ref, lang),
          formatPeriod(choice.period, lang),
          atLower(atlas, found.area, lang),
        )}
        source={sourceOf(shown)}
        address={shown.address({})}
        name={`census-${choice.ref.key.replace(".", "-")}-${found.area}`}
        height={30 * rows.length + 30}
        table={{
          columns: [words.words.type, words.portrait.censusHere, words.map.between, words.portrait.censusThere],
          rows: found.kinds.map(({ type, share, census }) => [
            nameOf(type),
            percent(share.value),
            `${formatNumber(Math.max(0, share.lower), 1, lang)} – ${formatNumber(share.upper, 1, lang)}`,
            percent(census),
          ]),
        }}
        draw={(width) => (
          <BesideCensus
            id="portrait-census"
            width={width}
            label={rows.map(({ name, text }) => words.portrait.byTypeLabel(name, text)).join(" ")}
            rows={rows}
            unit="%"
            format={(value) => tickText(value, lang)}
          />
        )}
      />
    </section>
  );
}

/** Kinds of homes of a place or of a wider one, and the words that all drawings of them share. */
function kindWords(shown: Shown) {
  const { atlas, choice, lang, words } = shown;
  const { code } = placeOfPortrait(shown);
  const found = kindsOfPlace(atlas, choice.ref, code, choice.period);
  if (!found) return null;
  const { area, period } = found;
  const of = { ref: choice.ref, statistic: "mean" } as const;
  const by = WORDS[lang].welcome.by[choice.ref.measure.similarity.attributes[0]];
  return {
    ...found,
    topic: topicLabel(choice.ref, lang),
    when: formatPeriod(period, lang),
    title: words.portrait.byType(by, atLower(atlas, area, lang)),
    wider: area === code ? "" : words.portrait.byTypeWider,
    unit: axisUnit(atlas, of, lang),
    amount: (figure: EstimateWithEnds): string => figureText(atlas, of, figure, lang).value,
    nameOf: (type: string): string => typeLabel(choice.ref, type, lang).replace(/^./, (first) => first.toUpperCase()),
  };
}

/** Kinds of homes as means with their margins, one below the other. */
function KindEstimates({ shown, width, id }: { shown: Shown; width: number; id: string }) {
  const { lang, words } = shown;
  const said = kindWords(shown);
  if (!said) return null;
  const rows = said.kinds.flatMap(({ type, mean }) =>
    mean ? [{ code: type, name: said.nameOf(type), interval: mean, text: said.amount(mean) }] : [],
  );
  return (
    <Estimates
      id={id}
      width={width}
      label={rows.map(({ name, text }) => words.portrait.byTypeLabel(name, text)).join(" ")}
      rows={rows}
      you={null}
      unit={said.unit}
      format={(value) => tickText(value, lang)}
      pitch={24}
    />
  );
}

/** The same with its title, for paper. */
export function KindMeans({ shown, width, id }: { shown: Shown; width: number; id: string }) {
  const said = kindWords(shown);
  if (!said) return null;
  return (
    <section>
      <h3>{said.title}</h3>
      <p class="note">{`${said.wider}${shown.words.portrait.byTypeMeans(said.topic, said.when)}`}</p>
      <KindEstimates shown={shown} width={width} id={id} />
    </section>
  );
}

/** Kinds of homes side by side, each as dots on an axis that all share. */
function KindDots({ shown, width }: { shown: Shown; width: number }) {
  const { atlas, choice, lang, words } = shown;
  const said = kindWords(shown);
  if (!said) return null;
  const middleOfAll = figureAt(atlas, { ref: choice.ref, statistic: "median", type: "_T", period: said.period }, said.area);
  const panels = said.kinds.map(({ type, homes, quarters, middle, mean, count }) => ({
    name: said.nameOf(type),
    note: count ? words.portrait.byTypeHomes(homesText(count, lang)) : "",
    homes: homes.filter((_, i) => i % EVERY === 0),
    quarters,
    value: middle ? words.portrait.byTypeMiddle(said.amount(middle)) : mean ? words.portrait.byTypeMean(said.amount(mean)) : "",
  }));
  return (
    <DotMultiples
      id="portrait-dots"
      width={width}
      label={panels.map(({ name, value }) => words.portrait.byTypeLabel(name, value)).join(" ")}
      panels={panels}
      line={middleOfAll && { value: middleOfAll.value, text: words.portrait.byTypeLine(said.amount(middleOfAll)) }}
      unit={said.unit}
      format={(tick) => tickText(tick, lang)}
      beyond={(past) => words.portrait.beyond(EVERY * past)}
    />
  );
}

/** Kinds of homes: dots where their distribution is published, else means with margins. */
function ByType({ shown }: { shown: Shown }) {
  const { choice, lang, words } = shown;
  const said = kindWords(shown);
  if (!said) return null;
  const dotted = said.kinds.every(({ homes }) => homes.length > 0);
  const subtitle = dotted ? words.portrait.byTypeSubtitle : words.portrait.byTypeMeans;
  return (
    <section class="card">
      <FigureFrame
        lang={lang}
        title={said.title}
        subtitle={`${said.wider}${subtitle(said.topic, said.when)}`}
        source={sourceOf(shown)}
        address={shown.address({})}
        name={`types-${choice.ref.key.replace(".", "-")}-${said.area}`}
        height={dotted ? 200 : 24 * said.kinds.length + 30}
        table={{
          columns: [words.words.type, words.portrait.byTypeMean("").replace(/\s?:\s*$/, ""), words.map.between],
          rows: said.kinds.map(({ type, mean }) => {
            const text = mean && figureText(shown.atlas, { ref: choice.ref, statistic: "mean" }, mean, lang);
            return [said.nameOf(type), text?.value ?? "", text ? `${text.lower} – ${text.upper}` : ""];
          }),
        }}
        draw={(width) =>
          dotted ? <KindDots shown={shown} width={width} /> : <KindEstimates shown={shown} width={width} id="portrait-kinds" />
        }
      >
        {dotted ? (
          <ul class="legend">
            {(["low", "half", "high"] as const).map((part) => (
              <li key={part}>
                <span class={`dot ${part}`} aria-hidden="true" /> {words.portrait[part]}
              </li>
            ))}
          </ul>
        ) : null}
      </FigureFrame>
    </section>
  );
}

/** Where the place is, small. */
function SmallMap({ shown }: { shown: Shown }) {
  const { atlas, choice, words } = shown;
  const { code, parent } = placeOfPortrait(shown);
  const around = parent ?? code;
  const level = parent === null ? choice.level : (atlas.tree.get(code)?.level ?? choice.level);
  const inside: Shown = { ...shown, choice: { ...choice, area: around, level } };
  const name = atlas.tree.get(code)?.name ?? "";
  // The place alone is painted: what lies around it is there to be recognised.
  const told = topicsOf(atlas, code, parent, choice.period).find(({ ref }) => ref === choice.ref)?.relation ?? "absent";
  const painted = paintedParts(inside).map((part) =>
    part.code === code ? { ...part, against: told, strength: 1 } : { ...part, against: "same" as const, strength: 0, name: "" },
  );
  return (
    <Sized height={240}>
      {(width) => (
        <PartsMap
          shown={inside}
          id="small-map"
          width={width}
          label={words.detail(name, "")}
          painted={painted}
          chosen={code}
          tallest={260}
        />
      )}
    </Sized>
  );
}

/** A place over all topics, beside its parent; then its trend, who took part, and kinds of homes. */
export function Portrait({ shown }: { shown: Shown }) {
  const { atlas, choice, lang, words, go } = shown;
  const { code, parent } = placeOfPortrait(shown);
  const area = atlas.tree.get(code);
  if (!area) return null;
  const topics = topicsOf(atlas, code, parent, choice.period);
  const none = topics.every(({ period }) => period === null);
  const give = contributorHref("contribute", lang, atlas.catalog.intake, location.href);
  return (
    <div class="portrait">
      <div class="portrait-head">
        <div>
          <p class="note">{words.portrait.where(placeDetail(shown, area), formatNumber(area.dwellings, 0, lang), area.code)}</p>
          <h2 class="portrait-title">
            <Rich text={portraitTitle(shown, topics)} />
          </h2>
          {none ? (
            <p>
              <AbsentWords shown={shown} code={code} />
            </p>
          ) : null}
          <div class="portrait-actions no-print">
            {none && give !== null ? (
              <a class="button pill" href={give}>
                {words.card.contribute}
              </a>
            ) : (
              <button type="button" class="pill" onClick={() => print()}>
                {words.card.report}
              </button>
            )}
            <button type="button" class="quiet" onClick={() => go({ view: "compare", at: code, with: null })}>
              {words.card.compare}
            </button>
          </div>
        </div>
        <SmallMap shown={shown} />
      </div>
      <TopicsFrame shown={shown} topics={topics} />
      <div class="portrait-two">
        {trendWords(shown) ? <TrendFrame shown={shown} /> : <LikeTheCensus shown={shown} />}
        <WhoTookPart shown={shown} topics={topics} />
      </div>
      {trendWords(shown) ? <LikeTheCensus shown={shown} /> : null}
      <ByType shown={shown} />
    </div>
  );
}
