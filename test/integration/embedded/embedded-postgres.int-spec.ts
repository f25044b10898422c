import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findBinaries, packageRoot } from '../../../src/config/embedded/binaries.js';
import { choosePlace } from '../../../src/config/embedded/place.js';
import { run } from '../../../src/config/embedded/processes.js';
import {
  clearAway,
  end,
  isRoot,
  makeFolder,
  postmasterPid,
  query,
  start,
  startElsewhere,
} from './harness.js';

jest.setTimeout(60_000);

describe('embedded PostgreSQL', () => {
  afterEach(clearAway);

  it('creates a database at first and finds its rows again after a restart', async () => {
    const dataDir = await makeFolder();
    const first = await start(dataDir);
    expect(first.adopted).toBe(false);
    expect(first.url).toMatch(/^postgresql:\/\/opentill:[\w-]+@127\.0\.0\.1:\d+\/opentill$/);
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    await first.stop();

    const second = await start(dataDir);
    expect(second.adopted).toBe(false);
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('serves UTF-8, UTC and one address only', async () => {
    const { url } = await start(await makeFolder());
    const [row] = await query(
      url,
      `SELECT current_setting('server_encoding') AS encoding, current_setting('timezone') AS zone, upper('é') AS upper,
        current_setting('listen_addresses') AS address, current_setting('unix_socket_directories') AS sockets,
        current_setting('synchronous_commit') AS synchronous`,
    );
    expect(row).toEqual({
      encoding: 'UTF8',
      zone: 'UTC',
      upper: 'É',
      address: '127.0.0.1',
      sockets: '',
      synchronous: 'off',
    });
  });

  it('closes the password file and the data directory to others, and asks for the password', async () => {
    const { dataDir, url } = await start(await makeFolder());
    expect(statSync(join(dataDir, 'password')).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'pgdata')).mode & 0o777).toBe(0o700);
    expect(readFileSync(join(dataDir, 'server.log'), 'utf8')).not.toContain(new URL(url).password);
    await expect(query(url.replace(/:[\w-]+@/, ':guess@'), 'SELECT 1')).rejects.toMatchObject({
      code: '28P01',
    });
  });

  it('starts again after the server was killed, while one of its children is still at work', async () => {
    const dataDir = await makeFolder();
    const first = await start(dataDir);
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const work = query(first.url, 'SELECT sum(sqrt(n)) FROM generate_series(1, 6000000) AS n').catch(
      () => [],
    );
    await pause(200);
    process.kill(postmasterPid(dataDir), 'SIGKILL');

    const second = await start(dataDir);
    expect(second.adopted).toBe(false);
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await work;
    await first.stop();
    expect(await query(second.url, 'SELECT answer FROM kept')).toHaveLength(1);
  });

  it('starts although the number in a left-over lock file is another program’s by now', async () => {
    const dataDir = await makeFolder();
    const first = await start(dataDir);
    const lock = join(dataDir, 'pgdata', 'postmaster.pid');
    const text = readFileSync(lock, 'utf8');
    await first.stop();
    writeFileSync(lock, text.replace(/^\d+/, String(process.ppid)));

    const second = await start(dataDir);
    expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('adopts the server of a killed node process, and then stops it', async () => {
    const dataDir = await makeFolder();
    const holder = await startElsewhere(dataDir);
    await end(holder, 'by kill -9');
    const pid = postmasterPid(dataDir);

    const adopted = await start(dataDir);
    expect(adopted).toMatchObject({ adopted: true, url: holder.url });
    expect(postmasterPid(dataDir)).toBe(pid);
    await adopted.stop();
    expect(() => postmasterPid(dataDir)).toThrow('ENOENT');
  });

  it('lets a second process share the server without stopping it', async () => {
    const dataDir = await makeFolder();
    const [one, other] = await Promise.all([start(dataDir), startElsewhere(dataDir)]);
    expect(other.url).toBe(one.url);
    expect([one.adopted, other.adopted].filter(Boolean)).toHaveLength(1);

    const shared = await startElsewhere(dataDir);
    expect(shared.adopted).toBe(true);
    await end(shared, 'in order');
    expect(await query(one.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await end(other, 'in order');
  });

  it('shares the server between two starts of one process', async () => {
    const dataDir = await makeFolder();
    const [first, second] = await Promise.all([start(dataDir), start(dataDir)]);
    expect(second).toMatchObject({ adopted: true, url: first.url });
    await second.stop();
    expect(await query(first.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('makes the library links again that an install without scripts leaves out', async () => {
    const folder = await makeFolder();
    const source = packageRoot();
    const root = join(folder, 'package');
    await cp(source, root, { recursive: true, verbatimSymlinks: true });
    const links = JSON.parse(readFileSync(join(root, 'native/pg-symlinks.json'), 'utf8')) as {
      target: string;
    }[];
    for (const { target } of links) rmSync(join(root, target));

    const place = await choosePlace(join(folder, 'data'), () => undefined);
    const { initdb } = await findBinaries(place, () => undefined, root);
    expect(initdb.startsWith(root) || initdb.startsWith(place.home)).toBe(true);
    expect(await run(initdb, ['--version'], { cwd: '/', account: place.account })).toBe(0);
  });

  it('puts the database where its account can reach it, and says so', async () => {
    const closed = mkdtempSync(join(await makeFolder(), 'closed-'));
    const wanted = join(closed, 'data');
    const lines: string[] = [];
    const first = await start(wanted, (line) => lines.push(line));
    expect(await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer')).toEqual([]);
    await first.stop();
    const second = await start(wanted);
    expect(second.dataDir).toBe(first.dataDir);
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);

    expect(statSync(closed).mode & 0o777).toBe(0o700);
    expect(first.dataDir === wanted).toBe(!isRoot);
    expect(lines.some((line) => line.includes(`cannot reach ${wanted}`))).toBe(isRoot);
  });

  it('copies the programs beside the data when the account cannot run them where they are', async () => {
    const folder = await makeFolder();
    const closed = mkdtempSync(join(folder, 'closed-'));
    await cp(packageRoot(), join(closed, 'package'), { recursive: true, verbatimSymlinks: true });

    const place = await choosePlace(join(folder, 'data'), () => undefined);
    const { pgCtl } = await findBinaries(place, () => undefined, join(closed, 'package'));
    expect(pgCtl.startsWith(isRoot ? place.home : closed)).toBe(true);
    expect(await run(pgCtl, ['--version'], { cwd: '/', account: place.account })).toBe(0);
  });

  it.each([
    ['is a file', (path: string) => writeFileSync(path, ''), /cannot be used as the database folder: E/],
    [
      'is a cluster itself',
      (path: string) => plant(path, 'PG_VERSION', '18\n'),
      /is a PostgreSQL data directory itself/,
    ],
    [
      'has strangers’ files',
      (path: string) => plant(join(path, 'pgdata'), 'notes', ''),
      /is not empty and is not/,
    ],
    [
      'is of another version',
      (path: string) => plant(join(path, 'pgdata'), 'PG_VERSION', '15\n'),
      /PostgreSQL 15, but/,
    ],
  ])('refuses in one sentence a folder that %s', async (_, spoil, message) => {
    const dataDir = join(await makeFolder(), 'data');
    spoil(dataDir);
    await expect(start(dataDir)).rejects.toThrow(message);
    await expect(start(dataDir)).rejects.toThrow(/^[^\n]+$/);
  });

  it('tells what PostgreSQL says about a wrong setting, and starts once it is right', async () => {
    const dataDir = await makeFolder();
    const { startEmbeddedPostgres } = await import('../../../src/config/embedded/embedded-postgres.js');
    const wrong = startEmbeddedPostgres({ dataDir, fsync: false, settings: { work_mem: 'plenty' } });
    await expect(wrong).rejects.toThrow(/did not start[^]*work_mem/);
    expect((await start(dataDir)).adopted).toBe(false);
  });
});

function plant(folder: string, name: string, content: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), content);
}
