import { systemRandom } from "../commons/commons.ts";
import type { HomePaths } from "../commons/home.ts";
import type { OperatedCommons } from "../commons/types.ts";
import { Refusal } from "../contract/problem.ts";
import type { Settings } from "../contract/settings.ts";
import type { VaultDoor } from "../intake/index.ts";
import { partnerDoor } from "../partners/dialect/access.ts";
import { MAX_BYTES } from "../partners/dialect/body.ts";
import { statusApp } from "../partners/dialect/status.ts";
import { partnerTerms } from "../partners/dialect/terms.ts";
import { keysAt } from "../partners/keys/keys.ts";
import { aggregateApp } from "../partners/read/app.ts";
import { measureApp } from "../partners/write/app.ts";
import { measureVault } from "../partners/write/measure-vault.ts";
import type { OpenRelease } from "../release/index.ts";
import type { Territory } from "../territory/index.ts";

/** Where partners' programs always find the commons. */
export const PARTNERS_BASE = "/partners/v1";

/** What is needed of the connection's own request. */
export type Incoming = AsyncIterable<Buffer> & { readonly headers: Readonly<Record<string, string | string[] | undefined>> };
type Fetch = (request: Request) => Response | Promise<Response>;

/** The partners' side of a server: it takes measures where there is a vault, and answers from releases where these are served. */
export interface PartnerFace {
  takes(path: string): boolean;
  /** @param incoming the connection's own request, whose body a GET keeps from us */
  answer(request: Request, incoming: Incoming): Promise<Response>;
  /** From now on aggregates are made from these. */
  publish(releases: readonly OpenRelease[], shown: { settings: Settings; territory: Territory }): void;
  close(): void;
}

/**
 * Joins the two halves, neither of which knows the other; null where settings name no partners.
 *
 * @throws Refusal `invalid-settings`
 */
export function partnerFace(o: {
  paths: HomePaths;
  /** in force when the server starts */
  terms: { settings: Settings; territory: Territory };
  /** absent: no measures are taken */
  intake: { readonly commons: OperatedCommons; readonly vault: VaultDoor } | undefined;
  clock: () => Date;
  /** refuses where contributions are not taken yet; absent: they are */
  gate?: (() => void) | undefined;
}): PartnerFace | null {
  const { partners } = o.terms.settings;
  if (partners === undefined) return null;
  const bases = [PARTNERS_BASE, ...(partners.base === undefined ? [] : [partners.base === "/" ? "" : partners.base])];
  const termsFor = ({ settings, territory }: { settings: Settings; territory: Territory }) =>
    partnerTerms(settings.partners ?? partners, {
      currency: settings.currency,
      levels: [...territory.levels, ...o.terms.territory.levels],
    });
  const keys = keysAt({ path: o.paths.partners, clock: o.clock, entropy: systemRandom });
  const door = partnerDoor({ find: keys.find, clock: o.clock });
  const apps = new Map<string, Fetch>([
    ["/status", statusApp({ bases, check: () => keys.find("") }).fetch],
    ["/measure", absent("this process takes no measures")],
    ["/aggregate", absent("this process serves no releases")],
  ]);
  const vault = o.intake && measureVault(o.intake.vault, o.intake.commons.vault);
  let taken: Settings | undefined;
  /** What is taken by the terms as they stand: a measure that was ended is not taken any more. */
  const takeMeasures = () => {
    if (o.intake === undefined || vault === undefined || taken === o.intake.commons.settings) return;
    const { commons } = o.intake;
    taken = commons.settings;
    const { fetch } = measureApp({ bases, door, terms: termsFor(commons), vault, context: commons.context, gate: o.gate });
    apps.set("/measure", taken.partners === undefined ? absent("no measures are taken any more") : fetch);
  };
  takeMeasures();
  const ending = (path: string) => {
    const base = bases.find((one) => path.startsWith(`${one}/`) && apps.has(path.slice(one.length)));
    return base === undefined ? undefined : path.slice(base.length);
  };
  return {
    takes: (path) => ending(path) !== undefined,
    answer: async (request, incoming) => {
      takeMeasures();
      const asked = ending(new URL(request.url).pathname);
      const app = apps.get(asked ?? "") ?? absent("there is nothing at this address");
      // What stores is never a GET: caches and proxies repeat these as they like.
      return app(asked === "/aggregate" ? await withBody(request, incoming) : request);
    },
    publish: (releases, shown) => {
      const { territory } = shown;
      apps.set("/aggregate", aggregateApp({ bases, door, terms: termsFor(shown), releases, territory }).fetch);
    },
    close: keys.close,
  };
}

function absent(what: string): Fetch {
  const { code, message, status } = new Refusal("not-found", what);
  return () => Response.json({ error: message, code }, { status });
}

/**
 * A GET whose body says what is asked, as programs of the dialect send it, as the POST that means the same: the
 * standard's requests have no body with GET.
 */
async function withBody(request: Request, incoming: Incoming): Promise<Request> {
  const { "content-length": length, "transfer-encoding": encoding } = incoming.headers;
  if (request.method !== "GET" || (encoding === undefined && (length === undefined || length === "0"))) return request;
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of incoming) {
    // Read to its end whatever it holds, so that the answer arrives; kept just as far as it is seen to be too long.
    if (size <= MAX_BYTES) parts.push(part);
    size += part.length;
  }
  const headers = new Headers(request.headers);
  for (const name of ["content-length", "transfer-encoding"]) headers.delete(name);
  return new Request(request.url, { method: "POST", headers, body: Buffer.concat(parts) });
}
