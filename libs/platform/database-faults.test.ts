import { Fault } from '#libs/contracts/faults.js';
import { databaseFault, isTransient } from './database-faults.js';

const failed = (code: string, more: object = {}) => Object.assign(new Error('quotes data'), { driverError: { code, ...more } });

test.each([
  ['a full disk', failed('53100'), 'full', 507],
  ['a full disk of this machine', Object.assign(new Error('write'), { code: 'ENOSPC' }), 'full', 507],
  ['a server that shuts down', failed('57P01'), 'unavailable', 503],
  ['a server that is not there', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 'unavailable', 503],
  ['too many connections', failed('53300'), 'unavailable', 503],
  ['a pool that is exhausted', new Error('timeout exceeded when trying to connect'), 'unavailable', 503],
  ['a connection that broke', new Error('Connection terminated unexpectedly'), 'unavailable', 503],
  ['a statement that took too long', failed('57014'), 'unavailable', 503],
  ['a duplicate', failed('23505', { constraint: 'vendor_name' }), 'conflict', 409],
])('%s becomes a fault that quotes nothing', (_name, error, kind, status) => {
  const fault = databaseFault(error) as Fault;
  expect(fault).toMatchObject({ kind, status, cause: error });
  expect(fault.message).not.toContain('quotes data');
});

test('a fault, and an error that is not about the state of the database, come back as they are', () => {
  const fault = new Fault('missing', 'x', 'x');
  const syntax = failed('42601');
  expect(databaseFault(fault)).toBe(fault);
  expect(databaseFault(syntax)).toBe(syntax);
  expect(databaseFault('text')).toBe('text');
});

test('deadlocks and serialization conflicts alone are worth another try', () => {
  expect([failed('40P01'), failed('40001'), failed('23505'), 'x'].map(isTransient)).toEqual([true, true, false, false]);
});
