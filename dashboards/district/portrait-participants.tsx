import type { EstimateWithEnds } from "../../src/privacy/areas/index.ts";
import { BesideCensus } from "../charts/beside-census.tsx";
import { CountedDots } from "../charts/counted-dots.tsx";
import { axisText, formatNumber, formatPeriod, lowerFirst, percentText, upperFirst } from "../shared/format.ts";
import { topicLabel } from "../shared/labels.ts";
import { Rich } from "../shared/rich.tsx";
import { Sized } from "../shared/sized.tsx";
import { figureAt, homesAt } from "./area-figures.ts";
import { besideCensus, differingKinds } from "./census.ts";
import { DistrictFigure } from "./district-figure.tsx";
import { MEAN_OF_ALL, periodOfPlace, type TopicOfPlace } from "./portrait-figures.ts";
import { placeOfPortrait } from "./portrait-title.ts";
import { PortraitTopic } from "./portrait-topic-word.tsx";
import { atLower, type DistrictState, fileName, homesText, kindName, placeWords, shareText, TINY_SHARE } from "./shown.ts";

/** For each topic, the counted homes in a hundred dwellings. */
export function WhoTookPart({ shown, topics }: { shown: DistrictState; topics: readonly TopicOfPlace[] }) {
  const { atlas, lang, words } = shown;
  const { code, parent } = placeOfPortrait(shown);
  const known = topics.flatMap(({ ref, period }) => {
    if (period === null) return [];
    const homes = homesAt(atlas, { ...MEAN_OF_ALL, ref, period }, code);
    const shareOf = (area: string) => figureAt(atlas, { ref, type: "_T", period, statistic: "participation" }, area);
    const share = shareOf(code);
    return homes && share ? [{ ref, period, homes, share, above: parent === null ? null : shareOf(parent) }] : [];
  });
  if (known.length === 0) return null;
  const percent = (share: EstimateWithEnds): string => shareText(share, shown);
  // A hundred empty dots for topic after topic would say nothing, so one sentence replaces them.
  const tiny = known.filter(({ share }) => share.value < TINY_SHARE);
  const drawn = known.filter(({ share }) => share.value >= TINY_SHARE);
  const tinyText = tiny
    .map(({ ref, homes }) => `${lowerFirst(topicLabel(ref, lang))} (${words.portrait.whoAlone(homesText(homes, lang))})`)
    .join(", ");
  return (
    <section class="card who">
      <h2>{words.portrait.who}</h2>
      {drawn.length > 0 ? <p class="note">{words.portrait.whoSubtitle}</p> : null}
      {drawn.slice(0, 3).map(({ ref, period, homes, share, above }) => {
        const text = words.portrait.whoTopic(
          percent(share),
          `${lowerFirst(topicLabel(ref, lang))}, ${formatPeriod(period, lang)}`,
        );
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
                  full={share.value < 1 ? share.value : Math.min(100, Math.round(share.value))}
                  columns={20}
                />
              )}
            </Sized>
            <p class="source">
              {above && parent
                ? words.portrait.whoText(homesText(homes, lang), percent(above), placeWords(atlas, parent, lang))
                : upperFirst(words.portrait.whoAlone(homesText(homes, lang)))}
            </p>
          </div>
        );
      })}
      {tiny.length > 0 ? <p>{words.portrait.whoTiny(tinyText)}</p> : null}
      <p class="note">{words.portrait.whoNote}</p>
    </section>
  );
}

/** The comparison as programs read it. */
function censusFile(
  { ref, period }: DistrictState["choice"],
  { area, kinds }: NonNullable<ReturnType<typeof besideCensus>>,
  nameOf: (type: string) => string,
) {
  const about = ["REF_AREA", "DOMAIN", "MEASURE", "TIME_PERIOD", "HOUSEHOLD_TYPE", "NAME"];
  return [
    [...about, "SHARE", "CI_LOWER", "CI_UPPER", "CENSUS", "UNIT_MEASURE"],
    ...kinds.map(({ type, share, census }) => {
      const numbers = [share.value, Math.max(0, share.lower), share.upper, census].map((value) => Number(value.toPrecision(8)));
      return [area, ref.domain.id, ref.measure.id, period, type, nameOf(type), ...numbers, "%"];
    }),
  ];
}

/** Who takes part beside who lives there, with the texts that all drawings share; null where the territory has no census of it. */
export function censusWords(shown: DistrictState) {
  const { atlas, choice, lang, words } = shown;
  const { code } = placeOfPortrait(shown);
  const comparison = besideCensus(atlas, choice.ref, code, choice.period);
  if (!comparison) return null;
  const nameOf = (type: string): string => kindName(choice.ref, type, lang);
  const percent = (value: number): string => percentText(value, value < 10 ? 1 : 0, lang);
  const { more, less } = differingKinds(comparison.kinds);
  const listed = (types: readonly string[]): string =>
    new Intl.ListFormat(lang === "en" ? "en-GB" : lang).format(types.map((type) => lowerFirst(nameOf(type))));
  const title =
    more.length + less.length === 0
      ? words.portrait.censusSame
      : upperFirst(words.portrait.censusDiffers(listed(more), listed(less)));
  const name = atlas.tree.get(comparison.area)?.name ?? "";
  const rows = comparison.kinds.map(({ type, share, census }) => ({
    name: nameOf(type),
    share,
    census,
    text: words.portrait.censusRow(percent(share.value), percent(census)),
  }));
  return {
    comparison,
    rows,
    nameOf,
    percent,
    title: comparison.area === code ? title : `${name} – ${title}`,
    awayTitle: `${name} – ${title}`,
    subtitle: words.portrait.censusSubtitle(
      topicLabel(choice.ref, lang),
      formatPeriod(choice.period, lang),
      atLower(atlas, comparison.area, lang),
    ),
  };
}

/** The drawing of who takes part beside who lives there. */
export function CensusDrawing({ shown, width, id }: { shown: DistrictState; width: number; id: string }) {
  const { lang, words } = shown;
  const content = censusWords(shown);
  if (!content) return null;
  const { rows } = content;
  return (
    <BesideCensus
      id={id}
      width={width}
      label={rows.map(({ name, text }) => words.portrait.byTypeLabel(name, text)).join(" ")}
      rows={rows}
      {...axisText("%", lang)}
    />
  );
}

/** Compares who takes part with who lives there, where the territory has a census. */
export function LikeTheCensus({ shown }: { shown: DistrictState }) {
  const { atlas, choice, lang, words } = shown;
  const { code } = placeOfPortrait(shown);
  const content = censusWords(shown);
  if (!content) return null;
  const { comparison, rows, nameOf, percent, title, awayTitle, subtitle } = content;
  return (
    <section class="card">
      <PortraitTopic
        shown={shown}
        id="word-census-topic"
        has={(ref) => besideCensus(atlas, ref, code, periodOfPlace(atlas, ref, code, choice.period) ?? "") !== null}
      />
      <DistrictFigure
        shown={shown}
        brief
        title={title}
        awayTitle={awayTitle}
        subtitle={subtitle}
        name={fileName("census", shown, { places: [comparison.area], about: choice.ref.key })}
        height={30 * rows.length + 30}
        table={{
          columns: [words.words.type, words.portrait.censusHere, words.map.between, words.portrait.censusThere],
          rows: comparison.kinds.map(({ type, share, census }) => [
            nameOf(type),
            percent(share.value),
            `${formatNumber(Math.max(0, share.lower), 1, lang)} – ${formatNumber(share.upper, 1, lang)}`,
            percent(census),
          ]),
        }}
        file={() => censusFile(choice, comparison, nameOf)}
        draw={(width) => <CensusDrawing shown={shown} width={width} id="portrait-census" />}
      />
    </section>
  );
}
