// HTTP servers: portal, intake and partners of a home on one port, and the issuer; and what operators see of them.

export { startServer } from "./home-server.ts";
export { HOST, OPERATOR, operatorOf, PORT, serveUntilStopped } from "./server-options.ts";
