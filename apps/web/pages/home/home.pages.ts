import { Controller, Get, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { requestList } from '#libs/contracts/questionnaires.contract.js';
import { documentList } from '#libs/contracts/reports.contract.js';
import { vendorList } from '#libs/contracts/vendors.contract.js';
import { Bus } from '#libs/platform/bus.js';
import { Page } from '../../http/page.js';
import { personOf } from '../../http/visitor.js';
import { ifThere } from '../if-there.js';
import { homeView } from './home.view.js';

/** What waits for whoever looks. */
@Controller()
export class HomePages {
  constructor(private readonly bus: Bus) {}

  @Get()
  async show(@Req() request: FastifyRequest) {
    const { context, session } = personOf(request);
    const [vendors, requests, read, refused, ending] = await Promise.all([
      ifThere(this.bus.request(vendorList, { sort: 'updated', limit: 200 }, context)),
      ifThere(this.bus.request(requestList, { open: 'true', sort: 'due', limit: 200 }, context)),
      ifThere(this.bus.request(documentList, { status: 'read' }, context)),
      ifThere(this.bus.request(documentList, { status: 'refused', limit: 10 }, context)),
      ifThere(this.bus.request(documentList, { status: 'accepted', sort: 'end', limit: 200 }, context)),
    ]);
    return new Page('home/home', homeView({
      vendors: vendors && { items: vendors.items, more: vendors.next !== null },
      requests: requests?.items ?? null,
      documents: read && refused && ending ? [...read.items, ...refused.items, ...ending.items] : null,
      roles: session.roles, now: Date.now(),
    }));
  }
}
