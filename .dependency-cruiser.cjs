/** Who may import whom. The house rules of docs/architecture.md, checked. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.tsx?$' },
  to: { pathNot: [...allowed, '^node_modules'], path: '^(addin|server|shared|sandbox|test|scripts)/' },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'not even for a type',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { circular: true },
    },
    {
      name: 'no-cycles-in-tests',
      comment: 'people know the town they live in, and it knows them',
      severity: 'error',
      from: { path: '^test/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    only('core-is-pure', '^server/src/core/', ['^server/src/core/'], 'core decides and knows nobody'),
    {
      name: 'core-one-package',
      severity: 'error',
      from: { path: '^server/src/core/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: 'node_modules/(luxon|@types/luxon)/' },
    },
    only(
      'sync-knows-core',
      '^server/src/sync/',
      ['^server/src/(core|sync)/', '^shared/'],
      'the shell acts through ports',
    ),
    only(
      'runs-and-requests-meet-in-sync',
      '^server/src/sync/requests/',
      ['^server/src/core/', '^server/src/sync/(?!runs/)', '^shared/'],
      'what people ask for is stored and signalled; the runs do it',
    ),
    only(
      'runs-wait-for-nobody',
      '^server/src/sync/runs/',
      ['^server/src/core/', '^server/src/sync/(?!requests/)', '^shared/'],
      'a run is begun by the queue alone',
    ),
    only(
      'sync-is-the-ground-of-both',
      '^server/src/sync/(?!runs/|requests/)',
      ['^server/src/core/', '^server/src/sync/(?!runs/|requests/)', '^shared/'],
      'what both sides know',
    ),
    only(
      'office-is-an-adapter',
      '^server/src/office/',
      ['^server/src/(core|office)/', '^server/src/sync/(ports/|documents\\.ts$)'],
      '',
    ),
    only(
      'timify-is-an-adapter',
      '^server/src/timify/',
      ['^server/src/(core|timify)/', '^server/src/sync/(ports/|documents\\.ts$)'],
      '',
    ),
    only(
      'entra-is-an-adapter',
      '^server/src/entra/',
      ['^server/src/(core|entra)/', '^server/src/sync/(ports/|documents\\.ts$)'],
      '',
    ),
    only(
      'store-is-an-adapter',
      '^server/src/store/',
      ['^server/src/(core|store)/', '^server/src/sync/(ports/|documents\\.ts$)'],
      '',
    ),
    only(
      'mail-is-an-adapter',
      '^server/src/mail/',
      ['^server/src/(core|mail)/', '^server/src/sync/(ports/|documents\\.ts$)', '^shared/'],
      '',
    ),
    only('http-asks-sync', '^server/src/http/', ['^server/src/(core|sync|http)/', '^shared/'], ''),
    only('shared-imports-zod-alone', '^shared/', ['^shared/'], ''),
    only('addin-meets-server-in-shared', '^addin/(?!test/)', ['^addin/', '^shared/'], ''),
    only(
      'addin-tests-share-the-gallery',
      '^addin/test/',
      ['^addin/', '^shared/', '^sandbox/gallery/'],
      'one set of fixtures for both',
    ),
    only('sandbox-knows-neither', '^sandbox/', ['^sandbox/'], ''),
    only(
      'checker-stands-alone',
      '^test/support/(checker/|(call|rows|time)\\.ts$)',
      ['^test/support/(checker/|(call|rows|time)\\.ts$)'],
      'what it holds true comes from the rules of the product, and from none of its code',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|node_modules|\\.data|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
