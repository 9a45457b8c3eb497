import { useLayoutEffect, useRef } from "preact/hooks";
import { topicLabel } from "../shared/labels.ts";
import type { PublicCommons } from "../visit/commons.ts";
import type { Visit } from "../visit/visit.ts";
import { putBack, type RemovedTopic } from "../visit/visitor.ts";
import { STAND } from "./stand-words.ts";

interface RemovedLineProps {
  readonly visit: Pick<Visit, "visitor" | "lang">;
  readonly commons: Pick<PublicCommons, "refs">;
  readonly removed: RemovedTopic;
}

/** Where the card of a topic stood: which one was removed, and the way back. It has the focus, for the button that was pressed is gone. */
export function RemovedLine({ visit, commons, removed }: RemovedLineProps) {
  const lang = visit.lang.value;
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => button.current?.focus(), [removed]);
  const ref = commons.refs.find(({ key }) => key === removed.key);
  if (ref === undefined) return null;
  const back = (): void => {
    putBack(visit.visitor);
    // This line is gone in its turn.
    requestAnimationFrame(() => document.getElementById(`title-${removed.key}`)?.focus({ preventScroll: true }));
  };
  return (
    <p class="no-print" translate={false}>
      {STAND[lang].removed(topicLabel(ref, lang))}{" "}
      <button ref={button} type="button" class="plain" onClick={back}>
        {STAND[lang].putBack}
      </button>
    </p>
  );
}
