import { standingTitle } from "../compare/months-standing.tsx";
import { answerOf } from "../compare/topic-answer.ts";
import { topicLabel } from "../shared/labels.ts";
import { Rich } from "../shared/rich.tsx";
import { broughtOf, type Flow } from "./flow.ts";
import { placedVisitor } from "./placed.ts";

/** Where what was brought stands among others, in the sentence of the drawing of the second step, as soon as there is one. */
export function PlaceSaid({ flow }: { flow: Flow }) {
  const { commons, lang } = flow;
  const own = placedVisitor(flow);
  const all = commons.refs.flatMap((ref) => {
    if (!own.entries.value[ref.key]) return [];
    const answer = answerOf(commons, own, ref, own.area.value ?? commons.tree.root.code, lang);
    const title = standingTitle(commons, answer, lang);
    return title === null ? [] : [{ ref, title }];
  });
  if (all.length === 0) return null;
  const brought = [...flow.draft.value.bills, ...broughtOf(flow).flatMap(({ readings }) => readings)];
  const topics = new Set(brought.map(({ domain, measure }) => `${domain}.${measure}`));
  return (
    <div class="place-said">
      {all.map(({ ref, title }) => (
        <p key={ref.key}>
          {topics.size > 1 ? <small>{topicLabel(ref, lang)}</small> : null}
          <Rich text={title} />
        </p>
      ))}
    </div>
  );
}
