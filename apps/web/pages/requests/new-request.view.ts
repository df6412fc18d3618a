import type { ReplyOf } from '#libs/contracts/contract.js';
import { usualTiers } from '#libs/contracts/sending.contract.js';
import type { vendorGet } from '#libs/contracts/vendors.contract.js';
import { optionalText, text, texts, type FormBody, type FormError } from '../../http/form.js';
import { message, type PageView } from '../../render.js';
import { sendingOf, sendingValues, sendingView, type Wording } from './sending-fields.js';
import { zoneChoices } from '../zones.js';
import { proposeRequest, type Plans, type TemplateRow } from './propose-request.js';

type Vendor = ReplyOf<typeof vendorGet>;
type Values = Readonly<Record<string, string | readonly string[]>>;

interface Refused {
  readonly errors: readonly FormError[];
  readonly wrong: Readonly<Record<string, string>>;
}

const other = 'other';

/** What the form begins with: proposals from the vendor's tier and profile, the time that the policy gives, the wording that was used last. */
export function proposedValues(vendor: Vendor, template: TemplateRow, zone: string, now: number, wording: Wording, plans: Plans = usualTiers): Values {
  const { depth, modules } = proposeRequest(vendor, template, plans);
  const contact = vendor.contacts.find(({ purpose }) => purpose === 'security') ?? vendor.contacts[0];
  return { template: template.key, depth, modules, contact: contact?.email ?? other, to: '', contactName: '', date: new Date(now + plans[vendor.tier].days * 86_400_000).toISOString().slice(0, 10), zone, message: '', ...sendingValues(now), subject: wording.subject, wording: wording.text };
}

/** What was typed, to be shown again. */
export function typedRequest(body: FormBody): Values {
  return { ...Object.fromEntries(['template', 'depth', 'contact', 'to', 'contactName', 'date', 'zone', 'message', 'when', 'sendDate', 'sendTime', 'subject', 'wording'].map((name) => [name, text(body, name)])), modules: texts(body, 'modules') };
}

/** The request that a submitted form stands for. A chosen contact gives address and name. */
export function requestOf(body: FormBody, vendor: Vendor, askerName: string, offered: Wording) {
  const contact = vendor.contacts.find(({ email }) => email === text(body, 'contact'));
  return {
    vendor: vendor.id, template: text(body, 'template'), depth: text(body, 'depth'), modules: texts(body, 'modules'),
    to: contact?.email ?? text(body, 'to'), contactName: contact?.name ?? optionalText(body, 'contactName'),
    due: { date: text(body, 'date'), zone: text(body, 'zone') }, message: optionalText(body, 'message'), askerName, ...sendingOf(body, text(body, 'zone'), offered),
  };
}

const fieldNames: Readonly<Record<string, string>> = { due: 'date', 'sendAt.date': 'sendDate', 'sendAt.time': 'sendTime', 'wording.subject': 'subject', 'wording.text': 'wording' };

/** Puts each refusal to its input: `due.date` is said at `date`. */
export function requestFormErrors({ errors }: { errors: readonly FormError[] }): Refused {
  const moved = errors.map((error) => ({ ...error, field: fieldNames[error.field] ?? error.field.replace(/^due\.?/, '').replace(/\.\d+$/, '') })).map((error) => ({ ...error, field: error.field || 'date' })).map((error) => ({ ...error, href: error.field ? `#${error.field}` : '#main' }));
  return { errors: moved, wrong: Object.fromEntries(moved.map((error) => [error.field, error.text])) };
}

/** The form for a new request. */
export function newRequestView(vendor: Vendor, templates: readonly TemplateRow[], template: TemplateRow, values: Values, key: string, wording: Wording, refused: Refused = { errors: [], wrong: {} }, plans: Plans = usualTiers): PageView & Record<string, unknown> {
  const title = message('requests.new.title', { name: vendor.name });
  const proposed = plans[vendor.tier].depth;
  const depths = ['short', 'standard', 'full'] as const;
  return {
    page: { title, nav: 'requests', error: refused.errors.length > 0, crumbs: [{ href: '/vendors', text: message('vendors.title') }, { href: `/vendors/${vendor.id}`, text: vendor.name }, { href: '', text: title }] },
    lede: message('requests.new.lede', { tier: message(`vendors.tier.${vendor.tier}`).toLowerCase(), depth: message(`requests.depth.${proposed}`).toLowerCase() }),
    vendor, values, key, ...refused, ...sendingView(values, wording, refused.wrong),
    templates: templates.length > 1 ? templates.map((each) => ({ value: each.key, text: each.title })) : null,
    says: message('requests.new.questionnaire', template),
    depths: depths.map((depth) => ({ value: depth, text: message(`requests.depth.${depth}`), hint: message(depth === proposed ? 'requests.new.proposed' : 'requests.new.questions', { count: template.questions[depth] }) })),
    modules: template.modules.map((module) => ({ value: module.key, text: module.title, hint: message('requests.new.questions', { count: module.questions }) })),
    contacts: vendor.contacts.length ? [...vendor.contacts.map(({ name, email }) => ({ value: email, text: name, hint: email })), { value: other, text: message('requests.new.another') }] : null,
    toLabel: message(vendor.contacts.length ? 'requests.new.otherTo' : 'requests.new.to'), nameLabel: message(vendor.contacts.length ? 'requests.new.otherName' : 'requests.new.contactName'),
    zones: zoneChoices,
  };
}
