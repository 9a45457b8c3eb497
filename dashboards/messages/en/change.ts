import type { fr } from "../fr/change.ts";

/** What changes from one period to another. */
export const en: typeof fr = {
  ends: (isMore, low, high) => {
    const sign = isMore ? "+" : "\u2212";
    return `${sign}${low} to ${sign}${high}`;
  },
  by: { more: (ends, at) => `${ends ?? "up"} ${at}`, less: (ends, at) => `${ends ?? "down"} ${at}` },
  noneAtAll: "no certain change",
  none: (at) => `no certain change ${at}`,
  among: (parts, found, isOne) =>
    found === ""
      ? `no certain change among the ${parts}`
      : `${isOne ? "the only certain change" : "certain changes"} among the ${parts}: ${found}`,
  joined: (whole, parts) => `${whole}; ${parts}`,
  counted: (first, last, why) => {
    const because = { homes: "from that", weather: "from the weather", both: "from that, or from the weather" };
    return `Homes counted: about ${first}, then ${last}${why === null ? "" : `: the change may come ${because[why]}`}.`;
  },
};
