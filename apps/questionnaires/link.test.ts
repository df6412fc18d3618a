import { hinted, linkState } from './link.js';

const day = 86_400_000;
const now = new Date('2026-03-10T09:00:00Z');

describe('an emailed link', () => {
  it('is open until the answers are handed in', () => {
    expect(linkState({ status: 'started', closedAt: null }, now)).toBe('open');
    expect(linkState({ status: 'submitted', closedAt: null }, now)).toBe('submitted');
  });

  it('stays readable for thirty days after the request was closed, and no longer', () => {
    expect(linkState({ status: 'reviewed', closedAt: new Date(now.getTime() - 29 * day) }, now)).toBe('submitted');
    expect(linkState({ status: 'reviewed', closedAt: new Date(now.getTime() - 31 * day) }, now)).toBe('expired');
  });

  it('lasts as long as the policy said when the request was sent', () => {
    const request = { status: 'reviewed' as const, closedAt: new Date(now.getTime() - 5 * day), reminders: { before: [], weekly: false, linkDays: 4 } };
    expect(linkState(request, now)).toBe('expired');
    expect(linkState({ ...request, reminders: { before: [], weekly: false, linkDays: 6 } }, now)).toBe('submitted');
  });

  it('is closed at once when the request is cancelled', () => {
    expect(linkState({ status: 'cancelled', closedAt: now }, now)).toBe('closed');
  });

  it('hints at its address without telling it', () => {
    expect(hinted('astrid@example.com')).toBe('a•••@example.com');
  });
});
