import { list, type Section, table, text, type Words, words } from "./document.ts";
import type { Facts } from "./facts.ts";
import { backupsOf, number } from "./sayings.ts";
import { SECURITY } from "./security.ts";

/** The three risks of the CNIL's method, then what anonymisation itself risks (WP29 opinion 05/2014). */
export function riskSections(facts: Facts): readonly Section[] {
  return [measures(), access(facts), change(), loss(facts), anonymisation(facts), residual()];
}

function measures(): Section {
  return { id: "measures", title: words("3.1 Mesures existantes", "3.1 Existing measures"), blocks: [list(...SECURITY)] };
}

interface Risk {
  readonly impacts: Words;
  readonly sources: Words;
  readonly threats: Words;
  readonly measures: Words;
  readonly severity: Words;
  readonly likelihood: Words;
}

const LOW = words("négligeable à limitée", "negligible to limited");
const LIMITED = words("limitée", "limited");
const SIGNIFICANT = words("importante", "significant");

function rated(risk: Risk) {
  return table(
    [words("point", "point"), words("proposition", "proposal")],
    [
      [words("impacts possibles", "possible impacts"), risk.impacts],
      [words("sources", "sources"), risk.sources],
      [words("menaces", "threats"), risk.threats],
      [words("mesures", "measures"), risk.measures],
      [words("gravité proposée", "proposed severity"), risk.severity],
      [words("vraisemblance proposée", "proposed likelihood"), risk.likelihood],
    ],
  );
}

function access(facts: Facts): Section {
  const backups = backupsOf(facts);
  return {
    id: "illegitimate-access",
    title: words("3.2 Accès illégitime aux données", "3.2 Illegitimate access to data"),
    blocks: [
      rated({
        impacts: words(
          "connaître les consommations mensuelles d’un foyer, ses absences longues, son logement et son secteur",
          "knowing a household’s monthly consumption, long absences, its home and neighbourhood",
        ),
        sources: words(
          "voleur du dossier ou d’une sauvegarde ; opérateur ou sous-traitant malveillant ; détenteur d’une clé de contribution volée",
          "thief of the home or of a backup; malicious operator or processor; holder of a stolen contribution key",
        ),
        threats: words(
          "vol de la machine, intrusion, copie de la clé de l’opérateur, vidage de la mémoire pendant un calcul",
          "theft of the machine, intrusion, a copy of the operator’s key, a memory dump during a run",
        ),
        measures: words(
          `scellement par foyer, clé hors du dossier, service public sans coffre, débit limité ; ${backups.fr}`,
          `sealing by household, key outside the home, public service without the vault, limited rates; ${backups.en}`,
        ),
        severity: LIMITED,
        likelihood: LIMITED,
      }),
    ],
  };
}

function change(): Section {
  return {
    id: "unwanted-change",
    title: words("3.3 Modification non désirée des données", "3.3 Unwanted change of data"),
    blocks: [
      rated({
        impacts: words(
          "une contribution faussée ; une moyenne faussée, dans la limite d’un plafond par foyer",
          "a falsified contribution; a falsified mean, within a cap a household",
        ),
        sources: words(
          "faux contributeurs, erreur de saisie, intrusion, panne",
          "made-up contributors, typing errors, intrusion, failure",
        ),
        threats: words(
          "contributions inventées en nombre, modification du coffre ou d’une publication",
          "made-up contributions in number, a changed vault or release",
        ),
        measures: words(
          "sceaux liés au foyer, au rang et au mois ; plafonds publics ; empreintes et vérification des publications ; journal chaîné, avec témoin hors du dossier",
          "seals bound to household, number and month; public caps; fingerprints and verification of releases; a chained ledger, with a witness outside the home",
        ),
        severity: LOW,
        likelihood: LIMITED,
      }),
    ],
  };
}

function loss(facts: Facts): Section {
  const backups = backupsOf(facts);
  return {
    id: "disappearance",
    title: words("3.4 Disparition des données", "3.4 Disappearance of data"),
    blocks: [
      rated({
        impacts: words(
          "perte de la contribution ; impossibilité de la consulter ou de la retirer ; statistiques moins précises",
          "loss of the contribution; no way to see or withdraw it; less precise statistics",
        ),
        sources: words(
          "panne, perte de la clé de l’opérateur, perte de la clé de contribution",
          "failure, loss of the operator’s key, loss of the contribution key",
        ),
        threats: words("disque perdu ou plein, sauvegarde ancienne restaurée", "a lost or full disk, an old backup restored"),
        measures: words(
          `écriture synchronisée avant tout accusé ; sauvegardes séparées du dossier et de la clé ; ${backups.fr}`,
          `synced writes before any receipt; backups of home and key kept apart; ${backups.en}`,
        ),
        severity: LOW,
        likelihood: LIMITED,
      }),
    ],
  };
}

function anonymisation({ protection }: Facts): Section {
  const { k, epsilon, lifetime } = protection;
  const [year, life] = [number(epsilon), lifetime.map(({ years, epsilon: e }) => ({ years, e: number(e) }))];
  return {
    id: "anonymisation",
    title: words("3.5 Réidentification à partir des publications", "3.5 Re-identification from releases"),
    blocks: [
      table(
        [words("critère (WP29 05/2014)", "criterion (WP29 05/2014)"), words("réponse", "answer")],
        [
          [
            words("individualisation", "singling out"),
            words(
              `chaque chiffre publié repose sur ${k} foyers au moins, et le seuil est lui-même protégé ; aucune ligne individuelle n’est publiée`,
              `each published figure stands on at least ${k} households, and the threshold is itself protected; no individual row is published`,
            ),
          ],
          [
            words("corrélation", "linkability"),
            words(
              "deux publications ne partagent ni bruit, ni identifiant, ni chiffre exact",
              "two releases share no noise, no identifier and no exact figure",
            ),
          ],
          [
            words("inférence", "inference"),
            words(
              `bornée par ε = ${year.fr} par an (${life.map(({ years, e }) => `${e.fr} sur ${years} an${years > 1 ? "s" : ""}`).join(", ")})`,
              `bounded by ε = ${year.en} a year (${life.map(({ years, e }) => `${e.en} over ${years} year${years > 1 ? "s" : ""}`).join(", ")})`,
            ),
          ],
        ],
      ),
      rated({
        impacts: words(
          "déduire qu’un foyer participe, ou ce qu’il consomme",
          "inferring that a household takes part, or what it uses",
        ),
        sources: words(
          "lecteur des publications, avec toute autre information",
          "a reader of releases, with any other information",
        ),
        threats: words(
          "recoupements, différences entre publications, foyers inventés",
          "cross-checks, differences between releases, made-up households",
        ),
        measures: words(
          "confidentialité différentielle, comptée au journal ; seuil k ; masquage complémentaire ; attaques rejouées en test",
          "differential privacy, accounted in the ledger; threshold k; complementary suppression; attacks replayed in tests",
        ),
        severity: SIGNIFICANT,
        likelihood: LOW,
      }),
    ],
  };
}

/** From the threat model: what the measures do not stop. */
function residual(): Section {
  return {
    id: "residual",
    title: words("3.6 Risques résiduels, dits sans détour", "3.6 Residual risks, said plainly"),
    blocks: [
      list(
        words(
          "l’opérateur du coffre peut tout lire avec la clé : le droit et le contrôle le lient, pas les mathématiques",
          "the operator of the vault can read everything with the key: law and audit bind them, not mathematics",
        ),
        words(
          "un foyer qui contribue sous m clés paie m²ρ là où le journal dit ρ",
          "a household that contributes under m keys pays m²ρ where the ledger says ρ",
        ),
        words(
          "quelqu’un qui invente k − 1 foyers réduit le seuil k à un foyer ; le bruit, lui, tient",
          "somebody who makes up k − 1 households reduces the threshold k to one household; the noise holds",
        ),
        words(
          "ce qui est publié ne peut être repris, et les budgets des années s’additionnent",
          "what is published cannot be taken back, and the budgets of the years add up",
        ),
        words(
          "une sauvegarde garde jusqu’à son terme ce qui fut retiré ; une restauration oblige à refaire les retraits",
          "a backup holds what was withdrawn until it expires; after a restore withdrawals must be repeated",
        ),
        words(
          "la mémoire n’est ni verrouillée ni effacée ; le chiffrement des disques est l’affaire de l’administrateur",
          "memory is neither locked nor wiped; disk encryption is the administrator’s",
        ),
      ),
      text("Détail : docs/threat-model.md du logiciel.", "In detail: docs/threat-model.md of the software."),
    ],
  };
}
