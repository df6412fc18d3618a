const { resolve } = require('node:path');

/** Where `#libs/…` stands in the sources, for the dependency rules. */
module.exports = { resolve: { alias: { '#libs': resolve(__dirname, 'libs') }, extensionAlias: { '.js': ['.ts', '.js'] } } };
