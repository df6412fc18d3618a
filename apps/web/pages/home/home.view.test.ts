import { render } from '../../render.js';
import { homeView, todosOf, type HomeParts } from './home.view.js';

const now = Date.parse('2026-03-10T08:00:00Z');
const request = {
  id: 'r1', vendor: 'v1', vendorName: 'Quillmark', template: 'core', title: 'Core', depth: 'short' as const, status: 'started' as const, to: 'sam@q.example', contactName: null,
  due: { date: '2026-03-08', zone: 'UTC' }, sent: '2026-02-01T00:00:00Z', opened: null, submitted: null, lastActivity: null, answered: 3, asked: 20, threads: { vendor: 0, asker: 0 }, sendAt: null, paused: false, batch: null, mail: { state: 'sent' as const, note: null },
};
const vendor = { id: 'v1', name: 'Quillmark', service: 'Payroll', tier: 'high' as const, status: 'new' as const, request: null, report: null, coverage: [], updated: '2026-03-01T00:00:00Z' };
const document = {
  id: 'd1', vendor: 'v1', vendorName: 'Quillmark', name: 'soc2.pdf', size: 1, sha256: 'a'.repeat(64), status: 'read' as const, says: 'A SOC 2 Type II report.', refusal: null, kind: null, reportType: null,
  opinion: null, auditor: null, period: null, countsUntil: null, exceptions: 0, controls: 0, doubtful: 0, restricted: false, readable: true, byHand: null, origin: 'vendor' as const, uploaded: '2026-03-01T00:00:00Z', read: null,
};
const parts: HomeParts = { vendors: { items: [vendor], more: false }, requests: [request], documents: [document], roles: ['procurement'], now };

test('what is latest comes first, and what only waits for others comes last', () => {
  const requests = [{ ...request, id: 'r2', due: { date: '2026-03-12', zone: 'UTC' } }, request, { ...request, id: 'r3', status: 'submitted' as const }];
  expect(todosOf({ ...parts, requests }).map((todo) => todo.state)).toEqual(['overdue', 'submitted', 'due', 'not-started', 'waiting']);
});

test('procurement is not asked to accept reports, compliance not to chase answers', () => {
  expect(todosOf(parts).map((todo) => todo.text)).toContain('A report of Quillmark waits for compliance');
  expect(todosOf({ ...parts, roles: ['compliance'] }).map((todo) => todo.text)).toEqual(['Accept the report of Quillmark, or refuse it']);
  expect(todosOf({ ...parts, roles: ['reader'] })).toEqual([]);
});

test('an accepted report is asked for again sixty days before it stops counting', () => {
  const ending = (countsUntil: string) => todosOf({ ...parts, roles: ['compliance'], documents: [{ ...document, status: 'accepted', countsUntil }] }).length;
  expect(ending('2026-05-09')).toBe(1);
  expect(ending('2026-05-10')).toBe(0);
  expect(ending('2026-03-01')).toBe(1);
  expect(ending('2025-01-01')).toBe(0);
});

test('a mail that was refused is said before the answers are due', () => {
  const refused = { ...request, due: { date: '2026-06-01', zone: 'UTC' }, mail: { state: 'refused' as const, note: 'No such mailbox' } };
  expect(todosOf({ ...parts, vendors: null, documents: [], requests: [refused] })[0]?.note).toBe('sam@q.example: No such mailbox');
});

test('a fresh tenant is told how to begin, and only who may add is offered it', () => {
  const fresh = { ...parts, vendors: { items: [], more: false }, requests: [], documents: [] };
  expect(render('home/home', homeView(fresh))).toContain('href="/vendors/new"');
  expect(render('home/home', homeView({ ...fresh, roles: ['reader'] }))).not.toContain('/vendors/new');
});

test('what could not be looked up is named, and the rest is shown', () => {
  const html = render('home/home', homeView({ ...parts, documents: null }));
  expect(html).toContain('could not be looked up just now: reports');
  expect(html).toContain('2 days late');
});
