import { findBinaries, type Binaries } from './binaries.js';
import { ensureCluster } from './cluster.js';
import { CLUSTER_USER, ensureDatabase, isServerLost } from './connection.js';
import { findPostmaster } from './lock-file.js';
import {
  announceReady,
  giveUpOwnership,
  isAlive,
  isOwner,
  readOwner,
  takeOwnership,
  type Owner,
} from './owner-file.js';
import { choosePlace, type Place } from './place.js';
import { pause } from './processes.js';
import { readPassword, serverSettings } from './server-files.js';
import { awaitServer, PATIENCE_MS, startServer, stopServer } from './server.js';

export interface EmbeddedOptions {
  /** A folder for the server's own use; PostgreSQL's files go into `pgdata` inside it, the log beside them. */
  dataDir: string;
  /** Default true. Without it a power cut may destroy the database: for tests only. */
  fsync?: boolean;
  /** Created when missing; default 'opentill'. */
  database?: string;
  /** Further PostgreSQL settings, by name. */
  settings?: Record<string, string>;
  log?: (line: string) => void;
}

export interface EmbeddedPostgres {
  /** postgresql://user:password@127.0.0.1:port/database */
  url: string;
  /** Where the folder really is. */
  dataDir: string;
  /** True when the server was already running. */
  adopted: boolean;
  /** Stops the server, unless it belongs to another live process or another call: then does nothing. */
  stop(mode?: 'fast' | 'immediate'): Promise<void>;
}

const POLL_MS = 20;

/** Starts of this process, by folder: one at a time. */
const startsUnderWay = new Map<string, Promise<unknown>>();

/**
 * Starts the bundled PostgreSQL on this folder, creating the database at first; or joins the server already
 * running there. One process at a time owns the server, by `owner.json` in the folder, and only its `stop` ends
 * it. A server whose owner died is adopted, and then owned. When the owner stops while another process still
 * uses the server, that process loses its connections.
 * @throws Error when the folder cannot serve, or PostgreSQL does not run here
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const place = await choosePlace(options.dataDir, options.log ?? (() => undefined));
  const before = startsUnderWay.get(place.home) ?? Promise.resolve();
  const start = before.catch(() => undefined).then(() => startOrJoin(place, options));
  startsUnderWay.set(place.home, start);
  try {
    return await start;
  } finally {
    if (startsUnderWay.get(place.home) === start) startsUnderWay.delete(place.home);
  }
}

async function startOrJoin(place: Place, options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const current = readOwner(place.owner);
    if (!current || isAbandoned(current, place)) {
      const mine = takeOwnership(place.owner, current);
      if (mine) return startAsOwner(place, options, mine);
    } else if (current.ready) {
      const joined = await join(place, options);
      if (joined) return joined;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `Process ${current?.pid} is starting the database in ${place.home} and does not finish.`,
      );
    }
    await pause(POLL_MS);
  }
}

function isAbandoned(owner: Owner, place: Place): boolean {
  if (!isAlive(owner)) return true;
  // Its server was killed; a start of this very process cannot be under way here.
  return (owner.ready || owner.pid === process.pid) && !findPostmaster(place);
}

async function startAsOwner(place: Place, options: EmbeddedOptions, owner: Owner): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined);
  const isDurable = options.fsync !== false;
  try {
    const binaries = await findBinaries(place, log);
    const isNew = await ensureCluster(place, binaries, isDurable);
    if (isNew) log(`created a PostgreSQL database in ${place.home}`);
    const running = await awaitServer(place);
    if (running) log(`adopted the PostgreSQL server left running on port ${running}`);
    const port = running ?? (await startServer(place, binaries, serverSettings(isDurable, options.settings)));
    const stop = (mode: 'fast' | 'immediate' = 'fast'): Promise<void> =>
      stopAsOwner(place, binaries, owner, mode);
    await ensureDatabase(place, port, databaseOf(options)).catch(async (error: unknown) => {
      await stop();
      throw error;
    });
    announceReady(place.owner, owner);
    return { url: urlOf(place, port, options), dataDir: place.home, adopted: running !== undefined, stop };
  } catch (error) {
    giveUpOwnership(place.owner, owner);
    throw error;
  }
}

async function stopAsOwner(
  place: Place,
  binaries: Binaries,
  owner: Owner,
  mode: 'fast' | 'immediate',
): Promise<void> {
  if (!isOwner(place.owner, owner)) return;
  await stopServer(place, binaries, mode);
  giveUpOwnership(place.owner, owner);
}

/** Uses the server of the living owner; undefined when that is stopping it, or it was killed. */
async function join(place: Place, options: EmbeddedOptions): Promise<EmbeddedPostgres | undefined> {
  const port = await awaitServer(place);
  if (!port) return undefined;
  try {
    await ensureDatabase(place, port, databaseOf(options));
  } catch (error) {
    if (isServerLost(error)) return undefined;
    throw error;
  }
  const stop = (): Promise<void> => Promise.resolve();
  return { url: urlOf(place, port, options), dataDir: place.home, adopted: true, stop };
}

function databaseOf(options: EmbeddedOptions): string {
  return options.database ?? 'opentill';
}

function urlOf(place: Place, port: number, options: EmbeddedOptions): string {
  const database = encodeURIComponent(databaseOf(options));
  return `postgresql://${CLUSTER_USER}:${readPassword(place)}@127.0.0.1:${port}/${database}`;
}
