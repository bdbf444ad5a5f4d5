import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../dev/words.ts';
import { bannerOf, withdrawalNotice } from './banner.ts';

const source = {
  world: 'w',
  simulated: true,
  seed: '1',
  scenario: 'default',
  scale: 0.2,
  strata: [
    { id: 'complete', factor: 1 },
    { id: 'sampled', factor: 5 },
  ],
};
const banner = (changes: Partial<typeof source> = {}, locale: 'fr' | 'en' = 'fr'): string =>
  bannerOf({ ...source, ...changes }, locale, wordsOf(locale)).join(' ');

describe('banner', () => {
  it('says simulated, the scale and the factor', () => {
    expect(banner()).toContain('1 professionnel sur 5 est simulé');
    expect(banner()).toContain('chaque unité observée en représente 5.');
    expect(banner({}, 'en')).toContain('1 professional in 5 is simulated');
  });

  it('does not round a scale into another, and gives the range of several factors', () => {
    expect(banner({ scale: 0.3 })).toContain('30,0\u202f% des professionnels');
    const strata = [4.9, 5.12].map((factor) => ({ id: String(factor), factor }));
    expect(banner({ strata })).toContain('de 4,9 à 5,12 selon la strate');
  });

  it('speaks of no extrapolation in a complete world, and is silent on real figures', () => {
    expect(banner({ scale: 1, strata: [] })).not.toContain('extrapolés');
    expect(banner({ simulated: false })).toBe('');
    expect(bannerOf(null, 'fr', wordsOf('fr')).join(' ')).toContain('Aucun chiffre');
  });
});

describe('notice of a withdrawn edition', () => {
  const withdrawal = {
    edition: 12,
    feed_day: '2026-11-21',
    withdrawn_at: '2026-11-22T09:30:00.000Z',
    because: 'Deux éditeurs étaient comptés deux fois.',
  };
  const notice = (of: typeof withdrawal | null, locale: 'fr' | 'en' = 'fr'): string | null =>
    withdrawalNotice({ id: 11, feed_day: '2026-11-20', withdrawal: of }, locale, wordsOf(locale));

  it('says which, when and why, and which edition is shown instead', () => {
    const said = notice(withdrawal);
    expect(said).toContain('n° 12, du 21 novembre 2026, a été retirée le 22 novembre 2026');
    expect(said).toContain(withdrawal.because);
    expect(said).toContain('n° 11, du 20 novembre 2026');
    expect(notice(withdrawal, 'en')).toContain('was withdrawn on 22 November 2026');
  });

  it('is dated by the day in Paris, which begins before that of Greenwich', () => {
    const late = { ...withdrawal, withdrawn_at: '2026-11-22T23:30:00.000Z' };
    expect(notice(late)).toContain('retirée le 23 novembre 2026');
  });

  it('is none where no edition was withdrawn, or none is known', () => {
    expect(notice(null)).toBeNull();
    expect(withdrawalNotice(null, 'fr', wordsOf('fr'))).toBeNull();
  });
});
