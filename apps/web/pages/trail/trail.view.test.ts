import { render } from '../../render.js';
import { nameOf } from '../people-names.js';
import { messagesView } from './messages.view.js';
import { actWords, trailView, type TrailParts } from './trail.view.js';

const id = '0190a1b2-0000-7000-8000-000000000001';
const entry = { id, at: '2026-03-10T08:00:00.123456Z', actor: 'a1', action: 'vendor.decided', subject: id, detail: { outcome: 'approved', by: id, list: [1] }, service: 'vendors' as const };
const parts: TrailParts = { entries: [entry], next: null, people: [{ id: 'a1', name: 'Nadia Keller' }], names: nameOf([{ id: 'a1', name: 'Nadia Keller' }]), checks: null, chosen: { service: undefined, actor: undefined } };

test('an entry says what was done, where, by whom and when, and leads to what it was done to', () => {
  const html = render('trail/trail', trailView(parts));
  for (const said of ['Decided about a vendor', 'Nadia Keller', '10 March 2026, 08:00 UTC', 'outcome: approved', `href="/vendors/${id}"`]) expect(html).toContain(said);
  expect(html).not.toContain(`by: ${id}`);
});

test('an act without a text of its own reads as its name', () => {
  expect(actWords('vendor.gone-away')).toBe('Vendor gone away');
  expect(actWords('signed-in')).toBe('Signed in');
});

test('a broken record names the part, what was done to it and the entry; a whole one says how much was compared', () => {
  const check = { service: 'vendors' as const, sealed: 12, unsealed: 1, fault: null };
  expect(render('trail/trail', trailView({ ...parts, checks: [check] }))).toContain('12 entries are as they were sealed; 1 still to be sealed.');
  const broken = render('trail/trail', trailView({ ...parts, checks: [check, { ...check, service: 'reports', fault: { what: 'deleted', entry: id } }] }));
  expect(broken).toContain(`Reports: entry ${id} was deleted.`);
  expect(broken).not.toContain('The record is whole');
});

test('a stuck message says what, where and why, and can be tried again', () => {
  const html = render('trail/messages', messagesView([{ service: 'reports', id, event: 'vendors.vendor-changed', reason: 'its payload does not fit', at: '2026-03-10T08:00:00Z' }]));
  for (const said of ['vendor changed', 'its payload does not fit', `name="id" value="${id}"`]) expect(html).toContain(said);
});
