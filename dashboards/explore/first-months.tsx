import { nationalReferences, newestReference, References } from "../shared/references.tsx";
import { Needed } from "../visit/needed.tsx";
import { UNPUBLISHED } from "../visit/unpublished-words.ts";
import type { ExploreFacts, ExploreStore } from "./store.ts";

/** What is known before the first release: how many homes a place needs, how often it then appears, and public figures. */
export function FirstMonths({ store: { lang }, facts }: { readonly store: ExploreStore; readonly facts: ExploreFacts }) {
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
