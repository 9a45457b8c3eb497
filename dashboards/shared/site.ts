/** What a page knows of the site that it stands on. */
export interface SiteFacts {
  /** plain files alone: no address takes a query, pages are `compare.html`, nothing is contributed here */
  readonly files: boolean;
  /** where contributions go, absolute; null: here, or nobody said */
  readonly contribute: string | null;
}

const PORTAL: SiteFacts = { files: false, contribute: null };

/** As the export wrote it into the page; a portal writes nothing. */
export function siteFacts(page: Document | undefined = globalThis.document): SiteFacts {
  const written = page?.querySelector('meta[name="voisinage-site"]')?.getAttribute("content");
  return written ? { ...PORTAL, ...(JSON.parse(written) as Partial<SiteFacts>) } : PORTAL;
}

/** What stands in the page's own HTML, before it is drawn anew: the portal writes the names of commons and territory into it. */
const SITE_NAMES = new Map(
  [...(globalThis.document?.querySelectorAll(".shell") ?? [])].map((shell) => [
    shell.getAttribute("lang"),
    [...shell.querySelectorAll(".brand b, .brand small")].map((element) => element.textContent ?? ""),
  ]),
);

/** The names to show until the catalogue has come. */
export function namesDrawn(lang: string): { readonly name: string; readonly place: string } {
  const [name = "Voisinage", place = ""] = SITE_NAMES.get(lang) ?? [];
  return { name, place };
}
