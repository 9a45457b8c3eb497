import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { systemRandom } from "../commons/commons.ts";
import type { Machine } from "../contract/doubt.ts";
import { Refusal } from "../contract/problem.ts";
import { rateLimiter } from "../intake/rate.ts";
import { issuerApp } from "../issuer/app.ts";
import type { IssuerKeys } from "../issuer/key-file.ts";
import type { SignOn } from "../issuer/sign-on.ts";
import type { TokenStore } from "../issuer/store.ts";
import { boundConnections, closed, LOOPBACK, TIMES, unambiguous } from "./connections.ts";
import { failureLog } from "./failures.ts";
import type { Running } from "./server.ts";

const HOUR = 3_600_000;

export interface IssuerServer {
  readonly keys: IssuerKeys;
  readonly store: TokenStore;
  /** made once the issuer's own address is known, which the sign-on sends browsers back to */
  readonly signOn: (url: string) => Promise<SignOn>;
  readonly commons: string;
  readonly port: number;
  readonly host: string;
  /** as browsers reach it; absent: the address that it listens on */
  readonly url?: string | undefined;
  /** requests a minute that an address may make; 0: the proxy in front limits */
  readonly rate: number;
  readonly clock: () => Date;
  /** that the clock belongs to */
  readonly machine: Machine;
  readonly progress: (line: string) => void;
}

/**
 * Serves the issuer on a port, and forgets the accounts of epochs once the clock has called them over for three days; it looks now and once an hour.
 *
 * @throws Refusal `storage-failed` when the port is taken, `sign-on-unreachable`
 */
export async function startIssuer(o: IssuerServer): Promise<Running> {
  const forget = () => {
    const now = o.clock();
    const today = now.toISOString().slice(0, 10);
    const kept = o.keys.epochs.filter(({ until }) => until > today).map(({ epoch }) => epoch);
    try {
      const forgotten = o.store.keepOnly(kept, now, o.machine);
      if (forgotten > 0) o.progress("the accounts of an epoch that is over were forgotten");
    } catch (error) {
      o.progress(
        `the accounts of an epoch that is over could not be forgotten: ${error instanceof Error ? error.message : error}`,
      );
    }
  };
  let answer: ReturnType<typeof issuerApp>["fetch"] = () => new Response(null, { status: 503 });
  const server = await listen((request, env) => answer(request, env), o);
  const local = `http://${o.host}:${(server.address() as AddressInfo).port}`;
  boundConnections(server, { behindProxy: LOOPBACK.test(o.host) });
  const close = () => closed(server);
  try {
    const url = o.url ?? local;
    const signOn = await o.signOn(url);
    const { keys, store, commons, clock } = o;
    const limiter = o.rate === 0 ? undefined : rateLimiter({ perMinute: o.rate, clock, salt: systemRandom(32) });
    const limit = (address: string | undefined) => limiter?.take(address);
    answer = issuerApp({ keys, store, signOn, url, commons, clock, entropy: systemRandom, limit }).fetch;
  } catch (error) {
    await close();
    throw error;
  }
  forget();
  const hourly = setInterval(forget, HOUR);
  hourly.unref();
  return {
    url: local,
    close: () => {
      clearInterval(hourly);
      return close();
    },
  };
}

type Answer = (request: Request, env: { readonly address: string | undefined }) => Response | Promise<Response>;

function listen(fetch: Answer, { port, host, progress }: IssuerServer): Promise<Server> {
  const answer = getRequestListener((request, env) =>
    fetch(request, { address: (env.incoming as IncomingMessage).socket.remoteAddress }),
  );
  const watch = failureLog(progress);
  const server = createServer(
    TIMES,
    unambiguous((incoming, outgoing) => {
      watch(incoming, outgoing);
      void answer(incoming, outgoing);
    }),
  );
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(new Refusal("storage-failed", `http://${host}:${port} cannot be served: ${error.code}`)),
    );
    server.listen(port, host, () => resolve(server));
  });
}
