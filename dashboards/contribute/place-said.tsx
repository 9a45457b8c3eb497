import { standingTitle } from "../compare/months-standing.tsx";
import { answerOf } from "../compare/topic-answer.ts";
import { measuresIn, topicLabel } from "../shared/labels.ts";
import { Rich } from "../shared/rich.tsx";
import { broughtOf, type Flow } from "./flow.ts";
import { placedVisitor } from "./placed.ts";

interface PlaceSaidProps {
  readonly flow: Flow;
  /** true in the second step, which a file opens at once: typed figures have their place in the first */
  readonly isReview?: boolean;
}

/** Where what was brought stands among others, in the sentence of the drawing of the second step, as soon as there is one. */
export function PlaceSaid({ flow, isReview = false }: PlaceSaidProps) {
  const { commons, lang } = flow;
  const own = placedVisitor(flow);
  const files = measuresIn(broughtOf(flow).flatMap(({ read, readings }) => (read === null ? [] : readings)));
  const said = commons.refs.flatMap((ref) => {
    if (!own.entries.value[ref.key] || (isReview && !files.includes(ref))) return [];
    const title = standingTitle(commons, answerOf(commons, own, ref, own.area.value ?? commons.tree.root.code, lang), lang);
    return title === null ? [] : [{ ref, title }];
  });
  if (said.length === 0) return null;
  return (
    <div class={isReview ? "card place-said" : "place-said"}>
      {said.map(({ ref, title }) => (
        <p key={ref.key}>
          {said.length > 1 ? <small>{topicLabel(ref, lang)}</small> : null}
          <Rich text={title} />
        </p>
      ))}
    </div>
  );
}
