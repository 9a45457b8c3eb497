import type { EstimateWithEnds } from "../../src/privacy/areas/index.ts";
import { Gaps } from "../charts/gaps.tsx";
import { written } from "../shared/digits.ts";
import type { FigureTable } from "../shared/figure-frame.tsx";
import { colon, formatPeriod, percentText } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { KeptNote } from "../shared/kept-note.tsx";
import { topicLabel } from "../shared/labels.ts";
import { notYetText } from "../visit/commons.ts";
import { type FigureChoice, figureAt, gapAt, isKept, isNeverDue } from "./area-figures.ts";
import { periodsOfMeasure } from "./choice.ts";
import { DistrictFigure } from "./district-figure.tsx";
import { type FileRow, gapFile, methodNotes } from "./figure-rows.ts";
import { gapAsWritten, gapEnds, untoldText } from "./gap-words.ts";
import { MEAN_OF_ALL, type TopicOfPlace, topicsOf } from "./portrait-figures.ts";
import { isParentItself, placeOfPortrait } from "./portrait-place.ts";
import { awayPortraitTitle } from "./portrait-title.ts";
import { portraitWords } from "./portrait-words.ts";
import { ProtectedNote } from "./protected-note.tsx";
import { besideText, type DistrictState, fileName, listedText, placeDecimals, saidText, textOfPlace } from "./shown.ts";
import { weighedTopics } from "./weighed.ts";

/**
 * The gap of a topic in words and as it is drawn: the amount that the title, the map and paper write, and on the axis that amount as a share
 * of the parent's written figure. Two roundings of their own would contradict each other when one is divided; null: there is none.
 */
export function topicGap(shown: Pick<DistrictState, "atlas" | "lang">, choice: FigureChoice, code: string, parent: string) {
  const { atlas, lang } = shown;
  const [gap, whole] = [gapAt(atlas, choice, code, parent), figureAt(atlas, choice, parent)];
  if (gap === null || whole === null || whole.value <= 0) return null;
  const asWritten = gapAsWritten({ atlas, choice }, gap, code, parent);
  const of = written(whole.value, placeDecimals({ atlas, choice }, parent, whole)) || whole.value;
  const { value, lower, upper } = asWritten.gap;
  return { ...gapEnds(atlas, choice, asWritten, lang), drawn: { value: value / of, lower: lower / of, upper: upper / of } };
}

/** Why nothing is told of a topic. Of the place's own margin the title of the portrait says more. */
function untoldBriefly(subject: DistrictState, code: string, parent: string): string {
  const { atlas, choice, words } = subject;
  const [own, whole] = [figureAt(atlas, choice, code), figureAt(atlas, choice, parent)];
  if (!own?.unsure || !whole || whole.unsure) return untoldText(subject, code, parent);
  const { value } = textOfPlace(subject, parent, whole);
  return portraitWords(subject).gapWide(words.ranking.whole(atlas.tree.get(parent)?.name ?? "", value));
}

/** The rows of the drawing over all topics. */
function gapRows(shown: DistrictState, topics: readonly TopicOfPlace[]) {
  const { atlas, lang, words } = shown;
  const { code, parent } = placeOfPortrait(shown);
  const level = atlas.tree.get(code)?.level ?? "";
  return topics.map(({ ref, period, gap, relation }) => {
    const name = topicLabel(ref, lang);
    if (period === null) {
      const isKeptBack = periodsOfMeasure(atlas.rows, ref).some((one) =>
        isKept(atlas, { ...MEAN_OF_ALL, ref, period: one }, code),
      );
      const isWaiting = isNeverDue(atlas, { ...MEAN_OF_ALL, ref, period: shown.choice.period }, code);
      const text = isKeptBack ? WORDS[lang].kept : isWaiting ? words.map.unpublished : notYetText(atlas, ref.key, [level], lang);
      return { name, note: "", gap: null, against: "same" as const, texts: ["", text, ""] as const };
    }
    const choice = { ...MEAN_OF_ALL, ref, period };
    const figure = figureAt(atlas, choice, code);
    const text = figure && besideText({ atlas, choice: { ...shown.choice, ...choice }, lang }, code, figure, parent ?? code);
    const value = text?.value ?? "";
    const margin = text ? words.from(text.lower, text.upper) : "";
    const subject = { ...shown, choice: { ...shown.choice, ...choice } };
    const isTold = parent !== null && !figure?.unsure && !figureAt(atlas, choice, parent)?.unsure;
    const told = parent === null || !isTold ? null : topicGap(shown, choice, code, parent);
    if (told === null) {
      const parentName = parent ? portraitWords(shown).noParent(atlas.tree.get(parent)?.name ?? "") : "";
      const why = gap !== null && parent !== null ? untoldBriefly(subject, code, parent) : parentName;
      const when = period === shown.choice.period ? "" : `, ${formatPeriod(period, lang)}`;
      const said = figure && text ? `${saidText(subject, code, figure, text)}${when}` : "";
      const texts = [figure ? listedText(subject, code, figure, text ?? undefined) : "", `${said}. ${why}`, ""] as const;
      return { name, note: "", gap: null, against: "same" as const, published: true, texts };
    }
    const against = relation === "absent" ? ("same" as const) : relation;
    const comparison =
      against === "more"
        ? portraitWords(shown).gapMore(told.low, told.high)
        : against === "less"
          ? portraitWords(shown).gapLess(told.low, told.high)
          : words.map.relations.same;
    return {
      name,
      note: portraitWords(shown).period(formatPeriod(period, lang)),
      gap: told.drawn,
      against,
      texts: [value, margin, comparison] as const,
    };
  });
}

/** All topics compared with the parent, as a drawing. */
export function TopicsDrawing({ shown, width, id = "portrait-topics" }: { shown: DistrictState; width: number; id?: string }) {
  const { atlas, choice, lang } = shown;
  const { code, parent } = placeOfPortrait(shown);
  // The axis ends below the rows that have a gap.
  const rows = gapRows(shown, topicsOf(atlas, code, parent, choice.period)).sort(
    (a, b) => Number(a.gap === null) - Number(b.gap === null),
  );
  const name = (parent && atlas.tree.get(parent)?.name) || "";
  return (
    <Gaps
      id={id}
      width={width}
      label={portraitWords(shown).topicsLabel(
        name,
        rows.map((row) => `${row.name}${colon(lang)}${row.texts.filter((text) => text !== "").join(", ")}.`).join(" "),
      )}
      rows={rows}
      parent={name}
      equal={portraitWords(shown).equal}
      format={(share) => `${share < 0 ? "\u2212" : "+"}\u00a0${percentText(Math.round(100 * Math.abs(share)), 0, lang)}`}
    />
  );
}

/** The measures of which a place has a figure. */
export const refsOf = (topics: readonly TopicOfPlace[]) => topics.flatMap(({ ref, period }) => (period === null ? [] : [ref]));

function topicsTable(shown: DistrictState): FigureTable {
  const { atlas, choice, words } = shown;
  const { code, parent } = placeOfPortrait(shown);
  const rows = gapRows(shown, topicsOf(atlas, code, parent, choice.period));
  return {
    columns: [portraitWords(shown).topic, portraitWords(shown).here, words.map.between, words.map.said],
    rows: rows.map(({ name, note, texts: [value, margin, said] }) => [`${name} ${note}`.trim(), value, margin, said]),
  };
}

/** The topics of the whole as a list of figures, because it has no parent to be compared with. */
function WholeTopics({ shown, topics }: { shown: DistrictState; topics: readonly TopicOfPlace[] }) {
  const { atlas, lang, words } = shown;
  const { code } = placeOfPortrait(shown);
  return (
    <dl class="figures">
      {topics.map(({ ref, period }) => {
        const choice = { ...MEAN_OF_ALL, ref, period: period ?? "" };
        const figure = period === null ? null : figureAt(atlas, choice, code);
        const text = figure && textOfPlace({ atlas, choice, lang }, code, figure);
        return (
          <div key={ref.key}>
            <dt>
              {topicLabel(ref, lang)}
              {figure && text ? (
                <small>
                  {" "}
                  {[...(figure.unsure ? [] : [words.from(text.lower, text.upper)]), formatPeriod(period ?? "", lang)].join(", ")}
                </small>
              ) : null}
            </dt>
            <dd>{text?.value ?? "–"}</dd>
          </div>
        );
      })}
    </dl>
  );
}

/** What must be known to read the topics: how many means are modelled, and that a margin is cut at zero. */
export function topicNotes(shown: DistrictState, topics: readonly TopicOfPlace[]): string[] {
  const { atlas, words } = shown;
  const { code } = placeOfPortrait(shown);
  const isCut = topics.some(
    ({ ref, period }) => period !== null && figureAt(atlas, { ...MEAN_OF_ALL, ref, period }, code)?.published !== undefined,
  );
  return [...methodNotes(shown, topicsFile(shown, topics)), ...(isCut ? [words.card.cut] : [])];
}

/** The same outside the page, where the head of the portrait does not say what would not stand by dwellings. */
export function awayTopicNotes(shown: DistrictState, topics: readonly TopicOfPlace[]): string[] {
  return [weighedTopics(shown, topics), ...topicNotes(shown, topics)].filter((note) => note !== "");
}

/** The topics as programs read them. */
export function topicsFile(shown: DistrictState, topics: readonly TopicOfPlace[]): FileRow[] {
  const { atlas } = shown;
  const { code, parent } = placeOfPortrait(shown);
  const percent = ({ value, lower, upper }: EstimateWithEnds) => ({ value: 100 * value, lower: 100 * lower, upper: 100 * upper });
  return topics.flatMap(({ ref, period, gap }): FileRow[] => {
    const choice = { ...MEAN_OF_ALL, ref, period: period ?? "" };
    if (parent === null) return [{ code, choice }];
    const isTold = gap !== null && [code, parent].every((one) => figureAt(atlas, choice, one)?.unsure === false);
    return [
      { code, beside: parent, choice },
      ...(period === null ? [] : [{ code: parent, choice }]),
      // The gap as a share of the parent's figure, with its own margin, of both as they are published: what is drawn is of what is written.
      ...(isTold ? [{ ...gapFile(shown, [code, parent], percent(gap), choice), unit: "%" }] : []),
    ];
  });
}

/** All topics compared with the parent, in a frame. */
export function TopicsFrame({ shown, topics }: { shown: DistrictState; topics: readonly TopicOfPlace[] }) {
  const { atlas, lang } = shown;
  const { code, parent } = placeOfPortrait(shown);
  // Of one topic, the title of the portrait is the figure.
  if (parent === null || isParentItself(shown, topics))
    return topics.length < 2 ? null : (
      <section class="card">
        <h2>{portraitWords(shown).topics}</h2>
        <p class="note">{portraitWords(shown).topicsWhole}</p>
        <WholeTopics shown={shown} topics={topics} />
      </section>
    );
  return (
    <section class="card">
      <DistrictFigure
        shown={shown}
        title={portraitWords(shown).topics}
        subtitle={portraitWords(shown).topicsSubtitle(atlas.tree.get(parent)?.name ?? "")}
        embed="topics"
        cited={{
          places: [code, parent],
          measures: refsOf(topics),
          periods: topics.flatMap(({ period }) => period ?? []),
        }}
        awayTitle={awayPortraitTitle(shown, topics)}
        name={fileName("portrait", shown, { places: [code], about: "" })}
        height={46 * topics.length + 60}
        table={() => topicsTable(shown)}
        refs={refsOf(topics)}
        periods={topics.flatMap(({ period }) => period ?? [])}
        rows={() => topicsFile(shown, topics)}
        notes={awayTopicNotes(shown, topics)}
        draw={(width) => <TopicsDrawing shown={shown} width={width} />}
      >
        <ProtectedNote shown={shown} notes={topicNotes(shown, topics)} />
        {gapRows(shown, topics).some(({ texts: [, text] }) => text === WORDS[lang].kept) ? (
          <KeptNote lang={lang} threshold={shown.atlas.catalog.k} />
        ) : null}
      </DistrictFigure>
    </section>
  );
}
