import type { BreachNotice } from "../contract/breach.ts";
import type { Settings } from "../contract/settings.ts";
import { epsilonOf } from "../release/epsilon.ts";
import { sha256 } from "../release/index.ts";
import type { Territory } from "../territory/index.ts";
import { TEXTS } from "../texts/files.ts";
import { type Facts, factsOf, type Language, noticeDocument, type ShownNotice, shownNotice } from "../texts/index.ts";
import type { Handler } from "./answer.ts";
import { jsonBody } from "./handlers.ts";
import { language } from "./negotiate.ts";
import { query } from "./params.ts";
import { languageQuery } from "./queries.ts";

/**
 * `/v1/notice`, as it stands now. Clients ask for it again each time, for what happened must not wait in a cache; the notice
 * itself is written once for each terms and language.
 *
 * @param languages of the commons, the first where the client wants none of ours
 */
export function noticeHandler(
  inForce: () => { readonly settings: Settings; readonly territory: Territory },
  breaches: () => readonly BreachNotice[],
  languages: Settings["languages"],
): Handler {
  let current: { readonly of: Settings; readonly facts: Facts; readonly shown: Map<Language, ShownNotice> } | undefined;
  return (c) => {
    const { lang } = query(c, languageQuery);
    const chosen = language(c, lang, languages);
    const { settings, territory } = inForce();
    if (current?.of !== settings) current = { of: settings, facts: factsOf(settings, territory, epsilonOf), shown: new Map() };
    const { facts, shown } = current;
    const notice = shown.get(chosen) ?? shownNotice(TEXTS, facts, chosen, sha256);
    shown.set(chosen, notice);
    const body = jsonBody(noticeDocument(notice, facts, breaches()));
    return { ...body, cache: "no-cache", headers: { "Content-Language": chosen } };
  };
}
