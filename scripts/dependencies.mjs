// Checks who imports whom, by the table in .dependency-cruiser.cjs. (Its own command line refuses Node 20.)
import { createRequire } from 'node:module';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const folder = process.argv[2] ?? 'src';
const { options, forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');
const tsConfig = extractTSConfig(options.tsConfig.fileName);
const result = await cruise(
  [folder],
  { ...options, ruleSet: { forbidden }, validate: true, outputType: 'err-long' },
  undefined,
  { tsConfig },
);
process.stdout.write(`${result.output}\n`);
process.exitCode = result.exitCode;
