import { documentTypes, nomenclature } from '@vigie/seeds/reference';
import { has, TRAITS, type Actors } from '../actors/actors.js';
import { sendingShare } from '../actors/activity.js';
import { sectorIds } from '../actors/territory.js';
import { practices, rates } from '../calibration/calibration.js';
import { prescribing } from '../calibration/prescribing.js';
import { keyOf, uniform } from '../random/hash.js';
import { deal } from '../tally/deal.js';
import type { BookDeclaration, NodeIndex } from '../tally/stream.js';
import {
  eachPractising,
  expectedDocuments,
  INS_REQUIRED_FROM,
  sendsWithoutModule,
  VSM,
} from './feeding.model.js';
import { ePrescriptionShare, PRESCRIPTION } from './prescribing.js';

/** Why a document is not sent; each withheld one has one reason. */
export const WITHHOLDINGS = [
  'ins_not_qualified',
  'module_off',
  'no_card',
  'patient_opposition',
  'prescription_module',
  'user',
] as const;
/** Why a document is refused (taxonomy of domain.md 6); each rejected one has one reason. */
export const REJECTIONS = Object.keys(rates.rejections);

const typeIds = documentTypes
  .map(({ id }) => id)
  .filter((id) => Object.values(practices).some(({ types }) => types.some((t) => t.id === id)));
const channels = nomenclature('document_channel').map(({ id }) => id);
const SOFTWARE = channels.indexOf('software');
const WEB = channels.indexOf('dmp_fr');
const CONSULTATION_REPORT = typeIds.indexOf('11488-4');

const typesOf = sectorIds.map((sector) =>
  practices[sector]!.types.map((type) => ({ ...type, code: typeIds.indexOf(type.id) })),
);

/**
 * Documents from production to acceptance, by actor, generation, type and channel: the chain of
 * causal rule 1, each step a part of the one before it.
 */
export const feeding: BookDeclaration = {
  name: 'feeding',
  envelope: 'actor',
  dimensions: [
    { name: 'document_type', words: typeIds },
    { name: 'channel', words: channels },
  ],
  counts: [
    {
      name: 'produced',
      parts: [
        [
          { name: 'withheld', parts: [WITHHOLDINGS.map((name) => ({ name }))] },
          {
            name: 'attempted',
            parts: [
              [
                { name: 'accepted' },
                { name: 'rejected', parts: [REJECTIONS.map((name) => ({ name }))] },
              ],
            ],
          },
        ],
        [{ name: 'created', parts: [[{ name: 'with_code' }, { name: 'module_failed' }]] }],
        [{ name: 'structured' }],
        [{ name: 'long_term' }],
      ],
    },
  ],
  draw(world, month, entry, node) {
    const { actors, seed } = world;
    const key = keyOf(seed, 'documents');
    const required = month >= INS_REQUIRED_FROM;
    const reasons = new Int32Array(REJECTIONS.length);
    const { counts } = entry;
    const at = indexes(node);
    const rejected = REJECTIONS.map((name) => node[name]!);
    eachPractising(world, month, (p) => {
      const { actor: i, practice, g, from, to, off, qualified, logit } = p;
      const id = actors.id[i]!;
      const ePrescribed = ePrescriptionShare(world, i, month);
      const carried = sendsWithoutModule(p);
      for (const declared of typesOf[actors.sector[i]!]!) {
        const { code, id: type, effect } = declared;
        const luck = (n: number): number => uniform(key, id, month, 1024 * (code + 1) + 16 * g + n);
        const produced = Math.floor(expectedDocuments(world, month, p, declared) + luck(0));
        if (produced === 0) continue;
        const part = (whole: number, ratio: number, n: number): number =>
          Math.min(whole, Math.floor(whole * ratio + luck(n)));
        counts[at.produced] = produced;
        const isPrescription = type === PRESCRIPTION;
        const created = isPrescription ? part(produced, ePrescribed, 1) : 0;
        const failed = part(created, prescribing.e_prescription.failed, 2);
        counts[at.created] = created;
        counts[at.module_failed] = failed;
        counts[at.with_code] = Math.min(
          created - failed,
          part(created, prescribing.e_prescription.coded, 3),
        );
        if (type === VSM) {
          counts[at.structured] = part(produced, prescribing.medical_summaries.structured, 4);
          counts[at.long_term] = part(produced, prescribing.medical_summaries.long_term, 5);
        }
        const blocked = carried || off ? 0 : failed;
        const open = produced - blocked;
        const eligible = off ? 0 : part(open, qualified, 6);
        const attempted = part(eligible, p.opened * sendingShare(practice, logit + effect), 7);
        const ok = part(attempted, p.accepted, 8);
        counts[at.attempted] = attempted;
        counts[at.accepted] = ok;
        counts[at.rejected] = attempted - ok;
        const weights = has(actors, i, TRAITS.oldComputer) ? SLOW : USUAL;
        deal(attempted - ok, weights.values, weights.sum, luck(9), reasons);
        for (let r = 0; r < rejected.length; r++) counts[rejected[r]!] = reasons[r]!;
        const withheld = produced - attempted;
        counts[at.withheld] = withheld;
        if (off) {
          counts[at.module_off] = withheld;
        } else {
          const unqualified = required ? open - eligible : 0;
          const rest = withheld - blocked - unqualified;
          const opposed = Math.min(rest, part(open, rates.withholding.opposition, 10));
          const cardless = missesCard(actors, i) ? rates.withholding.no_card : 0;
          const absent = Math.min(rest - opposed, part(open, cardless, 11));
          counts[at.prescription_module] = blocked;
          counts[at.ins_not_qualified] = unqualified;
          counts[at.patient_opposition] = opposed;
          counts[at.no_card] = absent;
          counts[at.user] = rest - opposed - absent;
        }
        entry.put(i, g + 1, from, to, code, SOFTWARE);
      }
      if (
        practice.barriers &&
        !off &&
        p.opened > 0 &&
        uniform(key, id, month, 9 + 16 * g) < rates.web.share
      ) {
        const sent = 1 + (id % 3);
        for (const name of ['produced', 'attempted', 'accepted']) counts[node[name]!] = sent;
        entry.put(i, g + 1, from, to, CONSULTATION_REPORT, WEB);
      }
    });
  },
};

/** Places of the counts, looked up once and not in every entry. */
function indexes(node: NodeIndex) {
  const of = (name: string): number => node[name]!;
  return {
    accepted: of('accepted'),
    attempted: of('attempted'),
    created: of('created'),
    ins_not_qualified: of('ins_not_qualified'),
    long_term: of('long_term'),
    module_failed: of('module_failed'),
    module_off: of('module_off'),
    no_card: of('no_card'),
    patient_opposition: of('patient_opposition'),
    prescription_module: of('prescription_module'),
    produced: of('produced'),
    rejected: of('rejected'),
    structured: of('structured'),
    user: of('user'),
    with_code: of('with_code'),
    withheld: of('withheld'),
  };
}

/** Whether a secretary validates without a card that may send. */
function missesCard(actors: Actors, actor: number): boolean {
  return has(actors, actor, TRAITS.secretary) && !has(actors, actor, TRAITS.nominativeCpe);
}

function rejectionWeights(network: number): { values: Int32Array; sum: number } {
  const values = Int32Array.from(REJECTIONS, (name) =>
    Math.round(1e4 * rates.rejections[name]! * (name === 'network' ? network : 1)),
  );
  return { values, sum: values.reduce((a, b) => a + b, 0) };
}
const USUAL = rejectionWeights(1);
const SLOW = rejectionWeights(rates.old_computer_network);
