import type { EventContract, RequestContract, Service } from './contract.js';
import * as accounts from './accounts.contract.js';
import * as colleagues from './colleagues.contract.js';
import * as crosswalk from './crosswalk.contract.js';
import * as explorer from './explorer.contract.js';
import * as exported from './exports.contract.js';
import * as mail from './mail.contract.js';
import * as overlays from './overlays.contract.js';
import * as programme from './programme.contract.js';
import * as proposals from './proposals.contract.js';
import * as questionnaires from './questionnaires.contract.js';
import * as readings from './readings.contract.js';
import * as reports from './reports.contract.js';
import * as reportsAssurance from './reports-assurance.contract.js';
import * as reportsReview from './reports-review.contract.js';
import * as review from './review.contract.js';
import * as sending from './sending.contract.js';
import * as templates from './templates.contract.js';
import * as threads from './threads.contract.js';
import * as vendorForm from './vendor-form.contract.js';
import * as vendors from './vendors.contract.js';

const declared: unknown[] = [accounts, colleagues, crosswalk, explorer, exported, mail, overlays, programme, proposals, questionnaires, readings, reports, reportsAssurance, reportsReview, review, sending, templates, threads, vendorForm, vendors].flatMap((file) => Object.values(file));

/** Every request subject there is. */
export const requests: readonly RequestContract[] = declared.filter(isRequest);

/** Every event there is. */
export const events: readonly EventContract[] = declared.filter(isEvent);

/** The requests that a service answers. */
export const requestsOf = (service: Service) => requests.filter((contract) => contract.service === service);

/** The events that a service takes note of. */
export const eventsFor = (service: Service) => events.filter((contract) => contract.consumers.includes(service));

function isRequest(value: unknown): value is RequestContract {
  return typeof value === 'object' && value !== null && 'subject' in value && 'reply' in value && 'service' in value;
}

function isEvent(value: unknown): value is EventContract {
  return typeof value === 'object' && value !== null && 'producer' in value && 'consumers' in value;
}
