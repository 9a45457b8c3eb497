import type { AttributeName } from "../../src/contract/attributes.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import { measuresIn, topicLabel } from "../shared/labels.ts";
import { Chips } from "../visit/fields.tsx";
import { PlaceField } from "../visit/place-field.tsx";
import { broughtOf, type Flow, measuresOf, offersFor } from "./flow.ts";
import { attributesOf } from "./offers.ts";
import { plainLevel } from "./use-words.ts";

/**
 * Asks for the home's area, down to a leaf, and for the attributes that the measures brought need, chosen or not: the comparison
 * below needs them too. Only those of the chosen ones are sent. Answers from Me situer are filled in. `fault` says what is missing.
 */
export function HomeFields({ flow, fault }: { flow: Flow; fault: string }) {
  const w = flow.words.home;
  const used = measuresOf(flow);
  const measures = measuresIn(broughtOf(flow).flatMap(({ readings }) => readings)).filter((ref) => used.includes(ref));
  return (
    <section class="card home-card" aria-labelledby="home-title">
      <h2 id="home-title">{w.title}</h2>
      <p class="note">{offersFor(flow).length === 0 ? w.leadIdle : w.lead}</p>
      <HomeQuestions flow={flow} measures={measures} fault={fault} />
    </section>
  );
}

interface HomeQuestionsProps {
  readonly flow: Pick<Flow, "words" | "lang" | "visitor" | "commons" | "notice">;
  /** measures for which the home is asked about */
  readonly measures: readonly MeasureRef[];
  readonly fault: string;
}

/** Where the home is, and what the measures need to know of it. */
export function HomeQuestions({ flow, measures, fault }: HomeQuestionsProps) {
  const { words, lang, visitor, commons, notice } = flow;
  const attributes = attributesOf(measures).filter((name) => notice.facts.attributes.includes(name));
  const needing = (name: AttributeName): MeasureRef[] =>
    measures.filter(({ measure }) => measure.similarity.attributes.some((one) => one === name));
  return (
    <>
      <PlaceField commons={commons} visitor={visitor} lang={lang} fallback="" />
      <Precise flow={flow} />
      {fault === "" ? null : (
        <p class="fault" id="home-fault">
          {fault}
        </p>
      )}
      {attributes.map((name) => (
        <div key={name}>
          <Chips visitor={visitor} name={name} lang={lang} />
          {needing(name).length === measures.length ? null : (
            <p class="hint why">
              {words.home.why(
                needing(name)
                  .map((ref) => topicLabel(ref, lang))
                  .join(", "),
              )}
            </p>
          )}
        </div>
      ))}
    </>
  );
}

/** A list of areas one level below the chosen one, down to the leaves. */
function Precise({ flow }: { flow: Pick<Flow, "words" | "lang" | "visitor" | "commons"> }) {
  const { words, lang, visitor, commons } = flow;
  const { tree, levels, catalog } = commons;
  const area = visitor.area.value;
  const children = tree.children(area ?? tree.root.code);
  if (children.length === 0) return null;
  const level = plainLevel(catalog.territory.level_names, children[0]?.level ?? levels.at(-1) ?? "", lang);
  return (
    <div class="field precise">
      <label for="precise">
        {area === null ? words.home.first : words.home.precise} ({level})
      </label>
      <select
        id="precise"
        autocomplete="off"
        onChange={(event) => {
          if (event.currentTarget.value !== "") visitor.area.value = event.currentTarget.value;
        }}
      >
        <option value="" selected>
          {words.home.choose}
        </option>
        {children.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Tells whether the visitor's area is a leaf of the territory. */
export function isLeaf({ visitor, commons }: Pick<Flow, "visitor" | "commons">): boolean {
  const area = visitor.area.value;
  return area !== null && commons.tree.get(area) !== undefined && commons.tree.children(area).length === 0;
}
