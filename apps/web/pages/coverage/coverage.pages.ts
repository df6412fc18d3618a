import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { coverageGet, coverageSummary, evidenceList, frameworkChoose, frameworkGet, frameworkList, requirementExplain } from '#libs/contracts/crosswalk.contract.js';
import { coverageExport } from '#libs/contracts/exports.contract.js';
import { Bus } from '#libs/platform/bus.js';
import { documentGet } from '#libs/contracts/reports.contract.js';
import { attempt, formErrors, text, texts, type FormBody } from '../../http/form.js';
import { Page, Redirect, StoredFile } from '../../http/page.js';
import { personOf } from '../../http/visitor.js';
import { message } from '../../render.js';
import { asksFor, filterOf, type CoverageQuery } from './coverage-filter.js';
import { ifThere } from '../if-there.js';
import { acrossParties, partiesAtOnce } from './across-parties.view.js';
import { choiceView, mayChoose } from './choice.view.js';
import { exceptedReports, exceptionsFound } from './exceptions-found.js';
import { frameworkView } from './framework.view.js';
import { onePartyView, periodsBack } from './one-party.view.js';
import { requirementView } from './requirement.view.js';

/** What is proven: across parties, of one party over time, of one framework, of one requirement with its reasons. */
@Controller('coverage')
export class CoveragePages {
  constructor(private readonly bus: Bus) {}

  @Get()
  async across(@Req() request: FastifyRequest, @Query() query: CoverageQuery) {
    const { context } = personOf(request);
    const filter = filterOf(query);
    const frameworks = await this.bus.request(frameworkList, {}, context);
    const shown = frameworks.items.filter(({ id, shown }) => shown || id === filter.framework);
    const framework = await this.bus.request(frameworkGet, { id: filter.framework ?? shown[0]?.id ?? '', text: false }, context);
    const summary = await this.bus.request(coverageSummary, { frameworks: [framework.id], ...asksFor(filter), sections: true, open: filter.open, search: filter.party, after: filter.after, limit: partiesAtOnce }, context);
    return new Page('coverage/across', acrossParties(shown, framework, summary, filter));
  }

  @Get('frameworks')
  async choice(@Req() request: FastifyRequest) {
    const { context, session } = personOf(request);
    return new Page('coverage/choice', choiceView(await this.bus.request(frameworkList, {}, context), session.roles));
  }

  @Post('frameworks')
  async choose(@Req() request: FastifyRequest, @Body() body: FormBody) {
    const { context, session } = personOf(request, ...mayChoose);
    const values = texts(body, 'frameworks');
    const done = await attempt(() => this.bus.request(frameworkChoose, { frameworks: values, version: text(body, 'version') }, context));
    if (done.fault) return new Page('coverage/choice', choiceView(await this.bus.request(frameworkList, {}, context), session.roles, { values, ...formErrors(done.fault) }), 422);
    return new Redirect('/coverage/frameworks', { kind: 'done', text: message('coverage.choice.saved') });
  }

  @Get(':party')
  async party(@Req() request: FastifyRequest, @Param('party') party: string, @Query() query: CoverageQuery) {
    const { context } = personOf(request);
    const filter = filterOf(query);
    const frameworks = await this.bus.request(frameworkList, {}, context);
    const dates = periodsBack(filter.at);
    const summaries = await Promise.all(dates.map((at) => this.bus.request(coverageSummary, { parties: [party], ...asksFor(filter), at, sections: true, open: filter.open }, context)));
    const trees = await Promise.all(frameworks.items.filter(({ shown }) => shown).map(({ id }) => this.bus.request(frameworkGet, { id, text: false }, context)));
    const facts = await this.bus.request(evidenceList, { party }, context);
    return new Page('coverage/party', onePartyView(party, trees, summaries, facts.items, filter));
  }

  @Get(':party/export')
  async export(@Req() request: FastifyRequest, @Param('party') party: string, @Query() query: CoverageQuery) {
    const { context } = personOf(request);
    const filter = filterOf(query);
    const format = (['csv', 'xlsx', 'json', 'oscal'] as const).find((one) => one === query['format']) ?? 'pdf';
    const frameworks = filter.framework ? [filter.framework] : undefined;
    const file = await this.bus.request(coverageExport, { party, frameworks, ...asksFor(filter), format }, context);
    return new StoredFile(context.tenant, file.sha256, file.type, file.name);
  }

  @Get(':party/:framework')
  async framework(@Req() request: FastifyRequest, @Param('party') party: string, @Param('framework') id: string, @Query() query: CoverageQuery) {
    const { context } = personOf(request);
    const filter = filterOf(query);
    const tree = await this.bus.request(frameworkGet, { id, text: false }, context);
    const coverage = await this.bus.request(coverageGet, { party, frameworks: [id], ...asksFor(filter) }, context);
    const summary = await this.bus.request(coverageSummary, { parties: [party], frameworks: [id], at: filter.at }, context);
    return new Page('coverage/framework', frameworkView(summary, tree, coverage, filter));
  }

  @Get(':party/:framework/:id')
  async requirement(@Req() request: FastifyRequest, @Param('party') party: string, @Param('framework') framework: string, @Param('id') id: string, @Query() query: CoverageQuery) {
    const { context } = personOf(request);
    const filter = filterOf(query);
    const { at, assurance, scope } = asksFor(filter);
    const [explained, summary, frameworks, tree] = await Promise.all([
      this.bus.request(requirementExplain, { party, framework, id, at, assurance, scope }, context), this.bus.request(coverageSummary, { parties: [party], frameworks: [framework], at: filter.at }, context),
      this.bus.request(frameworkList, {}, context), this.bus.request(frameworkGet, { id: framework, text: false }, context),
    ]);
    const reports = await ifThere(Promise.all(exceptedReports(explained).map((report) => this.bus.request(documentGet, { id: report }, context))));
    return new Page('coverage/requirement', requirementView({ party, name: summary.parties[0]?.name ?? '', explained, tree, frameworks: frameworks.items, exceptions: reports && exceptionsFound(explained, reports) }, filter));
  }
}
