import { today } from '#libs/platform/calendar-day.js';
import { message } from '../../render.js';
import { calendarDate } from '../../template-helpers.js';
import { carried, filterFields } from '../coverage/coverage-filter.js';
import { partyField, readingTabs, type Asked } from './asked.js';

/** Every file with the formats that there are of it: about one party, and of the catalog. */
export function exportsView({ parties, frameworks, party, filter }: Asked, catalog: string) {
  const at = filter.at ?? today();
  const links = (formats: readonly string[], hrefOf: (format: string) => string) => ({ links: formats.map((format) => ({ text: message(`readings.exports.format.${format}`), href: hrefOf(format) })) });
  const about = (format: string, framework?: string): string => `/coverage/${encodeURIComponent(party.id)}/export${carried(filter, { framework, format })}`;
  const gaps = (format: string, framework: string): string => `/gaps/export${carried(filter, { party: party.id, framework, format })}`;
  const of = (what: string, more: Readonly<Record<string, string>> = {}) => (format: string): string => `/exports/catalog${carried({}, { what, ...more, format })}`;
  return {
    page: { title: message('readings.exports.title'), nav: 'coverage' as const }, tabs: readingTabs('exports', { party: party.id, filter }),
    sub: message('readings.exports.sub', { catalog: catalog.slice(0, 12), date: calendarDate(at) }),
    filters: [partyField(parties, party.id), ...filterFields(filter, at)],
    aboutTitle: message('readings.exports.about', { name: party.name }),
    about: [
      { cells: [{ text: message('readings.exports.coverage'), sub: message('readings.exports.coverageSays') }, links(['pdf', 'xlsx', 'csv', 'oscal', 'json'], (format) => about(format))] },
      ...frameworks.map(({ id, name }) => ({ cells: [{ text: message('readings.exports.gaps', { framework: name }) }, links(['pdf', 'xlsx', 'csv', 'json'], (format) => gaps(format, id))] })),
    ],
    catalog: [
      { cells: [{ text: message('readings.exports.controls'), sub: message('readings.exports.controlsSays') }, links(['oscal', 'xlsx', 'csv', 'json'], of('controls'))] },
      { cells: [{ text: message('readings.exports.rows'), sub: message('readings.exports.rowsSays') }, links(['xlsx', 'csv', 'json'], of('mapping'))] },
      { cells: [{ text: message('readings.exports.direct'), sub: message('readings.exports.directSays') }, links(['xlsx', 'csv', 'json'], of('direct'))] },
      ...frameworks.flatMap(({ id, name, version }) => [
        { group: `${name} ${version}` },
        { cells: [{ text: message('readings.exports.requirements') }, links(['oscal', 'xlsx', 'csv', 'json'], of('requirements', { framework: id }))] },
        { cells: [{ text: message('readings.exports.mapping') }, links(['oscal', 'xlsx', 'csv', 'json'], of('mapping', { framework: id }))] },
      ]),
    ],
    columns: [{ text: message('readings.exports.file') }, { text: message('readings.exports.as') }],
  };
}
