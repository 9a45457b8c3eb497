import { Fragment } from "preact";
import { useRef, useState } from "preact/hooks";
import type { MeasureRef } from "../../src/domains/index.ts";
import { areasHref } from "../shared/areas-href.ts";
import type { Lang } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import { siteFacts } from "../shared/site.ts";
import { onlyRelease, releasesOf, SELECTION_FILES, selectedBins } from "./file-facts.ts";
import { ProgramCode } from "./program-code.tsx";
import {
  answered,
  byDataset,
  type ExportSuffix,
  exportPath,
  keyOf,
  ofRelease,
  recordsUrls,
  selected,
  spreadsheetPath,
} from "./selection.ts";
import { snippets } from "./snippets.ts";
import { barsQuery, sqlHref } from "./sql-query.ts";
import type { ExploreState } from "./store.ts";
import { EXPLORE } from "./words.ts";

/** Files of a whole topic. */
const WHOLE: readonly (readonly [ExportSuffix, string])[] = [
  ["csv", "CSV"],
  ["json", "JSON"],
  ["parquet", "Parquet"],
  ["arrow", "Arrow"],
  ["sdmx.csv", "SDMX-CSV"],
  ["sdmx.json", "SDMX-JSON"],
];
/** Address of the areas' boundaries, as in `/v1/territory`. */
const SHAPES = "v1/territory/shapes.geojson";

/** Each release of several, in an address of its own that never changes: a topic's addresses after its name. */
export function frozenAddresses(shown: ExploreState, base: string): readonly (readonly [release: string, href: string])[][] {
  const releases = releasesOf(shown);
  if (releases.length < 2) return [];
  return recordsUrls(shown, base).map((url) => releases.map((id) => [id, ofRelease(url, id)]));
}

/** Tells whether the chosen kinds of homes count some homes twice: all of them beside a kind, or a kind beside one that contains it. */
export function overlap({ selection: { types, measures }, facts: { refs } }: Pick<ExploreState, "selection" | "facts">): boolean {
  const partitions = refs.flatMap(({ key, measure }) => (measures.includes(key) ? [measure.similarity] : []));
  return partitions.some(({ rungs }) => {
    const classes = types.flatMap((type) => rungs.find(({ code }) => code === type)?.classes ?? [type]);
    return new Set(classes).size < classes.length || (types.length > 1 && types.includes("_T"));
  });
}

interface TakeProps {
  readonly shown: ExploreState;
  readonly lang: Lang;
}

/** Everything to take: what is shown as files, whole topics, and access by the API and by programs. */
export function TakeCard({ shown, lang }: TakeProps) {
  const words = EXPLORE[lang].take;
  const [message, setMessage] = useState("");
  const { selection } = shown;
  const save = (write: (files: typeof import("./files.ts")) => Promise<void> | void): void => {
    setMessage("");
    import("./files.ts").then(write).catch(() => setMessage(words.failed));
  };
  return (
    <section class="card no-print take" aria-labelledby="take">
      <h2 id="take">{words.title}</h2>
      <p class="note">{words.text}</p>
      <fieldset class="tools">
        <legend class="visually-hidden">{words.lines}</legend>
        {SELECTION_FILES.map((file) => (
          <button
            key={file}
            type="button"
            class="quiet"
            data-file={file}
            onClick={() => save(({ saveSelection }) => saveSelection(shown, file, lang))}
          >
            {words.files[file]}
          </button>
        ))}
        {selection.view === "distribution" && selectedBins(shown).length > 0 ? (
          <>
            <button type="button" class="quiet" onClick={() => save(({ saveBins }) => saveBins(shown, lang))}>
              {EXPLORE[lang].distribution.bins}
            </button>
            <a class="button quiet" href={sqlHref(shown, lang, barsQuery(shown))}>
              {EXPLORE[lang].distribution.askBars}
            </a>
          </>
        ) : null}
        <ForMaps shown={shown} lang={lang} />
        <span role="status">{message}</span>
      </fieldset>
      <p class="note">
        {words.empty} {overlap(shown) ? words.overlap : ""}
      </p>
      <Api shown={shown} lang={lang} />
      <Programs shown={shown} lang={lang} />
      <WholeTopics shown={shown} lang={lang} />
    </section>
  );
}

/**
 * Addresses of the same figures with their outlines, an address a topic: each has one figure a place, of one kind of home and one period.
 * There is none for a distribution, which is of several figures, nor where a topic has no row of what is chosen: the portal would refuse it.
 */
export function mapAddresses(
  shown: ExploreState,
): readonly { readonly ref: MeasureRef; readonly href: string; readonly name: string }[] {
  const { selection, facts, rows } = shown;
  const { statistic, level, view } = selection;
  const [type, period] = [selection.types[0], selection.periods[0]];
  const isOne = selection.types.length === 1 && selection.periods.length === 1;
  if (facts.catalog.territory.shapes_url === null || view === "distribution" || !isOne || !type || !period) return [];
  const filled = new Set(selected(rows, selection, facts.tree).flatMap((row) => (row.STATISTIC === statistic ? keyOf(row) : [])));
  return facts.refs
    .filter(({ key }) => selection.measures.includes(key) && filled.has(key))
    .map((ref) => ({
      ref,
      href: areasHref(ref, {
        STATISTIC: statistic,
        TIME_PERIOD: period,
        HOUSEHOLD_TYPE: type,
        AREA_LEVEL: level,
        in: selection.areas.length > 0 ? null : selection.within,
        release: onlyRelease(shown),
      }),
      name: `${ref.domain.id}-${ref.measure.id}-${statistic.toLowerCase()}-${level}-${period}.geojson`,
    }));
}

/** The same rows with their outlines, for programs that draw maps, on sites that answer queries. */
function ForMaps({ shown, lang }: TakeProps) {
  const addresses = siteFacts().files ? [] : mapAddresses(shown);
  return addresses.map(({ ref, href, name }) => (
    <a key={ref.key} class="button quiet" href={href} download={name}>
      {EXPLORE[lang].take.geojson}
      {addresses.length > 1 ? ` ${topicLabel(ref, lang)}` : ""}
    </a>
  ));
}

/** The address of the rows, on sites that answer queries. */
function Api({ shown, lang }: TakeProps) {
  const words = EXPLORE[lang].take;
  if (siteFacts().files) return null;
  const release = onlyRelease(shown);
  const newest = recordsUrls(shown, document.baseURI);
  const urls = newest.map((url) => ofRelease(url, release));
  const names = byDataset(answered(shown.selection, shown.rows)).map(
    ([id]) => shown.facts.catalog.datasets.find((one) => one.id === id)?.title[lang] ?? id,
  );
  return (
    <>
      <h3>{words.api}</h3>
      <p class="note">{release === null ? words.apiText : words.apiFixed(release)}</p>
      {urls.map((url, i) => (
        // Addresses begin alike: each of several has its topic above it.
        <ApiAddress
          key={url}
          id={i === 0 ? "api" : `api-${i + 1}`}
          url={url}
          name={urls.length > 1 ? names[i] : undefined}
          lang={lang}
        />
      ))}
      <Frozen shown={shown} lang={lang} names={names} />
      {release === null ? null : (
        <p class="note">
          {words.apiNewest}{" "}
          {newest.map((url, i) => (
            <Fragment key={url}>
              {i === 0 ? "" : ", "}
              <a href={url}>{newest.length === 1 ? words.apiNewestLink : names[i]}</a>
            </Fragment>
          ))}
        </p>
      )}
    </>
  );
}

/** An address with a button that copies it, and beside it what became of that. */
function ApiAddress({ id, url, name, lang }: { id: string; url: string; name: string | undefined; lang: Lang }) {
  const words = EXPLORE[lang].take;
  const [message, setMessage] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const copy = (): Promise<void> =>
    navigator.clipboard.writeText(url).then(
      () => setMessage(words.copied),
      () => {
        field.current?.select();
        setMessage(words.notCopied);
      },
    );
  return (
    <div class="api-address">
      {name === undefined ? null : <label for={id}>{name}</label>}
      <textarea ref={field} id={id} rows={3} readOnly value={url} aria-label={name === undefined ? words.api : undefined} />
      <button type="button" class="quiet" onClick={() => void copy()}>
        {words.copy}
      </button>
      <span role="status" class="note">
        {message}
      </span>
    </div>
  );
}

/** The addresses of each of several releases, a paragraph a topic. */
function Frozen({ shown, lang, names }: TakeProps & { readonly names: readonly string[] }) {
  const { apiFrozen } = EXPLORE[lang].take;
  return frozenAddresses(shown, document.baseURI).map((addresses, i) => (
    <p key={names[i]} class="note">
      {apiFrozen(names.length === 1 ? "" : (names[i] ?? ""))}{" "}
      {addresses.map(([id, href], j) => (
        <Fragment key={id}>
          {j === 0 ? "" : ", "}
          <a href={href}>{id}</a>
        </Fragment>
      ))}
    </p>
  ));
}

function Programs({ shown, lang }: TakeProps) {
  return (
    <>
      <h3>{EXPLORE[lang].take.programs}</h3>
      {snippets(shown, document.baseURI, siteFacts().files, onlyRelease(shown)).map(({ language, text }) => (
        <details key={language}>
          <summary>{language}</summary>
          <ProgramCode language={language} text={text} lang={lang} />
        </details>
      ))}
    </>
  );
}

function WholeTopics({ shown, lang }: TakeProps) {
  const words = EXPLORE[lang].take;
  const { catalog } = shown.facts;
  const plain = siteFacts().files;
  const datasets = byDataset(answered(shown.selection, shown.rows)).map(([id]) => id);
  return (
    <details>
      <summary>{words.whole}</summary>
      <p class="note">{words.overlap}</p>
      {datasets.map((id) => (
        <div key={id}>
          <h3>{catalog.datasets.find((one) => one.id === id)?.title[lang] ?? id}</h3>
          <div class="tools">
            {plain ? null : (
              <a class="button quiet" href={spreadsheetPath(id)}>
                {words.spreadsheet}
              </a>
            )}
            {WHOLE.map(([suffix, name]) => (
              <a key={suffix} class="button quiet" href={exportPath(id, suffix)}>
                {name}
              </a>
            ))}
            <a class="button quiet" href={exportPath(id, "arrows")}>
              {words.stream}
            </a>
          </div>
        </div>
      ))}
      {catalog.territory.shapes_url === null ? null : (
        <p>
          <a class="button quiet" href={SHAPES}>
            {words.shapes}
          </a>
        </p>
      )}
    </details>
  );
}
