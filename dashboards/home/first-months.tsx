import type { Lang } from "../shared/i18n.ts";
import { newestReference, References } from "../shared/references.tsx";
import type { PublicCommons } from "../visit/commons.ts";
import { Needed } from "../visit/needed.tsx";
import { UNPUBLISHED } from "../visit/unpublished-words.ts";

interface FirstMonthsProps {
  readonly commons: PublicCommons;
  readonly lang: Lang;
}

/**
 * The first page before anything is published: how many homes a place needs, and public reference figures.
 */
export function FirstMonths({ commons, lang }: FirstMonthsProps) {
  return (
    <>
      <Needed commons={commons} lang={lang} />
      <KnownReferences commons={commons} lang={lang} />
    </>
  );
}

/** Public reference figures, known before the commons has figures of its own. */
function KnownReferences({ commons: { refs, references, tree }, lang }: FirstMonthsProps) {
  const words = UNPUBLISHED[lang].months;
  const referencesByMeasure = refs.flatMap((ref) => {
    const reference = newestReference(references, ref.key, tree.root.code);
    return reference ? [{ ref, reference }] : [];
  });
  return <References title={words.references} text={words.referencesText} lang={lang} known={referencesByMeasure} />;
}
