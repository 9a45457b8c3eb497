import { type Block, type Point, type Section, same, table, text, type Words, words } from "./document.ts";
import type { Facts } from "./facts.ts";
import { stated } from "./sayings.ts";

/** What is said of eligibility, and only where the settings ask for it: issuing tokens is a processing apart, by another service. */
type Eligibility = NonNullable<Facts["eligibility"]>;

export function tokenPoint({ eligibility }: Facts): readonly Point[] {
  if (eligibility === null) return [];
  const { issuer } = eligibility;
  const said = words(
    `pour commencer, un jeton que délivre ${issuer}, après une connexion à votre compte. Rien de ce qui est gardé ne relie ce compte à votre contribution.`,
    `to begin, a token that ${issuer} gives, after you sign in to your account. Nothing that is kept links this account to your contribution.`,
  );
  return [{ id: "token", label: words("Jeton", "Token"), text: said }];
}

export function tokenNotice({ eligibility }: Facts): readonly Section[] {
  if (eligibility === null) return [];
  return [
    {
      id: "token",
      title: words("Le jeton avec lequel on commence", "The token with which one begins"),
      blocks: [
        text(
          "Une nouvelle contribution sur ces pages demande un jeton, un seul par compte et par époque. L’émetteur est un autre service : un traitement séparé, qui a ses clés et son registre, et dont le responsable vous doit sa propre information.",
          "A new contribution on these pages asks for a token, one an account and epoch. The issuer is another service: a processing apart, with keys and a record of its own, whose controller owes you information of its own.",
        ),
        issuerTable(eligibility),
        text(
          "Vous vous connectez à votre compte auprès d’un service de connexion (OpenID Connect). Celui-ci apprend que votre compte se connecte à l’émetteur, et quand. L’émetteur ne lui demande que cela, et n’en lit que deux valeurs : qui il est, et l’identifiant du compte. Ce service-ci n’apprend ni l’un ni l’autre.",
          "You sign in to your account at a sign-on (OpenID Connect). It learns that your account signs in to the issuer, and when. The issuer asks it for nothing else, and reads two values alone: which sign-on it is, and the account’s identifier. This service learns neither.",
        ),
        text(
          "L’émetteur garde une empreinte à clé du compte pour l’époque, et une autre de la demande, sans heure ni ordre ; elles sont effacées dans les trois jours qui suivent la fin de l’époque. La connexion tient dix minutes, en mémoire, avec un cookie qui n’a pas d’autre usage.",
          "The issuer keeps a keyed fingerprint of the account for the epoch, and another of the request, without time or order; they are erased within three days of the end of the epoch. The sign-in holds for ten minutes, in memory, with a cookie that has no other use.",
        ),
        text(
          "Le jeton est signé sans être vu (signature aveugle, RFC 9474) : même en réunissant tout ce qu’ils gardent, l’émetteur et ce service ne peuvent pas dire quel compte a ouvert quelle contribution. Qui observerait les deux en même temps pourrait le deviner à l’heure ou à l’adresse de réseau : la page propose de garder le jeton pour un jour tiré au hasard.",
          "The token is signed without being seen (blind signature, RFC 9474): even with all that they keep put together, the issuer and this service cannot tell which account began which contribution. Who watched both at once could guess it from the time or the network address: the page offers to keep the token for a day drawn at random.",
        ),
        text(
          "Ici, un jeton utilisé laisse une empreinte à clé, gardée sans limite pour qu’il ne serve pas deux fois ; rien n’y dit quelle contribution il a ouverte. Retirer sa contribution ne rend pas le jeton : il faut attendre l’époque suivante pour en commencer une autre.",
          "Here a used token leaves a keyed fingerprint, kept without limit so that it does not serve twice; nothing says which contribution it began. To withdraw does not give the token back: to begin another contribution one waits for the next epoch.",
        ),
      ],
    },
  ];
}

function issuerTable({ issuer, run_by }: Eligibility): Block {
  return table(
    [words("question", "question"), words("réponse", "answer")],
    [
      [words("émetteur des jetons", "issuer of tokens"), same(issuer)],
      [words("qui répond de l’émetteur", "who answers for the issuer"), stated(run_by)],
    ],
  );
}

/** Of the record of processing: the issuer's is an activity of its own, and told as one; then what of it is here. */
export function tokenRegister({ eligibility }: Facts): readonly Section[] {
  if (eligibility === null) return [];
  const row = (fr: string, en: string, said: Words) => [words(fr, en), said];
  return [
    {
      id: "tokens",
      title: words("Jetons d’éligibilité (traitement séparé)", "Eligibility tokens (a processing apart)"),
      blocks: [
        text(
          "L’émission des jetons est une autre activité, d’un autre service, qui n’a ni le coffre ni ses clés. Son responsable tient son registre ; s’il est l’opérateur, ce qui suit en est le début.",
          "Issuing tokens is another activity, of another service, which has neither the vault nor its keys. Its controller keeps its record; where that is the operator, what follows is its beginning.",
        ),
        issuerTable(eligibility),
        table(
          [words("point", "point"), words("constat", "finding")],
          [
            row(
              "finalité",
              "purpose",
              words(
                "un jeton par compte et par époque, sans savoir lequel",
                "one token an account and epoch, without knowing which",
              ),
            ),
            row(
              "données de l’émetteur",
              "data of the issuer",
              words(
                "empreintes à clé du compte (par époque) et de la demande aveuglée ; en mémoire, connexions de dix minutes",
                "keyed fingerprints of the account (by epoch) and of the blinded request; in memory, sign-ins of ten minutes",
              ),
            ),
            row(
              "source",
              "source",
              words(
                "le service de connexion (OpenID Connect), qui apprend quel compte se connecte à l’émetteur, et quand",
                "the sign-on (OpenID Connect), which learns which account signs in to the issuer, and when",
              ),
            ),
            row(
              "délai d’effacement de l’émetteur",
              "time limit for erasure of the issuer",
              words("dans les trois jours qui suivent la fin de l’époque", "within three days of the end of the epoch"),
            ),
            row(
              "ce que le commun en garde",
              "what the commons keeps of it",
              words(
                "une empreinte à clé de chaque jeton utilisé, sans limite, sans lien avec une contribution",
                "a keyed fingerprint of each used token, without limit, with no link to a contribution",
              ),
            ),
          ],
        ),
      ],
    },
  ];
}

/** Of the impact assessment. */
export function tokenImpact(facts: Facts): Block | null {
  const { eligibility } = facts;
  if (eligibility === null) return null;
  return table(
    [words("jetons d’éligibilité", "eligibility tokens"), words("constat", "finding")],
    [
      [words("émetteur, traitement séparé", "issuer, a processing apart"), same(eligibility.issuer)],
      [words("qui en répond", "who answers for it"), stated(eligibility.run_by)],
      [
        words("non-corrélation", "unlinkability"),
        words(
          "signature aveugle (RFC 9474), une clé par époque : rien de ce que gardent émetteur et commun, réuni, ne relie un compte à une contribution",
          "blind signature (RFC 9474), a key an epoch: nothing that issuer and commons keep, put together, links an account to a contribution",
        ),
      ],
      [
        words("ce qu’apprend le service de connexion", "what the sign-on learns"),
        words("quel compte se connecte à l’émetteur, et quand", "which account signs in to the issuer, and when"),
      ],
      [
        words("à faire par l’opérateur", "to be done by the operator"),
        words(
          "exploiter émetteur et commun à part, sans journaux d’accès ; s’assurer que l’émetteur informe les personnes et tient son registre",
          "run issuer and commons apart, without access logs; make sure that the issuer informs people and keeps its record",
        ),
      ],
    ],
  );
}

/** From the threat model: what tokens do not stop. */
export function tokenRisks({ eligibility }: Facts): readonly Words[] {
  if (eligibility === null) return [];
  return [
    words(
      "qui observe en direct l’émetteur et le commun peut rapprocher une connexion et un envoi par l’heure ou l’adresse",
      "who watches issuer and commons live can match a sign-in and a contribution by time or address",
    ),
    words(
      "qui a le fichier de clés et la base de l’émetteur peut, jusqu’à la fin de l’époque, vérifier si un compte donné a pris un jeton",
      "who has the issuer’s key file and store can, until the epoch is over, test whether a given account took a token",
    ),
    words(
      "l’émetteur, ou qui vole ses clés, peut signer autant de jetons qu’il veut ; un jeton se donne ou se vend ; un compte n’est pas un foyer",
      "the issuer, or who steals its keys, can sign as many tokens as they like; a token can be given away or sold; an account is not a household",
    ),
  ];
}
