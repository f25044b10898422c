import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = join(__dirname, '..', '..');
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

interface Schema {
  $ref?: string;
  [key: string]: unknown;
}
interface Answer {
  $ref?: string;
  content?: Record<string, { schema?: Schema; example?: unknown; examples?: unknown }>;
}
interface Operation {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  security?: object[];
  'x-permission'?: string;
  responses: Record<string, Answer>;
}
interface Document {
  openapi: string;
  paths: Record<string, Partial<Record<(typeof METHODS)[number], Operation>>>;
  components: { schemas: Record<string, Schema>; responses: Record<string, Answer> };
}

/** The description comes from the built code: the compiler plugin that reads comments is not there under jest. */
async function describeBuiltApi(): Promise<{ document: Document; warnings: string }> {
  const script = join(ROOT, 'dist', 'src', 'openapi.js');
  if (!existsSync(script)) throw new Error('This test reads the built server: npm run build');
  const { stdout, stderr } = await run(process.execPath, [script], { maxBuffer: 100_000_000 });
  return { document: JSON.parse(stdout) as Document, warnings: stderr };
}

describe('the OpenAPI description of the built server', () => {
  let document: Document;
  let warnings: string;
  let operations: { name: string; operation: Operation }[];

  beforeAll(async () => {
    ({ document, warnings } = await describeBuiltApi());
    operations = Object.entries(document.paths).flatMap(([path, item]) =>
      METHODS.flatMap((method) => {
        const operation = item[method];
        return operation === undefined ? [] : [{ name: `${method.toUpperCase()} ${path}`, operation }];
      }),
    );
  });

  /** Names of the operations that break a rule; there must be none. */
  const breaking = (rule: (operation: Operation, name: string) => boolean): string[] =>
    operations.filter(({ operation, name }) => !rule(operation, name)).map(({ name }) => name);

  it('covers the whole API', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(operations.length).toBeGreaterThan(100);
  });

  it('has one class for each name: of two, one would be described wrongly', () => {
    expect(warnings).not.toContain('Duplicate DTO');
  });

  it('passes the linter', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'opentill-openapi-'));
    const file = join(folder, 'openapi.json');
    await writeFile(file, JSON.stringify(document));
    const cli = join(ROOT, 'node_modules', '@redocly', 'cli', 'bin', 'cli.js');
    const args = [
      cli,
      'lint',
      file,
      '--config',
      join(ROOT, 'redocly.yaml'),
      '--format',
      'json',
      '--max-problems',
      '1000',
    ];
    const env = {
      ...process.env,
      REDOCLY_TELEMETRY: 'off',
      REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
      CI: 'true',
    };
    const { stdout } = await run(process.execPath, args, { env, maxBuffer: 100_000_000 }).catch(
      (error: { stdout: string }) => error,
    );
    const { problems } = JSON.parse(stdout) as {
      problems: { ruleId: string; message: string; location: { pointer: string }[] }[];
    };
    await rm(folder, { recursive: true });
    expect(
      problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`),
    ).toEqual([]);
  });

  it('names every operation once and says what it does', () => {
    expect(breaking(({ operationId }) => operationId !== undefined)).toEqual([]);
    expect(breaking(({ summary }) => /^\S.{5,}$/.test(summary ?? ''))).toEqual([]);
    expect(breaking(({ tags }) => tags?.length === 1)).toEqual([]);
  });

  it('says which permission every operation needs, and asks for credentials accordingly', () => {
    expect(breaking((operation) => operation['x-permission'] !== undefined)).toEqual([]);
    expect(
      breaking(({ 'x-permission': permission, security, description }) => {
        const isOpen = permission === 'public';
        const isSaid = description?.includes(isOpen ? 'Open to everybody.' : `\`${permission}\``) === true;
        return isSaid && (security?.length === 0) === isOpen;
      }),
    ).toEqual([]);
  });

  it('lists the problems that every operation can answer', () => {
    const needed = ({ 'x-permission': permission }: Operation, name: string): string[] => [
      '429',
      '503',
      ...(permission === 'public' ? [] : ['401', '403']),
      ...(name.includes('{') ? ['404'] : []),
      ...(/^(POST|PUT|PATCH|DELETE)/.test(name) ? ['409'] : []),
    ];
    expect(
      breaking((operation, name) =>
        needed(operation, name).every((status) => {
          const component = operation.responses[status]?.$ref?.split('/').at(-1);
          const answer =
            component === undefined ? operation.responses[status] : document.components.responses[component];
          return answer?.content?.['application/problem+json'] !== undefined;
        }),
      ),
    ).toEqual([]);
  });

  it('shows an example of every good answer that has a body', () => {
    expect(
      breaking(({ responses }) => {
        const good = Object.entries(responses).filter(([status]) => status.startsWith('2'));
        return (
          good.length > 0 &&
          good.every(([status, { content }]) => {
            if (status === '204') return true;
            const media = Object.values(content ?? {});
            return (
              media.length > 0 &&
              media.some((each) => 'example' in each || 'examples' in each || hasExample(each.schema))
            );
          })
        );
      }),
    ).toEqual([]);
  });

  function hasExample(schema: unknown, seen = new Set<unknown>()): boolean {
    if (schema === null || typeof schema !== 'object' || seen.has(schema)) return false;
    seen.add(schema);
    const { $ref } = schema as Schema;
    if ($ref !== undefined) return hasExample(document.components.schemas[$ref.split('/').at(-1)!], seen);
    if ('example' in schema || 'examples' in schema) return true;
    return Object.values(schema).some((child) => hasExample(child, seen));
  }
});
