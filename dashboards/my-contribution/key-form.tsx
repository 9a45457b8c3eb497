import { useEffect, useRef, useState } from "preact/hooks";
import { isKey, keyIn } from "./contribution.ts";
import type { MineWords } from "./words.ts";

/** Longest side in px to which a photograph is reduced before its code is read. */
const SIDE = 1200;

async function textOfPhoto(file: File): Promise<string> {
  const { default: decodeQR } = await import("qr/decode.js");
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, SIDE / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [Math.round(bitmap.width * scale), Math.round(bitmap.height * scale)];
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (context === null) return "";
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return decodeQR(context.getImageData(0, 0, width, height));
}

/** The key in a saved text file or in a photograph of its code; empty where there is none. */
async function keyOfFile(file: File): Promise<string> {
  try {
    return keyIn(file.type.startsWith("image/") ? await textOfPhoto(file) : await file.slice(0, 65_536).text());
  } catch {
    return "";
  }
}

/** A form for the key: typed, pasted, or read from a file. `open` tries a key, and returns why it opens nothing, or null. */
export function KeyForm({ words, open }: { words: MineWords["key"]; open: (key: string) => Promise<string | null> }) {
  const [typed, setTyped] = useState("");
  const [fault, setFault] = useState("");
  const [read, setRead] = useState("");
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (fault !== "") field.current?.focus();
  }, [fault]);
  const take = (key: string): void => {
    // A file without a key leaves none in the field: the one of before would be taken for it.
    const found = isKey(key) ? key : "";
    setFault(found === "" ? words.noKey : "");
    setTyped(found);
    setRead(found);
    if (found !== "") button.current?.focus();
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setFault("");
    const key = keyIn(typed);
    if (key === "") return setFault(words.empty);
    // A key that was cut short or mistyped is refused here, without sending it.
    if (!isKey(key)) return setFault(words.malformed(key.length));
    setBusy(true);
    const why = await open(key);
    setBusy(false);
    if (why !== null) setFault(why);
  };
  return (
    <form class="card key-form" noValidate autocomplete="off" onSubmit={(event) => void submit(event)}>
      <label for="contribution-key">{words.label}</label>
      <input
        ref={field}
        id="contribution-key"
        type="text"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        maxLength={200}
        aria-describedby="key-hint key-fault"
        aria-invalid={fault === "" ? undefined : true}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <p class="hint" id="key-hint">
        {words.hint}
      </p>
      <Messages said={read !== "" && read === typed && fault === "" ? words.read : ""} fault={fault} />
      <div class="tools">
        <button ref={button} type="submit" id="open" disabled={busy}>
          {busy ? words.opening : words.open}
        </button>
        <KeyFile label={words.file} onRead={take} />
      </div>
    </form>
  );
}

/** That a key was read, or why none opens. */
function Messages({ said, fault }: { said: string; fault: string }) {
  return (
    <>
      <p class="said" id="key-read" role="status">
        {said}
      </p>
      <p class="fault" id="key-fault" role="alert">
        {fault}
      </p>
    </>
  );
}

/** Reads the key from a file. `onRead` receives it, or an empty text. */
function KeyFile({ label, onRead }: { label: string; onRead: (key: string) => void }) {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class="quiet" id="read-key" onClick={() => chooser.current?.click()}>
        {label}
      </button>
      <input
        ref={chooser}
        type="file"
        id="key-file"
        accept="text/plain,image/*"
        hidden
        aria-label={label}
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (chosen !== undefined) void keyOfFile(chosen).then(onRead);
        }}
      />
    </>
  );
}
