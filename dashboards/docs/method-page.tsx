import { en } from "../messages/en/method.ts";
import { fr, type MethodStep } from "../messages/fr/method.ts";
import { countedWords } from "../shared/counted-homes.ts";
import type { Catalog } from "../shared/data.ts";
import { formatDate } from "../shared/format.ts";
import { type Lang, translated } from "../shared/i18n.ts";
import { measuresIn, noteOf } from "../shared/labels.ts";
import { pageHref } from "../shared/layout.ts";
import { METHOD_STEPS } from "./method-steps.ts";
import { DOCS } from "./words.ts";

const METHOD = translated(fr, en);
const STEPS = Object.keys(METHOD_STEPS) as readonly MethodStep[];

/** Title of the page of the method. */
export const methodTitle = (lang: Lang): string => METHOD[lang].title;

/** Address of the page of the method, `docs?page=method`, which is one of its own on a host of plain files too. */
export const methodHref = (lang: Lang): string => pageHref("docs", lang, { page: "method" });

const SUBSCRIPTS: Readonly<Record<string, string>> = { "₀": "0", ₙ: "n", ₛ: "s" };

/** A text whose subscripts are markup, because their characters are too small to read. */
const subscripted = (text: string) =>
  text.split(/([₀ₙₛ])/).map((part, i) => (SUBSCRIPTS[part] ? <sub key={i}>{SUBSCRIPTS[part]}</sub> : part));

/** A formula that breaks between statements and before a relation alone, so that no bracket stands by itself. */
const Formula = ({ name, text }: { readonly name: string | undefined; readonly text: string }) => (
  <p class="formula">
    {name === undefined ? null : <small>{name}</small>}
    {text
      .split(/(?<=,) +| (?=[≤≥∝])(?![^[]*\])/)
      .flatMap((part, i) => [i === 0 ? "" : " ", <span key={part}>{subscripted(part)}</span>])}
  </p>
);

/** How every figure is made: what is estimated, clamp, noise, threshold, margins and models, each with its formula and its sources. */
export function MethodPage({ catalog, lang }: { readonly catalog: Catalog; readonly lang: Lang }) {
  const words = countedWords(METHOD[lang], lang, catalog);
  const { source_code: code } = catalog.commons;
  const notes = new Set(measuresIn(catalog.measures).flatMap((ref) => noteOf(catalog, ref, lang) ?? []));
  return (
    <article class="method-page">
      <p class="note no-print">
        <a href={pageHref("docs", lang)}>{DOCS[lang].measure.back}</a>
      </p>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <p class="source only-print">{words.printed(formatDate(new Date().toISOString(), lang), location.href)}</p>
      <ol class="method card">
        {STEPS.map((step) => {
          const { title, text: own, taken, names, where } = words.steps[step];
          const text = catalog.commons.origin && taken ? [taken, ...notes].join(" ") : own;
          const { formulas = [], sources = [], trusted = false } = METHOD_STEPS[step];
          return (
            <li key={step} id={step}>
              <h2>{title}</h2>
              <p>{subscripted(typeof text === "string" ? text : text(catalog.k))}</p>
              {formulas.map((formula, i) => (
                <Formula key={formula} name={names?.[i]} text={formula} />
              ))}
              {where === undefined ? null : <p class="note">{subscripted(where)}</p>}
              {sources.length === 0 ? null : (
                <p class="note">
                  {words.source}{" "}
                  {sources.map(({ name, address }, i) => (
                    <>
                      {i === 0 ? "" : ", "}
                      <a href={address}>{name}</a>
                    </>
                  ))}
                </p>
              )}
              {trusted ? (
                <p>
                  <a href={pageHref("privacy", lang)}>{words.trust}</a>
                </p>
              ) : null}
            </li>
          );
        })}
      </ol>
      {code === undefined ? null : (
        <p>
          <a href={code}>{words.code}</a>
        </p>
      )}
    </article>
  );
}
