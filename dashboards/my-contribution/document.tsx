import type { Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Absent, elsewhereHref } from "../contribute/absent.tsx";
import { ClearedNotice, SharedBar } from "../contribute/cleared.tsx";
import { nextDue } from "../contribute/coming.ts";
import { LostKey } from "../contribute/lost-key.tsx";
import { SharedDevice } from "../contribute/shared-device.tsx";
import { CONTRIBUTE_WORDS } from "../contribute/words.ts";
import type { Catalog, Notice } from "../shared/data.ts";
import { formatDate, formatPeriod } from "../shared/format.ts";
import { SampleNotice } from "../shared/frame.tsx";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { type Intake, intakeAt } from "../shared/intake.ts";
import { isClosed, pageHref } from "../shared/layout.ts";
import { PageFrame } from "../shared/page-frame.tsx";
import { sayRefusal } from "../shared/refusals.ts";
import type { FileReader } from "../visit/file-reader.ts";
import type { Visit } from "../visit/visit.ts";
import type { Contribution } from "./contribution.ts";
import { Fingerprint } from "./fingerprint.tsx";
import { KeyForm } from "./key-form.tsx";
import { forget, type Message, NOTHING_SAID, type OpenMemory } from "./memory.ts";
import type { OpenContribution } from "./opened.ts";
import type { OpenedView } from "./opened-view.tsx";
import { MINE } from "./words.ts";

interface MineProps {
  readonly visit: Visit;
  readonly memory: OpenMemory;
  readonly notice: Signal<Notice | null>;
  readonly failure: Signal<Error | null>;
  readonly reader: FileReader;
  /** null until it is loaded, which the first touch begins */
  readonly view: Signal<typeof OpenedView | null>;
}

/** The page Ma contribution: asks for a key, and shows the contribution that it opens. */
export function MineDocument(props: MineProps) {
  const { visit, memory, notice } = props;
  const lang = visit.lang.value;
  const commons = visit.commons.value;
  const catalog = commons?.catalog ?? null;
  const words = MINE[lang];
  const title = WORDS[lang]["my-contribution"];
  const href = catalog ? elsewhereHref(catalog, lang, "my-contribution") : undefined;
  const isOpen = memory.held.value !== null;
  const isOver = memory.gone.value !== null || memory.cleared.value !== null;
  const head = (
    <div class="mine-head">
      <div>
        <h1>{title}</h1>
        {isOpen || isOver || catalog?.commons.origin ? null : <p class="lead">{words.lead}</p>}
      </div>
      {isOpen ? (
        <button type="button" class="quiet no-print" id="close" onClick={() => forget(memory, (lang) => MINE[lang].closed)}>
          {words.close}
        </button>
      ) : null}
    </div>
  );
  return (
    <PageFrame
      current="my-contribution"
      lang={lang}
      catalog={catalog}
      title={title}
      class="my-contribution"
      head={head}
      failure={visit.failure.value ?? props.failure.value}
      ready={commons !== null && (href !== undefined || notice.value !== null)}
    >
      {catalog && href !== undefined ? (
        <Absent catalog={catalog} lang={lang} href={href} />
      ) : commons && notice.value ? (
        <Body {...props} notice={notice.value} commons={commons} />
      ) : (
        <Waiting lang={lang} />
      )}
    </PageFrame>
  );
}

function Waiting({ lang }: { lang: Lang }) {
  return (
    <p class="wait" role="status">
      {WORDS[lang].loading}
    </p>
  );
}

type BodyProps = Omit<MineProps, "notice" | "failure"> & {
  readonly notice: Notice;
  readonly commons: NonNullable<Visit["commons"]["value"]>;
};

/** The last message, then the open contribution, or the form that opens one. */
function Body(props: BodyProps) {
  const { visit, memory, commons } = props;
  const View = props.view.value;
  const lang = visit.lang.value;
  const { held, cleared, gone, said, trace } = memory;
  const intake = intakeAt(document.baseURI, (url, init) => fetch(url, init));
  if (cleared.value !== null) return <ClearedNotice why={cleared.value} lang={lang} />;
  const { gone: title, reminder } = MINE[lang].rights;
  if (gone.value !== null) return <Gone title={title} text={gone.value(lang)} reminder={reminder} lang={lang} />;
  const { good } = said.value;
  const sentence = said.value.sentence(lang);
  return (
    <>
      <SampleNotice lang={lang} catalog={commons.catalog} />
      <div role="status" id="said">
        {good && sentence !== "" ? <p class="good">{sentence}</p> : null}
      </div>
      <div role="alert" id="refused">
        {good ? null : <p class="warn">{sentence}</p>}
      </div>
      {held.value ? (
        <>
          {trace.shared.value ? <SharedBar lang={lang} trace={trace} /> : null}
          {View === null ? <Waiting lang={lang} /> : <View opened={openedOf(props, held.value, intake)} />}
        </>
      ) : (
        <>
          <NotTaken catalog={commons.catalog} lang={lang} />
          {/* Of a copy nobody has a key. */}
          {commons.catalog.commons.origin === undefined ? (
            <Ask {...props} open={async (tried) => (await read(tried, NOTHING_SAID, { memory, intake }))?.(lang) ?? null} />
          ) : (
            <News commons={commons} notice={props.notice} lang={lang} />
          )}
        </>
      )}
    </>
  );
}

/** Opens a contribution by its key and shows a message. Returns the reason where it does not open; null: it did. */
async function read(
  key: string,
  sentence: Message,
  { memory, intake }: { memory: OpenMemory; intake: Intake },
): Promise<Message | null> {
  const answer = await intake.json<Contribution>("v1/my-contribution", { key });
  if (!answer.ok) {
    const isTyped = answer.code === "key-not-known" && memory.key.value !== key;
    return (lang) => (isTyped ? `${sayRefusal(answer, lang)} ${MINE[lang].key.alike}` : sayRefusal(answer, lang));
  }
  memory.key.value = key;
  memory.held.value = answer.value;
  memory.said.value = { sentence, good: true };
  return null;
}

/** State and actions shared by all parts of an open contribution. */
function openedOf({ visit, memory, notice, commons, reader }: BodyProps, held: Contribution, intake: Intake): OpenContribution {
  const lang = visit.lang.value;
  const words = MINE[lang];
  const { key, gone, said, trace } = memory;
  const say = (sentence: Message, good: boolean): void => {
    said.value = { sentence, good };
  };
  const again = async (sentence = NOTHING_SAID): Promise<void> => {
    const refusal = await read(key.value, sentence, { memory, intake });
    if (refusal !== null) say(refusal, false);
  };
  return {
    key: key.value,
    held,
    lang,
    words,
    commons,
    notice,
    intake,
    reader,
    trace,
    now: () => new Date(),
    again,
    say,
    gone: (text) => {
      gone.value = text;
      forget(memory);
    },
  };
}

type AskProps = BodyProps & {
  readonly open: (key: string) => Promise<string | null>;
};

/** The newest figures and the day of the next ones: whoever comes back knows whether there is something to read before looking for the key. */
export function News({
  commons: { main, catalog },
  notice,
  lang,
}: Pick<AskProps, "notice"> & { readonly commons: Pick<AskProps["commons"], "main" | "catalog">; readonly lang: Lang }) {
  if (main === null) return null;
  // While no contribution is taken, the calendar is that of a project.
  const next = isClosed(catalog) ? null : nextDue(notice.facts, catalog.releases, new Date());
  const [at, due] = [formatDate(main.created_at, lang), next && formatDate(next, lang)];
  return <p class="note">{MINE[lang].news(formatPeriod(main.period, lang), at, due)}</p>;
}

/** Says that no contribution is taken, while that is so: few then have a key; of a copy, that none ever is. */
export function NotTaken({ catalog, lang }: { catalog: Pick<Catalog, "intake" | "commons">; lang: Lang }) {
  if (!isClosed(catalog)) return null;
  const { closed, copied } = WORDS[lang].welcome.months;
  return (
    <p class="note" id="closed">
      {catalog.commons.origin === undefined ? closed(catalog.commons.contact ?? null) : copied}
    </p>
  );
}

/** Asks for the key and whether the device is shared, and says what happens if the key is lost. */
function Ask({ visit, commons, memory: { trace }, notice, open }: AskProps) {
  const lang = visit.lang.value;
  const words = MINE[lang];
  const contribute = CONTRIBUTE_WORDS[lang];
  return (
    <div class="ask">
      <KeyForm words={words.key} open={open} />
      <div>
        <News commons={commons} notice={notice} lang={lang} />
        <SharedDevice flow={{ words: contribute, trace }} />
        <details class="lost-key">
          <summary>{words.lostKey}</summary>
          <LostKey words={contribute} notice={notice} lang={lang} />
        </details>
      </div>
    </div>
  );
}

/** The intake's answer to a withdrawal, and what it cannot undo: a reminder that was taken along. */
function Gone({ title, text, reminder, lang }: { title: string; text: string; reminder: string; lang: Lang }) {
  useEffect(() => document.getElementById("gone")?.focus(), []);
  return (
    <div class="card">
      <h2 tabIndex={-1} id="gone">
        {title}
      </h2>
      <p>{text}</p>
      <Fingerprint lang={lang} />
      <p>{reminder}</p>
      <a class="button" href={pageHref("home", lang)}>
        {WORDS[lang].home}
      </a>
    </div>
  );
}
