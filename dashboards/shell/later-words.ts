import type { Plugin } from "vite";

/** Where words come into a program: `import { fr } from "../messages/fr/shared.ts";`, perhaps by another name. */
const IMPORT = /^import \{ (fr|en)(?: as (\w+))? \} from ("[^"]*\/messages\/\1\/[^"]+");$/gm;

/**
 * Makes each language's words a file that is loaded when that language is spoken: a page would else bring both. The sources import words
 * as they import anything else, and tests have both; in a built page the name stands for what loads them, and `translated` knows.
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
