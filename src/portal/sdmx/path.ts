import { invalid } from "../refusals.ts";
import { VERSION } from "./ids.ts";
import { isVersion } from "./version.ts";

/** A test of one part of an address: a list with commas, `*` for all; what is left out is `*`. */
export type Test = (value: string) => boolean;

const AGENCY = /^[A-Za-z][A-Za-z\d_-]*(\.[A-Za-z][A-Za-z\d_-]*)*$/;
const ID = /^[A-Za-z\d_@$-]+$/;

/** @throws Refusal `invalid-parameter` */
export function agencies(text: string | undefined): Test {
  return listed("agencyID", text, AGENCY, "names of agencies such as VOISINAGE.town");
}

/** @throws Refusal `invalid-parameter` */
export function ids(name: "resourceID" | "itemID", text: string | undefined): Test {
  return listed(name, text, ID, "identifiers of letters, digits and _ @ $ -");
}

function listed(name: string, text: string | undefined, form: RegExp, about: string): Test {
  if (text === undefined || text === "*") return () => true;
  const wanted = text.split(",");
  const wrong = wanted.find((one) => one !== "*" && !form.test(one));
  if (wrong !== undefined) throw invalid(name, `must be ${about}, with commas, or *; got ${JSON.stringify(wrong.slice(0, 60))}`);
  return (value) => wanted.includes("*") || wanted.includes(value);
}

/** Is the version of our artefacts among those asked for? @throws Refusal `invalid-parameter` */
export function wantsVersion(text: string | undefined): boolean {
  if (text === undefined) return true;
  const found = text.split(",").map((one) => {
    const fits = isVersion(one, VERSION);
    if (fits === undefined)
      throw invalid("version", `must be *, +, ~ or a version such as ${VERSION}; got ${JSON.stringify(one.slice(0, 60))}`);
    return fits;
  });
  return found.includes(true);
}
