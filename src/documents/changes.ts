import { type Block, type Section, text, words } from "./document.ts";
import type { Facts } from "./facts.ts";
import { around, authorityOf } from "./sayings.ts";

/** The notice's last section: where to complain, how one is told of incidents, and of other terms. */
export function complaintsAndChanges(facts: Facts): Section {
  return {
    id: "more",
    title: words("Réclamations, incidents, changements", "Complaints, incidents, changes"),
    blocks: [
      { kind: "text", text: around("Vous pouvez réclamer auprès de : ….", "You can complain to: ….", authorityOf(facts)) },
      text(
        "Nous n’avons pas votre adresse : s’il arrive un incident de sécurité, il est dit publiquement, sur les pages de ce service, et chaque fois que vous consultez votre contribution.",
        "We do not have your address: if there is a security incident, it is told publicly, on the pages of this service, and each time that you look at your contribution.",
      ),
      ...changes(facts),
      text(
        "Cette notice est faite à partir des réglages du service. Votre preuve de consentement porte l’empreinte (SHA-256) du texte que vous avez lu.",
        "This notice is made from the settings of the service. Your consent record carries the fingerprint (SHA-256) of the text that you read.",
      ),
    ],
  };
}

/** As `src/contract/terms.ts` has it; that one has to look is said, for nobody can be written to. */
function changes({ eligibility }: Facts): readonly Block[] {
  return [
    text(
      "Ce qui est mesuré et publié, et à quel rythme, le territoire, le seuil et le budget de confidentialité, les finalités, la durée de conservation, les sous-traitants, les transferts, l’âge du consentement et qui peut contribuer ne changent pas sans préavis : un changement est annoncé au moins 30 jours avant de valoir, vaut à partir du début d’une année, et se trouve dès son annonce au journal public (/v1/log, et la page Confidentialité). Seul ce qui vous protège davantage vaut aussitôt, comme une durée de conservation plus courte, une mesure ou une finalité qui prend fin, ou un sous-traitant qui en remplace un autre. Personne ne peut vous l’écrire : il faut y regarder.",
      "What is measured and published, and how often, the territory, the threshold and the privacy budget, the purposes, how long data are kept, the processors, transfers, the age of consent and who may contribute do not change without notice: a change is announced at least 30 days before it holds, begins with a year, and is in the public log as soon as it is announced (/v1/log, and the page Privacy). Only what protects you more holds at once, as a shorter time for which data are kept, a measure or a purpose that ends, or a processor that takes the place of another. Nobody can write to you about it: you have to look.",
    ),
    text(
      "Un envoi n’est jamais gardé plus longtemps que ne le disaient les conditions sous lesquelles il est venu, ni aucune de celles qui ont valu depuis : la durée la plus courte compte. Si un changement ne vous convient pas, retirez votre contribution avant qu’il ne vaille.",
      "What you sent is never kept longer than the terms said under which it came, or any that held since: the shortest time counts. If a change does not suit you, withdraw your contribution before it holds.",
    ),
    text(
      "Les noms, adresses et contacts, l’hébergement, la durée des sauvegardes et l’autorité peuvent être corrigés sans préavis : la notice qui vaut le dit aussitôt.",
      "Names, addresses and contacts, hosting, how long backups are kept and the authority may be mended without notice: the notice in force says it at once.",
    ),
    ...(eligibility === null
      ? []
      : [
          text(
            "Une clé de l’émetteur de jetons peut être retirée aussitôt, si elle a été volée.",
            "A key of the issuer of tokens may be taken away at once, if it was stolen.",
          ),
        ]),
  ];
}
