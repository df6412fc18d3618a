import type { ReplyOf } from '#libs/contracts/contract.js';
import { partyRole, riskProfile, type vendorGet } from '#libs/contracts/vendors.contract.js';
import { defaultWeights } from '#libs/risk/weights.data.js';
import { optionalText, text, texts, type FormBody, type FormError } from '../../http/form.js';
import { message, type PageView } from '../../render.js';

type Vendor = ReplyOf<typeof vendorGet>;

/** What was typed, by the names of the inputs. */
export type VendorValues = Readonly<Record<string, string | readonly string[]>>;

interface Refused {
  readonly errors: readonly FormError[];
  readonly wrong: Readonly<Record<string, string>>;
}

const single = ['volume', 'access', 'criticality', 'substitutability', 'spend'] as const;
const lines = ['name', 'service', 'website', 'owner', 'contactName', 'contactEmail', 'countries'] as const;

/** What a submitted form holds, to be shown again. */
export function typedVendor(body: FormBody): VendorValues {
  return {
    ...Object.fromEntries([...lines, ...single].map((name) => [name, text(body, name)])),
    ...Object.fromEntries(['dataClasses', 'regulated', 'roles'].map((name) => [name, texts(body, name)])),
  };
}

/** A stored vendor as the form shows it. */
export function storedVendor(vendor: Vendor): VendorValues {
  const { profile } = vendor;
  return { name: vendor.name, service: vendor.service, website: vendor.website ?? '', owner: vendor.owner ?? '', roles: vendor.roles, ...profile, countries: profile.countries.join(', ') };
}

/** The request that a submitted form stands for; what is wrong in it the contract says. */
export function vendorRequest(body: FormBody) {
  const contact = { name: text(body, 'contactName'), email: text(body, 'contactEmail') };
  return {
    name: text(body, 'name'), service: text(body, 'service'), website: optionalText(body, 'website'), owner: optionalText(body, 'owner'), roles: texts(body, 'roles'),
    profile: {
      ...Object.fromEntries(single.map((name) => [name, text(body, name)])),
      dataClasses: [...new Set(texts(body, 'dataClasses'))], regulated: [...new Set(texts(body, 'regulated'))],
      countries: text(body, 'countries').toUpperCase().split(/[\s,;]+/).filter(Boolean),
    },
    ...((contact.name || contact.email) && { contact }),
  };
}

/** Puts each refusal to the input that it is about: `profile.countries.1` is said at `countries`, once. */
export function vendorFormErrors({ errors }: { errors: readonly FormError[] }): Refused {
  const moved = errors.map((error) => {
    const field = error.field.replace(/^profile\./, '').replace(/^contact\.(\w)/, (_, first: string) => `contact${first.toUpperCase()}`).replace(/\.\d+$/, '');
    const said = (single as readonly string[]).includes(field) ? message('vendors.form.chooseOne') : error.text;
    return { field, text: said, href: field ? `#${field}` : '#main' };
  });
  const first = moved.filter((error, index) => moved.findIndex((other) => other.field === error.field && other.text === error.text) === index);
  return { errors: first, wrong: Object.fromEntries(first.map((error) => [error.field, error.text])) };
}

/** The profile form: every choice says what it means and what it counts. */
export function vendorFormView(values: VendorValues, more: { readonly id?: string; readonly version?: number; readonly key?: string; readonly name?: string }, refused: Refused = { errors: [], wrong: {} }): PageView & Record<string, unknown> {
  const { factors, countries, regulated } = defaultWeights;
  const title = more.id ? message('vendors.form.edit', { name: more.name ?? '' }) : message('vendors.form.new');
  const choices = (name: keyof typeof factors) => Object.entries(factors[name].choices).map(([value, choice]) => ({
    value, text: choice.says.charAt(0).toUpperCase() + choice.says.slice(1), hint: message('vendors.form.points', { count: choice.points }),
  }));
  return {
    page: {
      title, nav: 'vendors', error: refused.errors.length > 0,
      crumbs: [{ href: '/vendors', text: message('vendors.title') }, ...(more.id ? [{ href: `/vendors/${more.id}`, text: more.name ?? '' }] : []), { href: '', text: title }],
    },
    ...more, values, ...refused,
    dataClasses: choices('dataClasses'),
    singles: single.map((name) => ({ name, legend: message(`vendors.form.${name}`), items: choices(name), value: values[name], error: refused.wrong[name] })),
    countriesHint: message('vendors.form.countriesHint', { points: countries.outside.points }),
    regulatedHint: message('vendors.form.regulatedHint', regulated),
    regulated: riskProfile.shape.regulated.unwrap().element.options.map((value) => ({ value, text: message(`vendors.form.regulatedName.${value}`) })),
    roles: partyRole.options.map((value) => ({ value, text: message(`vendors.form.roleName.${value}`) })),
  };
}
