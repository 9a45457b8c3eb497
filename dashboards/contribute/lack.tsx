import { listed } from "../compare/group-words.ts";
import { Rich } from "../shared/rich.tsx";
import { homesFor } from "../visit/commons.ts";
import { yearsAtHome } from "./coming.ts";
import { type Flow, leafMeanText, leafName, usesFor } from "./flow.ts";
import { type Offer, readingsOf } from "./offers.ts";
import { countedTopics } from "./use-words.ts";

interface LackProps {
  readonly flow: Flow;
  readonly offers: readonly Offer[];
  /** true: a single topic is named too */
  readonly isNamed?: boolean;
}

/**
 * What will count of these offers together with what is kept already, topic by topic: which months count
 * nowhere, what is still missing before the rest counts near the home, and which count further around. Nothing where all of it counts
 * wherever it may.
 */
export function Lack({ flow, offers, isNamed = false }: LackProps) {
  const { addTo, commons, lang } = flow;
  if (offers.length === 0) return null;
  const uses = usesFor(flow, [...readingsOf(offers), ...(addTo?.held ?? [])]);
  const counted = countedTopics(uses, commons.catalog.territory.level_names, lang, flow.now());
  return counted.length === 0 ? null : (
    <div class="too-few">
      {counted.map(({ topics, lines }) => (
        <section key={topics}>
          {uses.length > 1 || isNamed ? <h3>{topics}</h3> : null}
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

/**
 * Before anything is published, in which years what is offered will count near the home, and how many homes the first figure takes; empty once
 * something is published, and where it lacks months, which is said by itself.
 */
export function firstText(flow: Flow, offers: readonly Offer[]): string[] {
  const { addTo, commons, lang } = flow;
  if (commons.catalog.releases.length > 0 || offers.length === 0) return [];
  const uses = usesFor(flow, [...readingsOf(offers), ...(addTo?.held ?? [])]);
  const isLacking = countedTopics(uses, commons.catalog.territory.level_names, lang, flow.now()).length > 0;
  const years = yearsAtHome(uses);
  if (isLacking || years.length === 0) return [];
  const homes = uses.flatMap(({ ref }) => homesFor(commons, ref.key, commons.leaf) ?? []);
  return [flow.words.use.first(leafName(flow), listed(years, lang), leafMeanText(commons, lang, homes))];
}
