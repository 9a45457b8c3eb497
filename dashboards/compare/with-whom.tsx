import { upperFirst } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import type { PublicCommons } from "../visit/commons.ts";
import type { Visitor } from "../visit/visitor.ts";
import { sourceText } from "./compared-source.ts";
import type { Group } from "./group.ts";
import { groupNotes } from "./group-notes.ts";
import { homesPhrase } from "./group-words.ts";
import { Protected } from "./protected.tsx";
import { isQuarter } from "./published-months.ts";
import { seasonHalves } from "./season-place.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { VERDICTS } from "./verdict-words.ts";
import { whoText } from "./who-text.ts";

interface GroupProps {
  readonly commons: PublicCommons;
  readonly answer: TopicAnswer;
  readonly lang: Lang;
  readonly visitor: Visitor;
}

interface WithWhomProps extends GroupProps {
  /** one of several topics, below which the protection is explained once */
  readonly short?: boolean;
  /** false where the title is hidden, because the fold around it has one */
  readonly titled?: boolean;
}

/** The group that the home is compared with, how it is protected, and the notes about its figures. */
export function WithWhom({ commons, answer, lang, visitor, short = false, titled = true }: WithWhomProps) {
  const words = WORDS[lang].stand;
  const { group, groups } = answer;
  const halves = seasonHalves(answer);
  const areQuarters = halves.every(({ period }) => isQuarter(period));
  const notes = [
    ...(halves.length > 0 ? [VERDICTS[lang].straddles(halves.length, areQuarters)] : []),
    ...groupNotes(answer, lang),
  ];
  return (
    <>
      {group || notes.length > 0 || groups.some(({ centre }) => centre.reliable) ? (
        <section class="part">
          <h3 class={titled ? undefined : "visually-hidden"}>{words.who}</h3>
          {group ? <p class="note which">{whoText(commons, answer, lang)}</p> : null}
          {notes.map((note) => (
            <p class="note" key={note}>
              {note}
            </p>
          ))}
          <GroupField commons={commons} answer={answer} lang={lang} visitor={visitor} />
        </section>
      ) : null}
      {short ? null : <Protected commons={commons} lang={lang} />}
      <p class="source">{sourceText(commons, answer, lang)}</p>
    </>
  );
}

/** Lets the visitor choose another group than the one that the release advises. */
function GroupField({ commons, answer, lang, visitor }: GroupProps) {
  const words = WORDS[lang].stand;
  const { ref, group, advised, advice } = answer;
  // The advised group is the list's first line. A figure too imprecise to rely on is no choice.
  const groups = answer.groups.filter(
    ({ area, type, centre }) => centre.reliable && (area !== advice?.area || type !== advice.type),
  );
  if (groups.length === 0) return null;
  const choose = (picked: Group | undefined): void => {
    const { [ref.key]: _before, ...others } = visitor.chosen.value;
    visitor.chosen.value = picked ? { ...others, [ref.key]: { area: picked.area, type: picked.type } } : others;
    // The sentence that changes is far above the list.
    requestAnimationFrame(() => document.getElementById(`title-${ref.key}`)?.scrollIntoView({ block: "start" }));
  };
  return (
    <details class="choose-group no-print">
      <summary>{words.chooseGroup}</summary>
      <select
        class="group"
        aria-label={words.chooseGroup}
        autocomplete="off"
        onChange={(event) => choose(groups[Number(event.currentTarget.value)])}
      >
        <option value="-1" selected={advised}>
          {words.own}
        </option>
        {groups.map((one, i) => (
          <option
            key={`${one.area} ${one.type}`}
            value={i}
            selected={!advised && one.area === group?.area && one.type === group?.type}
          >
            {upperFirst(homesPhrase(commons, answer, one, lang))}
          </option>
        ))}
      </select>
    </details>
  );
}
