import { h, put } from "../shared/dom.ts";
import { keyIn } from "./contribution.ts";
import type { MineWords } from "./words.ts";

/** Pixels a side that a photograph is brought down to before it is looked at: a code fills most of it. */
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

/** The key in a text file that was saved, or in a photograph of its code; empty where there is none. */
async function keyOfFile(file: File): Promise<string> {
  try {
    return keyIn(file.type.startsWith("image/") ? await textOfPhoto(file) : await file.slice(0, 65_536).text());
  } catch {
    return "";
  }
}

export interface KeyForm {
  readonly element: HTMLElement;
  /** says why the key opened nothing */
  refuse(sentence: string): void;
}

/** Asks for the key: typed, pasted, or read from a file. @param open tries a key */
export function keyForm(words: MineWords["key"], open: (key: string) => Promise<void>): KeyForm {
  const field = h("input", {
    id: "contribution-key",
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: "false",
    maxlength: 200,
    "aria-describedby": "key-hint key-fault",
  });
  const fault = h("p", { class: "fault", id: "key-fault", role: "alert" });
  const button = h("button", { type: "submit", id: "open" }, words.open);
  const refuse = (sentence: string): void => {
    put(fault, sentence);
    field.setAttribute("aria-invalid", "true");
    field.focus();
  };
  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    put(fault);
    field.removeAttribute("aria-invalid");
    const key = keyIn(field.value);
    if (key === "") return refuse(words.empty);
    button.disabled = true;
    put(button, words.opening);
    await open(key);
    button.disabled = false;
    put(button, words.open);
  }
  const chooser = h("input", {
    type: "file",
    id: "key-file",
    accept: "text/plain,image/*",
    hidden: true,
    onChange: async () => {
      const file = chooser.files?.[0];
      chooser.value = "";
      if (file === undefined) return;
      const key = await keyOfFile(file);
      if (key === "") return refuse(words.noKey);
      put(fault);
      field.value = key;
      button.focus();
    },
  });
  const element = h(
    "form",
    { class: "card", novalidate: true, autocomplete: "off", onSubmit: (event) => void submit(event) },
    h("label", { for: "contribution-key" }, words.label),
    field,
    h("p", { class: "hint", id: "key-hint" }, words.hint),
    fault,
    h(
      "div",
      { class: "tools" },
      button,
      h("button", { type: "button", class: "quiet", id: "read-key", onClick: () => chooser.click() }, words.file),
      chooser,
    ),
  );
  return { element, refuse };
}
