import { CountedDots } from "../charts/counted-dots.tsx";
import { formatNumber } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { levelLabel } from "../shared/labels.ts";
import { givingHref, pageHref } from "../shared/layout.ts";
import { newestReference, References } from "../shared/references.tsx";
import { Sized } from "../shared/sized.tsx";
import { homesFor, type PublicCommons } from "../visit/commons.ts";

interface FirstMonthsProps {
  readonly commons: PublicCommons;
  readonly lang: Lang;
}

/**
 * The first page before anything is published: how many homes a place needs, public reference figures, and what one can do today.
 */
export function FirstMonths({ commons, lang }: FirstMonthsProps) {
  return (
    <>
      <Needed commons={commons} lang={lang} />
      <KnownReferences commons={commons} lang={lang} />
      <Today commons={commons} lang={lang} />
    </>
  );
}

/** Numbers of homes from this on are rounded to tens; smaller ones are exact. */
const ROUNDED_FROM = 200;

/** How many homes a figure of the first measure needs at each level, as empty dots. */
function Needed({ commons, lang }: FirstMonthsProps) {
  const { catalog, levels, refs } = commons;
  const words = WORDS[lang].welcome.months;
  const key = refs[0]?.key ?? "";
  // The smallest level comes first, because it is the closest to the visitor.
  const needed = levels.toReversed().flatMap((level) => {
    const count = homesFor(commons, key, level);
    return count === null ? [] : [{ level, count, text: words.level(formatNumber(count, count < ROUNDED_FROM ? 0 : -1, lang)) }];
  });
  return (
    <section class="first-months">
      <h2>{words.needed}</h2>
      <p class="note">{words.neededText}</p>
      <div class="card">
        {needed.map(({ level, count, text }) => (
          <div class="needed" key={level}>
            <p>
              <b>{levelLabel(catalog.territory.level_names, level, lang)}</b>
              <br />
              {text}
            </p>
            <Sized height={40}>
              {(width) => <CountedDots id={`needed-${level}`} width={width} label={text} count={count} full={0} />}
            </Sized>
          </div>
        ))}
        {needed.length > 0 ? (
          <p>{words.floor(catalog.k)}</p>
        ) : (
          <div class="needed">
            <p>{words.least(catalog.k)}</p>
            <Sized height={40}>
              {(width) => (
                <CountedDots id="needed-least" width={width} label={words.least(catalog.k)} count={catalog.k} full={0} />
              )}
            </Sized>
          </div>
        )}
      </div>
    </section>
  );
}

/** Public reference figures, known before the commons has figures of its own. */
function KnownReferences({ commons: { refs, references, tree }, lang }: FirstMonthsProps) {
  const words = WORDS[lang].welcome.months;
  const referencesByMeasure = refs.flatMap((ref) => {
    const reference = newestReference(references, ref.key, tree.root.code);
    return reference ? [{ ref, reference }] : [];
  });
  return <References title={words.references} text={words.referencesText} lang={lang} known={referencesByMeasure} />;
}

/** Links to what one can do meanwhile. */
function Today({ commons: { catalog, references }, lang }: FirstMonthsProps) {
  const words = WORDS[lang].welcome.months;
  const give = givingHref(lang, catalog.intake, location.href);
  const doors = [
    ...(give === null ? [] : [{ href: give, text: words.give }]),
    { href: pageHref("compare", lang), text: references.length > 0 ? words.look : words.lookAlone },
    { href: pageHref("privacy", lang), text: words.read },
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
      </div>
    </section>
  );
}
