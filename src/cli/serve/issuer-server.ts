import { systemRandom } from "../../commons/commons.ts";
import type { Machine } from "../../contract/doubt.ts";
import { isoDay } from "../../contract/period.ts";
import { type Fetch, makeLog, type Running, rateLimiter } from "../../http/index.ts";
import { issuerApp } from "../../issuer/app.ts";
import type { IssuerKeys } from "../../issuer/key-file.ts";
import type { SignOn } from "../../issuer/sign-on.ts";
import type { TokenStore } from "../../issuer/store.ts";
import { closingAll, listenWatched, type OperatorAt } from "./monitoring.ts";

const HOUR = 3_600_000;

interface IssuerServerOptions {
  readonly keys: IssuerKeys;
  readonly store: TokenStore;
  /** makes the sign-on, given the issuer's own address, to which it sends browsers back */
  readonly signOn: (url: string) => Promise<SignOn>;
  readonly commons: string;
  readonly port: number;
  readonly host: string;
  /** address at which browsers reach it; absent: the address that it listens on */
  readonly url?: string | undefined;
  /** rate of one address, in requests a minute; 0: no limit, since a proxy in front has one */
  readonly rate: number;
  readonly clock: () => Date;
  /** the machine that the clock belongs to */
  readonly machine: Machine;
  readonly progress: (line: string) => void;
  /** Address of readiness and metrics for the operator; absent: not served. */
  readonly operator?: OperatorAt | undefined;
}

/**
 * Serves the issuer on a port. Now, and then once an hour, it deletes the accounts of epochs that the clock has called over for
 * three days.
 *
 * @throws Refusal `storage-failed` where the port is taken, `sign-on-unreachable`
 */
export function startIssuer(o: IssuerServerOptions): Promise<Running> {
  const { keys, store, commons, clock, port, host, operator } = o;
  const log = makeLog(o.progress);
  const forget = () => {
    const now = clock();
    const today = isoDay(now);
    const kept = keys.epochs.filter(({ until }) => until > today).map(({ epoch }) => epoch);
    try {
      if (store.keepOnly(kept, now, o.machine) > 0) log.info("the accounts of an epoch that is over were forgotten");
    } catch (error) {
      const why = error instanceof Error ? error.message : error;
      log.error(`the accounts of an epoch that is over could not be forgotten: ${why}`);
    }
  };
  return closingAll(async (closers) => {
    // It listens before the sign-on is set up, which needs the address that browsers are sent back to.
    let answer: Fetch = () => new Response(null, { status: 503 });
    const running = await listenWatched(
      {
        port,
        host,
        log,
        operator,
        fetch: (request, env) => answer(request, env),
        measurements: [],
        checks: { store: store.probe },
      },
      closers,
    );
    const url = o.url ?? running.url;
    const signOn = await o.signOn(url);
    const limiter = o.rate === 0 ? undefined : rateLimiter({ perMinute: o.rate, clock, salt: systemRandom(32) });
    answer = issuerApp({ keys, store, signOn, url, commons, clock, entropy: systemRandom, limiter }).fetch;
    forget();
    const hourly = setInterval(forget, HOUR).unref();
    closers.push(() => clearInterval(hourly));
    return running;
  });
}
