import { readFileSync } from "node:fs";
import { systemRandom } from "../../commons/commons.ts";
import { systemMachine } from "../../commons/machine.ts";
import { ORIGIN } from "../../contract/eligibility.ts";
import { DEFAULT_RATE, LOOPBACK } from "../../http/index.ts";
import { addEpoch, readIssuerKeys, refuseInsideAnyHome, thumbprint } from "../../issuer/key-file.ts";
import { openIdSignOn } from "../../issuer/sign-on.ts";
import { openTokenStore } from "../../issuer/store.ts";
import { startIssuer } from "../issuer-server.ts";
import { untilStopped } from "../server.ts";
import { required, UsageError, type Verb, type VerbInput, type VerbResult, wholeNumber } from "../verb.ts";
import { HOST, OPERATOR_HOST, OPERATOR_PORT, operatorOf } from "./serve.ts";

const DATE = /^\d{4}-\d{2}-\d{2}$/;

export const issuer: Verb = {
  options: {
    key: { type: "string", value: "FILE", help: "the issuer's keys, outside every home", required: true },
    "add-epoch": {
      type: "string",
      value: "NAME",
      help: "make the key of an epoch, and print what goes into the commons' settings",
    },
    from: { type: "string", value: "DATE", help: "with --add-epoch: its first day, UTC" },
    until: { type: "string", value: "DATE", help: "with --add-epoch: the day after its last" },
    bits: { type: "string", value: "N", help: "with --add-epoch: 2048 or 3072", default: "3072" },
    "oidc-issuer": { type: "string", value: "URL", help: "the sign-on: an OpenID Connect provider" },
    "client-id": {
      type: "string",
      value: "ID",
      help: "the issuer's client id at the provider; its redirect address is URL/callback",
    },
    "client-secret": { type: "string", value: "FILE", help: "file with the client's secret; without it the client is public" },
    store: { type: "string", value: "FILE", help: "database of who has a token, as HMACs; outside every home" },
    commons: { type: "string", value: "ORIGIN", help: "origin of the commons' pages; no other may ask for tokens" },
    port: { type: "string", value: "N", help: "port on this machine; 0 takes a free one", default: "8788" },
    host: HOST,
    url: {
      type: "string",
      value: "ORIGIN",
      help: "the issuer's address in browsers, on the site of the commons (tokens.example.org for example.org)",
    },
    rate: {
      type: "string",
      value: "N",
      help: `requests a minute that one address may make; 0: the proxy in front limits. By default ${DEFAULT_RATE}, and 0 on a loopback host`,
    },
    "operator-port": OPERATOR_PORT,
    "operator-host": OPERATOR_HOST,
  },
  run: (input) => (input.options["add-epoch"] === undefined ? serveIssuer(input) : makeEpoch(input, input.options["add-epoch"])),
};

async function makeEpoch(input: VerbInput, epoch: string): Promise<VerbResult> {
  const bits = Number(input.options.bits);
  if (bits !== 2048 && bits !== 3072) throw new UsageError(`--bits must be 2048 or 3072; got ${input.options.bits}`);
  const [from, until] = ["from", "until"].map((name) => {
    const day = required(input, name);
    if (!DATE.test(day)) throw new UsageError(`--${name} must be YYYY-MM-DD; got ${day}`);
    return day;
  }) as [string, string];
  const file = required(input, "key");
  const made = await addEpoch(file, { epoch, from, until, bits, entropy: systemRandom });
  const sha256 = thumbprint(made.jwk);
  return {
    text: `the key of ${epoch} is in ${file} (sha256 ${sha256}); one of eligibility.keys in the commons' settings:\n${JSON.stringify(made, null, 2)}`,
    json: { ...made, sha256 },
  };
}

async function serveIssuer(input: VerbInput): Promise<VerbResult> {
  const [provider, clientId, storeFile] = ["oidc-issuer", "client-id", "store"].map((name) => required(input, name)) as [
    string,
    string,
    string,
  ];
  if (!URL.canParse(provider)) throw new UsageError(`--oidc-issuer must be a URL; got ${provider}`);
  const commons = originOf("commons", required(input, "commons"));
  const url = input.options.url === undefined ? undefined : originOf("url", input.options.url);
  const port = wholeNumber(input, "port", 0, 65_535) as number;
  const host = String(input.options.host);
  const rate = wholeNumber(input, "rate", 0, 1_000_000) ?? (LOOPBACK.test(host) ? 0 : DEFAULT_RATE);
  const secretFile = input.options["client-secret"];
  const secret = secretFile === undefined ? {} : { secret: readFileSync(secretFile, "utf8").trim() };
  refuseInsideAnyHome(storeFile);
  const keys = readIssuerKeys(required(input, "key"));
  const store = openTokenStore(storeFile, keys.secret);
  try {
    const running = await startIssuer({
      keys,
      store,
      signOn: (own) => openIdSignOn({ provider, clientId, redirect: `${own}/callback`, ...secret }),
      commons,
      port,
      host,
      url,
      rate,
      clock: () => new Date(),
      machine: systemMachine,
      operator: operatorOf(input),
      progress: input.progress,
    });
    input.say(`signing tokens for ${commons} on ${running.url}`);
    await untilStopped();
    await running.close();
  } finally {
    store.close();
  }
  return { text: "stopped", json: { stopped: true } };
}

function originOf(name: string, value: string): string {
  if (!ORIGIN.test(value) || new URL(value).origin !== value)
    throw new UsageError(`--${name} must be an origin: https, or http on this machine, without a path; got ${value}`);
  return value;
}
