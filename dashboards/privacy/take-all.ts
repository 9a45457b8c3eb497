import type { Catalog } from "../shared/data.ts";

type Releases = readonly Pick<Catalog["releases"][number], "id" | "files">[];

/**
 * A command that downloads the log and every file of every release, to where `verify ./` looks for them. Releases with the same
 * files share one address, which curl expands. `page` is the page's absolute address, beside which the files are; `signed`:
 * releases have a signature, which the catalogue does not list.
 */
export function takeAll(page: string, releases: Releases, signed: boolean): string {
  const base = new URL(".", page).href;
  const idsByFiles = new Map<string, string[]>();
  for (const { id, files } of releases) {
    const names = [...files.map(({ name }) => name), ...(signed ? ["manifest.jws"] : [])].join(",");
    idsByFiles.set(names, [...(idsByFiles.get(names) ?? []), id]);
  }
  const parts = [...idsByFiles].map(([names, ids]) => `-o 'releases/#1/#2' '${base}v1/releases/{${ids.join(",")}}/{${names}}'`);
  return ["curl --fail --create-dirs", ...parts, `-o log.json '${base}v1/log.json'`].join(" \\\n  ");
}
