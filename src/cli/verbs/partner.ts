import { systemRandom } from "../../commons/commons.ts";
import { readHome } from "../../commons/home.ts";
import type { OperatedCommons } from "../../commons/types.ts";
import { Refusal } from "../../contract/problem.ts";
import { ACTIONS, type Action } from "../../partners/dialect/access.ts";
import { partnerTerms } from "../../partners/dialect/partner-terms.ts";
import { type KeyRecord, type KeyRing, openKeyRing } from "../../partners/keys/keys.ts";
import { nameOf } from "../../partners/write/contribution.ts";
import { knownTerms } from "../chain.ts";
import { HOME, KEY, withCommons } from "../options.ts";
import { columns, required, UsageError, type Verb, type VerbInput, type VerbResult, wholeNumber } from "../verb.ts";

/** Requests a minute of a key, unless told otherwise: one key may speak for a whole organisation's contributors. */
const DEFAULT_RATE = 600;
const ORGANISATION = /^[a-z0-9][a-z0-9-]{1,31}$/;
/** Short enough for a consent's version to hold it beside the organisation. */
const VERSION = /^[A-Za-z0-9._-]{1,20}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export const partner: Verb = {
  words: "<action> [id]",
  more: "The action is add, list, revoke (with the ID of a key) or receipt.",
  options: {
    home: HOME,
    organisation: {
      type: "string",
      value: "NAME",
      help: "add: whose key it is; keys of one organisation share its contributors",
    },
    allow: {
      type: "string",
      value: "LIST",
      help: "add: what it is for, of measure (send) and aggregate (read), joined by commas",
    },
    measures: { type: "string", value: "LIST", help: "add: names of measures, as settings' partners have them; by default all" },
    expires: { type: "string", value: "YYYY-MM-DD", help: "add: the first day on which it opens nothing, UTC; by default never" },
    rate: { type: "string", value: "N", help: "add: requests a minute", default: String(DEFAULT_RATE) },
    attests: {
      type: "string",
      value: "VERSION",
      help: "add: the organisation attests for each contributor an adult's consent to this version of its text; otherwise a consent is sent with each first measure",
    },
    pseudonym: {
      type: "string",
      value: "NAME",
      help: "receipt: under which the organisation sent; its contribution key then shows, pauses or withdraws, whatever became of the organisation",
    },
    key: KEY,
  },
  run: async (input) => {
    const [action, id] = input.words;
    if (action !== "revoke" && id !== undefined) throw new UsageError(`too many words: ${id}`);
    if (action === "add") {
      const measures = await measuresOf(input);
      return withRing(input, (ring) => add(ring, input, measures));
    }
    if (action === "list") return withRing(input, (ring) => list(ring.list()));
    if (action === "receipt") return withCommons(input, (commons) => receipt(commons, input));
    if (action !== "revoke") throw new UsageError(`add, list, revoke or receipt is needed; got ${action}`);
    if (id === undefined) throw new UsageError("revoke needs the ID of a key");
    return withRing(input, (ring) => {
      const { organisation, revoked } = ring.revoke(id);
      return { json: { id, organisation, revoked }, text: `${id} of ${organisation} opens nothing from now on` };
    });
  },
};

function withRing(input: VerbInput, work: (ring: KeyRing) => VerbResult): VerbResult {
  const { paths } = readHome(required(input, "home"));
  const ring = openKeyRing({ path: paths.partners, clock: () => new Date(), entropy: systemRandom });
  try {
    return work(ring);
  } finally {
    ring.close();
  }
}

function add(ring: KeyRing, input: VerbInput, measures: string[] | null): VerbResult {
  const organisation = matching(input, "organisation", ORGANISATION, "2 to 32 of a-z, 0-9 and -");
  const may = listOf(required(input, "allow")).map((one) => {
    const action = ACTIONS.find((known) => known === one);
    if (action === undefined) throw new UsageError(`--allow must be of ${ACTIONS.join(", ")}; got ${one}`);
    return action;
  });
  const { attests = null, expires = null } = input.options;
  if (attests !== null) matching(input, "attests", VERSION, "1 to 20 of A-Z, a-z, 0-9, . _ and -");
  if (attests !== null && !may.includes("measure")) throw new UsageError("--attests is for keys that allow measure");
  if (expires !== null && (!DAY.test(expires) || Number.isNaN(Date.parse(expires))))
    throw new UsageError(`--expires must be a day, YYYY-MM-DD; got ${expires}`);
  const rate = wholeNumber(input, "rate", 1, 1_000_000) as number;
  const key = { organisation, may: [...new Set<Action>(may)], measures, rate, attests, expires };
  const { id, secret } = ring.add(key);
  return {
    json: { id, ...key, secret },
    text: [
      secret,
      `key ${id} of ${organisation}, for ${key.may.join(" and ")}. It is shown this once: only its hash is kept.`,
    ].join("\n"),
  };
}

/** Names that settings have; null: all. A commons whose settings name no partners has no address for a key. */
async function measuresOf(input: VerbInput): Promise<string[] | null> {
  const home = readHome(required(input, "home"));
  const { settings, territory } = (await knownTerms(home, input.progress))(new Date().getUTCFullYear());
  if (settings.partners === undefined) {
    const detail =
      "/partners: must name the measures of partners before there is a key for them; it is not there (docs/partners.md)";
    throw new Refusal("invalid-settings", detail, [{ detail, pointer: "/partners" }]);
  }
  const known = [...partnerTerms(settings.partners, { currency: settings.currency, levels: territory.levels }).measures.keys()];
  const { measures } = input.options;
  if (measures === undefined) return null;
  const asked = [...new Set(listOf(measures))];
  const unknown = asked.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new UsageError(`--measures must be of ${known.join(", ")}; got ${unknown}`);
  return asked;
}

/** For the operator, whom a contributor asks for their rights. @throws Refusal `key-not-known` */
async function receipt(commons: OperatedCommons, input: VerbInput): Promise<VerbResult> {
  const organisation = matching(input, "organisation", ORGANISATION, "2 to 32 of a-z, 0-9 and -");
  const secret = commons.vault.receiptOf(nameOf(organisation, required(input, "pseudonym")));
  await commons.show(secret);
  return { json: { receipt: secret }, text: secret };
}

function listOf(text: string): string[] {
  return text.split(",").map((one) => one.trim());
}

function matching(input: VerbInput, name: string, pattern: RegExp, bound: string): string {
  const value = required(input, name);
  if (!pattern.test(value)) throw new UsageError(`--${name} must be ${bound}; got ${value}`);
  return value;
}

function list(keys: readonly KeyRecord[]): VerbResult {
  const rows = keys.map(({ id, organisation, may, measures, rate, attests, created, expires, used, revoked }) => [
    id,
    organisation,
    may.join(", "),
    measures?.join(", ") ?? "all",
    String(rate),
    attests ?? "no",
    created,
    expires ?? "never",
    used ?? "never",
    revoked === null ? "" : `revoked ${revoked}`,
  ]);
  const head = ["key", "organisation", "for", "measures", "a minute", "attests", "made", "runs out", "used", ""];
  return { json: { keys }, text: keys.length === 0 ? "there are no keys" : columns([head, ...rows]) };
}
