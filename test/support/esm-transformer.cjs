// Jest runs CommonJS here; packages that ship only ES modules are compiled to it, all others stay as they are.
const { createHash } = require('node:crypto');
const { existsSync, readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { transformSync } = require('@swc/core');

const types = new Map();

function packageType(directory) {
  if (types.has(directory)) return types.get(directory);
  const manifest = join(directory, 'package.json');
  let type;
  if (existsSync(manifest)) type = JSON.parse(readFileSync(manifest, 'utf8')).type ?? 'commonjs';
  else type = dirname(directory) === directory ? 'commonjs' : packageType(dirname(directory));
  types.set(directory, type);
  return type;
}

function isModule(path) {
  if (path.endsWith('.mjs')) return true;
  return path.endsWith('.js') && packageType(dirname(path)) === 'module';
}

module.exports = {
  getCacheKey: (source, path, options) =>
    createHash('sha1').update(`2\0${path}\0${options.configString}\0${source}`).digest('hex'),
  process(source, path) {
    if (!isModule(path)) return { code: source };
    // Mentioning both makes swc rename a module's own __dirname instead of colliding with CommonJS's.
    return transformSync(`${source}\n;void import.meta.dirname, import.meta.filename;`, {
      filename: path,
      sourceMaps: 'inline',
      swcrc: false,
      module: { type: 'commonjs', ignoreDynamic: false },
      jsc: { target: 'es2022', parser: { syntax: 'ecmascript' }, keepClassNames: true },
    });
  },
};
