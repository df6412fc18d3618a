import type { Model } from './model.js';

/** The model in the form in which labelled documents are scored; pages are left out where they are not known. */
export const labelsOf = (model: Model, file: string): Record<string, unknown> => ({
  file, reportKind: { value: 'SOC 2' }, reportType: { value: model.type }, auditor: { value: model.auditor }, opinionDate: { value: model.opinionDate, page: 0 },
  serviceOrganization: { value: model.organization }, systemName: { value: model.system },
  period: model.type === 'II' ? { from: model.from, to: model.to } : null, asOf: model.type === 'I' ? { value: model.to } : null,
  categories: { value: model.categories, page: 0 }, opinion: { value: model.opinion, page: 0 },
  subserviceOrganizations: model.subservice.map(({ name, method }) => ({ name, method })), cuecs: model.cuecs, csocs: model.csocs,
  controls: model.controls.map((c) => ({ controlId: c.id, criteria: c.criteria, control: c.control, result: c.result, kind: c.kind, page: 0 })),
  exceptions: model.controls.filter((c) => c.kind === 'exception').map((c) => ({ criteria: c.criteria, result: c.result, managementResponse: c.response })),
});
