import { byLanguage } from './language.js';
import { barSegments, spanDays, svgPercent, timelinePicture, trendPicture } from './pictures.js';
import { stateLook, wideIcons } from './states.js';
import { zoneNow } from './zone.js';

/** What Handlebars hands to a helper after its parameters. */
interface HelperOptions {
  readonly hash: Readonly<Record<string, unknown>>;
  readonly data?: { readonly root?: { readonly page?: { readonly query?: Readonly<Record<string, unknown>> }; readonly zone?: string } };
}

type Helper = (...args: readonly never[]) => unknown;

/** What the helpers need from the site that was built. */
export interface HelperSources {
  readonly message: (key: string, args?: Readonly<Record<string, unknown>>) => string;
  readonly asset: (name: string) => string;
}

const months = byLanguage((locale) => ({ names: Array.from({ length: 12 }, (_, month) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long' }).format(Date.UTC(2026, month))), dot: locale.startsWith('de') ? '.' : '' }));
const monthYear = byLanguage((locale) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'short', year: 'numeric' }));

/** Formatters are costly to make, so each is made once. */
function once<Key, Made>(make: (key: Key) => Made): (key: Key) => Made {
  const made = new Map<Key, Made>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}

const clock = byLanguage((locale) => once((zone: string) => new Intl.DateTimeFormat(locale, {
  timeZone: zone, day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short',
})));
const numbers = byLanguage((locale) => once((digits: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits })));

function holds(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

function isBlank(value: unknown): value is null | undefined | '' {
  return value === null || value === undefined || value === '';
}

/** "31 March 2026" for 2026-03-31, whatever zone the server stands in. */
export function calendarDate(value: unknown): string {
  if (isBlank(value)) return '';
  const day = new Date(`${String(value).slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) throw new Error(`"${String(value)}" is not a calendar date (YYYY-MM-DD)`);
  const { names, dot } = months();
  return `${day.getUTCDate()}${dot} ${names[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
}

/** "10 March 2026, 08:40 CET": an instant in a named zone, or else in the reader's, the zone always said. */
export function zonedTime(value: unknown, zone: string = zoneNow()): string {
  if (isBlank(value)) return '';
  const time = value instanceof Date ? value.getTime() : Date.parse(String(value));
  if (Number.isNaN(time)) throw new Error(`"${String(value)}" is not a time (ISO 8601)`);
  const parts = clock()(zone).formatToParts(time);
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('day')}${months().dot} ${part('month')} ${part('year')}, ${part('hour')}:${part('minute')} ${part('timeZoneName')}`;
}

/** A link that keeps the page's query and changes what is named; null or '' takes a parameter out. */
export function changedQuery(query: Readonly<Record<string, unknown>>, changes: Readonly<Record<string, unknown>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, ...changes })) {
    for (const each of Array.isArray(value) ? value : [value]) if (!isBlank(each)) search.append(name, String(each));
  }
  return `?${search.toString()}`;
}

function percent(part: unknown, whole: unknown): string {
  const share = typeof whole === 'number' ? (whole === 0 ? 0 : Number(part) / whole) : Number(part);
  return `${Number((Math.min(Math.max(share, 0), 1) * 100).toFixed(1))}%`;
}

/** Looks of work drawn with the ink of a verdict. */
const TONES: Readonly<Record<string, string>> = { met: 'good', done: 'good', exceptions: 'part', partly: 'part', due: 'part', notmet: 'bad', overdue: 'bad', contradiction: 'odd' };
const FILLS: Readonly<Record<string, string>> = { done: 'met', due: 'exceptions', overdue: 'notmet', waiting: 'unknown', progress: 'accent' };

const NAVIGATION: readonly { readonly key: string; readonly href: string; readonly auditor?: true; readonly only?: string }[] = [
  { key: 'home', href: '/', auditor: true },
  { key: 'vendors', href: '/vendors' },
  { key: 'requests', href: '/requests' },
  { key: 'reports', href: '/reports', auditor: true },
  { key: 'coverage', href: '/coverage', auditor: true },
  { key: 'crosswalk', href: '/crosswalk', auditor: true },
  { key: 'programme', href: '/programme', auditor: true },
  { key: 'settings', href: '/settings', only: 'administrator' },
];

function navigation(roles: unknown, current: unknown): unknown[] {
  const held: readonly unknown[] = Array.isArray(roles) ? roles : [];
  const auditorOnly = held.length === 1 && held[0] === 'auditor';
  return NAVIGATION
    .filter((entry) => (entry.only ? held.includes(entry.only) : true) && (!auditorOnly || entry.auditor))
    .map((entry) => ({ ...entry, here: entry.key === current }));
}

/** Every helper that templates may call; the build refuses a template that calls another. */
export function templateHelpers({ message, asset }: HelperSources): Record<string, Helper> {
  const helpers = {
    t: (key: string, options: HelperOptions) => message(key, options.hash),
    asset: (name: string) => asset(name),
    date: (value: unknown) => calendarDate(value),
    month: (value: string) => monthYear().format(Date.parse(`${value}T00:00:00Z`)),
    dateTime: (value: unknown, options: HelperOptions) => zonedTime(value, String(options.hash['zone'] ?? options.data?.root?.zone ?? zoneNow())),
    number: (value: unknown, options: HelperOptions) => (isBlank(value) ? '' : numbers()(Number(options.hash['digits'] ?? 2)).format(Number(value))),
    percent: (part: unknown, whole: unknown) => percent(part, whole),
    eq: (left: unknown, right: unknown) => left === right,
    and: (...args: readonly unknown[]) => args.slice(0, -1).reduce((held, each) => (holds(held) ? each : held), true as unknown),
    or: (...args: readonly unknown[]) => args.slice(0, -1).reduce((held, each) => (holds(held) ? held : each), false as unknown),
    not: (value: unknown) => !holds(value),
    given: (value: unknown) => !isBlank(value),
    includes: (list: unknown, value: unknown) => (Array.isArray(list) ? list.map(String).includes(String(value)) : !isBlank(list) && String(list) === String(value)),
    concat: (...args: readonly unknown[]) => args.slice(0, -1).map((each) => (isBlank(each) ? '' : String(each))).join(''),
    plus: (left: number, right: number) => left + right,
    /** A text within a sentence; SOC 2 and its like stay as they are. */
    lower: (text: unknown) => String(text).replace(/^\p{Lu}(?!\p{Lu})/u, (first) => first.toLowerCase()),
    join: (list: readonly unknown[] | undefined, options: HelperOptions) => (list ?? []).filter((each) => !isBlank(each)).join(String(options.hash['with'] ?? ', ')),
    list: (...args: readonly unknown[]) => args.slice(0, -1),
    record: (options: HelperOptions) => ({ ...options.hash }),
    statusWord: (state: unknown) => (stateLook(state), message(`common.status.${String(state)}`)),
    statusClass: (state: unknown) => `is-${stateLook(state).look}`,
    statusIcon: (state: unknown) => stateLook(state).icon,
    statusTone: (state: unknown) => TONES[stateLook(state).look] ?? 'none',
    statusFill: (state: unknown) => FILLS[stateLook(state).look] ?? stateLook(state).look,
    statusLook: (state: unknown) => stateLook(state).look,
    wide: (icon: string) => wideIcons.has(icon),
    qs: (options: HelperOptions) => changedQuery(options.data?.root?.page?.query ?? {}, options.hash),
    queryParts: (query: Readonly<Record<string, unknown>> | undefined, options: HelperOptions) => Object.entries(query ?? {})
      .filter(([name, value]) => !isBlank(value) && String(options.hash['only'] ?? '').split(' ').includes(name))
      .map(([name, value]) => ({ name, value })),
    navigation: (roles: unknown, current: unknown) => navigation(roles, current),
    segments: (parts: Parameters<typeof barSegments>[0], total: number) => barSegments(parts, total),
    svgPercent: (part: number, whole: number) => svgPercent(whole ? Math.min(part / whole, 1) * 100 : 0),
    timeline: (source: Parameters<typeof timelinePicture>[0]) => timelinePicture(source),
    trendPicture: (points: Parameters<typeof trendPicture>[0]) => trendPicture(points),
    days: (from: string, to: string) => spanDays({ from, to }),
  };
  return helpers as unknown as Record<string, Helper>;
}
