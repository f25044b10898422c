// Everything that must hold, in the order of what fails fastest. The last line is the tally, whatever happens.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (path) => join(root, 'node_modules', path);
const scratch = mkdtempSync(join(tmpdir(), 'opentill-verify-'));
const jestReport = join(scratch, 'jest.json');

const STEPS = [
  {
    name: 'format',
    hint: 'npm run format',
    args: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  },
  { name: 'lint', hint: 'npm run lint', args: [bin('eslint/bin/eslint.js'), '--max-warnings', '0', '.'] },
  { name: 'types', hint: 'npm run typecheck', args: [bin('typescript/bin/tsc'), '-p', 'tsconfig.json'] },
  { name: 'dependencies', hint: 'npm run depcruise', args: ['scripts/dependencies.mjs'] },
  { name: 'build', hint: 'npm run build', args: ['scripts/build.mjs'] },
  { name: 'migrations', hint: 'npm run migration:check', args: ['scripts/migration-check.mjs'] },
  {
    name: 'tests',
    hint: 'npx jest <file>',
    args: [bin('jest/bin/jest.js'), '--ci', '--json', `--outputFile=${jestReport}`],
    tally: readJestReport,
  },
];

function readJestReport() {
  const report = JSON.parse(readFileSync(jestReport, 'utf8'));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

// jest --json prints the report itself on standard output, and what people read on standard error.
function run({ args, tally }) {
  return new Promise((resolve) => {
    const stdio = ['ignore', tally === undefined ? 'inherit' : 'ignore', 'inherit'];
    const child = spawn(process.execPath, args, { cwd: root, stdio, env: { ...process.env, CI: 'true' } });
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

function tallyOf(step, code) {
  const own = code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
  if (step.tally === undefined) return own;
  try {
    const read = step.tally();
    // A run that ended badly although no test failed has still failed.
    return code !== 0 && read.failed === 0 ? { ...read, failed: 1 } : read;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

const total = { passed: 0, failed: 0, skipped: 0 };
for (const [index, step] of STEPS.entries()) {
  const began = performance.now();
  console.log(`==> ${step.name}`);
  const tally = tallyOf(step, await run(step));
  for (const outcome of Object.keys(total)) total[outcome] += tally[outcome];
  console.log(
    `    ${tally.failed === 0 ? 'ok' : 'FAILED'} in ${((performance.now() - began) / 1000).toFixed(1)} s`,
  );
  if (tally.failed === 0) continue;
  const left = STEPS.slice(index + 1);
  total.skipped += left.length;
  const notRun = left.length === 0 ? '' : ` Not run: ${left.map(({ name }) => name).join(', ')}.`;
  console.log(`\nStopped at "${step.name}"; to look at it alone: ${step.hint}.${notRun}`);
  break;
}
rmSync(scratch, { recursive: true, force: true });
process.exitCode = total.failed === 0 ? 0 : 1;
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
