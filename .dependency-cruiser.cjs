/** Imports point down only: app → platform, documents → contracts → pure libraries. Each rule has a planted violation in tests/walls. */
const pure = '(crosswalk|soc2|questionnaire|risk)';
const test = '\\.(test|fixture)\\.ts$';

module.exports = {
  forbidden: [
    { name: 'pure-libraries-import-nothing', severity: 'error', from: { path: `^libs/${pure}/`, pathNot: test }, to: { pathNot: '^libs/$1/' } },
    { name: 'catalog-imports-pure-types', severity: 'error', from: { path: '^libs/catalog/', pathNot: test }, to: { path: '^(libs/(contracts|platform|documents)|apps)/' } },
    { name: 'contracts-import-pure-types', severity: 'error', from: { path: '^libs/contracts/', pathNot: test }, to: { path: '^(libs/(catalog|platform|documents)|apps)/' } },
    { name: 'documents-import-no-service', severity: 'error', from: { path: '^libs/documents/', pathNot: test }, to: { path: '^(libs/(platform|catalog|contracts)|apps)/' } },
    { name: 'platform-imports-contracts', severity: 'error', from: { path: '^libs/platform/', pathNot: test }, to: { path: `^(libs/(catalog|documents|${pure})|apps)/` } },
    { name: 'apps-stay-apart', severity: 'error', from: { path: '^apps/(?!local/)([^/]+)/' }, to: { path: '^apps/', pathNot: '^apps/$1/' } },
    { name: 'local-starts-services-only', severity: 'error', from: { path: '^apps/local/' }, to: { path: '^apps/(?!local/)', pathNot: '^apps/[^/]+/(main|migrations)\\.ts$|^apps/web/accounts/first-run\\.ts$' } },
    { name: 'nothing-imports-tests', severity: 'error', from: { path: '^(apps|libs)/', pathNot: test }, to: { path: '^tests/' } },
    { name: 'no-cycles', severity: 'error', from: { path: '^(apps|libs)/' }, to: { circular: true } },
    { name: 'no-barrels', severity: 'error', from: { path: '^(apps|libs)/.*/index\\.ts$' }, to: {} },
    { name: 'no-barrels-imported', severity: 'error', from: {}, to: { path: '^(apps|libs)/.*/index\\.ts$' } },
    { name: 'nothing-unresolved', severity: 'error', from: { path: '^(apps|libs)/' }, to: { couldNotResolve: true } },
    { name: 'no-development-packages', severity: 'error', from: { path: '^(apps|libs)/', pathNot: test }, to: { dependencyTypes: ['npm-dev'] } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    webpackConfig: { fileName: '.dependency-cruiser.resolve.cjs' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'node', 'default'], extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'] },
  },
};
