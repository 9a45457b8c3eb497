import { type Signal, signal } from "@preact/signals";
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Absent, elsewhereHref } from "../contribute/absent.tsx";
import { Cleared, SharedBar } from "../contribute/cleared.tsx";
import { CONTRIBUTE_WORDS } from "../contribute/words.ts";
import { Tick } from "../shared/bits.tsx";
import { dataSource, LoadError, type Notice } from "../shared/data.ts";
import { Footer, Header, SampleNotice } from "../shared/frame.tsx";
import { WORDS } from "../shared/i18n.ts";
import { intakeAt } from "../shared/intake.ts";
import { sayRefusal } from "../shared/refusals.ts";
import { type Trace, traceless, type Why } from "../shared/trace.ts";
import { type FileReader, fileReader } from "../visit/file-reader.ts";
import { startVisit, type Visit } from "../visit/visit.ts";
import type { AddPart } from "./add-part.tsx";
import type { Contribution } from "./contribution.ts";
import { KeyForm } from "./key-form.tsx";
import type { Opened } from "./opened.ts";
import { LostKey, OpenedView } from "./opened-view.tsx";
import { MINE } from "./words.ts";

/** What the page has in memory: the key is here while it is open, and in the header of requests, never in an address or a storage. */
interface Memory {
  readonly key: Signal<string>;
  readonly held: Signal<Contribution | null>;
  readonly cleared: Signal<Why | null>;
  /** what was withdrawn, in the intake's words */
  readonly gone: Signal<string>;
  readonly said: Signal<{ readonly sentence: string; readonly good: boolean }>;
  readonly trace: Trace;
}

function newMemory(): Memory {
  const [key, held, cleared] = [signal(""), signal<Contribution | null>(null), signal<Why | null>(null)];
  const said = signal({ sentence: "", good: true });
  const trace = traceless((why) => {
    key.value = "";
    held.value = null;
    said.value = { sentence: "", good: true };
    cleared.value = why;
  });
  return { key, held, cleared, gone: signal(""), said, trace };
}

interface DocumentProps {
  readonly visit: Visit;
  readonly memory: Memory;
  readonly notice: Signal<Notice | null>;
  readonly failure: Signal<Error | null>;
  readonly reader: FileReader;
  readonly Add: Signal<typeof AddPart | null>;
}

function Document(props: DocumentProps) {
  const { visit, memory, notice } = props;
  const lang = visit.lang.value;
  const commons = visit.commons.value;
  const catalog = commons?.catalog ?? null;
  const failure = visit.failure.value ?? props.failure.value;
  const words = MINE[lang];
  const title = WORDS[lang]["my-contribution"];
  const name = catalog?.commons.name[lang] ?? "Voisinage";
  useEffect(() => {
    document.documentElement.lang = lang;
    document.title = `${title} – ${name}`;
  }, [lang, title, name]);
  const href = catalog ? elsewhereHref(catalog, lang, "my-contribution") : undefined;
  const isOpen = memory.held.value !== null;
  const ready = commons !== null && (href !== undefined || notice.value !== null);
  return (
    <>
      <Header current="my-contribution" lang={lang} catalog={catalog} />
      <main id="main" tabIndex={-1} class="my-contribution" data-ready={ready || failure ? "" : undefined}>
        <div class="mine-head">
          <div>
            <h1>{title}</h1>
            <p class="lead">{isOpen ? words.opened : words.lead}</p>
          </div>
          {isOpen ? (
            <button type="button" class="quiet no-print" id="close" onClick={() => forget(memory, words.closed)}>
              {words.close}
            </button>
          ) : null}
        </div>
        {failure ? (
          <div class="failed" role="alert">
            <p>{failure instanceof LoadError ? WORDS[lang].failures[failure.failure] : WORDS[lang].failed}</p>
            <p class="note">{failure.message}</p>
            <button type="button" onClick={() => location.reload()}>
              {WORDS[lang].retry}
            </button>
          </div>
        ) : catalog && href !== undefined ? (
          <Absent catalog={catalog} lang={lang} href={href} />
        ) : commons && notice.value ? (
          <Body {...props} notice={notice.value} commons={commons} />
        ) : (
          <p class="wait" role="status">
            {WORDS[lang].loading}
          </p>
        )}
      </main>
      <Footer lang={lang} catalog={catalog} />
    </>
  );
}

function forget({ key, held, said, trace }: Memory, sentence: string): void {
  trace.set(false);
  key.value = "";
  held.value = null;
  said.value = { sentence, good: true };
}

type BodyProps = Omit<DocumentProps, "notice"> & {
  readonly notice: Notice;
  readonly commons: NonNullable<Visit["commons"]["value"]>;
};

function Body({ visit, memory, notice, commons, reader, Add }: BodyProps) {
  const lang = visit.lang.value;
  const words = MINE[lang];
  const shared = CONTRIBUTE_WORDS[lang];
  const { key, held, cleared, gone, said, trace } = memory;
  // Made anew whenever the form is asked for anew: a field keeps nothing of before.
  const [round, setRound] = useState(0);
  useEffect(() => setRound(round + 1), [held.value === null]);
  const intake = intakeAt(document.baseURI, (url, init) => fetch(url, init));
  const say = (sentence: string, good: boolean): void => {
    said.value = { sentence, good };
  };
  const read = async (tried: string, sentence: string): Promise<string | null> => {
    const answer = await intake.json<Contribution>("v1/my-contribution", { key: tried });
    if (!answer.ok) return sayRefusal(answer, lang);
    key.value = tried;
    held.value = answer.value;
    say(sentence, true);
    return null;
  };
  const again = async (sentence: string): Promise<void> => {
    const refusal = await read(key.value, sentence);
    if (refusal !== null) say(refusal, false);
  };
  if (cleared.value !== null) return <Cleared why={cleared.value} lang={lang} />;
  if (gone.value !== "") return <Gone title={words.rights.gone} text={gone.value} />;
  const { sentence, good } = said.value;
  const opened: Opened | null = held.value && {
    key: key.value,
    held: held.value,
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
    done: async (answer, done) => (answer.ok ? again(done) : say(sayRefusal(answer, lang), false)),
    gone: (text) => {
      gone.value = text;
      forget(memory, "");
    },
    close: () => forget(memory, words.closed),
  };
  return (
    <>
      <SampleNotice lang={lang} catalog={commons.catalog} />
      <div role="status" id="said">
        {good && sentence !== "" ? <p class="good">{sentence}</p> : null}
      </div>
      <div role="alert" id="refused">
        {good ? null : <p class="warn">{sentence}</p>}
      </div>
      {opened ? (
        <>
          {trace.shared.value ? <SharedBar lang={lang} onClear={() => trace.clear("asked")} /> : null}
          <OpenedView opened={opened} Add={Add} />
        </>
      ) : (
        <div class="ask">
          <KeyForm key={round} words={words.key} open={(tried) => read(tried, "")} />
          <div>
            <Tick id="shared" checked={trace.shared.value} onChange={(has) => trace.set(has)} describedBy="shared-means">
              {shared.start.shared}
            </Tick>
            <p class="hint" id="shared-means">
              {shared.start.sharedMeans}
            </p>
            <LostKey opened={{ words, notice }} />
          </div>
        </div>
      )}
    </>
  );
}

function Gone({ title, text }: { title: string; text: string }) {
  useEffect(() => document.getElementById("gone")?.focus(), []);
  return (
    <div class="card">
      <h2 tabIndex={-1} id="gone">
        {title}
      </h2>
      <p>{text}</p>
    </div>
  );
}

/*
 * One's own contribution, by its key. What is fetched is the same for everybody, whatever a key opens: the files of Me situer, the
 * notice, and the part that adds, begun by the first touch of any kind.
 */
const reader = fileReader();
const source = dataSource(document.baseURI, (url) => fetch(url));
const Add = signal<typeof AddPart | null>(null);
const [notice, failure] = [signal<Notice | null>(null), signal<Error | null>(null)];
const visit = startVisit(source, () => {
  reader.begin();
  void import("./add-part.tsx").then(
    (part) => {
      Add.value = part.AddPart;
    },
    () => undefined,
  );
});
const memory = newMemory();
source.notice(visit.lang.value).then(
  (found) => {
    notice.value = found;
  },
  (error: unknown) => {
    failure.value = error instanceof Error ? error : new Error(String(error));
  },
);
// A page that is left may be kept as it was, to come back at once: not with a key in it.
addEventListener("pagehide", () => {
  if (!memory.trace.shared.value) forget(memory, "");
});
document.body.replaceChildren();
render(<Document visit={visit} memory={memory} notice={notice} failure={failure} reader={reader} Add={Add} />, document.body);
