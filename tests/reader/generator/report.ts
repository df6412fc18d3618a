import type { Block, MadeDocument } from './blocks.js';
import { coverTime, inWords, timeOf } from './dates.js';
import type { Layout } from './layout.js';
import { matrixBlocks } from './matrix.js';
import type { Model, ModelDuty } from './model.js';
import type { Random } from './random.js';
import * as wording from './wording.data.js';

const numbers = { roman: ['I. ', 'II. ', 'III. ', 'IV. ', 'V. '], section: [1, 2, 3, 4, 5].map((n) => `Section ${n} – `), words: ['One', 'Two', 'Three', 'Four', 'Five'].map((n) => `SECTION ${n.toUpperCase()}: `), capitals: [], plain: [] } as const;

const named = (list: readonly string[]): string => (list.length > 2 ? `${list.slice(0, -1).join(', ')}, and ${list.at(-1)}` : list.join(' and '));

const opinionBlocks = (model: Model, time: string, random: Random): readonly Block[] => {
  const { opinion } = model;
  const kind = { unqualified: '', qualified: 'Qualified ', adverse: 'Adverse ', disclaimer: '' }[opinion];
  const basisTitle = opinion === 'disclaimer' ? 'Basis for Disclaimer of Opinion' : `Basis for ${kind}Opinion`;
  const basis: readonly Block[] = model.basis ? [{ kind: 'heading', level: 3, text: basisTitle }, { kind: 'paragraph', text: model.basis }] : [];
  const fill = (text: string): string => text.replaceAll('{b}', `${basisTitle} section of our report`);
  if (opinion === 'disclaimer') return [...basis, { kind: 'heading', level: 3, text: 'Disclaimer of Opinion' }, { kind: 'paragraph', text: fill(random.pick(wording.disclaimers)) }];
  const no = opinion === 'adverse';
  const commitments = `${model.short}’s service commitments and system requirements`;
  const points = [
    `the description ${no ? 'does not present' : 'presents'} the ${model.system} that was designed and implemented ${time} in accordance with the description criteria.`,
    `the controls stated in the description were${no ? ' not' : ''} suitably designed ${time} to provide reasonable assurance that ${commitments} would be achieved based on the applicable trust services criteria, if its controls operated effectively.`,
    ...(model.type === 'II' ? [`the controls stated in the description ${no ? 'did not operate' : 'operated'} effectively ${time} to provide reasonable assurance that ${commitments} were achieved based on the applicable trust services criteria.`] : []),
  ];
  const start = opinion === 'qualified' ? fill(random.pick(wording.qualifiedStarts)) : no ? fill(random.pick(wording.adverseStarts)) : 'In our opinion, in all material respects,';
  const plainTitle = opinion !== 'unqualified' && random.chance(0.2);
  return [...basis, { kind: 'heading', level: 3, text: plainTitle ? 'Opinion' : `${kind}Opinion` }, { kind: 'paragraph', text: start }, { kind: 'list', marker: 'letter', items: points }];
};

const dutyBlocks = (duties: readonly ModelDuty[], layout: Layout, host: boolean): readonly Block[] => {
  const codes = (list: readonly string[]): string => (list.join() === 'CC6.1,CC6.2,CC6.3,CC6.6' ? 'CC6.1 – CC6.3, CC6.6' : list.join(', '));
  if (layout.duties === 'table' || layout.duties === 'centered') {
    const head = host ? ['Subservice Organization', 'Complementary Subservice Organization Control', 'Related Criteria'] : ['No.', 'Complementary User Entity Control', 'Related Criteria'];
    const centered = layout.duties === 'centered';
    return [{ kind: 'table', head, widths: layout.columns === 2 ? [26, 52, 22] : [18, 60, 22], rows: duties.map((d, i) => [{ text: host ? (d.organization ?? '') : String(i + 1) }, { text: d.text }, { text: codes(d.criteria) }]), rules: centered ? 'none' : layout.rules, align: centered ? 'middle' : layout.align, centered }];
  }
  if (layout.duties === 'bullets' || layout.duties === 'numbers') return [{ kind: 'list', marker: layout.duties === 'bullets' ? 'bullet' : 'number', items: duties.map((d) => `${d.text}${d.criteria.length ? (layout.duties === 'bullets' ? ` (${codes(d.criteria)})` : ` Criteria: ${codes(d.criteria)}`) : ''}`) }];
  if (layout.duties === 'led' && duties.every((d) => d.criteria.length > 0)) return duties.map((d) => ({ kind: 'paragraph', text: `${codes(d.criteria)} – ${d.text}` }));
  return duties.map((d) => ({ kind: 'paragraph', text: `${d.text}${d.criteria.length ? ` [${codes(d.criteria)}]` : ''}` }));
};

const responseBlocks = (model: Model, layout: Layout, heading: (i: number, text: string) => Block): readonly Block[] => {
  const failed = model.controls.filter((c) => c.kind === 'exception');
  const placed = layout.responses === 'cell' || (layout.responses === 'column' && !['cards', 'card-tables', 'paragraphs', 'test-rows'].includes(layout.matrix));
  if (failed.length === 0 || placed) return [];
  const title: readonly Block[] = [heading(4, 'Other Information Provided by Management (Unaudited)'), { kind: 'heading', level: 2, text: 'Management’s Responses to Exceptions' }];
  if (layout.responses !== 'paragraphs') return [...title, { kind: 'table', head: ['Control', 'Criteria', 'Exception', 'Management’s Response'], widths: [26, 12, 32, 30], rows: failed.map((c) => [c.id ?? c.control, c.criteria.join(', '), c.result ?? '', c.response ?? ''].map((text) => ({ text }))), rules: layout.rules, align: layout.align }];
  return [...title, ...failed.flatMap((c, i): readonly Block[] => [{ kind: 'paragraph', bold: true, text: `${c.id ?? `Exception ${i + 1}`} (${c.criteria.join(', ')})` }, { kind: 'paragraph', text: c.result ?? '' }, { kind: 'paragraph', text: `${layout.responseLabel}${c.response ?? ''}` }])];
};

/** Writes what the model says as blocks in the layout's way. */
export const reportOf = (model: Model, layout: Layout, random: Random): MadeDocument => {
  const { organization: O, short: o, system: y } = model;
  const time = timeOf(model, layout.joint);
  const effect = model.type === 'II' ? 'design and operating effectiveness' : 'design';
  const fill = (text: string, more: Readonly<Record<string, string>> = {}): string => text.replace(/\{(\w)\}/g, (_, key: string) => ({ O, o, y, t: time, e: effect, c: named(model.categories.map((c) => c.toLowerCase())), ...more })[key] ?? '');
  const number = numbers[layout.headings];
  const heading = (i: number, text: string): Block => ({ kind: 'heading', level: 1, text: `${number[i] ?? ''}${layout.headings === 'capitals' ? text.toUpperCase() : text}` });
  const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
  const h3 = (text: string): Block => ({ kind: 'heading', level: 3, text });
  const titles = ['Independent Service Auditor’s Report', `Assertion of ${O} Management`, `Description of the ${y}`, random.pick(wording.matrixTitles[model.type]), 'Other Information Provided by Management (Unaudited)'];
  const use = random.pick(wording.uses);
  const host = model.subservice.flatMap((s) => [paragraph(`${fill(use, { n: s.name, s: s.short, v: s.service })} ${fill(random.pick(s.method === 'carve-out' ? wording.carveOut : wording.inclusive), { s: s.short })}`)]);
  const standard = model.isae ? 'International Standard on Assurance Engagements (ISAE) 3000 (Revised), Assurance Engagements Other than Audits or Reviews of Historical Financial Information, and attestation standards established by the American Institute of Certified Public Accountants' : 'attestation standards established by the American Institute of Certified Public Accountants (AT-C section 105 and AT-C section 205)';
  const framework = model.framework;
  const filler = ['Infrastructure', 'Software', 'People', 'Data'].flatMap((part): readonly Block[] => [h3(part), paragraph('The parts of the system are kept in an inventory that names an owner for each of them, and the owners confirm it every quarter. Changes to the inventory are made by ticket. '.repeat(3).trim())]);
  const blocks: readonly Block[] = [
    { kind: 'cover', text: O, size: 22 }, { kind: 'cover', text: `SOC 2® Type ${model.type === 'II' ? random.pick(['2', 'II']) : random.pick(['1', 'I'])} Report${framework ? ` with ${framework.name}` : ''}`, size: 15 },
    { kind: 'cover', text: `Report on ${O}’s Description of Its ${y} and on the Suitability of the ${model.type === 'II' ? 'Design and Operating Effectiveness' : 'Design'} of Its Controls Relevant to ${named(model.categories)}`, size: 12 }, { kind: 'cover', text: coverTime(model, layout.joint), size: 12 },
    ...(layout.contents ? [{ kind: 'page', landscape: false, columns: 1 } as const, { kind: 'heading', level: 2, text: 'Table of Contents' } as const, { kind: 'lines', lines: titles.slice(0, 4).map((t, i) => `${number[i] ?? ''}${t} ${'.'.repeat(20)} ${3 + i * 3}`) } as const] : []),
    { kind: 'page', landscape: false, columns: layout.columns },
    heading(0, titles[0] as string), paragraph(`To the Management of ${O}:`), h3('Scope'), paragraph(fill(random.pick(wording.scopes))), ...host,
    paragraph('The description indicates that complementary user entity controls that are suitably designed and operating effectively are necessary. Our examination did not include such complementary user entity controls.'),
    h3('Service Organization’s Responsibilities'), paragraph(`${o} is responsible for its service commitments and system requirements and for designing, implementing, and operating effective controls within the system.`),
    h3('Service Auditor’s Responsibilities'), paragraph(`Our responsibility is to express an opinion on the description and on the controls. Our examination was conducted in accordance with ${standard}. We believe that the evidence we obtained is sufficient and appropriate to provide a reasonable basis for our opinion.`),
    h3('Inherent Limitations'), paragraph('Because of their nature, controls may not always operate effectively, and people may make mistakes. Projections to the future are subject to the risk that controls may become inadequate.'),
    ...(model.type === 'I' ? [h3('Other Matter'), paragraph('We did not perform any procedures regarding the operating effectiveness of controls stated in the description and, accordingly, do not express an opinion thereon.')] : [h3('Description of Tests of Controls'), paragraph('The specific controls we tested, and the nature, timing, and results of those tests are listed in the fourth section. Our tests allow for a tolerable deviation rate, except where stated otherwise.')]),
    ...random.sample(wording.asides.filter(({ title }) => model.type === 'II' || title !== 'Controls That Did Not Operate During the Period'), random.between(0, 2)).flatMap(({ title, text }) => [h3(title), paragraph(text)]),
    ...opinionBlocks(model, time, random),
    h3('Restricted Use'), paragraph(`This report, including the description of tests of controls and results thereof, is intended solely for the information and use of ${o}, user entities of the ${y} and other specified parties, and is not intended to be used by anyone else.`),
    { kind: 'lines', lines: [...model.auditor, ...(random.chance(0.5) ? [model.city, inWords(model.opinionDate, model.dateStyle)] : [inWords(model.opinionDate, model.dateStyle), model.city])] },
    heading(1, titles[1] as string), paragraph(`We have prepared the accompanying description of the ${y} ${time}. We confirm, to the best of our knowledge and belief, that the controls stated in the description were suitably designed.`),
    heading(2, titles[2] as string), { kind: 'heading', level: 2, text: 'Company Overview' }, paragraph('The services are delivered from a shared environment. Management reviews the boundaries of the system each year.'), ...filler,
    ...(model.csocs.length > 0 ? [{ kind: 'heading', level: 2, text: random.pick(wording.hostHeadings) } as const, paragraph('Controls assumed at the subservice organizations are:'), ...dutyBlocks(model.csocs, layout, true)] : []),
    { kind: 'heading', level: 2, text: random.pick(wording.userHeadings) }, paragraph('The controls were designed on the assumption that user entities operate certain controls. User entities are responsible for these:'), ...dutyBlocks(model.cuecs, layout, false),
    { kind: 'page', landscape: layout.landscape, columns: 1 }, heading(3, titles[3] as string), ...matrixBlocks(model, layout),
    ...responseBlocks(model, layout, heading),
    ...(framework ? [{ kind: 'page', landscape: false, columns: 1 } as const, { kind: 'heading', level: 1, text: framework.heading } as const, { kind: 'table', head: ['Trust Services Criteria', framework.column], widths: [30, 70], rows: framework.rows.map((row) => row.map((text) => ({ text }))), rules: 'all', align: 'top' } as const] : []),
  ];
  return { title: `SOC 2 ${O}`, blocks, sheets: layout.sheets };
};
