import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { consentsInOrder } from "../../src/contract/consent.ts";
import { domainNames } from "../contribute/domain-names.ts";
import { SharedFile } from "../contribute/shared-file.tsx";
import { Folded, Tick } from "../shared/bits.tsx";
import { saveBlob } from "../shared/download.ts";
import { formatDate, lowerFirst } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import type { IntakeReply } from "../shared/intake.ts";
import { sayRefusal } from "../shared/refusals.ts";
import { Rich } from "../shared/rich.tsx";
import { AskFirst } from "./ask-first.tsx";
import { type Contribution, type HeldReading, mayBePublished, type Withdrawn } from "./contribution.ts";
import { EraseTopic } from "./erase-topic.tsx";
import { Fingerprint } from "./fingerprint.tsx";
import { momentOf } from "./held-words.ts";
import { measureName, openFigures, topicOf } from "./kept-card.tsx";
import type { Message } from "./memory.ts";
import type { OpenContribution } from "./opened.ts";
import { ownSheet } from "./own-sheet.ts";
import { useResult } from "./use-result.ts";
import { MINE } from "./words.ts";

const CONTRIBUTION = "v1/my-contribution";

/** What came of the last action. */
interface Outcome {
  readonly text: Message;
  readonly good: boolean;
}

type RightName = "take" | "correct" | "pause" | "object" | "erase" | "withdraw";

interface RightProps {
  readonly opened: OpenContribution;
  readonly tell: (outcome: Outcome) => void;
}

/** The rights: to take away, correct, pause and resume, object and withdraw, each as simple as contributing. */
export function Rights({ opened }: { opened: OpenContribution }) {
  const { words, held } = opened;
  const [outcome, setOutcome] = useResult<Outcome & { readonly of: RightName }>(held);
  const of = outcome?.of;
  const as = (name: RightName): RightProps => ({ opened, tell: (outcome) => setOutcome({ ...outcome, of: name }) });
  const said = (name: RightName) => ({ lang: opened.lang, said: of === name ? outcome : null });
  return (
    <section class="rights" aria-labelledby="rights-title">
      <h2 id="rights-title" tabIndex={-1}>
        {words.rightsTitle}
      </h2>
      <div class="right-cards">
        <Right words={words.cards.take} {...said("take")}>
          <Take {...as("take")} />
        </Right>
        <Right words={words.cards.correct} {...said("correct")}>
          {held.readings.length + held.unused.length > 0 ? (
            <button type="button" class="quiet" id="correct" onClick={openFigures}>
              {words.correctGo}
            </button>
          ) : (
            <p>{words.correctNone}</p>
          )}
        </Right>
        <Right words={held.paused ? words.cards.resume : words.cards.pause} {...said("pause")}>
          <Pause {...as("pause")} />
        </Right>
        {held.covers.length === 0 && of !== "object" ? null : (
          <Right words={words.cards.object} {...said("object")}>
            {held.covers.length === 0 ? null : (
              <Folded id="object-fold" summary={words.objectOpen}>
                {() => <ObjectForm {...as("object")} />}
              </Folded>
            )}
          </Right>
        )}
        {held.readings.length + held.unused.length === 0 && of !== "erase" ? null : (
          <Right words={words.cards.erase} {...said("erase")}>
            <EraseOne {...as("erase")} />
          </Right>
        )}
        <Right
          words={[words.rights.withdraw, words.rights.withdrawShort(opened.notice.facts.operator.backup_days)]}
          {...said("withdraw")}
        >
          <Withdraw {...as("withdraw")} />
        </Right>
      </div>
    </section>
  );
}

/** Tells what came of a change and, where it was made, loads the contribution again. */
async function settle<T>({ opened, tell }: RightProps, answer: IntakeReply<T>, text: Message): Promise<void> {
  if (!answer.ok) return tell({ text: (lang) => sayRefusal(answer, lang), good: false });
  await opened.again();
  tell({ text, good: true });
  // With the last topic objected to, the form is gone, and its button with it.
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) document.getElementById("rights-title")?.focus();
  });
}

interface RightCardProps {
  readonly words: readonly [string, string];
  /** what came of it, where it was the last that was used */
  readonly said: Outcome | null;
  readonly lang: Lang;
  readonly children: ComponentChildren;
}

/** One right with its control, and what came of it where it was used: elsewhere it would be off the screen, or over what is read next. */
function Right({ words: [title, text], said, lang, children }: RightCardProps) {
  const outcome = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (said !== null) outcome.current?.scrollIntoView({ block: "nearest" });
  }, [said?.text]);
  return (
    <section class="card right">
      <h3>{title}</h3>
      <p class="note">{text}</p>
      {children}
      <div ref={outcome} role="status">
        {said === null ? null : <p class={said.good ? "good" : "warn"}>{said.text(lang)}</p>}
      </div>
    </section>
  );
}

/** The topics that can be erased one by one, each after a question that is asked here, and answered here. */
function EraseOne({ opened, tell }: RightProps) {
  const { held, lang } = opened;
  const rows = [...held.readings, ...held.unused];
  const firsts = rows.filter((row, i) => rows.findIndex((one) => topicOf(one) === topicOf(row)) === i);
  const onErased = (first: HeldReading): void => {
    tell({ text: (lang) => MINE[lang].kept.topicErased(measureName(first, lang)), good: true });
    // The pressed button is gone, and with the last topic all of them.
    requestAnimationFrame(() => {
      const next = document.querySelector<HTMLElement>(".erase-one button") ?? document.getElementById("rights-title");
      next?.focus({ preventScroll: true });
    });
  };
  return (
    <div class="tools erase-one">
      {firsts.map((first) => (
        <EraseTopic
          key={topicOf(first)}
          id={`right-${first.domain}-${first.measure}`}
          label={measureName(first, lang)}
          class="quiet"
          opened={opened}
          rows={rows.filter((row) => topicOf(row) === topicOf(first))}
          name={lowerFirst(measureName(first, lang))}
          onErased={() => onErased(first)}
        />
      ))}
    </div>
  );
}

/** Everything stored as a file, and the records of each consent. */
function Take({ opened, tell }: RightProps) {
  const { words, lang, intake, key, trace } = opened;
  const w = words.take;
  const saveSheet = (): void => saveBlob(new Blob([ownSheet(opened)], { type: "text/csv;charset=utf-8" }), `${w.fileName}.csv`);
  const saveJson = async (): Promise<void> => {
    const answer = await intake.file(`${CONTRIBUTION}/export?format=json`, { key });
    // The intake sends it on one line, which no person reads.
    if (answer.ok) {
      const text = JSON.stringify(JSON.parse(await answer.value.text()), null, 2);
      saveBlob(new Blob([text], { type: "application/json" }), `${w.fileName}.json`);
    } else tell({ text: (lang) => sayRefusal(answer, lang), good: false });
  };
  return (
    <SharedFile trace={trace} lang={lang}>
      {() => (
        <>
          <div class="tools">
            <button type="button" class="quiet" id="csv" onClick={saveSheet}>
              {w.csv}
            </button>
            <button type="button" class="quiet" id="json" onClick={() => void saveJson()}>
              {w.json}
            </button>
          </div>
          <Folded summary={w.records}>{() => <Records opened={opened} />}</Folded>
        </>
      )}
    </SharedFile>
  );
}

/** The record of each consent, to be saved. */
function Records({ opened }: Pick<RightProps, "opened">) {
  const { held, words, lang, commons } = opened;
  const w = words.take;
  const given = consentsInOrder([held.consent, ...held.donations.map(({ consent }) => consent)]);
  const record = (one: object, i: number) => {
    const consent = given[i];
    const text = JSON.stringify(one, null, 2);
    const save = (): void => saveBlob(new Blob([text], { type: "application/ld+json" }), `${w.recordName}-${i + 1}.jsonld`);
    const when = consent === undefined ? "" : w.at(...momentOf(consent.given_at, lang));
    return (
      <li key={i}>
        {w.record(when, domainNames(consent?.domains ?? [], commons, lang))}
        <button type="button" class="quiet" onClick={save}>
          {w.recordSave}
        </button>
      </li>
    );
  };
  return (
    <>
      <p class="hint">{w.recordIs}</p>
      <ul class="records">{held.consent_records.map(record)}</ul>
    </>
  );
}

function Pause(props: RightProps) {
  const { held, words, intake, key } = props.opened;
  const [path, done] = held.paused ? (["resume", "resumed"] as const) : (["pause", "paused"] as const);
  const go = (): Promise<void> =>
    intake
      .json(`${CONTRIBUTION}/${path}`, { method: "POST", key })
      .then((answer) => settle(props, answer, (lang) => MINE[lang].rights[done]));
  return (
    <button type="button" class="quiet" id={path} onClick={() => void go()}>
      {words.cards[path][0]}
    </button>
  );
}

/** What is said of topics that have figures, then of those that have none: of an erased one nothing is left to erase, nor to count again. */
export function ofEach(
  topics: readonly string[],
  { readings, unused }: Pick<Contribution, "readings" | "unused">,
  say: (topics: readonly string[], isKept: boolean) => string,
): string {
  const kept = new Set([...readings, ...unused].map(({ domain }) => domain));
  const [left, bare] = [topics.filter((id) => kept.has(id)), topics.filter((id) => !kept.has(id))];
  return [left.length > 0 && say(left, true), bare.length > 0 && say(bare, false)].filter(Boolean).join(" ");
}

function ObjectForm(props: RightProps) {
  const { held, words, lang, intake, key, commons } = props.opened;
  const w = words.rights;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [fault, setFault] = useState("");
  const mayAsk = (): boolean => {
    const isNone = chosen.length === 0;
    setFault(isNone ? w.objectNone : "");
    if (isNone) document.getElementById(`object-${held.covers[0]}`)?.focus();
    return !isNone;
  };
  async function go(): Promise<string> {
    const answer = await intake.json(`${CONTRIBUTION}/objection`, { method: "POST", key, body: { domains: chosen } });
    if (answer.ok) setChosen([]);
    await settle(props, answer, (lang) =>
      ofEach(chosen, held, (ids, isKept) => MINE[lang].rights.objected(domainNames(ids, commons, lang), isKept)),
    );
    return "";
  }
  return (
    <>
      {held.covers.map((id) => (
        <Tick
          key={id}
          id={`object-${id}`}
          checked={chosen.includes(id)}
          onChange={(has) => setChosen(has ? [...chosen, id] : chosen.filter((one) => one !== id))}
        >
          {domainNames([id], commons, lang)}
        </Tick>
      ))}
      <p class="fault" role="alert">
        {fault}
      </p>
      {/* The question is about the ticked topics: of others it is asked anew. */}
      <AskFirst key={chosen.join()} id="object" label={w.objectGo} yes={w.objectYes} no={w.objectNo} mayAsk={mayAsk} onYes={go}>
        {ofEach(chosen, held, (ids, isKept) => w.objectMeans(domainNames(ids, commons, lang), held.paused, isKept))}
      </AskFirst>
    </>
  );
}

function Withdraw({ opened, tell }: RightProps) {
  const { words, lang, intake, key, notice, held, commons, now } = opened;
  const w = words.rights;
  const isPublished = mayBePublished(held, commons.catalog.releases, notice.facts.retention_months, now());
  async function go(): Promise<string> {
    const answer = await intake.json<Withdrawn>(CONTRIBUTION, { method: "DELETE", key });
    // The intake writes days as programs do.
    if (answer.ok) opened.gone((lang) => answer.value.notice[lang].replace(/\d{4}-\d\d-\d\d/g, (day) => formatDate(day, lang)));
    else tell({ text: (lang) => sayRefusal(answer, lang), good: false });
    return "";
  }
  return (
    <AskFirst id="withdraw" label={w.withdraw} class="quiet strong" yes={w.confirm} no={w.keep} onYes={go}>
      <ul>
        {w.withdrawMeans(notice.facts.operator.backup_days, isPublished).map((line) => (
          <li key={line}>
            <Rich text={line} />
          </li>
        ))}
      </ul>
      <Fingerprint lang={lang} />
    </AskFirst>
  );
}
