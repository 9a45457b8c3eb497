import type { LaterParts } from "../compare/later-parts.ts";
import { placePhrase } from "../compare/phrases.ts";
import { formatNumber, lowerFirst, marginDigits } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { givingHref, isClosed, pageHref } from "../shared/layout.ts";
import { References } from "../shared/reference-list.tsx";
import { newestReference } from "../shared/references.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { figuresAt } from "../visit/focus.ts";
import { Needed } from "../visit/needed.tsx";
import { UNPUBLISHED } from "../visit/unpublished-words.ts";

interface FirstMonthsProps {
  readonly commons: PublicCommons;
  readonly lang: Lang;
  /** null until the first touch has loaded it */
  readonly later: Pick<LaterParts, "LookAgain"> | null;
}

/**
 * The first page before any place has a figure: how many homes a place needs, public reference figures, and what one can do today.
 */
export function FirstMonths({ commons, lang, later }: FirstMonthsProps) {
  const [first] = commons.refs;
  const withFigure = commons.tree.areas.filter(({ code }) => first && figuresAt(commons, first, code).mean !== null);
  return (
    <>
      <Needed
        commons={commons}
        known={withFigure.map(({ level }) => level)}
        counted={countedInWhole(commons, lang)}
        lang={lang}
      />
      <KnownReferences commons={commons} lang={lang} />
      <Today commons={commons} lang={lang} later={later} />
    </>
  );
}

/** How many homes the whole has of the first measure, as on the page Quartiers, and where; null: not published. */
function countedInWhole(commons: PublicCommons, lang: Lang): string | null {
  const { code } = commons.tree.root;
  const homes = commons.refs[0] && figuresAt(commons, commons.refs[0], code).homes;
  if (!homes) return null;
  return `${formatNumber(homes.value, marginDigits(homes.lower, homes.upper, 0), lang)} ${lowerFirst(placePhrase(commons, code, lang).at)}`;
}

/** Public reference figures, known before the commons has figures of its own. */
function KnownReferences({ commons: { refs, references, tree }, lang }: Omit<FirstMonthsProps, "later">) {
  const words = UNPUBLISHED[lang].months;
  const referencesByMeasure = refs.flatMap((ref) => {
    const reference = newestReference(references, ref.key, tree.root.code);
    return reference ? [{ ref, reference }] : [];
  });
  return <References title={words.references} text={words.referencesText} lang={lang} known={referencesByMeasure} />;
}

/** What one can do meanwhile. */
function Today({ commons: { catalog, references }, lang, later }: FirstMonthsProps) {
  const words = UNPUBLISHED[lang].months;
  const give = givingHref(lang, catalog.intake, location.href);
  const doors = [
    ...(give === null ? [] : [{ href: give, text: words.give }]),
    { href: pageHref("compare", lang), text: references.length > 0 ? words.look : words.lookAlone },
  ];
  return (
    <section class="today">
      <h2>{words.today}</h2>
      <div class="grid">
        {doors.map(({ href, text: [title, text, go] }) => (
          <section class="card" key={href}>
            <h3>{title}</h3>
            <p class="note">{text}</p>
            <a class="button quiet" href={href}>
              {go}
            </a>
          </section>
        ))}
        {later && isClosed(catalog) ? <later.LookAgain name={catalog.commons.name[lang]} lang={lang} /> : null}
      </div>
    </section>
  );
}
