/** A check of the attack suite that what is about to be published does not pass (privacy.md A4). */
export interface Finding {
  readonly check: 'P01' | 'P01b' | 'P03' | 'P04' | 'P07' | 'P08' | 'P13' | 'P14' | 'P15' | 'P23';
  /** Part of the catalogue, or measure where it is about one. */
  readonly subject: string;
  readonly stream: string;
  readonly period: string;
  /** Cuboid and place; what it is about where that is more than a cell. */
  readonly cell: string;
  /** What is wrong, without a value. */
  readonly says: string;
}

/** Nothing is published: the message names the first findings, and tells no value of theirs. */
export class GateFailed extends Error {
  constructor(readonly findings: readonly Finding[]) {
    const told = findings
      .slice(0, 3)
      .map(
        ({ check, subject, period, cell, says }) =>
          `${check} ${subject} ${period} ${cell}: ${says}`,
      );
    const others = findings.length - told.length;
    super(
      `Not published, ${findings.length} attacks would succeed. ${told.join('; ')}` +
        (others > 0 ? `; and ${others} more` : ''),
    );
    this.name = 'GateFailed';
  }
}
