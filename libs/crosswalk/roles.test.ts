import { withImplied } from './roles.js';

describe('the roles of a party', () => {
  it('hold what a role is a kind of', () => {
    expect(withImplied(['health-plan', 'processor'])).toEqual(['health-plan', 'covered-entity', 'processor']);
  });

  it('name nothing twice and invent nothing', () => {
    expect(withImplied(['clearinghouse', 'covered-entity'])).toEqual(['clearinghouse', 'covered-entity']);
    expect(withImplied(['toString'])).toEqual(['toString']);
  });
});
