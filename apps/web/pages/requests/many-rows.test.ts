import { readManyRows, type KnownVendor } from './many-rows.js';

const vendors: KnownVendor[] = [{ id: 'a', name: 'Quill Freight', tier: 'low' }, { id: 'b', name: 'Hollin', tier: 'high' }, { id: 'c', name: 'Twice', tier: 'low' }, { id: 'd', name: 'twice', tier: 'low' }];
const say = (key: string) => key;
const read = (...rows: string[][]) => readManyRows({ name: 'f', rows }, vendors, say);

test('finds vendors by name and columns by their headers, in any order', () => {
  const { rows, errors } = read(['E-Mail', 'Contact', 'Vendor'], ['ann@q.example', 'Ann', ' quill  FREIGHT'], ['', '', ''], ['b@h.example', '', 'Hollin']);
  expect(errors).toEqual([]);
  expect(rows.map(({ line, vendor, to, contactName }) => [line, vendor.id, to, contactName])).toEqual([[2, 'a', 'ann@q.example', 'Ann'], [4, 'b', 'b@h.example', '']]);
});

test('names every wrong line with its column', () => {
  const { errors } = read(['vendor', 'email', 'depth', 'due'], ['Nobody', 'x@y.example', '', ''], ['Hollin', 'not an address', 'deep', '1.2.2026'], ['Twice', 't@t.example', 'Full', '2026-02-01'], ['', 'z@z.example', '', '']);
  expect(errors.map(({ line, column, message }) => `${line} ${column} ${message}`)).toEqual([
    '2 column.vendor noVendor', '3 column.to wrongAddress', '3 column.depth wrongDepth', '3 column.due wrongDate', '4 column.vendor twoVendors', '5 column.vendor emptyVendor',
  ]);
});

test('says which column is missing, and that a file without lines asks nobody', () => {
  expect(read(['company', 'phone'], ['Hollin', '1']).errors).toEqual([{ line: 1, column: 'column.to', message: 'noColumn' }]);
  expect(read(['vendor', 'email']).errors).toMatchObject([{ message: 'empty' }]);
});
