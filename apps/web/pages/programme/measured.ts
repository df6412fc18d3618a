import type { EvidenceFact } from '#libs/contracts/evidence.contract.js';
import { text, type FormBody } from '../../http/form.js';

type Measured = NonNullable<EvidenceFact['measured']>;

const durations = ['every', 'within', 'for'] as const;
const numbers = ['at-least', 'at-most'] as const;
/** The units of a duration, as a form offers them. */
export const units = ['minutes', 'hours', 'days', 'business-days', 'weeks', 'months', 'years'] as const;

/** The values of a control's parameters that a form says; fields left empty say nothing. */
export function measuredOf(body: FormBody): Measured {
  const timed = durations.flatMap((parameter) => {
    const n = Number(text(body, `measure-${parameter}`).replace(',', '.'));
    const unit = units.find((one) => one === text(body, `measure-${parameter}-unit`));
    return n > 0 && unit ? [{ parameter, value: { n, unit }, precision: 'exact' as const }] : [];
  });
  const counted = numbers.flatMap((parameter) => {
    const given = text(body, `measure-${parameter}`);
    return given !== '' && Number.isFinite(Number(given)) ? [{ parameter, value: Number(given), precision: 'exact' as const }] : [];
  });
  const scope = text(body, 'measure-scope').split(/[\s,;]+/).filter(Boolean);
  return [...timed, ...counted, ...(scope.length ? [{ parameter: 'scope' as const, value: scope, precision: 'exact' as const }] : [])];
}
