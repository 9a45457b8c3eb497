/**
 * The HTTP layer of every service: reading requests, limiting them, answering, refusing, describing, serving and monitoring.
 * Intake, portal, partners and issuer are apps made of these parts.
 */
export { type BodyReader, bodyReader, sendsBody } from "./body.ts";
export { type BodyCache, bodyCache, type HotAnswers, hotAnswers, requestAsSent } from "./cache.ts";
export { type HTTP_TIMEOUTS, LOOPBACK } from "./connections.ts";
export { EMBED_PAGE, ownSecurity, PAGE, PRIVATE, PUBLIC, policyInPage } from "./headers.ts";
export { DEFAULT_RATE, type Limiter, rateLimiter, refuseRateLimited as refuseEarly } from "./limits.ts";
export { afterReply, bodiesInFlight, sharedBytes } from "./memory.ts";
export { atMostEvery, CHECK_EVERY, type GaugeReader, makeMetrics, type ReadinessCheck, startOperator } from "./operator.ts";
export { type ProblemStyle, problem, problemType } from "./problem.ts";
export { addressOf, headerOf, jsonReply, pieceReply, type ReplyHeaders, reply } from "./reply.ts";
export {
  type Body,
  cachedBody as lastingBody,
  FIVE_MINUTES,
  type Form,
  formFor,
  IMMUTABLE,
  isNotModified,
  makeBody,
  publicReply,
  send,
  sendFile,
} from "./send.ts";
export { type Fetch, listen, type Running } from "./server.ts";
export {
  type HttpHandler,
  integer,
  makeService,
  type Route,
  refusals,
  type ServiceInfo,
  success,
  textSchema,
  texts,
  wrongMethod,
} from "./service.ts";
export { type Logger, makeLog, pathOf, type RouteClass } from "./traffic.ts";
