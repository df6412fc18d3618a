import type { Model, ModelControl } from './model.js';
import { inWords, timeOf } from './model.js';
import type { Random } from './random.js';

export interface Layout {
  readonly matrix: 'columns' | 'blocks' | 'rowspan' | 'cards' | 'card-tables' | 'paragraphs' | 'control-first' | 'test-rows';
  readonly rules: 'all' | 'rows' | 'none' | 'zebra';
  readonly align: 'top' | 'middle';
  readonly duties: 'table' | 'bullets' | 'numbers' | 'led' | 'plain';
  readonly columns: 1 | 2;
  readonly landscape: boolean;
  readonly responses: 'section' | 'cell' | 'paragraphs';
  readonly headings: 'roman' | 'section' | 'capitals' | 'plain';
}

const esc = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const quote = '’';

export const makeLayout = (random: Random): Layout => ({
  matrix: random.pick(['columns', 'blocks', 'rowspan', 'cards', 'card-tables', 'paragraphs', 'control-first', 'test-rows'] as const),
  rules: random.pick(['all', 'rows', 'none', 'zebra'] as const),
  align: random.pick(['top', 'middle'] as const),
  duties: random.pick(['table', 'bullets', 'numbers', 'led', 'plain'] as const),
  columns: random.chance(0.2) ? 2 : 1,
  landscape: random.chance(0.4),
  responses: random.pick(['section', 'cell', 'paragraphs'] as const),
  headings: random.pick(['roman', 'section', 'capitals', 'plain'] as const),
});

const table = (head: readonly string[], widths: readonly number[], rows: readonly string[]): string =>
  `<table><colgroup>${widths.map((w) => `<col style="width:${w}%">`).join('')}</colgroup><thead><tr>${head.map((h) => `<th>${esc(h)}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
const cells = (...texts: readonly (string | null)[]): string => `<tr>${texts.map((t) => (t === null ? '' : `<td>${t}</td>`)).join('')}</tr>`;

const resultOf = (c: ModelControl, layout: Layout): string => esc(c.result ?? '') + (c.response && layout.responses === 'cell' ? `<br>Management${quote}s response: ${esc(c.response)}` : '');
const testsOf = (c: ModelControl): string => c.tests.map((t) => `<div>${esc(t)}</div>`).join('');

const matrixHtml = (model: Model, layout: Layout): string => {
  const typeTwo = model.type === 'II';
  const ids = model.controls.some((c) => c.id !== null);
  const sorted = model.controls;
  const blocks = new Map<string, ModelControl[]>();
  for (const c of sorted) for (const criterion of c.criteria) blocks.set(criterion, [...(blocks.get(criterion) ?? []), c]);
  const order = [...blocks.keys()].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).sort((a, b) => Number(b.startsWith('CC')) - Number(a.startsWith('CC')));
  const title = (criterion: string): string => `${criterion} – The entity meets the requirement of this criterion and documents how.`;
  if (layout.matrix === 'columns' || (layout.matrix === 'test-rows' && !typeTwo)) {
    const head = [...(ids ? ['Control No.'] : []), 'Criteria', 'Control Activity', ...(typeTwo ? ['Test of Controls', 'Results of Tests'] : [])];
    return table(head, typeTwo ? (ids ? [9, 10, 29, 32, 20] : [11, 31, 34, 24]) : ids ? [14, 16, 70] : [18, 82], sorted.map((c) => cells(...(ids ? [esc(c.id ?? '')] : []), c.criteria.join(', '), esc(c.control), ...(typeTwo ? [testsOf(c), resultOf(c, layout)] : []))));
  }
  if (layout.matrix === 'control-first') {
    const head = ['Description of Control', ...(ids ? ['Control ID'] : []), 'TSC Ref.', ...(typeTwo ? [`Auditor${quote}s Tests`, 'Test Results'] : [])];
    return table(head, typeTwo ? (ids ? [30, 10, 10, 30, 20] : [32, 12, 34, 22]) : ids ? [70, 14, 16] : [82, 18], sorted.map((c) => cells(esc(c.control), ...(ids ? [esc(c.id ?? '')] : []), c.criteria.join('; '), ...(typeTwo ? [testsOf(c), resultOf(c, layout)] : []))));
  }
  if (layout.matrix === 'test-rows') {
    const head = [...(ids ? ['Ref.'] : []), 'TSC', 'Control', 'Test Procedure', 'Test Result'];
    return table(head, ids ? [9, 10, 29, 32, 20] : [11, 31, 34, 24], sorted.map((c) => c.tests.map((t, i) => {
      const span = c.tests.length > 1 ? ` rowspan="${c.tests.length}"` : '';
      const lead = i > 0 ? '' : `${ids ? `<td${span}>${esc(c.id ?? '')}</td>` : ''}<td${span}>${c.criteria.join(', ')}</td><td${span}>${esc(c.control)}</td>`;
      return `<tr>${lead}<td>${esc(t)}</td><td>${i === 0 ? resultOf(c, layout) : 'No exceptions noted.'}</td></tr>`;
    }).join('')));
  }
  if (layout.matrix === 'blocks') {
    const head = [...(ids ? ['Control #'] : []), `Controls Specified by ${model.short}`, ...(typeTwo ? ['Tests Performed by the Service Auditor', 'Results'] : [])];
    const span = head.length;
    return table(head, typeTwo ? (ids ? [10, 33, 35, 22] : [36, 40, 24]) : ids ? [16, 84] : [100], order.flatMap((criterion) => [`<tr><td colspan="${span}" class="band">${esc(title(criterion))}</td></tr>`, ...(blocks.get(criterion) ?? []).map((c) => cells(...(ids ? [esc(c.id ?? '')] : []), esc(c.control), ...(typeTwo ? [testsOf(c), resultOf(c, layout)] : [])))]));
  }
  if (layout.matrix === 'rowspan') {
    const head = ['Trust Services Criteria', ...(ids ? ['Control Ref #'] : []), `${model.short}${quote}s Control Description`, ...(typeTwo ? ['Testing Performed', 'Test Results'] : [])];
    return table(head, typeTwo ? (ids ? [18, 10, 26, 28, 18] : [20, 29, 31, 20]) : ids ? [26, 14, 60] : [30, 70], order.flatMap((criterion) => (blocks.get(criterion) ?? []).map((c, i, all) => `<tr>${i === 0 ? `<td rowspan="${all.length}">${esc(title(criterion))}</td>` : ''}${ids ? `<td>${esc(c.id ?? '')}</td>` : ''}<td>${esc(c.control)}</td>${typeTwo ? `<td>${testsOf(c)}</td><td>${resultOf(c, layout)}</td>` : ''}</tr>`)));
  }
  if (layout.matrix === 'cards') return sorted.map((c) => `<div class="card">${c.id ? `<p><b>Control ID:</b> ${esc(c.id)}</p>` : ''}<p><b>Criteria:</b> ${c.criteria.join(', ')}</p><p><b>Control:</b> ${esc(c.control)}</p>${typeTwo ? `<p><b>Test performed:</b> ${esc(c.tests.join(' '))}</p><p><b>Result:</b> ${resultOf(c, layout)}</p>` : ''}</div>`).join('');
  if (layout.matrix === 'card-tables') return sorted.map((c) => `<table class="keep">${[...(c.id ? [['Control ID', esc(c.id)]] : []), ['Trust Services Criteria', c.criteria.join(', ')], ['Control Description', esc(c.control)], ...(typeTwo ? [['Tests of Controls', testsOf(c)], ['Results of Tests', resultOf(c, layout)]] : [])].map(([k, v]) => `<tr><td style="width:24%"><b>${k}</b></td><td>${v}</td></tr>`).join('')}</table><br>`).join('');
  return order.map((criterion) => `<h3>${esc(title(criterion))}</h3>${(blocks.get(criterion) ?? []).map((c) => `<p>${c.id ? `<b>${esc(c.id)}</b> ` : 'Control: '}${esc(c.control)}</p>${typeTwo ? `<p>Test: ${esc(c.tests.join(' '))}</p><p>Result: ${resultOf(c, layout)}</p>` : ''}`).join('')}`).join('');
};

const dutiesHtml = (duties: Model['cuecs'], layout: Layout, kind: 'cuec' | 'csoc'): string => {
  const codes = (list: readonly string[]): string => list.join(', ');
  if (layout.duties === 'table') {
    const head = kind === 'cuec' ? ['No.', 'Complementary User Entity Control', 'Related Criteria'] : ['Subservice Organization', 'Complementary Subservice Organization Control', 'Related Criteria'];
    return table(head, [16, 62, 22], duties.map((d, i) => cells(kind === 'cuec' ? String(i + 1) : esc(d.organization ?? ''), esc(d.text), codes(d.criteria))));
  }
  if (layout.duties === 'bullets') return `<ul>${duties.map((d) => `<li>${esc(d.text)}${d.criteria.length ? ` (${codes(d.criteria)})` : ''}</li>`).join('')}</ul>`;
  if (layout.duties === 'numbers') return `<ol>${duties.map((d) => `<li>${esc(d.text)}${d.criteria.length ? ` Criteria: ${codes(d.criteria)}` : ''}</li>`).join('')}</ol>`;
  if (layout.duties === 'led' && duties.every((d) => d.criteria.length > 0)) return duties.map((d) => `<p>${codes(d.criteria)} – ${esc(d.text)}</p>`).join('');
  return duties.map((d) => `<p>${esc(d.text)}${d.criteria.length ? ` [${codes(d.criteria)}]` : ''}</p>`).join('');
};

const titles = { roman: ['I. ', 'II. ', 'III. ', 'IV. ', 'V. '], section: ['Section 1 – ', 'Section 2 – ', 'Section 3 – ', 'Section 4 – ', 'Section 5 – '], capitals: ['', '', '', '', ''], plain: ['', '', '', '', ''] } as const;

const opinionHtml = (model: Model): string => {
  const time = timeOf(model);
  const commitments = `${esc(model.short)}${quote}s service commitments and system requirements`;
  const failed = model.opinion === 'adverse' ? ' not' : '';
  const points = [
    `the description ${model.opinion === 'adverse' ? 'does not present' : 'presents'} the ${esc(model.system)} that was designed and implemented ${time} in accordance with the description criteria.`,
    `the controls stated in the description were${failed} suitably designed ${time} to provide reasonable assurance that ${commitments} would be achieved based on the applicable trust services criteria.`,
    ...(model.type === 'II' ? [`the controls stated in the description ${model.opinion === 'adverse' ? 'did not operate effectively' : 'operated effectively'} ${time} to provide reasonable assurance that ${commitments} were achieved based on the applicable trust services criteria.`] : []),
  ];
  const list = `<ol type="a">${points.map((p) => `<li>${p}</li>`).join('')}</ol>`;
  const basis = model.basis ? `<h3>Basis for ${model.opinion === 'disclaimer' ? 'Disclaimer of Opinion' : model.opinion === 'adverse' ? 'Adverse Opinion' : 'Qualified Opinion'}</h3><p>${esc(model.basis)}</p>` : '';
  if (model.opinion === 'disclaimer') return `${basis}<h3>Disclaimer of Opinion</h3><p>Because of the significance of the matter described in the Basis for Disclaimer of Opinion section, we do not express an opinion on the description or on the controls.</p>`;
  if (model.opinion === 'adverse') return `${basis}<h3>Adverse Opinion</h3><p>In our opinion, because of the significance of the matter described in the Basis for Adverse Opinion section of our report,</p>${list}`;
  if (model.opinion === 'qualified') return `${basis}<h3>Qualified Opinion</h3><p>In our opinion, except for the matter described in the Basis for Qualified Opinion section of our report, in all material respects,</p>${list}`;
  return `<h3>Opinion</h3><p>In our opinion, in all material respects,</p>${list}`;
};

/** A report as one HTML page for printing. */
export const htmlOf = (model: Model, layout: Layout): string => {
  const number = titles[layout.headings];
  const h = (i: number, text: string): string => `<h1>${number[i] ?? ''}${esc(layout.headings === 'capitals' ? text.toUpperCase() : text)}</h1>`;
  const list = model.categories.map((c) => c.toLowerCase());
  const named = list.length > 2 ? `${list.slice(0, -1).join(', ')}, and ${list.at(-1)}` : list.join(' and ');
  const time = timeOf(model);
  const border = { all: 'td,th{border:0.6px solid #777}', rows: 'td,th{border-bottom:0.6px solid #777}', none: '', zebra: 'tbody tr:nth-child(even) td{background:#eee}' }[layout.rules];
  const css = `@page{size:Letter;margin:18mm}@page wide{size:Letter landscape;margin:15mm}body{font:10pt ${layout.rules === 'none' ? 'serif' : 'sans-serif'};}h1{font-size:15pt;break-before:page}h2{font-size:12pt}h3{font-size:10.5pt}table{border-collapse:collapse;width:100%;font-size:8.5pt}td,th{padding:3px 5px;text-align:left;vertical-align:${layout.align}}tr{break-inside:auto}${border}.band{font-weight:bold}.card{border:0.6px solid #999;padding:4px 8px;margin:6px 0;break-inside:avoid}.keep{break-inside:avoid}${layout.columns === 2 ? '.flow{column-count:2}' : ''}${layout.landscape ? '.wide{page:wide}' : ''}.cover h1{break-before:auto;font-size:22pt}`;
  const filler = '<h2>Company Overview</h2><p>The services are delivered from a shared environment. Infrastructure, software, people, procedures and data are described below, and management reviews the boundaries of the system each year.</p>'.repeat(1) + ['Infrastructure', 'Software', 'People', 'Data'].map((x) => `<h3>${x}</h3><p>${'The parts of the system are kept in an inventory that names an owner for each of them, and the owners confirm it. '.repeat(4)}</p>`).join('');
  const subservice = model.subservice.map((s) => `<p>${esc(model.short)} uses ${esc(s.name)} (“${esc(s.short)}”), a subservice organization, to provide ${esc(s.service)}. ${s.method === 'carve-out' ? 'The description indicates that complementary subservice organization controls that are suitably designed and operating effectively are necessary. The description does not disclose the actual controls at the subservice organization. Our examination did not include the services provided by the subservice organization.' : `The description includes those elements of the system provided by ${esc(s.short)}, and our examination included the services provided by ${esc(s.short)} (inclusive method).`}</p>`).join('');
  const exceptions = model.controls.filter((c) => c.kind === 'exception');
  const responses = exceptions.length === 0 || layout.responses === 'cell' ? '' : `${h(4, 'Other Information Provided by Management (Unaudited)')}<h2>Management${quote}s Responses to Exceptions</h2>${layout.responses === 'section' ? table(['Control', 'Criteria', 'Exception', `Management${quote}s Response`], [26, 12, 32, 30], exceptions.map((c) => cells(esc(c.id ?? c.control), c.criteria.join(', '), esc(c.result ?? ''), esc(c.response ?? '')))) : exceptions.map((c) => `<p><b>${esc(c.id ?? 'Exception')}${c.id ? '' : ' 1'} (${c.criteria.join(', ')})</b></p><p>${esc(c.result ?? '')}</p><p>Management${quote}s response: ${esc(c.response ?? '')}</p>`).join('')}`;
  const standards = `attestation standards established by the American Institute of Certified Public Accountants (AT-C section 105 and AT-C section 205)${model.isae ? ' and International Standard on Assurance Engagements (ISAE) 3000 (Revised)' : ''}`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>SOC 2</title><style>${css}</style></head><body>
<div class="cover"><h1>${esc(model.organization)}</h1><p style="font-size:14pt">SOC 2® Type ${model.type === 'II' ? '2' : '1'} Report</p><p>Report on ${esc(model.organization)}${quote}s Description of Its ${esc(model.system)} and on the Suitability of the Design ${model.type === 'II' ? 'and Operating Effectiveness ' : ''}of Its Controls Relevant to ${model.categories.join(', ')}</p><p>${model.type === 'II' ? `For the period ${inWords(model.from, model.dateStyle)} ${model.dateStyle === 'dash' ? '–' : 'to'} ${inWords(model.to, model.dateStyle)}` : `As of ${inWords(model.to, model.dateStyle)}`}</p></div>
<div class="flow">${h(0, `Independent Service Auditor${quote}s Report`)}<p>To the Management of ${esc(model.organization)}:</p><h3>Scope</h3>
<p>We have examined ${esc(model.organization)}${quote}s (“${esc(model.short)}”) accompanying description of its ${esc(model.system)} titled “${esc(model.organization)}${quote}s Description of Its ${esc(model.system)}” ${time} (description) based on the criteria for a description of a service organization${quote}s system in DC section 200, and the suitability of the design ${model.type === 'II' ? 'and operating effectiveness ' : ''}of controls stated in the description ${time}, to provide reasonable assurance that ${esc(model.short)}${quote}s service commitments and system requirements were achieved based on the trust services criteria relevant to ${named} (applicable trust services criteria) set forth in TSP section 100, 2017 Trust Services Criteria for Security, Availability, Processing Integrity, Confidentiality, and Privacy.</p>${subservice}
<p>The description indicates that complementary user entity controls that are suitably designed and operating effectively are necessary. Our examination did not include such complementary user entity controls.</p>
<h3>Service Auditor${quote}s Responsibilities</h3><p>Our examination was conducted in accordance with ${standards}. We believe that the evidence we obtained is sufficient and appropriate to provide a reasonable basis for our opinion.</p>
<h3>Inherent Limitations</h3><p>Because of their nature, controls may not always operate effectively. Projections to the future are subject to the risk that controls may become inadequate.</p>${model.type === 'I' ? '<h3>Other Matter</h3><p>We did not perform any procedures regarding the operating effectiveness of controls stated in the description and, accordingly, do not express an opinion thereon.</p>' : ''}
${opinionHtml(model)}<h3>Restricted Use</h3><p>This report, including the description of tests of controls and results thereof, is intended solely for the information and use of ${esc(model.short)}, user entities of the ${esc(model.system)} and other specified parties, and is not intended to be used by anyone else.</p>
<p>${esc(model.auditor)}<br>${esc(model.city)}<br>${inWords(model.opinionDate, model.dateStyle)}</p>
${h(1, `Assertion of ${model.organization} Management`)}<p>We have prepared the accompanying description of the ${esc(model.system)} ${time}. We confirm, to the best of our knowledge and belief, that the controls stated in the description were suitably designed.</p>
${h(2, `Description of the ${model.system}`)}${filler}
${model.csocs.length ? `<h2>Complementary Subservice Organization Controls</h2>${layout.duties === 'plain' ? '<p>Controls assumed at the subservice organizations are:</p>' : ''}${dutiesHtml(model.csocs, layout, 'csoc')}` : ''}
<h2>Complementary User Entity Controls</h2><p>The controls were designed on the assumption that user entities operate certain controls. User entities are responsible for these:</p>${dutiesHtml(model.cuecs, layout, 'cuec')}</div>
<div class="wide">${h(3, model.type === 'II' ? 'Trust Services Criteria, Related Controls, Tests of Controls, and Results of Tests' : 'Trust Services Criteria and Related Controls')}${matrixHtml(model, layout)}</div>${responses}</body></html>`;
};
