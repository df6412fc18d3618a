import { TOTP } from 'otpauth';
import { checkTotp, hide, newTotpSecret, reveal } from './second-factor.js';

const now = Date.UTC(2026, 2, 10, 9, 0, 0);

describe('the second factor', () => {
  const secret = newTotpSecret();
  const code = (at: number) => new TOTP({ secret, period: 30 }).generate({ timestamp: at });

  it('takes the code of this step and of the one before', () => {
    expect(checkTotp(secret, code(now), 0, now)).toBe(Math.floor(now / 30_000));
    expect(checkTotp(secret, code(now - 30_000), 0, now)).toBe(Math.floor(now / 30_000) - 1);
  });

  it('refuses a code that was used already', () => {
    const step = checkTotp(secret, code(now), 0, now);
    expect(checkTotp(secret, code(now), step ?? 0, now)).toBeNull();
  });

  it('refuses a code from five minutes ago', () => {
    expect(checkTotp(secret, code(now - 300_000), 0, now)).toBeNull();
  });

  it('hides the secret at rest and reveals it with the same key only', () => {
    const hidden = hide(secret, 'key one');
    expect(hidden).not.toContain(secret);
    expect(reveal(hidden, 'key one')).toBe(secret);
    expect(() => reveal(hidden, 'key two')).toThrow();
  });
});
