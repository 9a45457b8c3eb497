import type { BreachNotice } from "../contract/breach.ts";
import type { Settings } from "../contract/settings.ts";
import { epsilonOf } from "../release/epsilon.ts";
import { sha256 } from "../release/index.ts";
import type { Territory } from "../territory/index.ts";
import { TEXTS } from "../texts/files.ts";
import { type Facts, factsOf, noticeDocument } from "../texts/index.ts";
import type { Handler } from "./answer.ts";
import { jsonBody } from "./handlers.ts";
import { language } from "./negotiate.ts";
import { query } from "./params.ts";
import { languageQuery } from "./queries.ts";

/**
 * `/v1/notice`: as it stands now. It is asked for again each time, for what happened must not wait in a cache.
 *
 * @param languages of the commons, the first where the client wants none of ours
 */
export function noticeHandler(
  inForce: () => { readonly settings: Settings; readonly territory: Territory },
  breaches: () => readonly BreachNotice[],
  languages: Settings["languages"],
): Handler {
  let [of, facts]: [Settings | undefined, Facts | undefined] = [undefined, undefined];
  return (c) => {
    const { lang } = query(c, languageQuery);
    const chosen = language(c, lang, languages);
    const { settings, territory } = inForce();
    if (facts === undefined || of !== settings) [of, facts] = [settings, factsOf(settings, territory, epsilonOf)];
    const body = jsonBody(noticeDocument(TEXTS, facts, breaches(), chosen, sha256));
    return { ...body, cache: "no-cache", headers: { "Content-Language": chosen } };
  };
}
