import { Fragment } from "preact";
import { Among } from "../charts/among.tsx";
import { rankBands } from "../charts/cells.ts";
import { placePhrase } from "../compare/phrases.ts";
import { decimalsBorne, formatDate, formatNumber, formatPeriod } from "../shared/format.ts";
import { noteOf, topicLabel } from "../shared/labels.ts";
import { Rich } from "../shared/rich.tsx";
import { figureAt, gapAt, homesAt, isTold, relationAt } from "./area-figures.ts";
import { kindsOf, MapLegend, PartsMap, paintedParts } from "./area-map.tsx";
import { areasWithin, type ChoiceChange } from "./choice.ts";
import { KindMeans, placeOfPortrait, portraitTitle, TrendDrawing, trendWords } from "./portrait.tsx";
import { topicsOf } from "./portrait-figures.ts";
import {
  amountOf,
  axisUnit,
  figureText,
  homesText,
  levelMany,
  placeDetail,
  placeWords,
  type Shown,
  shareText,
  sourceOf,
  tickText,
} from "./shown.ts";

/** What an A4 page has between its margins, in CSS pixels. */
const PAPER = 672;
/** topics of the table: more would need a second page */
const MOST_TOPICS = 6;

/** What an address of the report needs: the rest is what the page would choose itself. */
const reported = (code: string): ChoiceChange => ({
  view: "portrait",
  at: code,
  area: null,
  level: null,
  with: null,
  pick: null,
  zone: null,
});

/** Ranks as a band among the siblings: 1 to 3 of 26. */
function rankOf({ atlas, choice }: Shown, code: string, siblings: readonly { code: string; name: string }[]) {
  const cells = siblings.flatMap(({ code: one, name }) => {
    const figure = figureAt(atlas, choice, one);
    return figure
      ? [
          {
            code: one,
            name,
            parent: null,
            kind: "published" as const,
            modelled: false,
            value: figure.value,
            lower: figure.lower,
            upper: figure.upper,
          },
        ]
      : [];
  });
  const band = rankBands(cells).get(code);
  return band && band.of > 1 ? band : null;
}

/** The figures beside the map: the value, the gap with the parent, the rank, who takes part. */
function KeyFigures({ shown, code, parent }: { shown: Shown; code: string; parent: string | null }) {
  const { atlas, choice, lang, words } = shown;
  const figure = figureAt(atlas, choice, code);
  if (!figure) return null;
  const text = figureText(atlas, choice, figure, lang);
  const homes = homesAt(atlas, choice, code);
  const area = atlas.tree.get(code);
  const siblings = parent === null ? [] : areasWithin(atlas.tree, parent, area?.level ?? "");
  const rank = rankOf(shown, code, siblings);
  const whole = parent === null ? null : figureAt(atlas, choice, parent);
  const gap = parent === null ? null : gapAt(atlas, choice, code, parent);
  const place = placeWords(atlas, parent ?? code, lang);
  const decimals = gap ? decimalsBorne(gap.lower, gap.upper, choice.ref.measure.decimals) : 0;
  const ends = gap ? [Math.abs(gap.lower), Math.abs(gap.upper)].sort((a, b) => a - b) : [];
  const wholeText = whole ? figureText(atlas, choice, whole, lang).value : "";
  const share = homes && area && area.dwellings > 0 ? (100 * homes.value) / area.dwellings : null;
  return (
    <dl class="report-figures">
      <div>
        <dt>{text.value}</dt>
        <dd>{words.report.valueText(formatPeriod(choice.period, lang), text.lower, text.upper)}</dd>
      </div>
      {gap && isTold(gap) ? (
        <div>
          <dt>
            {words.card.more(formatNumber(ends[0] ?? 0, decimals, lang), amountOf(atlas, choice, ends[1] ?? 0, decimals, lang))}
          </dt>
          <dd>{gap.value > 0 ? words.card.moreText(place, wholeText) : words.card.lessText(place, wholeText)}</dd>
        </div>
      ) : whole ? (
        <div>
          <dt>{wholeText}</dt>
          <dd>{words.card.same(place, wholeText)}</dd>
        </div>
      ) : null}
      {rank ? (
        <div>
          <dt>{words.report.rank(formatNumber(rank.best, 0, lang), formatNumber(rank.worst, 0, lang))}</dt>
          <dd>{words.report.rankText(formatNumber(rank.of, 0, lang), levelMany(atlas, area?.level ?? "", lang))}</dd>
        </div>
      ) : null}
      {homes && share !== null ? (
        <div>
          <dt>{shareText(share, shown)}</dt>
          <dd>
            {words.card.share("", formatNumber(area?.dwellings ?? 0, 0, lang)).trim()}. {words.card.homes(homesText(homes, lang))}
          </dd>
        </div>
      ) : null}
    </dl>
  );
}

/** All topics, one a row. */
function TopicRows({ shown, code, parent }: { shown: Shown; code: string; parent: string | null }) {
  const { atlas, lang, words, choice } = shown;
  const topics = topicsOf(atlas, code, parent, choice.period).filter(({ period }) => period !== null);
  if (topics.length === 0) return null;
  const [here, there] = [code, parent].map((one) => (one && atlas.tree.get(one)?.name) || "");
  const say = { more: "▲", less: "▼", same: "", absent: "" } as const;
  return (
    <table class="report-table">
      <thead>
        <tr>
          <th scope="col">{words.report.table}</th>
          <th scope="col" class="num">
            {here}
          </th>
          <th scope="col">{words.report.margin}</th>
          {parent === null ? null : (
            <>
              <th scope="col" class="num">
                {there}
              </th>
              <th scope="col">{words.report.difference}</th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {topics.slice(0, MOST_TOPICS).map(({ ref, period, relation }) => {
          const at = { ref, statistic: "mean", type: "_T", period: period ?? "" } as const;
          const figure = figureAt(atlas, at, code);
          const whole = parent === null ? null : figureAt(atlas, at, parent);
          const text = figure && figureText(atlas, at, figure, lang);
          // In the unit, as beside the map: a share of the whole would be a second way to say the same.
          const gap = parent === null ? null : gapAt(atlas, at, code, parent);
          const [low = 0, high = 0] = gap ? [Math.abs(gap.lower), Math.abs(gap.upper)].sort((a, b) => a - b) : [];
          const decimals = gap ? decimalsBorne(gap.lower, gap.upper, ref.measure.decimals) : 0;
          const told = relation === "more" || relation === "less";
          return (
            <tr key={ref.key}>
              <th scope="row">{`${topicLabel(ref, lang)}, ${formatPeriod(period ?? "", lang)}`}</th>
              <td class="num">
                <b>{text?.value}</b>
              </td>
              <td>{text ? `${text.lower} – ${text.upper}` : ""}</td>
              {parent === null ? null : (
                <>
                  <td class="num">{whole ? figureText(atlas, at, whole, lang).value : "–"}</td>
                  <td>
                    {gap && told
                      ? `${say[relation]} ${words.map.relations[relation]}, ${words.card.more(formatNumber(low, decimals, lang), amountOf(atlas, at, high, decimals, lang))}`
                      : words.map.relations.same}
                  </td>
                </>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** An address on paper: to be typed, so it breaks between its parts only. */
export function PrintedAddress({ url }: { url: string }) {
  const parts = url
    .replace(/^https?:\/\//, "")
    .replaceAll("%2C", ",")
    .split(/(?<=[?&])/);
  return (
    <span>
      {parts.map((part) => (
        <Fragment key={part}>
          {part}
          <wbr />
        </Fragment>
      ))}
    </span>
  );
}

/** One A4 page of a place: what paper gets of its map and its portrait. */
export function AreaReport({ shown: given }: { shown: Shown }) {
  // The report is of means of all homes, whatever the screen shows: a page that is handed on must not need its address to be read.
  const shown: Shown = { ...given, marked: null, choice: { ...given.choice, statistic: "mean", type: "_T" } };
  const { atlas, choice, lang, words } = shown;
  const { code, parent } = placeOfPortrait(shown);
  const area = atlas.tree.get(code);
  if (!area) return null;
  const topics = topicsOf(atlas, code, parent, choice.period);
  const around = parent ?? code;
  const level = parent === null ? choice.level : area.level;
  const inside: Shown = { ...shown, choice: { ...choice, area: around, level, at: code } };
  const painted = paintedParts(inside);
  const siblings = areasWithin(atlas.tree, around, level).flatMap(({ code: one }) => {
    const figure = figureAt(atlas, choice, one);
    const relation = relationAt(atlas, choice, one, around);
    return figure ? [{ code: one, value: figure.value, against: relation === "absent" ? ("same" as const) : relation }] : [];
  });
  const figure = figureAt(atlas, choice, code);
  const whole = parent === null ? null : figureAt(atlas, choice, parent);
  const trend = trendWords(inside);
  const topic = topicLabel(choice.ref, lang);
  const note = noteOf(atlas.catalog, choice.ref, lang);
  const plural = levelMany(atlas, level, lang);
  return (
    <article class="report only-print">
      <p class="report-head">
        <b>{atlas.catalog.commons.name[lang]}</b>
        <span>{words.report.head(formatDate(new Date().toISOString(), lang))}</span>
      </p>
      <p class="report-where">
        {words.portrait.where(`${area.name}, ${placeDetail(shown, area)}`, formatNumber(area.dwellings, 0, lang), code)}
      </p>
      <h2 class="report-title">
        <Rich text={portraitTitle(shown, topics)} />
      </h2>
      <div class="report-two">
        <div>
          <PartsMap shown={inside} id="report-map" width={330} label="" painted={painted} chosen={code} tallest={290} />
          <MapLegend shown={inside} kinds={kindsOf(painted)} />
        </div>
        <KeyFigures shown={shown} code={code} parent={parent} />
      </div>
      {figure && whole && siblings.length > 2 ? (
        <section>
          <h3>{words.report.among(plural, placePhrase(atlas, around, lang).of)}</h3>
          <p class="note">{words.report.amongText(topic, area.name)}</p>
          <Among
            id="report-among"
            width={PAPER}
            label=""
            areas={siblings}
            area={{ code, name: area.name, ...figure }}
            parent={{
              value: whole.value,
              text: words.ranking.whole(atlas.tree.get(around)?.name ?? "", figureText(atlas, choice, whole, lang).value),
            }}
            unit={axisUnit(atlas, choice, lang)}
            format={(value) => tickText(value, lang)}
          />
        </section>
      ) : null}
      {trend ? (
        <section>
          <h3>{trend.title}</h3>
          <p class="note">{trend.subtitle}</p>
          <TrendDrawing shown={shown} width={PAPER} id="report-trend" height={170} />
        </section>
      ) : null}
      {trend ? null : <KindMeans shown={shown} width={PAPER} id="report-kinds" />}
      <TopicRows shown={shown} code={code} parent={parent} />
      <p class="note">
        <b>{words.report.read}</b> {note ? <span class="measure-note">{note}</span> : null}{" "}
        {words.report.readText(atlas.catalog.k)}
      </p>
      <p class="source report-foot">
        <span>{sourceOf(shown)}</span>
        <PrintedAddress url={shown.address(reported(code))} />
      </p>
    </article>
  );
}
