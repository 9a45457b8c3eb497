import { AT_ROOT, type Site } from "../portal/index.ts";
import { UsageError, type VerbInput } from "./verb.ts";

export const BASE_URL = {
  type: "string",
  value: "URL",
  help: "address of the site as the world knows it, such as https://data.example.org/commons/: catalogue, feed and citations name it",
} as const;

export const BASE = {
  type: "string",
  value: "PATH",
  help: "path of the site, such as /commons/; by default that of --base-url",
} as const;

/** Where the site is, from `--base-url` and `--base`. @throws UsageError that says what each must be */
export function siteOf({ options }: Pick<VerbInput, "options">): Site {
  const { base } = options;
  if (base !== undefined && !/^\/((?!\.{1,2}\/)[A-Za-z0-9._~-]+\/)*$/.test(base))
    throw new UsageError(`--base must begin and end with / and have letters, digits and ._~- between; got ${base}`);
  const given = options["base-url"];
  if (given === undefined) return { ...AT_ROOT, path: base ?? "/" };
  const url = absolute(given);
  if (base !== undefined && url.pathname !== "/" && url.pathname !== base)
    throw new UsageError(`--base-url lies under ${url.pathname} and --base says ${base}: give one of them`);
  if (base !== undefined) url.pathname = base;
  return { ...AT_ROOT, path: url.pathname, url: url.href };
}

function absolute(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username || url.password)
    throw new UsageError(`--base-url must be an http or https address without a query; got ${text}`);
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}

/** An address of a page elsewhere. @throws UsageError */
export function pageUrl(name: string, text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new UsageError(`--${name} must be an http or https address; got ${text}`);
  return new URL(text).href;
}
