import { AT_ROOT, type Site } from "../portal/index.ts";
import { option, text, UsageError } from "./verb.ts";

export const BASE_URL = option(
  "URL",
  "address of the site as the world knows it, such as https://data.example.org/commons/: catalogue, feed and citations name it",
  (given, name) => {
    const url = webAddress(given);
    if (url === null || url.search || url.hash || url.username || url.password)
      throw new UsageError(`--${name} must be an http or https address without a query; got ${given}`);
    if (!url.pathname.endsWith("/")) url.pathname += "/";
    return url;
  },
);

export const BASE = text(
  "PATH",
  "path of the site, such as /commons/; by default that of --base-url",
  /^\/((?!\.{1,2}\/)[A-Za-z0-9._~-]+\/)*$/,
  "begin and end with / and have letters, digits and ._~- between",
);

/** Where the site is, from its two options. @throws UsageError where they contradict each other */
export function siteOf({ baseUrl: url, base }: { readonly baseUrl: URL | undefined; readonly base?: string | undefined }): Site {
  if (url === undefined) return { ...AT_ROOT, path: base ?? "/" };
  if (base !== undefined && url.pathname !== "/" && url.pathname !== base)
    throw new UsageError(`--base-url lies under ${url.pathname} and --base says ${base}: give one of them`);
  const whole = new URL(base ?? url.pathname, url);
  return { ...AT_ROOT, path: whole.pathname, url: whole.href };
}

/** Reads the address of a page elsewhere. @throws UsageError */
export function pageUrl(given: string, name: string): string {
  const url = webAddress(given);
  if (url === null) throw new UsageError(`--${name} must be an http or https address; got ${given}`);
  return url.href;
}

function webAddress(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url && /^https?:$/.test(url.protocol) ? url : null;
}
