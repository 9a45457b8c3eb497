import { Refusal } from "../contract/problem.ts";
import type { Labels } from "../domains/index.ts";
import { VARIANTS } from "./forms.ts";
import { LOOKS, type UnknownFileKind } from "./looks.ts";

/** What is read, as people know it: who gives such files out, or what they are of, and in which formats. */
export function readable(): Labels {
  const names = (lang: keyof Labels): string[] => {
    const formats = new Map<string, Set<string>>();
    for (const { [lang]: label } of Object.values(VARIANTS)) {
      const [name = ""] = label.split(/, | \(/);
      formats.set(name, (formats.get(name) ?? new Set()).add(label.slice(label.lastIndexOf("(") + 1, -1)));
    }
    return [...formats].map(([name, found]) => `${name} (${[...found].join(", ")})`);
  };
  return { fr: names("fr").join(" ; "), en: names("en").join("; ") };
}

/** No reader knows a file: what it looks like, for whoever says it in other words. */
export class UnknownFile extends Refusal {
  readonly looks: UnknownFileKind;

  /** @param name of it, where whoever reads this knows it by one */
  constructor(looks: UnknownFileKind, name = "the file") {
    const { is, instead } = LOOKS[looks];
    const typed = looks === "pdf" || looks === "image" ? " Figures are typed on a commons’ page “Contribute”." : "";
    const list = looks === "empty" || looks === "folder" ? "" : ` What is read: ${readable().en}.`;
    super("unknown-file", `${name} ${is.en}. ${instead.en}${typed}${list}`);
    this.looks = looks;
  }
}
