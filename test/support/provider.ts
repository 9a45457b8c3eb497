import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished, vi } from "vitest";

/** An OpenID Connect provider that signs in anybody under the name that they give. */
export interface TestProvider {
  readonly url: string;
  /** the paths of the requests that it received, in order */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/**
 * Starts `oidc-provider` on a free port. It requires PKCE and has two clients, which it sends back to `/callback` on any port of
 * 127.0.0.1: `issuer`, which is public, and `kept`, which is confidential (its secret is `hush-hush`).
 *
 * @param atEnd arranges that the provider is closed: by default when the test ends
 */
export async function startProvider(atEnd: (close: () => Promise<void>) => void = onTestFinished): Promise<TestProvider> {
  // It warns on the console that its defaults are only for tests.
  const quiet = (["info", "warn", "log"] as const).map((name) => vi.spyOn(console, name).mockImplementation(() => undefined));
  const { default: Provider } = await import("oidc-provider");
  const asked: string[] = [];
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = {
    redirect_uris: ["http://127.0.0.1/callback"],
    application_type: "native" as const,
    grant_types: ["authorization_code"],
    response_types: ["code" as const],
  };
  const provider = new Provider(url, {
    clients: [
      { ...client, client_id: "issuer", token_endpoint_auth_method: "none" },
      { ...client, client_id: "kept", client_secret: "hush-hush", token_endpoint_auth_method: "client_secret_post" },
    ],
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
    pkce: { required: () => true },
    cookies: { keys: ["a key of this test"] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, name: `name of ${id}` }) }),
  });
  const callback = provider.callback();
  server.on("request", (request, response) => {
    asked.push(new URL(request.url ?? "/", url).pathname);
    callback(request, response);
  });
  for (const spy of quiet) spy.mockRestore();
  const close = async () => {
    server.closeAllConnections();
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  };
  atEnd(close);
  return { url, asked, close };
}
