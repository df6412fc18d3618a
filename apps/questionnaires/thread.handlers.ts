import { Controller } from '@nestjs/common';
import { Ctx, MessagePattern, Payload } from '@nestjs/microservices';
import type { RequestOf } from '#libs/contracts/contract.js';
import { formThreads, requestThreads, threadReply } from '#libs/contracts/threads.contract.js';
import type { Context } from '#libs/platform/context.js';
import { TenantDatabase } from '#libs/platform/tenant-database.js';
import { replyThread } from './reply-thread.js';
import { threadsForAsker, threadsForVendor } from './threads.js';

/** Asking back and replying. */
@Controller()
export class ThreadHandlers {
  constructor(private readonly database: TenantDatabase) {}

  @MessagePattern(requestThreads.subject)
  asker(@Payload() request: RequestOf<typeof requestThreads>, @Ctx() context: Context) {
    return threadsForAsker(this.database, request.request, context);
  }

  @MessagePattern(formThreads.subject)
  vendor(@Payload() _request: RequestOf<typeof formThreads>, @Ctx() context: Context) {
    return threadsForVendor(this.database, context);
  }

  @MessagePattern(threadReply.subject)
  reply(@Payload() request: RequestOf<typeof threadReply>, @Ctx() context: Context) {
    return replyThread(this.database, request, context);
  }
}
