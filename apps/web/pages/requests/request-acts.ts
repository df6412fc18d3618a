import type { ReplyOf } from '#libs/contracts/contract.js';
import { isUnanswered, type requestGet } from '#libs/contracts/questionnaires.contract.js';
import { message } from '../../render.js';
import { zoneChoices } from '../zones.js';

type Detail = ReplyOf<typeof requestGet>;


/** What a buyer can do about a request that is not closed, and which of its small forms stands open after a refusal. */
export function requestActs(detail: Detail, forms: Readonly<Record<string, unknown>>) {
  const scheduled = detail.status === 'scheduled';
  const waits = isUnanswered(detail.status);
  return {
    waits, tell: !scheduled, zones: zoneChoices,
    send: waits ? message(scheduled ? 'requests.one.sendNow' : 'requests.one.resend') : null,
    pause: waits && !scheduled
      ? { text: message(detail.paused ? 'requests.one.resume' : 'requests.one.pause'), fields: [{ name: 'version', value: detail.version }, { name: 'paused', value: detail.paused ? '' : 'yes' }] }
      : null,
    open: { [String(forms['opened'] ?? '')]: true },
  };
}
