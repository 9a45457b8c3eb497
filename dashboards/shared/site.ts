/** Facts about the site that serves the page. */
export interface SiteFacts {
  /** true on a host of plain files: addresses take no query, pages are named `compare.html`, and nothing is contributed here */
  readonly files: boolean;
  /** absolute address where contributions are taken; null: on this site, or not stated */
  readonly contribute: string | null;
}

const PORTAL: SiteFacts = { files: false, contribute: null };

/** Facts that an export wrote into the page; a portal writes none. */
export function siteFacts(page: Document | undefined = globalThis.document): SiteFacts {
  const written = page?.querySelector('meta[name="voisinage-site"]')?.getAttribute("content");
  return written ? { ...PORTAL, ...(JSON.parse(written) as Partial<SiteFacts>) } : PORTAL;
}

/**
 * Names of the commons and the territory by language. The portal writes them into the page's HTML, from which they are read
 * before it is drawn anew.
 */
const SITE_NAMES = new Map(
  [...(globalThis.document?.querySelectorAll(".shell") ?? [])].map((shell) => [
    shell.getAttribute("lang"),
    [...shell.querySelectorAll(".brand b, .brand small")].map((element) => element.textContent ?? ""),
  ]),
);

/** The names to show until the catalogue is loaded. */
export function namesDrawn(lang: string): { readonly name: string; readonly place: string } {
  const [name = "Voisinage", place = ""] = SITE_NAMES.get(lang) ?? [];
  return { name, place };
}
