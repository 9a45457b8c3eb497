import { Rich } from "../shared/rich.tsx";
import { type Flow, usesFor } from "./flow.ts";
import { type Offer, readingsOf } from "./offers.ts";
import { countedTopics } from "./use-words.ts";

/**
 * What will count of these offers together with what is kept already, topic by topic: which months count
 * nowhere, what is still missing before the rest counts near the home, and which count further around. Nothing where all of it counts
 * wherever it may.
 */
export function Lack({ flow, offers }: { readonly flow: Flow; readonly offers: readonly Offer[] }) {
  const { addTo, commons, lang } = flow;
  if (offers.length === 0) return null;
  const uses = usesFor(flow, [...readingsOf(offers), ...(addTo?.held ?? [])]);
  const counted = countedTopics(uses, commons.catalog.territory.level_names, lang, flow.now());
  return counted.length === 0 ? null : (
    <div class="too-few">
      {counted.map(({ topics, lines }) => (
        <section key={topics}>
          {uses.length > 1 ? <h3>{topics}</h3> : null}
          {lines.map((text) => (
            <p key={text}>
              <Rich text={text} />
            </p>
          ))}
        </section>
      ))}
    </div>
  );
}
