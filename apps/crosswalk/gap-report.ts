import { taggedPdf } from '#libs/documents/tagged-pdf.js';
import { sayDay } from '#libs/platform/calendar-day.js';
import type { Gaps } from './list-gaps.js';

type Gap = Gaps['items'][number];

/** What each kind of gap is called, and what it means for a decision. */
export const kindWords: Readonly<Record<Gap['kind'], { readonly title: string; readonly means: string }>> = {
  contradiction: { title: 'Contradiction', means: 'Facts prove and disprove the same; nothing rests on them until one side is mended' },
  broken: { title: 'Known not to be met', means: 'A fact says that it is not so' },
  loose: { title: 'Looser than needed', means: 'It is done, but less often, later or for fewer things than is asked' },
  exception: { title: 'Exceptions found', means: 'The auditor found deviations in its test' },
  expired: { title: 'Expired', means: 'What proved it is too old by now' },
  'not-accepted': { title: 'Said not to apply', means: 'A reviewer has to agree first' },
  assurance: { title: 'Not assured enough', means: 'The evidence is weaker than what is asked for' },
  missing: { title: 'Nothing shows it', means: 'No evidence speaks of it; that is no finding' },
  opinion: { title: "Wants an auditor's opinion", means: 'Principles are found met by an auditor, not by controls alone' },
  residue: { title: 'Beyond common controls', means: 'What a requirement asks besides every mapped control' },
};

const first = 8;

/** The gaps of a framework as a tagged PDF: a first page for people who decide, then every gap with what would close it. */
export async function gapReport(gaps: Gaps): Promise<Buffer> {
  const { party, framework, at, catalog, binding, met, items } = gaps;
  const day = sayDay(at);
  const kinds = [...new Set(items.map(({ kind }) => kind))];
  const wrong = items.filter(({ kind }) => ['contradiction', 'broken', 'loose', 'exception', 'expired'].includes(kind));
  return taggedPdf({ title: `${party.name}: gaps in ${framework.name}`, subject: `What is not proven on ${day}`, footer: `Concord · ${party.name} · ${framework.name} · ${day} · catalog ${catalog.slice(0, 12)}` }, ({ heading, say, table, newPage }) => {
    heading(1, `${party.name}: gaps in ${framework.name} ${framework.version}`);
    say(summary(gaps), { size: 12, gap: 6 });
    say(wrong.length ? `${wrong.length} of the ${items.length} gaps are known to be wrong or have run out; the others are things that nobody has shown yet.` : items.length ? 'Nothing is known to be wrong: the gaps are things that nobody has shown yet.' : 'There is nothing to close.', { size: 11, gap: 10 });
    if (items.length) {
      table([['Kind of gap', 'Gaps', 'What it means'], ...kinds.map((kind) => [kindWords[kind].title, String(items.filter((one) => one.kind === kind).length), kindWords[kind].means])], [150, 45, 288]);
      heading(2, 'What to close first');
      table([['Gap', 'Holds up', 'What would close it'], ...items.slice(0, first).map((gap) => [nameOf(gap), held(gap, 6), gap.question ?? gap.ask])], [170, 110, 203]);
    }
    say(`Looked at for ${day}, all that is in scope. ${met} of ${binding} binding requirements are met. Unknown is not a finding: nothing is inferred from silence.`, { size: 9, gap: 2 });
    say(`Catalog ${catalog}.`, { size: 9 });
    if (!items.length) return;
    newPage();
    heading(2, 'Every gap, and what would close it');
    for (const kind of kinds) {
      const own = items.filter((one) => one.kind === kind);
      heading(3, `${kindWords[kind].title}: ${own.length}`);
      say(`${kindWords[kind].means}.`, { size: 9, gap: 6 });
      table([['Gap', 'Holds up', 'What would close it'], ...own.map((gap) => [`${nameOf(gap)}\n${gap.title ? gap.says : ''}`.trim(), held(gap, 30), [gap.question ?? gap.ask, gap.collect ? `Collect: ${gap.collect}` : ''].filter(Boolean).join('\n')])], [190, 100, 193]);
    }
  });
}

function summary({ party, framework, at, binding, met, items }: Gaps): string {
  return `${party.name} meets ${met} of ${binding} requirements of ${framework.name} on ${sayDay(at)}. ${binding - met} are open${items.length ? `, held up by ${items.length} gaps` : ''}.`;
}

const nameOf = (gap: Gap): string => (gap.title ? `${gap.name} ${gap.title}` : gap.says);

function held({ requirements, elsewhere }: Gap, most: number): string {
  const ids = requirements.map(({ id }) => id);
  const shown = ids.length > most ? `${ids.slice(0, most).join(', ')} and ${ids.length - most} more` : ids.join(', ');
  return elsewhere.length ? `${shown}; also ${elsewhere.map(({ name, requirements: count }) => `${count} in ${name}`).join(', ')}` : shown;
}
