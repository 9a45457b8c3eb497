import { unitLabel } from "../shared/format.ts";
import { measureLabel } from "../shared/labels.ts";
import { givingHref, pageHref } from "../shared/layout.ts";
import { References } from "../shared/reference-list.tsx";
import { nationalReferences, newestReference } from "../shared/references.ts";
import { Needed } from "../visit/needed.tsx";
import { UNPUBLISHED } from "../visit/unpublished-words.ts";
import type { ExploreFacts, ExploreStore } from "./store.ts";
import { EXPLORE } from "./words.ts";

interface FactsProps {
  readonly store: ExploreStore;
  readonly facts: ExploreFacts;
}

/** Shown before the first release: what will be published, and what one can do meanwhile. */
export function NothingYet({ store, facts }: FactsProps) {
  const { lang } = store;
  const words = EXPLORE[lang].empty;
  const { catalog, refs } = facts;
  const give = givingHref(lang, catalog.intake, location.href);
  return (
    <>
      <div class="card empty-state">
        <h2>{words.first}</h2>
        <p>{words.firstText}</p>
        <ul class="planned" aria-label={words.planned}>
          {refs.map((ref) => {
            const unit = catalog.measures.find((one) => `${one.domain}.${one.measure}` === ref.key)?.unit ?? ref.measure.unit;
            return (
              <li key={ref.key}>
                <span class="swatch absent" aria-hidden="true" />
                <span>
                  <a href={pageHref("docs", lang, { measure: ref.key })}>{measureLabel(ref, lang)}</a>
                  <span class="note">
                    {" "}
                    {words.plannedText(unitLabel(unit === "currency" ? catalog.commons.currency : unit, lang))}
                  </span>
                </span>
              </li>
            );
          })}
        </ul>
        <h3>{words.meanwhile}</h3>
        <p class="tools">
          {give === null ? null : (
            <a class="button" href={give}>
              {words.contribute}
            </a>
          )}
          <a class="button quiet" href={pageHref("docs", lang)}>
            {words.docs}
          </a>
          <a class="button quiet" href={pageHref("privacy", lang)}>
            {words.privacy}
          </a>
        </p>
      </div>
      <Known store={store} facts={facts} />
    </>
  );
}

/** What is known before the first release: how many homes a place needs, how often it then appears, and public figures. */
function Known({ store: { lang }, facts }: FactsProps) {
  const { catalog, refs, territory, tree } = facts;
  const words = UNPUBLISHED[lang].months;
  const { references } = territory;
  const all = [...references, ...nationalReferences(references, catalog.commons, refs, tree.root.code)];
  const known = refs.flatMap((ref) => {
    const reference = newestReference(all, ref.key, tree.root.code);
    return reference ? [{ ref, reference }] : [];
  });
  return (
    <>
      <Needed commons={{ catalog, refs, levels: territory.levels, report: null }} lang={lang} />
      <References title={words.references} text={words.referencesText} lang={lang} known={known} />
    </>
  );
}
