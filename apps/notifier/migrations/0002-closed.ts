/** A person may close a mail of which nobody knows; what lies in flight is found by its tenant. */
export const closed = {
  name: '0002-closed',
  up: `
    alter table notifier.mail drop constraint mail_state_check;
    alter table notifier.mail add constraint mail_state_check check (state in ('due', 'sending', 'sent', 'refused', 'unknown', 'unwanted', 'closed'));
    create index mail_due_of_tenant on notifier.mail (tenant_id, due_at) where state = 'due';
  `,
  down: `
    drop index notifier.mail_due_of_tenant;
    update notifier.mail set state = 'unwanted' where state = 'closed';
    alter table notifier.mail drop constraint mail_state_check;
    alter table notifier.mail add constraint mail_state_check check (state in ('due', 'sending', 'sent', 'refused', 'unknown', 'unwanted'));
  `,
};
