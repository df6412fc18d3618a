import type { Compiled } from '#libs/crosswalk/compiled.js';
import type { CoverageAnswer } from '#libs/crosswalk/coverage.js';
import type { Evidence } from '#libs/crosswalk/evidence-types.js';
import { sayPart } from '#libs/crosswalk/say-bound.js';
import type { Verdict } from '#libs/crosswalk/verdict.js';
import { taggedPdf } from '#libs/documents/tagged-pdf.js';
import { sayDay } from '#libs/platform/calendar-day.js';
import type { Party } from './ask.js';
import { citedSources } from './cited-sources.js';
import { frameworkOf } from './catalog.js';

const words: Readonly<Record<Verdict, string>> = {
  met: 'Met', 'met-with-exceptions': 'Met with exceptions', partly: 'Partly met', 'not-met': 'Not met',
  contradiction: 'Contradiction', 'not-applicable': 'Not applicable', unknown: 'Unknown',
};
/** More sources than these are in the table, not on paper. */
const mostSources = 6;

const order: readonly Verdict[] = ['contradiction', 'not-met', 'partly', 'unknown', 'met-with-exceptions', 'met', 'not-applicable'];

/**
 * The coverage of a party as a tagged PDF: a page for people who decide, then every requirement that binds, what is open
 * first, each with the sources and pages that its verdict rests on.
 * @param answer with its reasons
 * @param facts those of the party, by id
 */
export async function coverageReport(compiled: Compiled, party: Party, answer: CoverageAnswer, facts: ReadonlyMap<string, Evidence>): Promise<Buffer> {
  const day = sayDay(answer.at);
  const restsOn = ({ reasons = [] }: CoverageAnswer['frameworks'][number]['requirements'][number]): string => {
    const sources = citedSources(reasons, facts);
    return sources.length ? ` Rests on: ${sources.slice(0, mostSources).join('; ')}${sources.length > mostSources ? `; and ${sources.length - mostSources} more` : ''}.` : '';
  };
  return taggedPdf({ title: `Coverage of ${party.name}`, subject: `What is proven on ${day}`, footer: `Concord · ${party.name} · ${day} · catalog ${answer.catalog.slice(0, 12)}` }, ({ heading, say }) => {
    heading(1, `Coverage of ${party.name}`);
    say(`What is proven on ${day}, and what is not. Catalog ${answer.catalog}.`, { gap: 10 });
    for (const framework of answer.frameworks) say(sentence(compiled, framework), { size: 11, gap: 6 });
    say('Unknown means that no evidence speaks of a requirement; it is not a finding. Nothing is inferred from silence.', { size: 9, gap: 14 });
    for (const framework of answer.frameworks) {
      const tree = frameworkOf(compiled, framework.id);
      const titles = new Map(tree.requirements.map((requirement) => [requirement.id, requirement]));
      heading(2, `${tree.name} ${tree.version}`);
      for (const verdict of order.filter((one) => one !== 'not-applicable')) {
        const those = framework.requirements.filter((one) => one.binds && one.verdict === verdict && titles.get(one.id)?.assessable);
        if (!those.length) continue;
        heading(3, `${words[verdict]}: ${those.length}`);
        for (const one of those) {
          const open = verdict === 'unknown' ? '' : one.parts.missing.length ? ` Missing: ${one.parts.missing.map(sayPart).join('; ')}.` : one.parts.unknown.length ? ` Open: ${one.parts.unknown.slice(0, 8).map(sayPart).join('; ')}.` : '';
          say(`${one.id}  ${titles.get(one.id)?.title ?? ''}.${one.expired ? ` Was met until ${sayDay(one.expired)}.` : ''}${open}${restsOn(one)}`, { size: 9, gap: 2 });
        }
      }
    }
  });
}

function sentence(compiled: Compiled, { id, totals }: CoverageAnswer['frameworks'][number]): string {
  const { name } = frameworkOf(compiled, id);
  const bound = Object.entries(totals).filter(([verdict]) => verdict !== 'not-applicable').reduce((sum, [, count]) => sum + count, 0);
  const met = totals.met + totals['met-with-exceptions'];
  const rest = order.filter((verdict) => verdict !== 'met' && verdict !== 'met-with-exceptions' && totals[verdict] > 0).map((verdict) => `${totals[verdict]} ${words[verdict].toLowerCase()}`);
  return `${name}: ${met} of ${bound} met${totals['met-with-exceptions'] ? ` (${totals['met-with-exceptions']} with exceptions)` : ''}${rest.length ? `; ${rest.join(', ')}` : ''}.`;
}
