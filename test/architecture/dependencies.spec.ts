import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = join(__dirname, '..', '..');

/** Runs the check in a folder and answers which rules it says are broken, and where. */
async function check(folder: string): Promise<string[]> {
  const { stdout } = await run(process.execPath, ['scripts/dependencies.mjs'], { cwd: folder }).catch(
    (error: { stdout: string }) => error,
  );
  return [...stdout.matchAll(/error (\S+): (\S+) →\s+(\S+)/g)].map(
    ([, rule, from, to]) => `${rule}: ${from} → ${to}`,
  );
}

describe('who may import whom', () => {
  it('is kept by the code', async () => {
    expect(await check(ROOT)).toEqual([]);
  });

  describe('is watched by rules that notice', () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'opentill-dependencies-'));
      for (const name of ['.dependency-cruiser.cjs', 'scripts', 'tsconfig.json', 'package.json']) {
        await cp(join(ROOT, name), join(folder, name), { recursive: true });
      }
      await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    });
    afterAll(() => rm(folder, { recursive: true }));

    const write = async (files: Record<string, string>): Promise<void> => {
      await rm(join(folder, 'src'), { recursive: true, force: true });
      for (const [name, text] of Object.entries(files)) {
        const path = join(folder, 'src', name);
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, text);
      }
    };
    const NEIGHBOURS = {
      'catalog/index.ts': `export { price } from './price.js';`,
      'catalog/price.ts': `export const price = 1;`,
      'sales/index.ts': `export const sale = 1;`,
      'common/thing.ts': `export const thing = 1;`,
    };
    const importing = (files: readonly (readonly [file: string, imported: string])[]) =>
      Object.fromEntries(
        files.map(([file, imported]) => [
          file,
          `import * as it from '${imported}';\nexport const used = it;`,
        ]),
      );

    it('every way round them', async () => {
      const planted = [
        ['context-catalog', 'catalog/up.ts', '../sales/index.js'],
        ['facade-only', 'sales/around.ts', '../catalog/price.js'],
        ['facade-from-outside', 'catalog/inside.ts', './index.js'],
        ['common-knows-nobody', 'common/curious.ts', '../catalog/index.js'],
        ['domain-is-pure', 'sales/domain/files.ts', 'node:fs'],
        ['domain-is-pure', 'sales/domain/nest.ts', '@nestjs/common'],
        ['domain-is-pure', 'catalog/domain/service.ts', '../price.js'],
        ['root-wires', 'boot.ts', './catalog/price.js'],
        ['unknown-context', 'newcomer/first.ts', '../common/thing.js'],
        ['context-system', 'system/watch.ts', '../sales/index.js'],
      ] as const;
      await write({ ...NEIGHBOURS, ...importing(planted.map(([, file, imported]) => [file, imported])) });
      const found = (await check(folder)).map((each) => each.replace(/ → .*/, ''));
      expect(found.sort()).toEqual(planted.map(([rule, file]) => `${rule}: src/${file}`).sort());
    });

    it('files that go round in a circle', async () => {
      await write({
        'sales/a.ts': `import { b } from './b.js';\nexport const a = () => b;`,
        'sales/b.ts': `import { a } from './a.js';\nexport const b = () => a;`,
      });
      expect(await check(folder)).toContainEqual(expect.stringMatching(/^no-circular: /));
    });

    it('nothing in what is allowed', async () => {
      const allowed = [
        ['sales/down.ts', '../catalog/index.js'],
        ['sales/ground.ts', '../common/thing.js'],
        ['sales/domain/rule.ts', '../../common/thing.js'],
        ['sales/domain/hash.ts', 'node:crypto'],
        ['app.ts', './catalog/index.js'],
      ] as const;
      await write({
        ...NEIGHBOURS,
        ...importing(allowed),
        'sales/a.ts': `import { b } from './b.js';\nexport const a = () => b;\nexport type A = typeof a;`,
        'sales/b.ts': `import type { A } from './a.js';\nexport const b = (a: A) => a;`,
      });
      expect(await check(folder)).toEqual([]);
    });
  });
});
