import type { Catalog } from "../shared/data.ts";
import { h } from "../shared/dom.ts";
import { formatDate } from "../shared/format.ts";
import type { Lang, Translated } from "../shared/i18n.ts";

const fr = { printed: (commons: string, day: string, address: string) => `${commons}, imprimé le ${day} : ${address}` };
const WORDS_HERE: Translated<typeof fr> = {
  fr,
  en: { printed: (commons, day, address) => `${commons}, printed on ${day}: ${address}` },
};

/** On paper alone: whose text it is, of which day and from which address, for whoever files it. */
export function printedLine({ commons }: Pick<Catalog, "commons">, lang: Lang): HTMLElement {
  const [day, address] = [formatDate(new Date().toISOString(), lang), location.href.replace(/#.*/, "")];
  return h("p", { class: "source only-print" }, WORDS_HERE[lang].printed(commons.name[lang], day, address));
}
