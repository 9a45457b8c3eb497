import { CommonAxis } from "../charts/common-axis.tsx";
import { lowerFirst, percentText } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import { Rich } from "../shared/rich.tsx";
import { Sized } from "../shared/sized.tsx";
import type { PublicCommons } from "../visit/commons.ts";
import { wholeGap } from "./gap.tsx";
import { listed } from "./group-words.ts";
import { addedTwice, commonRowOf, verdictWords } from "./together-rows.ts";
import { TOGETHER } from "./together-words.ts";
import { isAnswerMissing, type TopicAnswer } from "./topic-answer.ts";

interface TogetherProps {
  readonly commons: PublicCommons;
  readonly answers: readonly TopicAnswer[];
  readonly lang: Lang;
}

/** Shows the question that a topic's card asks, and moves the focus to it. */
function showQuestion(measure: string): void {
  const chip = document.getElementById(`topic-${measure}`)?.querySelector<HTMLElement>(".missing :is(summary, button)");
  chip?.scrollIntoView({ block: "center" });
  chip?.focus({ preventScroll: true });
}

/**
 * Several topics at a glance: the verdict of each, then those with a place on one axis. Shown where at least two have a verdict. Long, for list
 * and axis are of the same answers.
 */
export function Together({ commons, answers, lang }: TogetherProps) {
  const words = TOGETHER[lang];
  const verdicts = answers.flatMap((answer) => {
    const verdict = verdictWords(commons, answer, lang);
    const isAsked = answer.verdict?.kind === "widened" && isAnswerMissing(commons, answer);
    if (verdict === null) return [];
    const gap = wholeGap({ commons, answer, lang });
    const said = gap === null ? verdict : words.gap(verdict, gap.figure, gap.way, gap.over);
    return [{ name: topicLabel(answer.ref, lang), verdict: said, asked: isAsked ? answer.ref.key : null }];
  });
  if (verdicts.length < 2) return null;
  const drawn = answers.flatMap((answer) => commonRowOf(commons, answer, lang) ?? []);
  const undrawn = answers.flatMap(({ ref, verdict }) =>
    verdict?.kind === "seasonal" ? [lowerFirst(topicLabel(ref, lang))] : [],
  );
  const centres = new Set(answers.flatMap(({ group, verdict }) => (verdict && group ? [group.centre.statistic] : [])));
  const centre = words.centre[centres.size > 1 ? "both" : centres.has("MEAN") ? "MEAN" : "P50"];
  return (
    <section class="card together" translate={false} aria-labelledby="together-title">
      <h2 id="together-title">{words.title}</h2>
      <ul class="verdicts">
        {verdicts.map(({ name, verdict, asked }) => (
          <li key={name}>
            <Rich text={WORDS[lang].labelled(name, verdict)} />{" "}
            {asked === null ? null : (
              <button
                type="button"
                class="plain no-print"
                aria-label={`${words.answer} (${name})`}
                onClick={() => showQuestion(asked)}
              >
                {words.answer}
              </button>
            )}
          </li>
        ))}
      </ul>
      {addedTwice(answers, lang).map((note) => (
        <p key={note}>{note}</p>
      ))}
      {drawn.length < 2 || drawn.every(({ place }) => place === null) ? null : (
        <>
          <p class="note">
            {words.subtitle(drawn.some(({ place }) => place?.half) && centres.has("P50"))}
            {undrawn.length === 0 ? null : ` ${words.notDrawn(listed(undrawn, lang))}`}
          </p>
          <Sized height={52 * drawn.length + 50}>
            {(width) => (
              <CommonAxis
                id="together"
                width={width}
                label={words.label(
                  drawn
                    .map(({ name, text, place }) => words.part(name, place ? percentText(100 * place.you, 0, lang) : null, text))
                    .join(" "),
                )}
                rows={drawn}
                middle={centre}
                multiples={words.multiples}
              />
            )}
          </Sized>
        </>
      )}
    </section>
  );
}
