import Mustache from "mustache";

/** The texts of one language: pages by the name of their file, and the phrases that they share by their heading. */
export type LanguageTexts = Readonly<Record<string, string>>;

/** What a text may say, by the name under which it says it. */
export type TextView = Readonly<Record<string, unknown>>;

/** A text whose placeholders are filled: each value stands as its index between two marks of Unicode’s private use, so that no value can be read as Markdown. */
export interface FilledText {
  readonly markdown: string;
  readonly values: readonly string[];
}

/**
 * @param files Markdown by the file's name without `.md`; `phrases` holds one phrase below each heading
 * @throws RangeError where a text asks for a phrase that does not exist
 */
export function parseTexts({ phrases: shared = "", ...files }: Readonly<Record<string, string>>): LanguageTexts {
  const known = new Map(Object.entries(files));
  for (const part of shared.split(/^## /m).slice(1)) {
    const end = part.indexOf("\n");
    known.set(part.slice(0, end).trim(), parsePhrase(part.slice(end).trim()));
  }
  // Mustache has partials of its own, but those take the line break after them away.
  const expand = (text: string): string =>
    text.replaceAll(/\{\{> (.+?)\}\}/g, (_, name: string) => {
      const phrase = known.get(name);
      if (phrase === undefined) throw new RangeError(`a text asks for the phrase ${name}, and there is none`);
      return expand(phrase.trim());
    });
  return Object.fromEntries([...known].map(([name, text]) => [name, expand(text)]));
}

/** A list or a table keeps its lines. All else is put inside a line, so its own line breaks are dropped. */
function parsePhrase(text: string): string {
  return /^(- |\| )/m.test(text) ? text : text.replaceAll("\n", "");
}

/** Mustache prints nothing where a name is unknown: a notice would lose a sentence, and nobody would see it. */
class StrictContext extends Mustache.Context {
  override push(view: unknown): StrictContext {
    return new StrictContext(view, this);
  }
  override lookup(name: string): unknown {
    const value: unknown = super.lookup(name);
    if (value !== undefined) return value;
    // What is not stated has no parts, and a text may ask for one.
    const whole = name.slice(0, Math.max(0, name.lastIndexOf(".")));
    if (whole !== "" && this.lookup(whole) === null) return null;
    throw new RangeError(`a text says {{${name}}}, and there is no such fact`);
  }
}

/**
 * @param write puts a value into words
 * @throws RangeError where the text names a fact that does not exist
 */
export function fillText(text: string, view: TextView, write: (value: unknown) => string): FilledText {
  const values: string[] = [];
  const keep = (value: unknown) => `\uE000${values.push(write(value)) - 1}\uE000`;
  return { markdown: Mustache.render(text, new StrictContext(view), undefined, { escape: keep }), values };
}
