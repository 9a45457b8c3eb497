import { NO_HOME } from "../contract/chain.ts";
import type { PublicLog } from "../contract/log.ts";
import { Refusal } from "../contract/problem.ts";
import type { Body } from "../http/index.ts";
import { sha256 } from "../release/index.ts";
import { addressOn, type Site } from "./addresses.ts";
import type { Handler } from "./answer.ts";
import { jsonBody } from "./handlers.ts";
import { mediaType } from "./negotiate.ts";
import { query } from "./params.ts";
import { LOG_PAGE, logQuery, noQuery } from "./queries.ts";

/** What is announced and what happened must not wait in a cache. */
const FRESH = "no-cache";

export const NOTHING_YET: PublicLog = {
  schema: "voisinage-log/1",
  commons: NO_HOME,
  size: 0,
  checkpoint: null,
  keys: [],
  announcements: [],
  entries: [],
};

/** `/v1/log` and what belongs to it: the public log as it stands, of which the portal makes nothing. */
export function logHandlers(read: () => PublicLog | null, site: Site): Record<"log" | "logCheckpoint" | "logKeys", Handler> {
  const standing = () => read() ?? NOTHING_YET;
  return {
    log: (c) => {
      const { from = 1, limit = LOG_PAGE } = query(c, logQuery);
      const log = standing();
      const entries = log.entries.slice(from - 1, from - 1 + limit);
      const more = from - 1 + limit < log.size;
      const next = more ? addressOn(site, `/v1/log?from=${from + limit}&limit=${limit}`) : null;
      const headers: Record<string, string> = next === null ? {} : { Link: `<${next}>; rel="next"` };
      return { ...jsonBody({ ...log, entries, next }), cache: FRESH, headers };
    },
    logCheckpoint: (c) => {
      query(c, noQuery);
      const { checkpoint } = standing();
      if (checkpoint === null) throw new Refusal("not-found", "nothing was stated or published yet: there is no checkpoint");
      return text(`${checkpoint}\n`, "application/jose");
    },
    logKeys: (c) => {
      query(c, noQuery);
      const type = mediaType(c.req.header("Accept"), ["application/jwk-set+json", "application/json"]);
      return { ...jsonBody({ keys: standing().keys }, type), cache: FRESH };
    },
  };
}

function text(content: string, type: string): Body {
  const bytes = new TextEncoder().encode(content);
  return { bytes, type, hash: sha256(bytes), cache: FRESH };
}
