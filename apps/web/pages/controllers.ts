import type { Type } from '@nestjs/common';
import { AllReportsPages } from './reports/all-reports.pages.js';
import { ByHandPages } from './reports/by-hand.pages.js';
import { OneReportPages } from './reports/one-report.pages.js';
import { CorrectLinePages } from './reports/correct-line.pages.js';
import { ReportControlsPages } from './reports/controls.pages.js';
import { ReportExportPages } from './reports/export.pages.js';
import { ReviewPages } from './reports/review.pages.js';
import { ReportPages } from './reports/reports.pages.js';
import { ContradictionPages } from './readings/contradictions.pages.js';
import { DiffPages } from './readings/diff.pages.js';
import { ExportPages } from './readings/exports.pages.js';
import { GapPages } from './readings/gaps.pages.js';
import { PlanPages } from './readings/plan.pages.js';
import { ReusePages } from './readings/reuse.pages.js';
import { CrosswalkPages } from './crosswalk/crosswalk.pages.js';
import { OverlayPages } from './overlays/overlays.pages.js';
import { RowPages } from './overlays/row.pages.js';
import { ProgrammePages } from './programme/programme.pages.js';
import { CoveragePages } from './coverage/coverage.pages.js';
import { HomePages } from './home/home.pages.js';
import { ImportPages } from './questionnaires/import.pages.js';
import { QuestionPages } from './questionnaires/question.pages.js';
import { QuestionnairePages } from './questionnaires/questionnaires.pages.js';
import { ManyPages } from './requests/many.pages.js';
import { RequestPages } from './requests/request.pages.js';
import { RequestsPages } from './requests/requests.pages.js';
import { ProposalPages } from './form/proposals.pages.js';
import { WorkbookPages } from './form/workbook.pages.js';
import { AskedBackPages } from './form/asked-back.pages.js';
import { AgainPages } from './form/again.pages.js';
import { AnyFormPages } from './form/any-form.pages.js';
import { DocumentPages } from './form/documents.pages.js';
import { FormPages } from './form/form.pages.js';
import { SharePages } from './form/share.pages.js';
import { SectionPages } from './form/section.pages.js';
import { SubmitPages } from './form/submit.pages.js';
import { AnswerPackPages } from './form/answer-pack.pages.js';
import { SummaryPages } from './requests/summary.pages.js';
import { LanguagePages } from './link/language.pages.js';
import { LinkPages } from './link/link.pages.js';
import { ApiDocsPages } from './api-docs/api-docs.pages.js';
import { MailboxPages } from './mailbox/mailbox.pages.js';
import { AboutPages } from './about/about.pages.js';
import { AccountPages } from './settings/account.pages.js';
import { AskingPages } from './settings/asking.pages.js';
import { SettingsPages } from './settings/settings.pages.js';
import { TokenPages } from './settings/tokens.pages.js';
import { SignInPages } from './sign-in/sign-in.pages.js';
import { StyleguidePages } from './styleguide/styleguide.pages.js';
import { TicketPages } from './sign-in/ticket.pages.js';
import { TrailPages } from './trail/trail.pages.js';
import { VendorPages } from './vendors/vendor.pages.js';
import { VendorsPages } from './vendors/vendors.pages.js';

/** Every page there is, by its controller. */
export const pageControllers: readonly Type[] = [
  LanguagePages,
  AnswerPackPages,
  SummaryPages,
  ImportPages,
  QuestionPages,
  QuestionnairePages,
  ExportPages,
  GapPages,
  PlanPages,
  ReusePages,
  DiffPages,
  ContradictionPages,
  CrosswalkPages,
  RowPages,
  OverlayPages,
  TrailPages,
  ProgrammePages,
  ReportPages,
  ReviewPages,
  ReportExportPages,
  ReportControlsPages,
  CorrectLinePages,
  AllReportsPages,
  ByHandPages,
  OneReportPages,
  CoveragePages,
  SignInPages,
  TicketPages,
  StyleguidePages,
  TokenPages,
  AskingPages,
  SettingsPages,
  AccountPages,
  AboutPages,
  MailboxPages,
  ApiDocsPages,
  RequestsPages,
  ManyPages,
  RequestPages,
  HomePages,
  VendorsPages,
  VendorPages,
  LinkPages,
  FormPages,
  SectionPages,
  SharePages,
  AskedBackPages,
  ProposalPages,
  WorkbookPages,
  AgainPages,
  AnyFormPages,
  DocumentPages,
  SubmitPages,
];
