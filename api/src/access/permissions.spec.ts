import { cuboids, type Role, roles } from '@vigie/seeds/catalogue';
import { accountRoles } from '@vigie/warehouse/schema';
import { describe, expect, it } from 'vitest';
import { mayReadCuboid } from '../features/measures/declaration.js';
import {
  callerRoles,
  cuboidReaders,
  isEnough,
  permissions,
  type Permission,
  type Reach,
} from './permissions.js';

describe('who may what', () => {
  /** The table as it was decided, a line each: public, then the roles of accounts. */
  const decided: Record<Permission, readonly Reach[]> = {
    service: ['all', 'all', 'all', 'all', 'all', 'all', 'all'],
    publishedCells: ['all', 'all', 'all', 'all', 'all', 'all', 'all'],
    publicFiles: ['all', 'all', 'all', 'all', 'all', 'all', 'all'],
    irritants: ['all', 'all', 'all', 'all', 'all', 'all', 'all'],
    ownCells: ['none', 'none', 'own', 'none', 'read', 'none', 'none'],
    irritantWork: ['none', 'own', 'own', 'none', 'all', 'none', 'all'],
    levers: ['none', 'own', 'own', 'none', 'all', 'none', 'all'],
    operations: ['none', 'none', 'none', 'none', 'read', 'all', 'all'],
    ownTokens: ['none', 'own', 'own', 'own', 'own', 'own', 'own'],
    accounts: ['none', 'none', 'none', 'none', 'none', 'none', 'all'],
  };

  it('is what was decided', () => {
    expect(callerRoles).toEqual(['public', ...accountRoles]);
    const declared = Object.entries(permissions).map(([what, reaches]) => [
      what,
      callerRoles.map((role) => (reaches as Record<string, Reach>)[role]),
    ]);
    expect(Object.fromEntries(declared)).toEqual(decided);
  });

  it('is reading alone where nothing may be changed', () => {
    expect(isEnough('read', 'GET')).toBe(true);
    expect(isEnough('read', 'POST')).toBe(false);
    expect(isEnough('none', 'GET')).toBe(false);
    expect(isEnough('own', 'DELETE')).toBe(true);
  });
});

describe('who reads which cells', () => {
  const classes = Object.values(cuboidReaders).map((readers) => [...readers].sort().join());

  it('is one of three classes for each cuboid of the catalogue', () => {
    for (const { id, roles: readers } of cuboids) {
      expect(classes, id).toContain([...readers].sort().join());
    }
  });

  it('is for vendors and Sentinelle alone where vendors or releases are crossed', () => {
    const { vendors } = cuboidReaders;
    for (const { id, dimensions, roles: readers } of cuboids) {
      const isOwn = dimensions.includes('vendor') || dimensions.includes('release');
      expect([...readers].sort().join() === [...vendors].sort().join(), id).toBe(isOwn);
    }
  });

  it('is what the table of roles says, cuboid by cuboid', () => {
    const seen: Record<Role, [detailed: boolean, vendors: boolean]> = {
      public: [false, false],
      agency: [true, false],
      analyst: [true, false],
      vendor: [false, true],
      sentinelle: [true, true],
      operator: [false, false],
    };
    for (const role of roles) {
      const of = ['month.nation', 'department.month.profession', 'month.nation.sector.vendor'];
      const read = of.map((id) => mayReadCuboid(role, id));
      expect(read, role).toEqual([true, ...seen[role]]);
    }
  });

  it('is not everyone where the catalogue has dropped the cuboid since', () => {
    expect(mayReadCuboid('public', 'department.lever.month')).toBe(false);
    expect(mayReadCuboid('analyst', 'department.lever.month')).toBe(true);
    expect(mayReadCuboid('analyst', 'department.month.vendor')).toBe(false);
  });
});
