// Servers over HTTP: portal, intake and partners of a home on one port, and the issuer; with what their operator sees of them.

export { startServer } from "./home-server.ts";
export { HOST, OPERATOR, operatorOf, PORT, serveUntilStopped } from "./server-options.ts";
