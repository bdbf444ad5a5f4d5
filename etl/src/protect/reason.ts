/** Why a cell carries a value or none; each is a line of the catalogue's reason codes. */
export type Reason =
  | UnitReason
  | Mask
  | 'small_denominator'
  | 'at_least_95'
  | 'at_most_5'
  | 'not_received'
  | 'not_expected';

/** What the rules on contributors say. */
export type UnitReason = 'ok' | 'lt11' | 'lt3' | 'dominated';

/** What the rules on vendors say, of a cell whose contributors are protected. */
export type Mask = 'vendor_rule' | 'complement';
