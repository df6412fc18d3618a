import { handoverOf } from './smtp.js';

describe('what a failed handover means', () => {
  it.each([
    ['a server that refuses for good', { responseCode: 550, command: 'RCPT TO' }, 'refused'],
    ['a server that asks to come back', { responseCode: 421, command: 'CONN' }, 'later'],
    ['a connection lost during the message', { code: 'ECONNECTION', command: 'DATA' }, 'unknown'],
    ['nobody listening', { code: 'ECONNREFUSED', command: 'CONN' }, 'later'],
    ['an address that the server does not know', { code: 'EENVELOPE' }, 'refused'],
    ['wrong credentials', { code: 'EAUTH' }, 'later'],
    ['something that is not even an error', null, 'later'],
  ])('%s', (_what, error, outcome) => {
    expect(handoverOf(error).outcome).toBe(outcome);
  });
});
