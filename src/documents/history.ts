import { type Block, same, table, text, type Words, words } from "./document.ts";
import { number } from "./sayings.ts";

/** What was published and spent, from public releases and the privacy ledger: never a count of contributors. */
export interface History {
  readonly publications: readonly { readonly id: string; readonly created_at: string }[];
  readonly years: readonly {
    readonly year: number;
    readonly epsilon: number;
    readonly delta: number;
    readonly epsilon_allowed: number;
    readonly closed: boolean;
  }[];
  /** of a household that took part in every year */
  readonly lifetime: { readonly epsilon: number; readonly delta: number };
}

/** What was spent of the privacy budget, year by year. */
export function spentTable({ years, lifetime }: History): Block {
  if (years.length === 0)
    return text("Rien n’a encore été publié : rien n’est dépensé.", "Nothing was published yet: nothing is spent.");
  const row = (of: Words, epsilon: number, allowed: Words, delta: number, state: Words) => [
    of,
    number(epsilon),
    allowed,
    number(delta),
    state,
  ];
  return table(
    [
      words("année de relevés", "year of readings"),
      words("ε dépensé", "ε spent"),
      words("ε permis", "ε allowed"),
      same("δ"),
      words("état", "state"),
    ],
    [
      ...years.map((one) =>
        row(
          same(one.year),
          one.epsilon,
          number(one.epsilon_allowed),
          one.delta,
          one.closed ? words("close", "closed") : words("ouverte", "open"),
        ),
      ),
      row(words("toutes ensemble", "all together"), lifetime.epsilon, same("–"), lifetime.delta, same("–")),
    ],
  );
}

/** What was published, in order. */
export function publicationsTable({ publications }: History): Block {
  if (publications.length === 0) return text("Aucune publication à ce jour.", "No publication to this day.");
  return table(
    [words("publication", "release"), words("jour", "day")],
    publications.map(({ id, created_at }) => [same(id), same(created_at.slice(0, 10))]),
  );
}
