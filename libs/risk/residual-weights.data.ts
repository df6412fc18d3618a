import type { ResidualWeights } from './residual.js';

/** Default worth of evidence: a clean test over a period takes most away, a bare yes little; never everything. */
export const defaultResidualWeights: ResidualWeights = {
  version: '1.0.0',
  effectiveness: { 'report-type-2': 0.9, 'report-type-1': 0.7, certificate: 0.6, 'answer-with-document': 0.45, 'bridge-letter': 0.3, answer: 0.2 },
  reductions: { exceptions: 0.8, 'carve-out': 0.85, 'unmet-user-controls': 0.85, aged: 0.8 },
  words: {
    'report-type-2': 'Type II report', 'report-type-1': 'Type I report', certificate: 'certificate', 'answer-with-document': 'answer with a document', 'bridge-letter': 'bridge letter', answer: 'answer',
    exceptions: 'exceptions', 'carve-out': 'carved-out subservice organization', 'unmet-user-controls': 'user entity controls not met', aged: 'aged',
  },
};
