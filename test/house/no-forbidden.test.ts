import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { ATTRIBUTES } from "../../src/contract/attributes.ts";
import { DOMAINS, type Domain } from "../../src/domains/index.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

interface Rule {
  readonly promise: string;
  readonly places: readonly string[];
  readonly except?: RegExp;
  readonly pattern: RegExp;
  /** a line that the pattern must find, as proof that the rule works */
  readonly planted: string;
}

/**
 * Finds the id of a domain, or of one of its measures, as a text in code; the value of an attribute (`heating=gas`) does not
 * count.
 */
function named(domains: readonly Domain[]): RegExp {
  const attributes: readonly string[] = Object.values(ATTRIBUTES).flat();
  const ids = domains.map(({ id }) => id).filter((id) => !attributes.includes(id));
  return new RegExp(`^(?!\\s*(\\*|//|/\\*|--)).*["'\`](${ids.join("|")})(\\.[a-z]+)?["'\`]`);
}

const CODE = ["src", "dashboards", "pipelines", "scripts"];

const RULES: readonly Rule[] = [
  {
    promise:
      "chance comes from the entropy that is passed in; only sample households are made up otherwise, and a mutant that says so",
    places: CODE,
    except: /^(src\/cli\/sample|scripts\/mutants)\//,
    pattern: /Math\.random/,
    planted: "const noise = Math.random();",
  },
  {
    promise: "seeds live under test/, and in the sample households: no real release can be made with one",
    places: CODE,
    except: /^src\/cli\/sample\//,
    pattern: /\bseed(ed|s|ing)?\b|\b(mulberry32|xorshift|splitmix|lcg)\b/i,
    planted: "const source = seeded(42);",
  },
  {
    promise: "a comment's tags stand on lines of their own: none was drawn into the sentence before it when lines were wrapped",
    places: [...CODE, "test"],
    except: /^test\/house\/no-forbidden\.test\.ts$/,
    pattern: /^\s*\* .*\S \*( @|$)/,
    planted: " * Compares both. * @param root its folder",
  },
  {
    promise: "what is left to do is an issue, not a comment",
    places: [...CODE, "test", "docs"],
    except: /^test\/house\/no-forbidden\.test\.ts$/,
    pattern: /\b(TODO|FIXME|XXX|HACK)\b|[Nn]ot implemented/,
    planted: "// TODO: later",
  },
  {
    promise: "a source that is cited is in the tree or published: no reader has the notes that the house was built from",
    places: [...CODE, "test", "docs"],
    except: /^test\/house\/no-forbidden\.test\.ts$/,
    pattern: /privacy notes|\bdesign, sections?\b|(?<![\w-])privacy\.md\b|\bissue \d/i,
    planted: "// Split evenly (privacy notes, section 1).",
  },
  {
    promise: "no check is switched off in place; type tests expect errors",
    places: [...CODE, "test"],
    except: /^test\/(house\/no-forbidden|privacy\/types|package\/installed)\.test\.ts$/,
    pattern: /biome-ignore|eslint-disable|@ts-(ignore|nocheck|expect-error)/,
    planted: "// @ts-ignore",
  },
  {
    promise: "exact sums become bounded queries in one place",
    places: ["src"],
    except: /^src\/pipeline\/exact\.ts$/,
    pattern: /\bBounded\.(count|sum|histogram)\(/,
    planted: "const query = Bounded.sum(total, 1n);",
  },
  {
    promise: "noise is drawn by the mechanisms alone; benchmarks time the sampler, and make naive builds with it",
    places: ["src"],
    except: /^src\/(privacy\/|cli\/bench\/(noise|utility\/naive)\.ts$)/,
    pattern: /\b\w+Sampler\b/,
    planted: "const noisy = exact + gaussianSampler(variance)(bits);",
  },
  {
    promise: "folders are made by makeFolder: Node's recursive way hangs where a folder cannot be made.",
    places: ["src"],
    pattern: /\bmkdir(Sync)?\(.*\brecursive:/,
    planted: "mkdirSync(folder, { recursive: true });",
  },
  {
    promise: "no test is left out for good, and none runs alone",
    places: ["test"],
    except: /^test\/house\/no-forbidden\.test\.ts$/,
    pattern: /\b(test|it|describe)\.(skip|only|todo)\(/,
    planted: 'test.skip("later", () => {});',
  },
  {
    promise: "nothing branches on a domain: each declares its properties",
    places: ["src", "dashboards", "pipelines"],
    pattern: /\bdomain(\.id)?\s*(===|!==|=|<>|!=)\s*["'][a-z]+["']/,
    planted: 'if (domain === "water") return 1;',
  },
  {
    promise: "what carries every domain names none",
    places: [
      "pipelines",
      "src/contract",
      "src/vault",
      "src/ledger",
      "src/pipeline",
      "src/release",
      "src/portal",
      "src/intake",
      "src/partners",
    ],
    pattern: named(DOMAINS),
    planted: "where domain = 'water'",
  },
  {
    promise: "pages load from their own place: no third party learns who reads them",
    places: ["dashboards"],
    except: /\.test\.ts$/,
    pattern:
      /(fetch|import|URL|EventSource|WebSocket|sendBeacon)\(\s*["'`](https?:)?\/\/|(src|srcset)\s*=\s*["'](https?:)?\/\/|<link[^>]+href\s*=\s*["'](https?:)?\/\/|url\(\s*["']?(https?:)?\/\/|from\s+["']https?:\/\//,
    planted: 'await fetch("https://tiles.example/1.png");',
  },
];

const TEXT = /\.(tsx?|mjs|sql|css|html|md)$/;

function* lines(places: readonly string[]): Generator<{ file: string; number: number; text: string }> {
  for (const place of places.filter((name) => existsSync(join(root, name)))) {
    for (const path of readdirSync(join(root, place), { recursive: true, encoding: "utf8" })) {
      if (!TEXT.test(path) || path.includes("node_modules")) continue;
      const file = `${place}/${path}`;
      const all = readFileSync(join(root, file), "utf8").split("\n");
      for (const [i, text] of all.entries()) yield { file, number: i + 1, text };
    }
  }
}

test.each(RULES)("$promise", ({ places, except, pattern, planted }) => {
  expect(planted).toMatch(pattern);
  const found: string[] = [];
  for (const { file, number, text } of lines(places)) {
    if (pattern.test(text) && !except?.test(file)) found.push(`${file}:${number}: ${text.trim().slice(0, 120)}`);
  }
  expect(found).toEqual([]);
});
