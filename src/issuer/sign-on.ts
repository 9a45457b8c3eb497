import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import { Refusal } from "../contract/problem.ts";

/** The values that the answer to a sign-in must match. The browser keeps them, encrypted. */
export interface Checks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** The city's sign-on. It identifies a person by an issuer and a subject that mean nothing elsewhere. */
export interface SignOn {
  /** The address to send the browser to, and the values to check its answer against. */
  begin(): Promise<{ readonly url: string; readonly checks: Checks }>;
  /**
   * @param answer the query with which the sign-on sent the browser back
   * @throws Refusal `sign-in-failed`, `sign-on-unreachable`
   */
  finish(answer: string, checks: Checks): Promise<{ readonly iss: string; readonly sub: string }>;
}

const LOOPBACK = /^(localhost|127\..+|\[::1\])$/;

/**
 * OpenID Connect: authorization code with PKCE (S256), state and nonce; the ID token's signature is checked. It requests only the
 * scope `openid`, and reads only `iss` and `sub`.
 *
 * @param o.secret secret of a confidential client; absent: a public client
 * @param o.redirect the issuer's own `/callback`, as the provider knows it
 * @throws Refusal `sign-on-unreachable` where the provider's description cannot be fetched
 */
export async function openIdSignOn(o: {
  readonly provider: string;
  readonly clientId: string;
  readonly secret?: string;
  readonly redirect: string;
}): Promise<SignOn> {
  const server = new URL(o.provider);
  const execute = [enableNonRepudiationChecks, ...(LOOPBACK.test(server.hostname) ? [allowInsecureRequests] : [])];
  let config: Configuration;
  try {
    config = await discovery(server, o.clientId, o.secret, o.secret === undefined ? None() : undefined, { execute });
  } catch (error) {
    throw new Refusal("sign-on-unreachable", `${server.origin} gives no description of itself (${kindOf(error)})`);
  }
  return {
    begin: async () => {
      const checks = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
      const url = buildAuthorizationUrl(config, {
        redirect_uri: o.redirect,
        scope: "openid",
        state: checks.state,
        nonce: checks.nonce,
        code_challenge: await calculatePKCECodeChallenge(checks.verifier),
        code_challenge_method: "S256",
      });
      return { url: url.href, checks };
    },
    finish: async (answer, { state, nonce, verifier }) => {
      try {
        const tokens = await authorizationCodeGrant(config, new URL(`${o.redirect}${answer}`), {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
        });
        const claims = tokens.claims();
        if (claims === undefined) throw new Refusal("sign-in-failed", "the sign-on gave no ID token");
        return { iss: claims.iss, sub: claims.sub };
      } catch (error) {
        if (error instanceof Refusal) throw error;
        if (isUnreachable(error)) throw new Refusal("sign-on-unreachable", `${server.origin} does not answer`);
        // The error's kind, not its message, which may have what the provider said of a person.
        throw new Refusal("sign-in-failed", `the sign-on's answer was not accepted (${kindOf(error)})`);
      }
    },
  };
}

/** The error of `fetch` where no answer came. */
function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError && error.message === "fetch failed";
}

function kindOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  return typeof code === "string" ? code : String(name ?? "failed");
}
