import { formatPeriod } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { Sized } from "../shared/sized.tsx";
import type { PublicCommons } from "../visit/commons.ts";
import { sourceText } from "./compared-source.ts";
import { KindSpreads } from "./group-rows.tsx";
import { Near, NearHead, nearRows, nearTitle } from "./near-means.tsx";
import { STAND } from "./stand-words.ts";
import { kindsAt, type TopicAnswer } from "./topic-answer.ts";

interface OthersProps {
  readonly commons: PublicCommons;
  readonly answer: TopicAnswer;
  readonly lang: Lang;
  /** unique in the page */
  readonly id: string;
}

/** The measure's key in a form that is valid in an HTML id. */
export const idOf = ({ ref }: TopicAnswer): string => ref.key.replace(".", "-");

/** Figures of others by kind of home and near the visitor, shown before the visitor gives a figure. */
export function Others({ commons, answer, lang, id }: OthersProps) {
  if (!commons.main) return null;
  const kinds = kindsAt(commons, answer.ref, answer.area, commons.main.period);
  const part = { commons, answer: { ...answer, period: commons.main.period, kinds }, lang };
  const near = nearRows(commons, part.answer);
  return (
    <>
      {kinds.length < 2 ? null : (
        <section class="part">
          <h3>{STAND[lang].others.title}</h3>
          <p class="note">
            {formatPeriod(commons.main.period, lang)}. {STAND[lang].spreads.note(answer.unit)}
          </p>
          <Sized height={200}>{(width) => <KindSpreads {...part} width={width} id={`${id}-others`} />}</Sized>
        </section>
      )}
      {near ? (
        <section class="part">
          <h3>{nearTitle(near, part.answer, lang)}</h3>
          <NearHead {...part} near={near} />
          <Sized height={170}>{(width) => <Near {...part} width={width} id={`${id}-near`} />}</Sized>
        </section>
      ) : null}
      <p class="source">{sourceText(commons, part.answer, lang)}</p>
    </>
  );
}
