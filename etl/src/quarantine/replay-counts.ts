/** Rows that are still bad for one reason. */
export interface StillBad {
  reason: string;
  field: string;
  rows: number;
}

/** What a replay made of held rows, added up over pages. */
export class ReplayCounts {
  applied = 0;
  duplicate = 0;
  expired = 0;
  private readonly bad = new Map<string, StillBad>();

  add(some: {
    applied?: number;
    duplicate?: number;
    expired?: number;
    bad?: Iterable<{ reason: string; field: string; rows?: number }>;
  }): void {
    this.applied += some.applied ?? 0;
    this.duplicate += some.duplicate ?? 0;
    this.expired += some.expired ?? 0;
    for (const { reason, field, rows = 1 } of some.bad ?? []) {
      const key = `${reason} ${field}`;
      const held = this.bad.get(key) ?? { reason, field, rows: 0 };
      this.bad.set(key, { ...held, rows: held.rows + rows });
    }
  }

  get stillBad(): StillBad[] {
    return [...this.bad.values()].sort((one, other) => other.rows - one.rows);
  }
}
