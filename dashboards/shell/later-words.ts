import type { Plugin } from "vite";

/** Matches imports of texts, such as `import { fr } from "../messages/fr/shared.ts";`, perhaps under another name. */
const IMPORT = /^import \{ (fr|en)(?: as (\w+))? \} from ("[^"]*\/messages\/\1\/[^"]+");$/gm;

/**
 * Makes the texts of each language a file that is loaded on demand, since a page would otherwise load both languages. Sources
 * import texts normally, and tests have both; in a built page the imported name is a function that loads them, which `translated`
 * recognises.
 */
export function laterWords(): Plugin {
  return {
    name: "later-words",
    apply: "build",
    enforce: "pre",
    transform: {
      filter: { code: IMPORT },
      handler: (code) =>
        code.replace(
          IMPORT,
          (_, lang: string, name: string | undefined, file: string) =>
            `const ${name ?? lang} = () => import(${file}).then(({ ${lang} }) => ${lang});`,
        ),
    },
  };
}
