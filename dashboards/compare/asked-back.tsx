import { useRef } from "preact/hooks";
import { unitLabel } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import { useListeners } from "../shared/listeners.ts";
import { type PublicCommons, unitOf } from "../visit/commons.ts";
import { amountInWords, Chips } from "../visit/fields.tsx";
import { figuresAt, focusOf, topicsOf } from "../visit/focus.ts";
import { changeEntry, NO_ENTRY, type OwnEntry } from "../visit/visitor.ts";
import { type AskedBackProps, AskUnit, Help, mostCredible } from "./ask-unit.tsx";
import { asksForHelp, isVeryLow } from "./low-figure.ts";
import { Checks } from "./next-steps.tsx";
import { SAID } from "./said-words.ts";
import { isOwnSeason } from "./season-place.ts";
import { hasQuarters } from "./seasonal-said.ts";
import { isAnswerIdle, type TopicAnswer } from "./topic-answer.ts";

/** Questions that the page asks before it says more: whether the unit is right, whether help is wanted; then what to look at at home. */
export function AskedBack({
  brief = false,
  several = false,
  ...asked
}: AskedBackProps & { readonly brief?: boolean; readonly several?: boolean }) {
  const { verdict } = asked.answer;
  const props = { ...asked, brief };
  return (
    <>
      {verdict?.kind === "seasonal" && !brief ? <RankRule {...props} /> : null}
      {verdict?.kind === "unit" ? (
        <AskUnit {...props} most={mostCredible(props)}>
          {brief ? <OtherTopic {...asked} /> : null}
        </AskUnit>
      ) : null}
      {asksForHelp(props.answer) ? <Help {...props} /> : null}
      {/* Those of several topics stand below them all. */}
      {brief || several ? null : <Checks answer={asked.answer} lang={asked.lang} commons={asked.commons} />}
    </>
  );
}

/** Most times above or below a topic's mean at which a number is taken to be of that topic. */
const NEAR = 3;

/** The other topic that a number of a month is likelier of; null: none. */
export function likelierTopic(commons: PublicCommons, { ref, given }: TopicAnswer, entry: OwnEntry) {
  if (entry.kind !== "month" || !given) return null;
  const near = topicsOf(commons).flatMap((one) => {
    const { mean } = figuresAt(commons, one, focusOf(commons, one.key)?.area.code ?? "");
    const times = mean && one !== ref ? Math.max(given.perMonth / mean.value, mean.value / given.perMonth) : NEAR;
    return times > 0 && times < NEAR ? [{ ref: one, times }] : [];
  });
  return near.sort((a, b) => a.times - b.times)[0]?.ref ?? null;
}

/** Offers the topic on whose scale the number is: it is asked instead, with the number. */
function OtherTopic({ commons, visitor, answer, lang }: AskedBackProps) {
  const { key } = answer.ref;
  const entry = visitor.entries.value[key] ?? NO_ENTRY;
  const other = likelierTopic(commons, answer, entry);
  if (other === null) return null;
  const choose = (): void => {
    const { [key]: _moved, ...others } = visitor.entries.value;
    visitor.entries.value = others;
    changeEntry(visitor, other.key, { ...NO_ENTRY, amount: entry.amount });
    visitor.topic.value = other.key;
  };
  const unit = unitLabel(unitOf(commons.catalog, other), lang);
  return (
    <button type="button" onClick={choose}>
      {WORDS[lang].labelled(topicLabel(other, lang), amountInWords(answer.given?.perMonth ?? 0, unit, lang))}
    </button>
  );
}

/** Tells whether an answer about the home would say more. */
const lacksAnswer = ({ verdict, untold }: TopicAnswer): boolean =>
  ["widened", "seasonal", "years"].includes(verdict?.kind ?? "none") && untold.length > 0;

/** Asks in the card for the answers that the verdict needs: on a phone the home's own questions are a screen above. */
export function MissingAnswer({ commons, visitor, answer, lang }: AskedBackProps) {
  const box = useRef<HTMLDivElement>(null);
  // The pressed chip disappears with its question, so the focus moves to the card's title.
  useListeners(() => box.current, {
    click: () => {
      const title = document.getElementById(`title-${answer.ref.key}`);
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) title?.focus();
      });
    },
  });
  if (!lacksAnswer(answer) || isAnswerIdle(commons, answer)) return null;
  return (
    <div ref={box} class="missing no-print">
      {answer.untold.map((name) => (
        <Chips key={name} visitor={visitor} name={name} lang={lang} />
      ))}
    </div>
  );
}

/** What a rank takes. */
function RankRule({ commons, answer, lang }: AskedBackProps) {
  // Who gave whole quarters lacks none.
  const hasWhole = answer.season?.isWhole === true && answer.season.quarters.length > 0;
  const isAsked = lacksAnswer(answer) && !isAnswerIdle(commons, answer);
  // Of its own season the sentence has a place, or says what it lacks for one.
  if (hasWhole || isAsked || isVeryLow(answer) || isOwnSeason(answer)) return null;
  return <p class="note no-print">{SAID[lang].rankRule(hasQuarters(commons))}</p>;
}
