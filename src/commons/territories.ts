import { cpSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Refusal, refusalOf } from "../contract/problem.ts";
import { canonicalHash } from "../release/index.ts";
import { createWhole, writeDurable } from "../storage/files/whole-folder.ts";
import { buildTerritory, digestContent, type Territory, type TerritoryInput } from "../territory/index.ts";
import { readTerritory } from "../territory/read.ts";

/** Stores the territories that the chain names, by digest. */
export type Territories = ReturnType<typeof diskTerritories>;

/** @throws Refusal `invalid-territory` */
export function territoryOf(given: string | TerritoryInput): Territory {
  return typeof given === "string" ? readTerritory(given) : buildTerritory(given);
}

/** sha256 of the public geography that a release states (`digestContent`). */
export function territoryHash(territory: Territory): string {
  return canonicalHash(digestContent(territory));
}

/** Keeps territories in memory. */
export function memoryTerritories(): Territories {
  const kept = new Map<string, Territory>();
  return {
    keep: async (given) => {
      const territory = territoryOf(given);
      kept.set(territoryHash(territory), territory);
    },
    read: (digest) => kept.get(digest) ?? refuseMissing(digest),
  };
}

/**
 * Keeps each territory in `FOLDER/DIGEST`, whole or not at all. A given folder is copied, and its outlines may be mended there, for
 * the digest leaves them out. A given object becomes a `territory.json` that holds all of it.
 */
export function diskTerritories(folder: string) {
  /** @throws Refusal `invalid-territory` where it is missing, or does not have this digest */
  const read = (digest: string): Territory => {
    const place = join(folder, digest);
    if (!existsSync(place)) return refuseMissing(digest);
    const territory = readKept(place);
    if (territoryHash(territory) === digest) return territory;
    throw new Refusal("invalid-territory", `${place} was changed since the chain named it${BACK}`);
  };
  return {
    read,
    /** On the disk when it resolves. A damaged copy is replaced. */
    keep: async (given: string | TerritoryInput): Promise<void> => {
      const territory = territoryOf(given);
      const digest = territoryHash(territory);
      try {
        read(digest);
      } catch (error) {
        refusalOf(error);
        rmSync(join(folder, digest), { recursive: true, force: true });
      }
      await createWhole(folder, digest, async (place) => {
        if (typeof given === "string") cpSync(given, place, { recursive: true });
        else await writeDurable(join(place, "territory.json"), `${JSON.stringify(territory.input, null, 2)}\n`);
      });
    },
  };
}

/** @throws Refusal `invalid-territory` */
function readKept(place: string): Territory {
  if (existsSync(join(place, "areas.csv"))) return readTerritory(place);
  const file = join(place, "territory.json");
  try {
    return buildTerritory(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal("invalid-territory", `${file} cannot be read${BACK}`);
  }
}

/** How to bring a territory back. `change` accepts one that the chain already names. */
const BACK = '; "voisinage change --territory" with the same folder, or a backup of territories/, brings it back';

function refuseMissing(digest: string): never {
  throw new Refusal("invalid-territory", `the territory ${digest.slice(0, 12)}… that the chain names is not kept here${BACK}`);
}
