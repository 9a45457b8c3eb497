import { formatDate, formatNumber, formatPeriod } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import { pageHref } from "../shared/layout.ts";
import { Rich } from "../shared/rich.tsx";
import type { PublicCommons } from "../visit/commons.ts";
import { Dots, Gap, KindSpreads, Near, SameMonths, sourceText } from "./card-parts.tsx";
import { kindPhrase } from "./phrases.ts";
import { groupPhrase, isVeryLow, ownAmount, sentenceOf } from "./sentence.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { homesOf } from "./topic-answer.ts";

/** What an A4 page has between its margins, in CSS pixels. */
const PAPER = 672;

/** One page of paper to keep: the sentence, the drawing, what is near, twelve boxes for a year's bills, and whom to talk to. */
export function Sheet({
  commons,
  answer,
  others,
  lang,
}: {
  commons: PublicCommons;
  answer: TopicAnswer;
  others: readonly TopicAnswer[];
  lang: Lang;
}) {
  const words = WORDS[lang].stand;
  const sentence = sentenceOf(commons, answer, lang);
  if (!sentence) return null;
  const { group, verdict, ref } = answer;
  const part = { commons, answer, lang, width: PAPER };
  const homes = group ? homesOf(group) : null;
  const place = verdict?.kind !== "widened" && verdict?.kind !== "seasonal" && verdict?.kind !== "none";
  return (
    <div class="sheet only-print">
      <p class="sheet-head">
        <b>{commons.catalog.commons.name[lang]}</b>
        <span>{words.sheet.title(topicLabel(ref, lang), formatDate(new Date().toISOString(), lang))}</span>
      </p>
      <p class="sentence">
        <Rich text={sentence.title} />
      </p>
      {sentence.notes.map((note) => (
        <p class="note" key={note}>
          {note}
        </p>
      ))}
      {place && answer.homes.length > 0 ? <p class="note">{words.dots(kindPhrase(ref, "_T", lang).many)}</p> : null}
      {place ? <Dots {...part} id="sheet-dots" /> : <KindSpreads {...part} id="sheet-kinds" />}
      {place && verdict?.kind !== "unit" && verdict?.kind !== "little" && !isVeryLow(answer) ? (
        <Gap answer={answer} lang={lang} />
      ) : null}
      {answer.season?.mean ? (
        <SameMonths {...part} id="sheet-season" />
      ) : (
        <section class="part">
          <h3>{words.near.title}</h3>
          <p class="note">{words.near.subtitle(formatPeriod(answer.period, lang), answer.unit)}</p>
          <Near {...part} id="sheet-near" />
        </section>
      )}
      {others.length === 0 ? null : (
        <section class="part others-said">
          <h3>{words.sheet.others}</h3>
          {others.map((other) => (
            <p key={other.ref.key}>
              <b>{WORDS[lang].labelled(topicLabel(other.ref, lang), ownAmount(other, lang))}.</b>{" "}
              {sentenceOf(commons, other, lang)?.title.replaceAll("*", "")}
            </p>
          ))}
        </section>
      )}
      <section class="part">
        <h3>{words.sheet.diary}</h3>
        <p class="note">{words.sheet.diaryText}</p>
        <ol class="diary">
          {words.monthShort.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ol>
      </section>
      <div class="two">
        <p>
          <b>{words.who}</b>{" "}
          {group
            ? words.whoText(
                homes === null ? "" : formatNumber(homes, 0, lang),
                groupPhrase(commons, answer, lang),
                formatPeriod(answer.period, lang),
              )
            : ""}
        </p>
        <p>
          <b>{words.sheet.talk}</b> {words.sheet.talkText}
        </p>
      </div>
      <p class="source sheet-foot">
        {sourceText(commons, answer, lang)}. {new URL(pageHref("compare", lang), document.baseURI).href.replace(/\?.*$/, "")}.{" "}
        {words.sheet.paper}
      </p>
    </div>
  );
}
