/**
 * Mutants of the exchange with a cluster: what leaves the machine, and what is accepted back. Their form is described in
 * `scripts/mutants.mjs`.
 */

const EXCHANGE_TEST = "test/pipeline/spark/exchange.test.ts";
const SPARK = "src/pipeline/spark";

export const EXCHANGE = [
  {
    name: "what is sealed is bound to no place",
    in: SPARK,
    of: "sealedPlace",
    becomes: () => () => "sealed",
    holds: [38],
    lost: "another run's, kind's or file's lines can stand for those that were handed over",
    tests: [EXCHANGE_TEST],
  },
  {
    name: "a receipt is believed, whatever it counts",
    in: SPARK,
    of: "receiptOf",
    becomes: () => async (texts) => {
      for await (const text of texts) return JSON.parse(text);
    },
    holds: [38],
    lost: "a household that is lost, or counted twice, on its way to the cluster is noticed by nobody",
    tests: [EXCHANGE_TEST],
  },
];
