import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { canonicalJson, type Json } from "../contract/canonical.ts";
import { Refusal } from "../contract/problem.ts";
import { parseSettings, type Settings } from "../contract/settings.ts";
import { createWhole, writeDurable } from "../storage/files/whole-folder.ts";
import { buildTerritory, type Territory, type TerritoryInput, yearlyMeans } from "../territory/index.ts";

/** Settings and territories that were announced, by their digest: what the ledger names is what is used. */
export interface Archive {
  has(digest: string): boolean;
  /** Durable when it resolves. */
  keepSettings(settings: Settings): Promise<void>;
  keepTerritory(territory: Territory): Promise<void>;
  /** @throws Refusal `invalid-settings` when they are missing, or are not those of the digest */
  settings(digest: string): Settings;
  /** The same as they were written, before a later version's defaults: what the digest is of. @throws Refusal `invalid-settings` */
  written(digest: string): Json;
  /** @throws Refusal `invalid-territory` when it is missing, or is not that of the digest */
  territory(digest: string): Territory;
}

/** sha256 of settings, every key with its value or default. */
export function settingsHash(settings: Settings): string {
  return sha256(settings as Json);
}

/**
 * sha256 of the public geography, so that a release says which it stands on: the tree with its names, for a figure under
 * another name is another place's, and the references that decide whom a household is compared with.
 */
export function territoryHash(territory: Territory): string {
  const { id, name, levels, areas } = territory;
  const tree = areas.map(({ code, level, parent, name: label, dwellings }) => [code, level, parent, label, dwellings]);
  const means = yearlyMeans(territory).map(({ domain, measure, value, unit }) => [domain, measure, value, unit]);
  return sha256({ id, name: { ...name }, levels: [...levels], areas: tree, means } as Json);
}

/** Keeps them as long as the process lives. */
export function memoryArchive(): Archive {
  const kept = { settings: new Map<string, Settings>(), territories: new Map<string, Territory>() };
  return {
    has: (digest) => kept.settings.has(digest) || kept.territories.has(digest),
    keepSettings: async (settings) => {
      kept.settings.set(settingsHash(settings), settings);
    },
    keepTerritory: async (territory) => {
      kept.territories.set(territoryHash(territory), territory);
    },
    settings: (digest) => kept.settings.get(digest) ?? missing("settings", digest),
    written: (digest) => (kept.settings.get(digest) ?? missing("settings", digest)) as Json,
    territory: (digest) => kept.territories.get(digest) ?? missing("territory", digest),
  };
}

/** Keeps each in a folder of its own, `FOLDER/DIGEST/settings.json` or `territory.json`, whole or absent. */
export function diskArchive(folder: string): Archive {
  const keep = async (kind: Kind, digest: string, content: unknown) => {
    // What was spoilt since is no longer what the digest names: it makes room for what is.
    if (existsSync(join(folder, digest)) && !isGood(kind, digest)) rmSync(join(folder, digest), { recursive: true });
    await createWhole(folder, digest, (path) =>
      writeDurable(join(path, `${kind}.json`), `${JSON.stringify(content, null, 2)}\n`),
    );
  };
  const read = (kind: Kind, digest: string): unknown => {
    const file = join(folder, digest, `${kind}.json`);
    if (!existsSync(file)) return missing(kind, digest);
    try {
      return JSON.parse(readFileSync(file, "utf8"));
    } catch {
      throw new Refusal(`invalid-${kind}`, `${file} cannot be read${BACK}`);
    }
  };
  const written = (digest: string): Json => {
    const found = read("settings", digest) as Json;
    // As it was written: a later version's defaults are no change.
    if (sha256(found) !== digest) throw other("settings", digest);
    return found;
  };
  const settings = (digest: string): Settings => parseSettings(written(digest));
  const territory = (digest: string): Territory => {
    const found = buildTerritory(read("territory", digest) as TerritoryInput);
    if (territoryHash(found) !== digest) throw other("territory", digest);
    return found;
  };
  const isGood = (kind: Kind, digest: string): boolean => {
    try {
      kind === "settings" ? settings(digest) : territory(digest);
      return true;
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  };
  return {
    has: (digest) => existsSync(join(folder, digest)),
    keepSettings: (settings) => keep("settings", settingsHash(settings), settings),
    keepTerritory: (territory) => keep("territory", territoryHash(territory), territory.input),
    settings,
    written,
    territory,
  };
}

type Kind = "settings" | "territory";

/** How what was announced comes back: `announceChange` keeps it again. */
const BACK = '; "voisinage change" for the same year with the same file, or a backup of changes/, brings it back';

function missing(kind: Kind, digest: string): never {
  throw new Refusal(`invalid-${kind}`, `the ${kind} ${digest.slice(0, 12)}… that the ledger announced is not kept here${BACK}`);
}

function other(kind: Kind, digest: string): Refusal {
  return new Refusal(`invalid-${kind}`, `the ${kind} kept as ${digest.slice(0, 12)}… was changed since it was announced${BACK}`);
}

function sha256(value: Json): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}
