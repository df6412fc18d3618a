import type { Catalog, Framework } from '#libs/crosswalk/catalog-types.js';
import type { CoverageAnswer } from '#libs/crosswalk/coverage.js';
import type { RequirementAnswer } from '#libs/crosswalk/judge-requirement.js';
import type { Reason } from '#libs/crosswalk/reason-types.js';
import { sayPart } from '#libs/crosswalk/say-bound.js';
import { sayVerdict } from '#libs/crosswalk/say-verdict.js';
import { line, metadata, props, tokenOf, uuidOf, type Stamp } from './oscal-parts.js';

/** Verdicts that say something of how a requirement is met. */
const SHOWN: ReadonlySet<string> = new Set(['met', 'met-with-exceptions', 'partly', 'not-met', 'contradiction', 'not-applicable']);

/**
 * What is proven of a party as an OSCAL component definition: one implementation per framework, with the verdict, its
 * assurance, how long it counts and the reasons of every requirement of which anything is known.
 */
export function componentDefinition(catalog: Catalog, party: { readonly id: string; readonly name: string }, answer: CoverageAnswer, stamp: Stamp): object {
  const implementations = answer.frameworks.flatMap((found) => {
    const framework = catalog.frameworks.find(({ id }) => id === found.id)!;
    const requirements = found.requirements.filter((one) => one.binds && SHOWN.has(one.verdict) && framework.requirements.find(({ id }) => id === one.id)?.assessable).map((one) => implemented(framework, party.id, one));
    return requirements.length === 0 ? [] : [{
      uuid: uuidOf('implementation', party.id, framework.id, answer.at), source: `${framework.id}.json`, ...props({ framework: framework.id, version: framework.version }),
      description: `What is proven of ${framework.name} ${framework.version} on ${answer.at}. Requirements of which nothing is known are left out.`, 'implemented-requirements': requirements,
    }];
  });
  return { 'component-definition': {
    uuid: uuidOf('component-definition', party.id, answer.at, stamp.catalog), metadata: metadata(`Coverage of ${party.name} on ${answer.at}`, stamp, { at: answer.at }),
    components: [{
      uuid: uuidOf('component', party.id), type: 'service', title: line(party.name), description: `${party.name}, as its answers, its auditor's reports and tests show it.`,
      ...props({ roles: answer.roles.join(' '), scope: answer.scope.join(' ') }), ...(implementations.length && { 'control-implementations': implementations }),
    }],
  } };
}

function implemented(framework: Framework, party: string, one: RequirementAnswer): object {
  const says = [sayVerdict(`${framework.name} ${one.id}`, one), ...(one.reasons ?? []).flatMap((reason) => sentences(reason, 0))];
  return {
    uuid: uuidOf('implemented', party, framework.id, one.id), 'control-id': tokenOf(framework.id, one.id), description: says.join('\n'),
    ...props({
      label: one.id, verdict: one.verdict, assurance: one.assurance, 'valid-until': one.validUntil, 'expired-on': one.expired, exceptions: one.exceptions ? 'yes' : null, scope: one.scope?.join(' '),
      met: one.parts.met.map(sayPart).join('; '), missing: one.parts.missing.map(sayPart).join('; '), unknown: one.parts.unknown.map(sayPart).join('; '),
    }),
    ...(one.residue && { remarks: one.residue }),
  };
}

function sentences({ says, from }: Reason, depth: number): string[] {
  return [`${'  '.repeat(depth)}- ${says}`, ...(from ?? []).flatMap((reason) => sentences(reason, depth + 1))];
}
