import { CountedDots, LARGE_DOTS } from "../charts/counted-dots.tsx";
import { formatNumber, formatPeriod, lowerFirst, upperFirst } from "../shared/format.ts";
import { topicLabel } from "../shared/labels.ts";
import { Sized } from "../shared/sized.tsx";
import { comparedParent, figureAt, homesAt } from "./area-figures.ts";
import { MEAN_OF_ALL, type TopicOfPlace } from "./portrait-figures.ts";
import { placeOfPortrait } from "./portrait-place.ts";
import { portraitWords } from "./portrait-words.ts";
import { type DistrictState, homesText, placeWords, shareText } from "./shown.ts";

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
  const { atlas, lang } = shown;
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
            <td>{portraitWords(shown).whoAlone(homesText(homes, lang))}</td>
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

/** The counted homes in a hundred dwellings: dots once, and the numbers of each topic. */
export function WhoTookPart({ shown, topics }: { shown: DistrictState; topics: readonly TopicOfPlace[] }) {
  const { choice, lang } = shown;
  const { code } = placeOfPortrait(shown);
  const counted = countedTopics(shown, topics, code);
  const main = counted.find(({ ref }) => ref === choice.ref) ?? counted[0];
  if (!main) return null;
  const inHundred = Math.min(100, Math.round(main.share.value));
  const title = portraitWords(shown).whoShare(formatNumber(inHundred, 0, lang));
  return (
    <section class="card who">
      <div>
        <h2>{title}</h2>
        <p class="note">{portraitWords(shown).whoDots(lowerFirst(topicLabel(main.ref, lang)))}</p>
        <Sized height={242}>
          {(width) => (
            <CountedDots
              id="who-counted"
              width={width}
              label={title}
              count={100}
              full={main.share.value < 1 ? main.share.value : inHundred}
              {...LARGE_DOTS}
            />
          )}
        </Sized>
      </div>
      <CountedTable shown={shown} counted={counted} main={main} />
    </section>
  );
}
