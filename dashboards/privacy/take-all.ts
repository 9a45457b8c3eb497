import type { Catalog } from "../shared/data.ts";

type Releases = readonly Pick<Catalog["releases"][number], "id" | "files">[];

/**
 * A command that takes the log and every file of every release, each where `verify ./` looks for it: one address for all releases that
 * have the same files, which curl writes out.
 *
 * @param page absolute address of the page, beside which the files are
 * @param signed the releases have a signature, which the catalogue does not list
 */
export function takeAll(page: string, releases: Releases, signed: boolean): string {
  const base = new URL(".", page).href;
  const alike = new Map<string, string[]>();
  for (const { id, files } of releases) {
    const names = [...files.map(({ name }) => name), ...(signed ? ["manifest.jws"] : [])].join(",");
    alike.set(names, [...(alike.get(names) ?? []), id]);
  }
  const parts = [...alike].map(([names, ids]) => `-o 'releases/#1/#2' '${base}v1/releases/{${ids.join(",")}}/{${names}}'`);
  return ["curl --fail --create-dirs", ...parts, `-o log.json '${base}v1/log.json'`].join(" \\\n  ");
}
