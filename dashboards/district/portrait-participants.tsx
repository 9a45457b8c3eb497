import type { EstimateWithEnds } from "../../src/privacy/areas/index.ts";
import { BesideCensus } from "../charts/beside-census.tsx";
import { CountedDots } from "../charts/counted-dots.tsx";
import { axisText, formatNumber, formatPeriod, lowerFirst, percentText, upperFirst } from "../shared/format.ts";
import { topicLabel } from "../shared/labels.ts";
import { Sized } from "../shared/sized.tsx";
import { comparedParent, figureAt, homesAt } from "./area-figures.ts";
import { besideCensus, differingKinds } from "./census.ts";
import { DistrictFigure } from "./district-figure.tsx";
import { MEAN_OF_ALL, periodOfPlace, type TopicOfPlace } from "./portrait-figures.ts";
import { placeOfPortrait } from "./portrait-title.ts";
import { PortraitTopic } from "./portrait-topic-word.tsx";
import { type DistrictState, fileName, homesText, kindName, placeWords, shareText } from "./shown.ts";

/** The topics of which a place has a count, each with its homes and their share of the dwellings. */
function countedTopics({ atlas }: DistrictState, topics: readonly TopicOfPlace[], code: string) {
  return topics.flatMap(({ ref, period }) => {
    if (period === null) return [];
    const homes = homesAt(atlas, { ...MEAN_OF_ALL, ref, period }, code);
    const share = figureAt(atlas, { ref, type: "_T", period, statistic: "participation" }, code);
    return homes && share ? [{ ref, period, homes, share }] : [];
  });
}

type Counted = ReturnType<typeof countedTopics>;

/** The homes of each topic and their share, and that of the parent for the topic of the dots. */
function CountedTable({ shown, counted, main }: { shown: DistrictState; counted: Counted; main: Counted[number] }) {
  const { atlas, lang, words } = shown;
  const { code } = placeOfPortrait(shown);
  const parent = comparedParent(atlas, { ...main, ...MEAN_OF_ALL }, code);
  const percent = ({ ref, period, share }: Omit<Counted[number], "homes">, place = code): string =>
    shareText(share, { ...shown, choice: { ...shown.choice, ref, period, type: "_T" } }, place);
  const above = parent === null ? null : figureAt(atlas, { ...main, type: "_T", statistic: "participation" }, parent);
  const mainTopic = lowerFirst(topicLabel(main.ref, lang));
  const periods = new Set(counted.map(({ period }) => period));
  return (
    <table class="who-topics">
      <tbody>
        {counted.map(({ ref, period, homes, share }) => (
          <tr key={ref.key}>
            <th scope="row">
              {topicLabel(ref, lang)}
              {periods.size > 1 ? <small>{`, ${formatPeriod(period, lang)}`}</small> : null}
            </th>
            <td>{words.portrait.whoAlone(homesText(homes, lang))}</td>
            <td>
              <b>{percent({ ref, period, share })}</b>
            </td>
          </tr>
        ))}
        {above && parent ? (
          <tr>
            <th scope="row">
              {upperFirst(placeWords(atlas, parent, lang).at)}
              {counted.length > 1 ? <small>{` (${mainTopic})`}</small> : null}
            </th>
            <td />
            <td>{percent({ ...main, share: above }, parent)}</td>
          </tr>
        ) : null}
      </tbody>
    </table>
  );
}

/** Homes in a hundred by which topics may differ for their dots to be drawn as the same. */
const ALIKE = 1;

/** The counted homes in a hundred dwellings: dots once, and the numbers of each topic. */
export function WhoTookPart({ shown, topics }: { shown: DistrictState; topics: readonly TopicOfPlace[] }) {
  const { choice, lang, words } = shown;
  const { code } = placeOfPortrait(shown);
  const counted = countedTopics(shown, topics, code);
  const main = counted.find(({ ref }) => ref === choice.ref) ?? counted[0];
  if (!main) return null;
  const inHundred = ({ value }: EstimateWithEnds): number => Math.min(100, Math.round(value));
  const shares = counted.map(({ share }) => inHundred(share));
  const isAlike = Math.max(...shares) - Math.min(...shares) <= ALIKE;
  const [low, high] = isAlike ? [inHundred(main.share), inHundred(main.share)] : [Math.min(...shares), Math.max(...shares)];
  const mainTopic = lowerFirst(topicLabel(main.ref, lang));
  const title = words.portrait.whoShare(formatNumber(low, 0, lang), formatNumber(high, 0, lang));
  return (
    <section class="card who">
      <div>
        <h2>{title}</h2>
        <p class="note">{isAlike ? words.portrait.whoSubtitle : words.portrait.whoDots(mainTopic)}</p>
        <Sized height={70}>
          {(width) => (
            <CountedDots
              id="who-counted"
              width={width}
              label={title}
              count={100}
              full={main.share.value < 1 ? main.share.value : inHundred(main.share)}
              columns={25}
            />
          )}
        </Sized>
      </div>
      <CountedTable shown={shown} counted={counted} main={main} />
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
  const named = (types: readonly string[]): string => types.map((type) => lowerFirst(nameOf(type))).join(", ");
  const isSame = more.length + less.length === 0;
  const title = isSame ? words.portrait.censusSame : words.portrait.censusDiffers(named(more), named(less));
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
    title,
    awayTitle: `${name} – ${title}`,
    subtitle: words.portrait.censusSubtitle(topicLabel(choice.ref, lang), formatPeriod(choice.period, lang)),
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
        area={comparison.area}
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
