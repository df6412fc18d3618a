import { byHandOf } from './by-hand-form.js';

describe('the form of a document entered by hand', () => {
  it('names requirements of several frameworks, a line each, and common controls', () => {
    const fields: Record<string, string> = { kind: 'pen-test', requirements: 'iso27001 A.8.8, A.8.29\r\n\r\nPCI-DSS: 11.4.*', controls: 'vul-05; VUL-06' };
    expect(byHandOf((name) => fields[name])).toEqual({ kind: 'pen-test', issuer: '', scope: '', issued: '', targets: [
      { framework: 'iso27001', id: 'A.8.8' }, { framework: 'iso27001', id: 'A.8.29' }, { framework: 'pci-dss', id: '11.4.*' }, { framework: null, id: 'VUL-05' }, { framework: null, id: 'VUL-06' },
    ] });
  });
});
