import { readFileSync } from "node:fs";
import { systemRandom } from "../../commons/commons.ts";
import { systemMachine } from "../../commons/machine.ts";
import { ORIGIN } from "../../contract/eligibility.ts";
import { DEFAULT_RATE } from "../../http/index.ts";
import { addEpoch, readIssuerKeys, refuseInsideAnyHome, thumbprint } from "../../issuer/key-file.ts";
import { openIdSignOn } from "../../issuer/sign-on.ts";
import { openTokenStore } from "../../issuer/store.ts";
import { startIssuer } from "../serve/issuer-server.ts";
import { HOST, OPERATOR, operatorOf, PORT, rateAt, serveUntilStopped } from "../serve/server-options.ts";
import {
  choice,
  makeVerb,
  needed,
  option,
  required,
  text,
  UsageError,
  type VerbInput,
  wholeOption,
  withDefault,
} from "../verb.ts";

const DATE = [/^\d{4}-\d{2}-\d{2}$/, "be YYYY-MM-DD"] as const;

function originOf(given: string, name: string): string {
  if (!ORIGIN.test(given) || new URL(given).origin !== given)
    throw new UsageError(`--${name} must be an origin: https, or http on this machine, without a path; got ${given}`);
  return given;
}

const options = {
  key: required(text("FILE", "the issuer's keys, outside every home")),
  addEpoch: text("NAME", "make the key of an epoch, and print what goes into the commons' settings"),
  from: text("DATE", "with --add-epoch: its first day, UTC", ...DATE),
  until: text("DATE", "with --add-epoch: the day after its last", ...DATE),
  bits: withDefault("3072", { ...choice(["2048", "3072"], "with --add-epoch: 2048 or 3072"), value: "N" }),
  oidcIssuer: option("URL", "the sign-on: an OpenID Connect provider", (given, name) => {
    if (!URL.canParse(given)) throw new UsageError(`--${name} must be a URL; got ${given}`);
    return given;
  }),
  clientId: text("ID", "the issuer's client id at the provider; its redirect address is URL/callback"),
  clientSecret: text("FILE", "file with the client's secret; without it the client is public"),
  store: text("FILE", "database of who has a token, as HMACs; outside every home"),
  commons: option("ORIGIN", "origin of the commons' pages; no other may ask for tokens", originOf),
  port: { ...PORT, default: "8788" },
  host: HOST,
  url: option(
    "ORIGIN",
    "the issuer's address in browsers, on the site of the commons (tokens.example.org for example.org)",
    originOf,
  ),
  rate: wholeOption(
    "N",
    `requests a minute that one address may make; 0: the proxy in front limits. By default ${DEFAULT_RATE}, and 0 on a loopback host`,
    0,
    1_000_000,
  ),
  ...OPERATOR,
};

export const issuer = makeVerb({
  options,
  run: async (input) => (input.addEpoch === undefined ? serveIssuer(input) : makeEpoch(input, input.addEpoch)),
});

async function makeEpoch({ key: file, bits, ...input }: VerbInput<typeof options>, epoch: string) {
  const made = await addEpoch(file, {
    epoch,
    from: needed("from", input.from),
    until: needed("until", input.until),
    bits: bits === "2048" ? 2048 : 3072,
    entropy: systemRandom,
  });
  const sha256 = thumbprint(made.jwk);
  return {
    text: `the key of ${epoch} is in ${file} (sha256 ${sha256}); one of eligibility.keys in the commons' settings:\n${JSON.stringify(made, null, 2)}`,
    json: { ...made, sha256 },
  };
}

async function serveIssuer(input: VerbInput<typeof options>) {
  const provider = needed("oidc-issuer", input.oidcIssuer);
  const clientId = needed("client-id", input.clientId);
  const storeFile = needed("store", input.store);
  const commons = needed("commons", input.commons);
  const { port, host, url, clientSecret, progress } = input;
  const secret = clientSecret === undefined ? {} : { secret: readFileSync(clientSecret, "utf8").trim() };
  refuseInsideAnyHome(storeFile);
  const keys = readIssuerKeys(input.key);
  const store = openTokenStore(storeFile, keys.secret);
  try {
    const server = startIssuer({
      keys,
      store,
      signOn: (own) => openIdSignOn({ provider, clientId, redirect: `${own}/callback`, ...secret }),
      commons,
      port,
      host,
      url,
      rate: input.rate ?? rateAt(host),
      clock: () => new Date(),
      machine: systemMachine,
      operator: operatorOf(input),
      progress,
    });
    await serveUntilStopped(server, (running) => input.say(`signing tokens for ${commons} on ${running.url}`));
  } finally {
    store.close();
  }
  return { text: "stopped", json: { stopped: true } };
}
