import type { RequestOf } from '#libs/contracts/contract.js';
import { Fault } from '#libs/contracts/faults.js';
import type { templateGet } from '#libs/contracts/questionnaires.contract.js';
import { shippedQuestionnaires } from '#libs/catalog/questionnaires.js';
import type { Transaction } from '#libs/platform/transaction.js';
import { composeTemplate, minutesFor, templateCounts } from '#libs/questionnaire/compose.js';
import type { Depth, Template } from '#libs/questionnaire/template-types.js';
import { ownPublished } from './own-templates.js';

/** Every questionnaire that can be sent, without its questions. */
export async function listTemplates(tx: Transaction) {
  const items = [...shippedQuestionnaires(), ...(await ownPublished(tx))].map((template) => {
    const { questions, modules } = templateCounts(template);
    return { key: template.key, version: template.version, title: template.title, publisher: template.publisher, licence: template.licence, questions, modules: [...modules] };
  });
  return { items };
}

/** A questionnaire as the vendor would see it. @throws Fault `questionnaires.template-unknown` */
export async function getTemplate(tx: Transaction, request: RequestOf<typeof templateGet>) {
  const questionnaire = await composed(tx, request.key, request.depth, request.modules);
  return { questionnaire: questionnaire as never, minutes: minutesFor(questionnaire) };
}

/** A questionnaire with all its questions. @throws Fault `questionnaires.template-unknown` */
export async function knownTemplate(tx: Transaction, key: string): Promise<Template> {
  const template = shippedQuestionnaires().find((candidate) => candidate.key === key) ?? (await ownPublished(tx, key))[0];
  if (!template) throw new Fault('missing', 'questionnaires.template-unknown', 'There is no such questionnaire', { fields: [{ field: 'template', message: 'Choose one of the questionnaires' }] });
  return template;
}

/** What one request asks. @throws Fault `questionnaires.template-unknown`, `questionnaires.module-unknown`, `questionnaires.template-empty` */
export async function composed(tx: Transaction, key: string, depth: Depth, modules: readonly string[]): Promise<Template> {
  const template = await knownTemplate(tx, key);
  const known = templateCounts(template).modules.map((module) => module.key);
  const unknown = modules.find((module) => !known.includes(module));
  if (unknown) throw new Fault('invalid', 'questionnaires.module-unknown', `This questionnaire has no module “${unknown}”`, { fields: [{ field: 'modules', message: `Choose among ${known.join(', ') || 'none'}` }] });
  const questionnaire = composeTemplate(template, depth, modules);
  if (!questionnaire.sections.length) throw new Fault('invalid', 'questionnaires.template-empty', 'Nothing would be asked at this depth. Choose a deeper one', { fields: [{ field: 'depth', message: 'Choose a deeper one' }] });
  return questionnaire;
}
