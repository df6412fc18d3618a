import type { z } from 'zod';
import { services, type Service } from '#libs/contracts/contract.js';
import type { auditEntry } from '#libs/platform/own-requests.js';
import { hasMessage, message, type PageView } from '../../render.js';
import type { NameOf } from '../people-names.js';
import { settingsTabs } from '../settings/roles.view.js';

export type TrailEntry = z.output<typeof auditEntry> & { readonly service: Service };

/** What a service found when it compared its trail with the chain of seals. */
export interface TrailCheck {
  readonly service: Service;
  readonly sealed: number;
  readonly unsealed: number;
  readonly fault: { readonly what: string; readonly entry: string | null } | null;
}

export interface TrailParts {
  readonly entries: readonly TrailEntry[];
  readonly next: string | null;
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly names: NameOf;
  /** null: nobody asked for the check */
  readonly checks: readonly TrailCheck[] | null;
  readonly chosen: { readonly service: string | undefined; readonly actor: string | undefined };
}

/** The trail: what happened, to what, by whom, when; and whether the record of it is whole. */
export function trailView(parts: TrailParts): PageView & Record<string, unknown> {
  const { entries, next, people, names, checks, chosen } = parts;
  return {
    page: { title: message('trail.title'), nav: 'settings' },
    tabs: settingsTabs('trail'),
    fields: [
      { name: 'service', label: message('trail.service'), type: 'select', blank: message('trail.any'), value: chosen.service, options: services.map((value) => ({ value, text: message(`trail.services.${value}`) })) },
      { name: 'actor', label: message('trail.actor'), type: 'select', blank: message('trail.anybody'), value: chosen.actor, options: people.map(({ id, name }) => ({ value: id, text: name })) },
    ],
    columns: ['what', 'where', 'who', 'at'].map((name) => ({ text: message(`trail.columns.${name}`) })),
    rows: entries.map((entry) => ({
      cells: [{ text: actWords(entry.action), href: hrefOf(entry), sub: detailWords(entry.detail) }, { text: message(`trail.services.${entry.service}`) }, { text: names(entry.actor) }, { dateTime: entry.at }],
    })),
    empty: { title: message('trail.emptyTitle'), text: message('trail.emptyText') },
    next,
    verdict: checks && verdictOf(checks),
  };
}

/** The sentence for a whole trail, or one for each service whose trail is not. */
function verdictOf(checks: readonly TrailCheck[]) {
  const bad = checks.filter(({ fault }) => fault);
  const sum = (name: 'sealed' | 'unsealed') => checks.reduce((total, each) => total + each[name], 0);
  if (bad.length === 0) return { kind: 'note', title: message('trail.whole'), lines: [message('trail.wholeText', { count: sum('sealed'), open: sum('unsealed') })] };
  return { kind: 'bad', title: message('trail.broken'), lines: bad.map(({ service, fault }) => message(`trail.faults.${fault!.what}`, { service: message(`trail.services.${service}`), entry: fault!.entry ?? '–' })) };
}

/** What was done, in words; an act that no text was written for reads as its own name. */
export function actWords(action: string): string {
  const key = `trail.acts.${action.replace('.', '-')}`;
  const words = action.replace(/[.-]/g, ' ');
  return hasMessage(key) ? message(key) : words.charAt(0).toUpperCase() + words.slice(1);
}

const places: Readonly<Record<string, string>> = { vendor: '/vendors/', request: '/requests/', document: '/reports/', answers: '/requests/', values: '/reports/', value: '/reports/', controls: '/reports/' };

function hrefOf(entry: TrailEntry): string | undefined {
  const place = places[entry.action.split('.')[0]!];
  return place && entry.action.includes('.') ? `${place}${entry.subject}` : undefined;
}

/** The facts that go with an entry: short values by name; ids and lists stay in the record. */
function detailWords(detail: Readonly<Record<string, unknown>>): string | undefined {
  const short = Object.entries(detail).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value) && !/^[0-9a-f-]{32,}$/.test(String(value)));
  return short.map(([name, value]) => `${name.replace(/([A-Z])/g, ' $1').toLowerCase()}: ${String(value).slice(0, 120)}`).join(' · ') || undefined;
}
