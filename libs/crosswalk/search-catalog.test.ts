import { searcher } from './search-catalog.js';
import { catalog, control, requirement } from './small-catalog.fixture.js';

const data = catalog(
  {
    gdpr: [requirement('33(1)', { title: 'Breach told to the authority', text: 'In the case of a personal data breach, the controller shall without undue delay notify it to the supervisory authority, '.repeat(4) })],
    pci: [requirement('8.3', { title: 'Strong authentication', assessable: false }), requirement('8.3.6', { title: 'Length of passwords', residue: 'Whether a longer one was weighed' }), requirement('18.3', { title: 'Something else' })],
  },
  [control('AUT-05', { title: 'Password length and make-up', searchTerms: ['passphrase', 'minimum characters'] }), control('INC-02', { title: 'Incidents handled', statement: 'Incidents are contained and notified.' })],
  [],
);
const search = searcher(data);
const ids = (query: string) => search(query).map(({ id }) => id);

describe('a search over everything', () => {
  test('finds controls by their search terms and requirements by title, residue and legal text', () => {
    expect(ids('passphrase')).toContain('AUT-05');
    expect(ids('supervisory authority')[0]).toBe('33(1)');
    expect(ids('longer weighed')).toEqual(['8.3.6']);
    expect(ids('nothing of the kind')).toEqual([]);
  });

  test('an id comes first, then what lies below it, and no id that merely holds the same figures', () => {
    expect(ids('8.3')).toEqual(['8.3', '8.3.6']);
    expect(ids('pci aut-05')[0]).toBe('AUT-05');
  });

  test('what holds more of the words stands before what holds one of them more often', () => {
    expect(ids('password length').sort()).toEqual(['8.3.6', 'AUT-05']);
    expect(ids('password characters')[0]).toBe('AUT-05');
    expect(ids('notify incidents')[0]).toBe('INC-02');
  });

  test('a last word that nothing holds is taken for the beginning of one', () => {
    expect(ids('passphr')).toContain('AUT-05');
    expect(ids('superviso')).toEqual(['33(1)']);
  });

  test('an excerpt shows the words where they stand, and no more than a few lines', () => {
    const { excerpt } = search('supervisory authority')[0]!;
    expect(excerpt!.field).toBe('text');
    expect(excerpt!.pieces.filter(({ hit }) => hit).map(({ text }) => text)).toContain('supervisory');
    expect(excerpt!.pieces.map(({ text }) => text).join('').length).toBeLessThan(260);
  });
});
