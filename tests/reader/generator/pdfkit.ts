import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { TaggedPages } from '../../../apps/local/demo/soc2-pages.js';
import type { Model, ModelControl } from './model.js';
import { inWords, timeOf } from './model.js';

export type MatrixShape = 'columns' | 'blocks' | 'control-first';

const matrix = (pages: TaggedPages, model: Model, shape: MatrixShape): void => {
  const tested = model.type === 'II';
  const ids = model.controls.some((c) => c.id !== null);
  const rest = (c: ModelControl): readonly string[] => (tested ? [c.tests.join('\n'), c.result ?? ''] : []);
  const heads = tested ? [{ heading: 'Tests of Controls', width: 32 }, { heading: 'Results of Tests', width: 20 }] : [];
  const id = (c: ModelControl): readonly string[] => (ids ? [c.id ?? ''] : []);
  const idHead = ids ? [{ heading: 'Control No.', width: 10 }] : [];
  if (shape === 'columns') pages.table([...idHead, { heading: 'Criteria', width: 11 }, { heading: 'Control Activity', width: 29 }, ...heads], model.controls.map((c) => [...id(c), c.criteria.join(', '), c.control, ...rest(c)]));
  else if (shape === 'control-first') pages.table([{ heading: 'Control Description', width: 29 }, ...idHead, { heading: 'TSC Ref.', width: 11 }, ...heads], model.controls.map((c) => [c.control, ...id(c), c.criteria.join(', '), ...rest(c)]));
  else {
    const criteria = [...new Set(model.controls.flatMap((c) => c.criteria))];
    pages.table([...idHead, { heading: `Controls Specified by ${model.short}`, width: 32 }, ...heads], criteria.flatMap((criterion) => [[`${criterion} – What the entity does to meet this criterion`], ...model.controls.filter((c) => c.criteria.includes(criterion)).map((c) => [...id(c), c.control, ...rest(c)])]));
  }
};

const opinion = (pages: TaggedPages, model: Model): void => {
  if (model.basis) {
    pages.heading(`Basis for ${model.opinion === 'disclaimer' ? 'Disclaimer of' : model.opinion === 'adverse' ? 'Adverse' : 'Qualified'} Opinion`, 2);
    pages.paragraph(model.basis);
  }
  pages.heading(model.opinion === 'disclaimer' ? 'Disclaimer of Opinion' : model.opinion === 'adverse' ? 'Adverse Opinion' : model.opinion === 'qualified' ? 'Qualified Opinion' : 'Opinion', 2);
  if (model.opinion === 'disclaimer') return pages.paragraph('Because of the significance of the matter described above, we do not express an opinion on the description or the controls.');
  const start = { unqualified: 'In our opinion, in all material respects,', qualified: 'In our opinion, except for the matter described in the preceding section, in all material respects,', adverse: 'In our opinion, because of the significance of the matter described in the preceding section,' }[model.opinion];
  pages.paragraph(start);
  pages.items([
    `the description ${model.opinion === 'adverse' ? 'does not present' : 'presents'} the ${model.system} that was designed and implemented ${timeOf(model)}.`,
    `the controls stated in the description were ${model.opinion === 'adverse' ? 'not ' : ''}suitably designed ${timeOf(model)}.`,
    ...(model.type === 'II' ? [`the controls stated in the description ${model.opinion === 'adverse' ? 'did not operate' : 'operated'} effectively ${timeOf(model)}.`] : []),
  ]);
};

/** Writes a generated report as a tagged PDF with ruled tables. */
export const writeModel = async (path: string, model: Model, shape: MatrixShape): Promise<void> => {
  const pages = new TaggedPages('SOC 2', `${model.organization} – confidential`, new Date('2026-01-01T00:00:00Z'));
  const done = finished(pages.document.pipe(createWriteStream(path)));
  const lower = model.categories.map((c) => c.toLowerCase());
  const list = lower.length > 2 ? `${lower.slice(0, -1).join(', ')}, and ${lower.at(-1)}` : lower.join(' and ');
  const design = model.type === 'II' ? 'design and operating effectiveness' : 'design';
  pages.centered(model.organization, 20, true);
  pages.centered(`SOC 2® Type ${model.type === 'II' ? '2' : '1'} Report`, 16);
  pages.centered(`Report on ${model.organization}’s Description of Its ${model.system} and on the Suitability of the Design of Its Controls Relevant to ${model.categories.join(', ')}`, 12);
  pages.centered(model.type === 'II' ? `For the period ${inWords(model.from, model.dateStyle)} to ${inWords(model.to, model.dateStyle)}` : `As of ${inWords(model.to, model.dateStyle)}`, 12);
  pages.part('Section I – Independent Service Auditor’s Report');
  pages.paragraph(`To the Management of ${model.organization}:`);
  pages.heading('Scope', 2);
  pages.paragraph(`We have examined ${model.organization}’s accompanying description of its ${model.system} titled “${model.organization}’s Description of Its ${model.system}” ${timeOf(model)} (description), and the suitability of the ${design} of controls stated in the description ${timeOf(model)}, to provide reasonable assurance that service commitments and system requirements were achieved based on the trust services criteria relevant to ${list} (applicable trust services criteria) set forth in TSP section 100, 2017 Trust Services Criteria for Security, Availability, Processing Integrity, Confidentiality, and Privacy.`);
  for (const s of model.subservice) pages.paragraph(`${model.short} uses ${s.name} (“${s.short}”), a subservice organization, to provide ${s.service}. ${s.method === 'carve-out' ? 'The description does not disclose the actual controls at the subservice organization. Our examination did not include the services provided by the subservice organization.' : `Our examination included the services provided by ${s.short} under the inclusive method.`}`);
  pages.heading('Service Auditor’s Responsibilities', 2);
  pages.paragraph('Our responsibility is to express an opinion. Our examination was conducted in accordance with attestation standards established by the American Institute of Certified Public Accountants.');
  opinion(pages, model);
  pages.heading('Restricted Use', 2);
  pages.paragraph('This report is intended solely for the information and use of the specified parties and is not intended to be used by anyone else.');
  for (const words of [model.auditor, model.city, inWords(model.opinionDate, model.dateStyle)]) pages.paragraph(words);
  pages.part('Section II – Management’s Assertion');
  pages.paragraph(`We have prepared the accompanying description of the ${model.system} ${timeOf(model)} and confirm it.`);
  pages.part('Section III – Description of the System');
  pages.paragraph('Infrastructure, software, people, procedures and data are described here.');
  if (model.csocs.length > 0) {
    pages.heading('Complementary Subservice Organization Controls', 2);
    pages.table([{ heading: 'Subservice Organization', width: 20 }, { heading: 'Complementary Subservice Organization Control', width: 60 }, { heading: 'Criteria', width: 20 }], model.csocs.map((d) => [d.organization ?? '', d.text, d.criteria.join(', ')]));
  }
  pages.heading('Complementary User Entity Controls', 2);
  pages.table([{ heading: 'No.', width: 10 }, { heading: 'Complementary User Entity Control', width: 70 }, { heading: 'Criteria', width: 20 }], model.cuecs.map((d, i) => [String(i + 1), d.text, d.criteria.join(', ')]));
  pages.part('Section IV – Trust Services Criteria, Related Controls and Tests of Controls', true);
  matrix(pages, model, shape);
  const failed = model.controls.filter((c) => c.kind === 'exception');
  if (failed.length > 0) {
    pages.part('Section V – Other Information Provided by Management (Unaudited)');
    pages.heading('Management’s Responses to Exceptions', 2);
    pages.table([{ heading: 'Control', width: 30 }, { heading: 'Criteria', width: 12 }, { heading: 'Exception', width: 28 }, { heading: 'Management’s Response', width: 30 }], failed.map((c) => [c.control, c.criteria.join(', '), c.result ?? '', c.response ?? '']));
  }
  pages.end();
  await done;
};
