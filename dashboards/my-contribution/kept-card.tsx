import { useState } from "preact/hooks";
import { measureRef } from "../../src/domains/index.ts";
import { listed } from "../compare/group-words.ts";
import { domainNames } from "../contribute/domain-names.ts";
import type { TypedEntry } from "../contribute/typed-source.ts";
import { placePath } from "../shared/areas.ts";
import { Terms } from "../shared/bits.tsx";
import { formatNumber, formatPeriod, lowerFirst } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { answerWords, topicLabel } from "../shared/labels.ts";
import { sayRefusal } from "../shared/refusals.ts";
import { AskFirst } from "./ask-first.tsx";
import { type Contribution, formerOf, type HeldReading } from "./contribution.ts";
import { CorrectCard } from "./correct.tsx";
import { EraseTopic } from "./erase-topic.tsx";
import { amountOf, nameOf } from "./held-words.ts";
import { HomeCorrection } from "./home-correction.tsx";
import type { Message } from "./memory.ts";
import type { Correcting, OpenContribution } from "./opened.ts";
import { useResult } from "./use-result.ts";
import { MINE } from "./words.ts";

const OBJECTION = "v1/my-contribution/objection";

interface KeptCardProps {
  readonly opened: OpenContribution;
  /** opens the form for a bill that is typed again */
  readonly onRetype: (bill: Partial<TypedEntry>) => void;
}

/** What is being corrected, and what became of the last action, with what changes them. */
function useCorrections(held: Contribution) {
  const [correcting, setCorrecting] = useState<Correcting | null>(null);
  const [result, setResult] = useResult<Result>(held);
  const close = (next: Result | null): void => {
    setCorrecting(null);
    setResult(next);
    const line = document.querySelector(".held li:has(.correct)");
    requestAnimationFrame(() => {
      // The pressed button is gone, and with an erased figure its line: the result then stands in its place, or below the list.
      const at = document.querySelector(".figure-lines li:has(> .good)") ?? (line?.isConnected ? line : null);
      const near = at?.querySelector("button") ? at : (at?.previousElementSibling ?? at?.nextElementSibling);
      const focused =
        near?.querySelector<HTMLElement>("button") ??
        document.querySelector<HTMLElement>("#figures summary") ??
        document.getElementById("kept-title");
      focused?.focus({ preventScroll: true });
      // The form that closed was long, so what stood below it would be on the screen in place of the result.
      (at ?? document.querySelector("#corrected > .good") ?? focused)?.scrollIntoView({ block: "center" });
    });
  };
  return {
    correcting,
    result,
    onChange: (next: Correcting): void => {
      setCorrecting(next);
      setResult(null);
    },
    onClose: (done: Message | null): void =>
      close(correcting === null || done === null ? null : { text: done, of: correcting.figure }),
    onErased: (text: Message, of: HeldReading): void => close({ text, of }),
  };
}

/** What was given and is kept, one line each. Every figure is one tap below, where it can be corrected or erased; so is the home. */
export function KeptCard({ opened, onRetype }: KeptCardProps) {
  const { held, words, lang } = opened;
  const w = words.kept;
  const shared = { opened, onRetype, ...useCorrections(held) };
  const unused = words.held.unused(formatNumber(held.unused.length, 0, lang));
  return (
    <section class="card held" aria-labelledby="kept-title">
      <h2 id="kept-title" tabIndex={-1}>
        {w.title}
      </h2>
      <Terms class="home-line" rows={linesOf(opened)} />
      <Covers opened={opened} />
      <HomeChange opened={opened} />
      {held.readings.length === 0 ? null : (
        <details id="figures">
          <summary>{w.all}</summary>
          <Readings rows={held.readings} counts {...shared} />
        </details>
      )}
      {held.unused.length === 0 ? null : (
        <details id="idle-figures">
          <summary>{unused}</summary>
          <p class="hint">{words.held.unusedWhy}</p>
          <Readings rows={held.unused} counts={false} {...shared} />
        </details>
      )}
      <Told result={shared.result} lang={lang} rows={[...held.readings, ...held.unused]} />
    </section>
  );
}

/** Corrects the home alone. What became of it is said here. */
function HomeChange({ opened }: Pick<KeptCardProps, "opened">) {
  const w = opened.words.homeCorrection;
  const [isOpen, setIsOpen] = useState(false);
  const [said, setSaid] = useResult<{ readonly text: Message }>(opened.held);
  const close = (text: Message | null): void => {
    setIsOpen(false);
    setSaid(text && { text });
    requestAnimationFrame(() => {
      const button = document.getElementById("home-change");
      button?.focus({ preventScroll: true });
      button?.scrollIntoView({ block: "center" });
    });
  };
  if (opened.held.readings.length + opened.held.unused.length === 0) return null;
  return (
    <>
      {isOpen ? (
        <HomeCorrection opened={opened} onClose={close} />
      ) : (
        <button type="button" class="plain no-print" id="home-change" onClick={() => setIsOpen(true)}>
          {w.title}
        </button>
      )}
      <div role="status" id="home-said">
        {said === null || isOpen ? null : <p class="good">{said.text(opened.lang)}</p>}
      </div>
    </>
  );
}

/** The topics that the consents cover, where they are not those of the figures; of which nothing is left, with the way to take that consent back. */
export function Covers({ opened }: Pick<KeptCardProps, "opened">) {
  const { held, words, lang, commons, intake, key } = opened;
  const { covers } = held;
  const [said, setSaid] = useState<Message | null>(null);
  const status = <p role="status">{said === null ? null : <span class="good">{said(lang)}</span>}</p>;
  // That nothing is covered is said at the top, with what follows.
  if (covers.length === 0 || isCoveredAlike(held)) return status;
  const kept = new Set([...held.readings, ...held.unused].map(({ domain }) => domain));
  const bare = covers.filter((id) => !kept.has(id));
  const names = domainNames(bare, commons, lang);
  async function takeBack(): Promise<string> {
    const answer = await intake.json(OBJECTION, { method: "POST", key, body: { domains: bare } });
    if (!answer.ok) return sayRefusal(answer, lang);
    setSaid(() => (lang: Lang) => MINE[lang].state.tookBack(domainNames(bare, commons, lang)));
    await opened.again();
    return "";
  }
  return (
    <>
      <p class="note">{words.state.covers(domainNames(covers, commons, lang))}</p>
      {bare.length === 0 ? null : (
        <div class="note">
          {words.state.coversBare(names)}{" "}
          <AskFirst
            id="take-back"
            class="plain"
            label={words.state.takeBack}
            yes={words.state.takeBackYes}
            no={words.state.takeBackNo}
            onYes={takeBack}
          >
            {words.rights.objectMeans(names, held.paused, false)}
          </AskFirst>
        </div>
      )}
      {status}
    </>
  );
}

/** Tells whether the consents cover the topics of all figures and no others: the line of the figures names them already. */
function isCoveredAlike({ covers, readings, unused }: Contribution): boolean {
  const domains = new Set(readings.map(({ domain }) => domain));
  return unused.length === 0 && covers.length === domains.size && covers.every((id) => domains.has(id));
}

/** What became of a correction, and the figure that it was of. */
interface Result {
  readonly text: Message;
  readonly of: HeldReading;
}

/** Message to screen readers, and seen where no line of the figure is left to stand beside. */
function Told({ result, rows, lang }: { result: Result | null; rows: readonly HeldReading[]; lang: Lang }) {
  return (
    <div role="status" id="corrected" class={result && isAmong(result, rows) ? "visually-hidden" : undefined}>
      {result === null ? null : <p class="good">{result.text(lang)}</p>}
    </div>
  );
}

const keyOf = ({ domain, measure, period }: HeldReading): string => `${domain}.${measure} ${period}`;
const byKey = (a: HeldReading, b: HeldReading): number => keyOf(a).localeCompare(keyOf(b));

/** Tells whether figures of the result's measure are left: it stands in their list, where the figure stands or stood. */
const isAmong = ({ of }: Result, rows: readonly HeldReading[]): boolean =>
  rows.some(({ domain, measure }) => domain === of.domain && measure === of.measure);

/** The home, the figures, and until when they are kept, one line each. */
export function linesOf({ held, words, lang, commons }: OpenContribution): (readonly [string, string])[] {
  const w = words.kept;
  const { area = "", ...attributes } = held.household;
  const answers = Object.entries(attributes).filter(([, value]) => value !== "unknown");
  const home = answers.map(([name, value], i) => (i === 0 ? String : lowerFirst)(answerWords(name, value, lang))).join(", ");
  const namesOf = (readings: readonly HeldReading[]): string =>
    domainNames([...new Set(readings.map(({ domain }) => domain))], commons, lang);
  const yearsOf = (readings: readonly HeldReading[]): string =>
    listed([...new Set(readings.map(({ period }) => period.slice(0, 4)))].sort(), lang);
  const former = formerOf(held).length;
  const erased = held.donations
    .map(({ erased_from }) => erased_from)
    .sort()
    .at(-1);
  return [
    [words.held.area, placePath(commons.tree, area) || area],
    ...(home === "" ? [] : [[w.home, home] as const]),
    ...(held.readings.length === 0
      ? []
      : [[namesOf(held.readings), w.figures(held.readings.length, yearsOf(held.readings))] as const]),
    ...(held.unused.length === 0
      ? []
      : [[namesOf(held.unused), w.idle(w.figures(held.unused.length, yearsOf(held.unused)))] as const]),
    ...(former === 0 ? [] : [[w.former, w.formerText(former)] as const]),
    ...(erased === undefined ? [] : [[w.erased, w.erasedAt(formatPeriod(erased.slice(0, 7), lang))] as const]),
  ];
}

interface ReadingsProps {
  readonly rows: readonly HeldReading[];
  /** false: no consent covers them any more, or an objection takes them out */
  readonly counts: boolean;
  readonly opened: OpenContribution;
  /** the reading that is being corrected, if it is in these rows */
  readonly correcting: Correcting | null;
  readonly result: Result | null;
  readonly onChange: (next: Correcting) => void;
  readonly onClose: (said: Message | null) => void;
  /** called with a message, and one of the readings, once all of a measure were erased */
  readonly onErased: (said: Message, of: HeldReading) => void;
  readonly onRetype: KeptCardProps["onRetype"];
}

/** The readings by measure, one line each. A correction takes place below its line. Long, for what became of a figure is said in its place. */
function Readings({ rows, counts, opened, correcting, result, onChange, onClose, onErased, onRetype }: ReadingsProps) {
  const { lang } = opened;
  const sorted = [...rows].sort(byKey);
  const changed = result !== null && isAmong(result, rows) ? result.of : null;
  const isChanged = (figure: HeldReading): boolean => changed !== null && keyOf(figure) === keyOf(changed);
  const measures = [...new Set(sorted.map((one) => measureName(one, lang)))];
  // An erased figure keeps its place in the list, for what became of it.
  const linesAmong = (ofMeasure: readonly HeldReading[]): readonly HeldReading[] =>
    changed === null || topicOf(changed) !== topicOf(ofMeasure[0] ?? changed) || ofMeasure.some(isChanged)
      ? ofMeasure
      : [...ofMeasure, changed].sort(byKey);
  return (
    <>
      {measures.map((name) => {
        const ofMeasure = sorted.filter((row) => measureName(row, lang) === name);
        const [first] = ofMeasure;
        return (
          <section key={name}>
            <h3>{name}</h3>
            <ul class="figure-lines">
              {linesAmong(ofMeasure).map((figure) => (
                <li key={figure.period}>
                  {ofMeasure.includes(figure) ? (
                    <FigureLine
                      figure={figure}
                      among={ofMeasure}
                      winsOverMonths={counts && ofMeasure.some(({ period }) => period.startsWith(`${figure.period}-`))}
                      opened={opened}
                      onChange={() => onChange({ figure, counts })}
                    />
                  ) : null}
                  {isChanged(figure) ? (
                    <p class="good" aria-hidden="true">
                      {result?.text(lang)}
                    </p>
                  ) : null}
                  {correcting !== null && keyOf(correcting.figure) === keyOf(figure) ? (
                    <CorrectCard
                      opened={opened}
                      correcting={correcting}
                      among={ofMeasure}
                      onClose={onClose}
                      onRetype={onRetype}
                    />
                  ) : null}
                </li>
              ))}
            </ul>
            {/* One month or year is erased in its line. */}
            {first && ofMeasure.length > 1 ? (
              <EraseTopic
                id={`erase-${first.domain}-${first.measure}`}
                label={opened.words.kept.topic}
                class="plain erase-topic"
                opened={opened}
                rows={ofMeasure}
                name={lowerFirst(name)}
                onErased={() => onErased((lang) => MINE[lang].kept.topicErased(measureName(first, lang)), first)}
              />
            ) : null}
          </section>
        );
      })}
    </>
  );
}

interface FigureLineProps {
  readonly figure: HeldReading;
  /** the figures of its list */
  readonly among: readonly HeldReading[];
  /** true of a year's total with months of the same year beside it: for the year, the total is what counts (`pipelines/20_amounts.sql`) */
  readonly winsOverMonths: boolean;
  readonly opened: OpenContribution;
  readonly onChange: () => void;
}

function FigureLine({ figure, among, winsOverMonths, opened, onChange }: FigureLineProps) {
  const { words, lang, commons } = opened;
  const w = words.held;
  return (
    <div class="figure-line">
      <span>{formatPeriod(figure.period, lang)}</span>
      <b class="num">{amountOf(figure, lang, commons.catalog, among).whole}</b>
      <span class="note">{w.sources[figure.source] ?? figure.source}</span>
      <button type="button" class="quiet" aria-label={words.correct.title(nameOf(figure, lang))} onClick={onChange}>
        {w.change}
      </button>
      {winsOverMonths ? <p class="wins">{w.winsOverMonths}</p> : null}
    </div>
  );
}

/** Opens the list of figures, of those that do not count where none does, and moves the focus there. */
export function openFigures(): void {
  const figures = document.getElementById("figures") ?? document.getElementById("idle-figures");
  if (!(figures instanceof HTMLDetailsElement)) return;
  figures.open = true;
  figures.querySelector<HTMLElement>(".figure-line button")?.focus();
}

/** The name of a figure's topic. */
export function measureName({ domain, measure }: HeldReading, lang: Lang): string {
  const ref = measureRef(domain, measure);
  return ref === undefined ? domain : topicLabel(ref, lang);
}

/** The key of a figure's topic. */
export const topicOf = ({ domain, measure }: HeldReading): string => `${domain}.${measure}`;
