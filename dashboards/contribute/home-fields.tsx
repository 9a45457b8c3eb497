import { useState } from "preact/hooks";
import { levelName, measureLabel } from "../shared/labels.ts";
import { Chips } from "../visit/fields.tsx";
import { PlaceField } from "../visit/place-field.tsx";
import { type Flow, offersFor } from "./flow.ts";
import { attributesOf, measuresOffered } from "./offers.ts";

/** Where the home is, down to a leaf, and only what the measures brought ask about it. What was said in Me situer stands here already. @param fault what of it is missing */
export function HomeFields({ flow, fault }: { flow: Flow; fault: string }) {
  const { words, lang, visitor, commons, addTo, notice } = flow;
  const w = words.home;
  const measures = measuresOffered(offersFor(flow));
  const asked = attributesOf(measures).filter((name) => notice.facts.attributes.includes(name));
  // What was said before this card was there; what is said in it is not news.
  const [said] = useState(visitor.area.value !== null || Object.keys(visitor.attributes.value).length > 0);
  return (
    <section class="card home-card" aria-labelledby="home-title">
      <h2 id="home-title">{w.title}</h2>
      <p class="note">
        {said && addTo === null ? `${w.said} ` : ""}
        {w.lead}
      </p>
      <PlaceField commons={commons} visitor={visitor} lang={lang} fallback="" />
      <Precise flow={flow} />
      {fault === "" ? null : (
        <p class="fault" id="home-fault">
          {fault}
        </p>
      )}
      {asked.map((name) => {
        const needing = measures.filter(({ measure }) => measure.similarity.attributes.some((one) => one === name));
        return (
          <div key={name}>
            <Chips visitor={visitor} name={name} lang={lang} />
            {needing.length === measures.length ? null : (
              <p class="hint why">{w.why(needing.map((ref) => measureLabel(ref, lang)).join(", "))}</p>
            )}
          </div>
        );
      })}
    </section>
  );
}

/** A list a level below the place that was named, down to the smallest. */
function Precise({ flow }: { flow: Flow }) {
  const { words, lang, visitor, commons } = flow;
  const { tree, levels, catalog } = commons;
  const area = visitor.area.value;
  const children = tree.children(area ?? tree.root.code);
  if (children.length === 0) return null;
  const level = levelName(catalog.territory.level_names, children[0]?.level ?? levels.at(-1) ?? "", lang);
  return (
    <div class="field precise">
      <label for="precise">
        {words.home.precise} ({level.replace(/ \(.*\)$/, "")})
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

/** Is the home said down to a leaf of the territory? */
export function isLeaf({ visitor, commons }: Pick<Flow, "visitor" | "commons">): boolean {
  const area = visitor.area.value;
  return area !== null && commons.tree.get(area) !== undefined && commons.tree.children(area).length === 0;
}

/** What people call the smallest level. */
export function leafName({ commons: { catalog, levels }, lang }: Pick<Flow, "commons" | "lang">): string {
  return levelName(catalog.territory.level_names, levels.at(-1) ?? "", lang).replace(/ \(.*\)$/, "");
}
