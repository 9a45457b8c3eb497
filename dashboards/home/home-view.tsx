import { Bars } from "../charts/bars.tsx";
import { Estimates } from "../charts/estimates.tsx";
import { CountedDots } from "../charts/of-hundred.tsx";
import { placePhrase } from "../compare/phrases.ts";
import { amountText, decimalsBorne, formatNumber, formatPeriod, isReliable, unitLabel } from "../shared/format.ts";
import { SampleNotice } from "../shared/frame.tsx";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { levelLabel, noteOf, topicLabel, typeLabel } from "../shared/labels.ts";
import { contributorHref, pageHref } from "../shared/layout.ts";
import { Rich } from "../shared/rich.tsx";
import { Sized } from "../shared/sized.tsx";
import { cellAt, homesNeeded, type PublicCommons, unitOf } from "../visit/commons.ts";
import { againstOf, type Focus, focusOf, meanAt, type WithMargin } from "../visit/focus.ts";
import type { Visit } from "../visit/visit.ts";
import { findings, type Named, type PublicFinding } from "./findings.ts";
import { MapFigure } from "./map-figure.tsx";
import { Question } from "./question.tsx";

/** The first page: what this is, the question, the map; below, what the figures say, how people are protected, and who runs it. */
export function HomeView({ visit, commons }: { visit: Visit; commons: PublicCommons | null }) {
  const lang = visit.lang.value;
  const words = WORDS[lang].welcome;
  const focus = commons && focusOf(commons);
  const opened = commons !== null && commons.main === null;
  const at = commons ? placePhrase(commons, commons.tree.root.code, lang).at.replace(/^./, (first) => first.toLowerCase()) : "";
  return (
    <>
      <div class="hero">
        <div class="hero-ask">
          <h1 class="home-title">{words.title}</h1>
          <p class="lead">{opened ? words.opened(at, hasReference(commons, focus)) : words.lead(words.topics)}</p>
          {commons ? <SampleNotice lang={lang} catalog={commons.catalog} /> : null}
          {commons && focus ? <Question visit={visit} commons={commons} focus={focus} /> : <div class="card question waiting" />}
        </div>
        {commons && focus ? (
          <MapFigure
            commons={commons}
            focus={focus}
            lang={lang}
            here={visit.visitor.area.value}
            onHere={(code) => {
              visit.visitor.area.value = code;
            }}
          />
        ) : (
          <div class="map-figure" />
        )}
      </div>
      {commons && focus ? (
        opened ? (
          <FirstMonths commons={commons} lang={lang} />
        ) : (
          <Findings commons={commons} focus={focus} lang={lang} />
        )
      ) : null}
      {commons ? <Protection commons={commons} lang={lang} /> : null}
    </>
  );
}

/** Is there a public figure to be beside, of the topic that the page asks of? */
function hasReference({ references }: PublicCommons, focus: Focus | null): boolean {
  return references.some(({ domain, measure }) => domain === focus?.ref.domain.id && measure === focus.ref.measure.id);
}

/** The kinds of homes of a measure with a reliable mean at an area. */
function namedTypes(commons: PublicCommons, { ref, area }: Focus, lang: Lang): Named[] {
  return ref.measure.similarity.classes.flatMap(({ code, where }) => {
    const unsaid = Object.values<readonly string[]>(where).some((values) => values.every((value) => value === "unknown"));
    const mean = unsaid ? null : meanAt(commons, ref, area.code, code);
    return mean ? [{ name: typeLabel(ref, code, lang), mean }] : [];
  });
}

function countAt(commons: PublicCommons, { ref, area }: Focus): WithMargin | null {
  const row = cellAt(commons, ref, area.code, "_T", commons.main?.period ?? "")?.get("COUNT");
  return isReliable(row)
    ? { value: row.OBS_VALUE, lower: row.CI_LOWER ?? row.OBS_VALUE, upper: row.CI_UPPER ?? row.OBS_VALUE }
    : null;
}

function Findings({ commons, focus, lang }: { commons: PublicCommons; focus: Focus; lang: Lang }) {
  const words = WORDS[lang].welcome.findings;
  const { ref, area, children } = focus;
  const homes = countAt(commons, focus);
  const found = findings({
    types: namedTypes(commons, focus, lang),
    areas: children.flatMap(({ code, name }) => {
      const mean = meanAt(commons, ref, code);
      return mean ? [{ name, mean }] : [];
    }),
    whole: meanAt(commons, ref, area.code),
    homes,
    dwellings: area.dwellings ?? null,
  });
  if (found.length === 0) return null;
  const { of } = placePhrase(commons, area.code, lang);
  const period = commons.main ? formatPeriod(commons.main.period, lang) : "";
  const note = noteOf(commons.catalog, ref, lang);
  return (
    <section class="findings">
      <h2>{words.title(homes ? formatNumber(homes.value, decimalsBorne(homes.lower, homes.upper, 0), lang) : "", of)}</h2>
      <div class="grid">
        {found.map((finding) => (
          <FindingCard key={finding.kind} finding={finding} commons={commons} focus={focus} lang={lang} />
        ))}
      </div>
      <p class="source">
        {note ? `${note} ` : ""}
        {words.note} {WORDS[lang].figure.source(commons.catalog.commons.name[lang], period)}.{" "}
        <a href={pageHref("explore", lang)}>{words.data}</a>
      </p>
    </section>
  );
}

interface FindingCardProps {
  readonly finding: PublicFinding;
  readonly commons: PublicCommons;
  readonly focus: Focus;
  readonly lang: Lang;
}

function FindingCard({ finding, commons, focus, lang }: FindingCardProps) {
  const words = WORDS[lang].welcome;
  const said = words.findings;
  const { ref, area } = focus;
  const unit = unitLabel(unitOf(commons.catalog, ref), lang);
  const amount = (mean: WithMargin): string =>
    amountText(mean.value, decimalsBorne(mean.lower, mean.upper, ref.measure.decimals), unit, lang);
  /** as in a title: what is above ten needs no decimals there */
  const round = (mean: WithMargin): string =>
    mean.value < 10 ? amount(mean) : amountText(mean.value, Math.min(0, decimalsBorne(mean.lower, mean.upper, 0)), unit, lang);
  const tick = (value: number): string => formatNumber(value, Number.isInteger(value) ? 0 : 1, lang);
  if (finding.kind === "share") {
    const { of } = placePhrase(commons, area.code, lang);
    const needed = homesNeeded(commons.report, ref.key, focus.children[0]?.level ?? "");
    const homes = countAt(commons, focus);
    const percent = 100 * finding.share;
    const full = Math.max(1, Math.round(percent));
    return (
      <section class="card finding">
        <h3>
          {said.share(finding.oneIn, formatNumber(finding.homes, homes ? decimalsBorne(homes.lower, homes.upper, 0) : 0, lang))}
        </h3>
        <p class="note">
          <Rich
            text={said.shareText(
              `${formatNumber(percent, percent < 10 ? 1 : 0, lang)}${lang === "fr" ? " %" : "%"}`,
              formatNumber(finding.dwellings, 0, lang),
              of,
              needed === null ? null : formatNumber(needed, 0, lang),
            )}
          />
        </p>
        <Sized height={100}>
          {(width) => (
            <CountedDots id="finding-share" width={width} label={said.shareNote(full)} count={100} full={full} columns={20} />
          )}
        </Sized>
        <p class="source">{said.shareNote(full)}</p>
      </section>
    );
  }
  const { lowest, highest } = finding;
  const texts = [lowest.name, amount(lowest.mean), highest.name, amount(highest.mean)] as const;
  if (finding.kind === "types") {
    return (
      <section class="card finding">
        <h3>{said.types(round(lowest.mean), round(highest.mean), words.by[ref.measure.similarity.attributes[0]])}</h3>
        <p class="note">
          <Rich text={said.typesText(...texts)} />
        </p>
        <Sized height={150}>
          {(width) => (
            <Bars
              id="finding-types"
              width={width}
              label={finding.all.map(({ name, mean }) => WORDS[lang].labelled(name, amount(mean))).join(". ")}
              bars={finding.all.map(({ name, mean }) => ({ name, ...mean, text: amount(mean) }))}
            />
          )}
        </Sized>
      </section>
    );
  }
  const { whole } = finding;
  const sorted = [...finding.all].sort((a, b) => b.mean.value - a.mean.value);
  return (
    <section class="card finding">
      <h3>{said.areas(ratioText(highest.mean.value / lowest.mean.value, lang))}</h3>
      <p class="note">
        <Rich text={said.areasText(...texts)} />
      </p>
      <Sized height={150}>
        {(width) => (
          <Estimates
            id="finding-areas"
            width={width}
            label={said.areasText(...texts).replaceAll("*", "")}
            rows={sorted.map(({ name, mean }) => ({ name, interval: mean, text: amount(mean), against: againstOf(mean, whole) }))}
            you={null}
            reference={{ value: whole.value, text: said.whole(area.name, amount(whole)) }}
            unit={unit}
            format={tick}
            pitch={sorted.length > 8 ? Math.max(4.5, 120 / sorted.length) : 22}
          />
        )}
      </Sized>
    </section>
  );
}

/** How many times as much, in the words that people have for it. */
function ratioText(ratio: number, lang: Lang): string {
  const said = WORDS[lang].welcome.findings;
  for (const [times, text] of [
    [2, said.twice],
    [3, said.thrice],
  ] as const) {
    if (Math.abs(ratio - times) < 0.15) return text;
    if (ratio < times && ratio > 0.8 * times) return said.almost(text);
  }
  return said.times(formatNumber(ratio, 1, lang));
}

/** Before anything is published: what a place needs, public figures, and what one can do today. */
function FirstMonths({ commons, lang }: { commons: PublicCommons; lang: Lang }) {
  const words = WORDS[lang].welcome.months;
  const { catalog, references, report, refs } = commons;
  const give = contributorHref("contribute", lang, catalog.intake, location.href);
  const key = refs[0]?.key ?? "";
  const needed = commons.levels.flatMap((level) => {
    const count = homesNeeded(report, key, level);
    return count === null ? [] : [{ level, count }];
  });
  const known = refs.flatMap((ref) => {
    const found = references.filter(
      ({ domain, measure, area, household_type }) =>
        domain === ref.domain.id && measure === ref.measure.id && area === commons.tree.root.code && household_type === "_T",
    );
    const newest = found.sort((a, b) => b.period.localeCompare(a.period))[0];
    return newest ? [{ ref, reference: newest }] : [];
  });
  const doors = [
    ...(give === null ? [] : [{ href: give, text: words.give }]),
    { href: pageHref("compare", lang), text: references.length > 0 ? words.look : words.lookAlone },
    { href: pageHref("privacy", lang), text: words.read },
  ];
  return (
    <>
      <section class="first-months">
        <h2>{words.needed}</h2>
        <p class="note">{words.neededText}</p>
        <div class="card">
          {needed.map(({ level, count }) => (
            <div class="needed" key={level}>
              <p>
                <b>{levelLabel(catalog.territory.level_names, level, lang)}</b>
                <br />
                {words.level(formatNumber(count, 0, lang))}
              </p>
              <Sized height={40}>
                {(width) => (
                  <CountedDots
                    id={`needed-${level}`}
                    width={width}
                    label={words.level(formatNumber(count, 0, lang))}
                    count={count}
                    full={0}
                  />
                )}
              </Sized>
            </div>
          ))}
          <p>{words.least(catalog.k)}</p>
        </div>
      </section>
      {known.length === 0 ? null : (
        <section>
          <h2>{words.references}</h2>
          <p class="note">{words.referencesText}</p>
          <div class="references">
            {known.map(({ ref, reference }) => (
              <div key={ref.key}>
                <h3>{topicLabel(ref, lang)}</h3>
                <p class="big">
                  <span class="hollow" aria-hidden="true" />
                  {amountText(reference.value, Number.isInteger(reference.value) ? 0 : 1, unitLabel(reference.unit, lang), lang)}
                </p>
                <p class="source" lang="fr">
                  {reference.source} ({reference.period})
                </p>
              </div>
            ))}
          </div>
        </section>
      )}
      <section>
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
    </>
  );
}

function Protection({ commons, lang }: { commons: PublicCommons; lang: Lang }) {
  const words = WORDS[lang].welcome;
  const { commons: facts, k } = commons.catalog;
  const mail = facts.contact && /^[^@\s]+@[^@\s]+$/.test(facts.contact) ? `mailto:${facts.contact}` : null;
  return (
    <section class="protection" id="who">
      <h2 class="visually-hidden">{words.protect}</h2>
      <div class="grid">
        {words.protection.map(([title, text], i) => (
          <div key={title}>
            <h3>{i === 0 ? `${k} ${title}` : title}</h3>
            <p class="note">{text}</p>
          </div>
        ))}
      </div>
      <p class="note">
        <a href={pageHref("privacy", lang)}>{words.protect}</a>
        {" · "}
        <a href={pageHref("notice", lang)}>{words.who}</a>
        {facts.contact ? " · " : ""}
        {facts.contact ? (
          <>
            {words.question} {mail ? <a href={mail}>{facts.contact}</a> : facts.contact}
          </>
        ) : null}
      </p>
    </section>
  );
}
