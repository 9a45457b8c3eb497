/** What changes from one period to another, in French: of the whole first, which moves its parts along. */
export const fr = {
  /** both ends of a change with its margin, the smaller first: `+ 15 à + 27 kWh` */
  ends: (isMore: boolean, low: string, high: string) => {
    const sign = isMore ? "+" : "\u2212";
    return `${sign}\u00a0${low} à ${sign}\u00a0${high}`;
  },
  /** a change of a place; null: it is told, and its size is not */
  by: {
    more: (ends: string | null, at: string) => `${ends ?? "en hausse"} ${at}`,
    less: (ends: string | null, at: string) => `${ends ?? "en baisse"} ${at}`,
  },
  noneAtAll: "pas de changement sûr",
  none: (at: string) => `pas de changement sûr ${at}`,
  /** which of the parts change beyond their margins, or how many; empty: none does */
  among: (parts: string, found: string, isOne: boolean) =>
    found === ""
      ? `aucun changement sûr parmi les ${parts}`
      : `${isOne ? "seul changement sûr" : "changements sûrs"} parmi les ${parts}, ${found}`,
  joined: (whole: string, parts: string) => `${whole} ; ${parts}`,
  /** how many homes are counted in both periods, and what may have made the change: other homes, the weather, or both; null: nothing changes */
  counted: (first: string, last: string, why: "homes" | "weather" | "both" | null) => {
    const because = { homes: "de là", weather: "de la météo", both: "de là, ou de la météo" };
    return `Foyers comptés : environ ${first}, puis ${last}${why === null ? "" : ` : le changement peut venir ${because[why]}`}.`;
  },
};
