/** Does what a browser does at a sign-on: cookies by host and path, redirects, forms. */
export interface SignOnBrowser {
  /** Makes one request with the stored cookies and stores those of the answer. Follows no redirect. */
  ask(url: string, init?: RequestInit): Promise<Response>;
  /** Follows redirects and fills in forms with `fields`, until an address begins with `until`; that address is not requested. */
  follow(url: string, until: string, fields: Readonly<Record<string, string>>): Promise<string>;
  /** the cookies that were set, as the headers state them */
  readonly set: readonly string[];
}

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

export function visitor(): SignOnBrowser {
  const jar = new Map<string, Cookie>();
  const set: string[] = [];

  const keep = (line: string) => {
    set.push(line);
    const [pair = "", ...attributes] = line.split("; ");
    const at = pair.indexOf("=");
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
    const path = attributes.find((text) => /^path=/i.test(text))?.slice(5) ?? "/";
    if (value === "" || attributes.some((text) => /^max-age=0$/i.test(text))) jar.delete(`${name} ${path}`);
    else jar.set(`${name} ${path}`, { name, value, path });
  };

  const ask = async (url: string, init: RequestInit = {}) => {
    const { pathname } = new URL(url);
    const sent = [...jar.values()].filter(({ path }) => pathname.startsWith(path)).map(({ name, value }) => `${name}=${value}`);
    const headers = { ...(init.headers as Record<string, string>), ...(sent.length === 0 ? {} : { Cookie: sent.join("; ") }) };
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) keep(line);
    return response;
  };

  const follow: SignOnBrowser["follow"] = async (url, until, fields) => {
    let at = url;
    let init: RequestInit = {};
    for (let steps = 0; steps < 20; steps += 1) {
      if (at.startsWith(until)) return at;
      const response = await ask(at, init);
      init = {};
      const location = response.headers.get("Location");
      const page = await response.text();
      if (location !== null) {
        at = new URL(location, at).href;
        continue;
      }
      const action = /<form[^>]+action="([^"]+)"/.exec(page)?.[1];
      if (action === undefined) throw new Error(`${response.status} at ${new URL(at).pathname}: ${page.slice(0, 300)}`);
      const hidden = [...page.matchAll(/<input type="hidden" name="(\w+)" value="(\w*)"/g)].map(([, name, value]) => [
        name,
        value,
      ]);
      at = new URL(action, at).href;
      init = { method: "POST", body: new URLSearchParams({ ...Object.fromEntries(hidden), ...fields }) };
    }
    throw new Error(`no end of redirects before ${until}`);
  };
  return { ask, follow, set };
}
