import { Controller } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import type { RequestOf } from '#libs/contracts/contract.js';
import { layoutGet, layoutSet, ownTemplateCreate, ownTemplateEdit, ownTemplateGet, ownTemplateList, ownTemplatePublish, ownTemplateRefresh, ownTemplateRetire, ownTemplateVersion } from '#libs/contracts/templates.contract.js';
import { Fault } from '#libs/contracts/faults.js';
import type { Context } from '#libs/platform/context.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { getLayout, setLayout } from './import-layouts.js';
import { knownOwn, listOwn, ownView } from './own-templates.js';
import { createTemplate, editDraft, publishDraft, refreshDraft, retireTemplate } from './write-template.js';

/** Questionnaires of a tenant's own. */
@Controller()
export class TemplateHandlers {
  constructor(private readonly database: TenantDatabase) {}

  @MessagePattern(ownTemplateList.subject)
  list(@Payload() _request: RequestOf<typeof ownTemplateList>, @Ctx() context: Context) {
    return this.database.run(context, listOwn);
  }

  @MessagePattern(ownTemplateGet.subject)
  get(@Payload() { key }: RequestOf<typeof ownTemplateGet>, @Ctx() context: Context) {
    return this.database.run(context, async (tx) => ownView(tx, await knownOwn(tx, key)));
  }

  @MessagePattern(ownTemplateVersion.subject)
  version(@Payload() { key, version }: RequestOf<typeof ownTemplateVersion>, @Ctx() context: Context) {
    return this.database.run(context, async (tx) => {
      const [row] = await tx.query<{ template: object }>('select template from questionnaires.own_version where tenant_id = $1 and key = $2 and version = $3', [context.tenant, key, version]);
      if (!row) throw new Fault('missing', 'questionnaires.version-unknown', 'This version was never published');
      return { template: row.template as never };
    });
  }

  @MessagePattern(ownTemplateCreate.subject)
  create(@Payload() request: RequestOf<typeof ownTemplateCreate>, @Ctx() context: Context) {
    return createTemplate(this.database, request, context);
  }

  @MessagePattern(ownTemplateEdit.subject)
  edit(@Payload() request: RequestOf<typeof ownTemplateEdit>, @Ctx() context: Context) {
    return editDraft(this.database, request, context);
  }

  @MessagePattern(ownTemplatePublish.subject)
  publish(@Payload() request: RequestOf<typeof ownTemplatePublish>, @Ctx() context: Context) {
    return publishDraft(this.database, request, context);
  }

  @MessagePattern(ownTemplateRetire.subject)
  retire(@Payload() request: RequestOf<typeof ownTemplateRetire>, @Ctx() context: Context) {
    return retireTemplate(this.database, request, context);
  }

  @MessagePattern(ownTemplateRefresh.subject)
  refresh(@Payload() request: RequestOf<typeof ownTemplateRefresh>, @Ctx() context: Context) {
    return refreshDraft(this.database, request, context);
  }

  @MessagePattern(layoutGet.subject)
  layout(@Payload() request: RequestOf<typeof layoutGet>, @Ctx() context: Context) {
    return getLayout(this.database, request, context);
  }

  @MessagePattern(layoutSet.subject)
  remember(@Payload() request: RequestOf<typeof layoutSet>, @Ctx() context: Context) {
    return setLayout(this.database, request, context);
  }
}
