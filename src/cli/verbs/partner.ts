import { systemRandom } from "../../commons/commons.ts";
import { homeId, readHome } from "../../commons/home.ts";
import { keyOfHome, partnerAuthenticator } from "../../commons/key.ts";
import { faultRefusal } from "../../contract/problem.ts";
import { ACTIONS } from "../../partners/dialect/access.ts";
import { partnerTerms } from "../../partners/dialect/partner-terms.ts";
import { type Authenticate, type KeyRing, openKeyRing } from "../../partners/keys/keys.ts";
import { nameOf } from "../../partners/write/contribution.ts";
import { knownTerms } from "../chain.ts";
import { HOME, KEY, withCommons } from "../options.ts";
import {
  columns,
  listOf,
  makeVerb,
  needed,
  option,
  text,
  UsageError,
  type VerbInput,
  type VerbResult,
  wholeOption,
  withDefault,
} from "../verb.ts";

const options = {
  home: HOME,
  organisation: text(
    "NAME",
    "add: whose key it is; keys of one organisation share its contributors",
    /^[a-z0-9][a-z0-9-]{1,31}$/,
    "be 2 to 32 of a-z, 0-9 and -",
  ),
  allow: option("LIST", "add: what it is for, of measure (send) and aggregate (read), joined by commas", (list, name) => {
    const actions = listOf(list).map((one) => {
      const action = ACTIONS.find((known) => known === one);
      if (action === undefined) throw new UsageError(`--${name} must be of ${ACTIONS.join(", ")}; got ${one}`);
      return action;
    });
    return [...new Set(actions)];
  }),
  measures: option("LIST", "add: names of measures, as settings' partners have them; by default all", listOf),
  expires: option("YYYY-MM-DD", "add: the first day on which it opens nothing, UTC; by default never", (given, name) => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(given) || Number.isNaN(Date.parse(given)))
      throw new UsageError(`--${name} must be a day, YYYY-MM-DD; got ${given}`);
    return given;
  }),
  // The default is high, since one key may send for all contributors of an organisation.
  rate: withDefault("600", wholeOption("N", "add: requests a minute", 1, 1_000_000)),
  // Short enough to fit, with the organisation's name, in the version of a consent.
  attests: text(
    "VERSION",
    "add: the organisation attests for each contributor an adult's consent to this version of its text; otherwise a consent is sent with each first measure",
    /^[A-Za-z0-9._-]{1,20}$/,
    "be 1 to 20 of A-Z, a-z, 0-9, . _ and -",
  ),
  pseudonym: text(
    "NAME",
    "receipt: under which the organisation sent; its contribution key then shows, pauses or withdraws, whatever became of the organisation",
  ),
  key: KEY,
};
type Input = VerbInput<typeof options>;

export const partner = makeVerb({
  words: "<action> [id]",
  more: "The action is add, list, revoke (with the ID of a key) or receipt.",
  options,
  run: async (input) => {
    const [action, id] = input.words;
    if (action !== "revoke" && id !== undefined) throw new UsageError(`too many words: ${id}`);
    if (action === "add") return add(input);
    if (action === "list") return withRing(input, list);
    if (action === "receipt") return receipt(input);
    if (action !== "revoke") throw new UsageError(`add, list, revoke or receipt is needed; got ${action}`);
    if (id === undefined) throw new UsageError("revoke needs the ID of a key");
    return withRing(input, (ring) => {
      const { organisation, revoked } = ring.revoke(id);
      return { json: { id, organisation, revoked }, text: `${id} of ${organisation} opens nothing from now on` };
    });
  },
});

function withRing({ home }: Input, work: (ring: KeyRing) => VerbResult, authenticate: Authenticate | null = null): VerbResult {
  const ring = openKeyRing({ path: readHome(home).paths.partners, clock: () => new Date(), entropy: systemRandom, authenticate });
  try {
    return work(ring);
  } finally {
    ring.close();
  }
}

async function add(input: Input): Promise<VerbResult> {
  const measures = await measuresOf(input);
  const { attests = null, expires = null, rate } = input;
  const organisation = needed("organisation", input.organisation);
  const may = needed("allow", input.allow);
  if (attests !== null && !may.includes("measure")) throw new UsageError("--attests is for keys that allow measure");
  const key = { organisation, may, measures, rate, attests, expires };
  const added = (ring: KeyRing): VerbResult => {
    const { id, secret } = ring.add(key);
    return {
      json: { id, ...key, secret },
      text: `${secret}\nkey ${id} of ${organisation}, for ${may.join(" and ")}. It is shown this once: only its hash is kept.`,
    };
  };
  return withRing(input, added, partnerAuthenticator(keyOfHome(input.home, input.key).key, homeId(readHome(input.home).paths)));
}

/**
 * The names of measures that a key is for; null: all. Refuses keys where settings name no partners, since there would be no
 * address for them.
 */
async function measuresOf({ home, measures, progress }: Input): Promise<string[] | null> {
  const { settings, territory } = (await knownTerms(readHome(home), progress))(new Date().getUTCFullYear());
  if (settings.partners === undefined) {
    const detail =
      "/partners: must name the measures of partners before there is a key for them; it is not there (docs/partners.md)";
    throw faultRefusal("invalid-settings", { detail, pointer: "/partners" });
  }
  const known = partnerTerms(settings.partners, { currency: settings.currency, levels: territory.levels }).measures;
  if (measures === undefined) return null;
  const unknown = measures.find((name) => !known.has(name));
  if (unknown !== undefined) throw new UsageError(`--measures must be of ${[...known.keys()].join(", ")}; got ${unknown}`);
  return [...new Set(measures)];
}

/** Prints the receipt of a partner's contributor, for an operator whom that contributor asks. @throws Refusal `key-not-known` */
function receipt(input: Input): Promise<VerbResult> {
  const name = nameOf(needed("organisation", input.organisation), needed("pseudonym", input.pseudonym));
  return withCommons(input, async (commons) => {
    const secret = commons.vault.receiptOf(name);
    await commons.show(secret);
    return { json: { receipt: secret }, text: secret };
  });
}

function list(ring: KeyRing): VerbResult {
  const keys = ring.list();
  const head = ["key", "organisation", "for", "measures", "a minute", "attests", "made", "runs out", "used", ""];
  const rows = keys.map(({ id, organisation, may, measures, rate, attests, created, expires, used, revoked }) => [
    id,
    organisation,
    may.join(", "),
    measures?.join(", ") ?? "all",
    rate,
    attests ?? "no",
    created,
    expires ?? "never",
    used ?? "never",
    revoked === null ? "" : `revoked ${revoked}`,
  ]);
  return { json: { keys }, text: keys.length === 0 ? "there are no keys" : columns([head, ...rows]) };
}
