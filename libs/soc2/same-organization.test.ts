import { maySameOrganization } from './same-organization.js';

describe('whether a report is about the vendor', () => {
  it.each([
    ['Northgate Ledger', 'Northgate Ledger Services, Inc.', true],
    ['Tembo Data', 'Tembo Data Systems, Inc.', true],
    ['Marlow Payroll Ltd', 'Northgate Ledger Services, Inc.', false],
    ['Quillmark Services', 'Northgate Services', false],
    ['The Group', 'Northgate Services', true],
  ])('%s and %s: %s', (vendor, organization, same) => {
    expect(maySameOrganization(vendor, organization)).toBe(same);
  });
});
