/**
 * The engine inside this process: chDB. All that differs from a server is pinned here.
 * Trap: settings and parameters set on a chDB session stay there. Each statement therefore states all of its own,
 * and what an earlier one left behind is put back first; a deduplication token that stuck would eat rows.
 */
import type { ChdbQueryStream, Session } from 'chdb'
import { AppError } from '../errors.ts'
import { type BoundValue, parameterText, quoted } from './bind.ts'
import { type Engine, type Settings, type Statement, sharedSettings } from './engine.ts'

export interface EmbeddedOptions {
  /** Upper bound of one query, in bytes; half of it is where grouping and sorting go to disk. */
  memoryBytes: number
  readonly: boolean
}

/**
 * - `max_memory_usage` and the two spill points: chDB has no bound of its own below 90 % of the machine.
 * - `max_query_size`: parameters arrive as SET statements here, and a list of accounts is long.
 * chDB keeps no query_log or other log tables (nothing in `system` has a MergeTree engine; the contract checks it).
 */
const embeddedSettings = (options: EmbeddedOptions): Settings => ({
  ...sharedSettings,
  max_query_size: 256 * 1024 * 1024,
  max_memory_usage: options.memoryBytes,
  max_bytes_before_external_group_by: Math.floor(options.memoryBytes / 2),
  max_bytes_before_external_sort: Math.floor(options.memoryBytes / 2),
})

/** Two run on the cores, the others stand for streams that their reader has left half read. */
const maxSessions = 8

/** Stores open in this process, by folder. */
const openFolders = new Map<string, number>()

interface Lease {
  readonly session: Session
  /** What this session holds beyond the base settings. */
  held: Map<string, string>
}

export async function openEmbedded(path: string, options: EmbeddedOptions): Promise<Engine> {
  const { Session, drainPending } = await loadChdb()
  const [other] = [...openFolders.keys()].filter(folder => folder !== path)
  if (other !== undefined) {
    const message = `this process already has the store in ${other} open, and chDB holds one folder a process`
    throw new AppError('conflict', 'store/one-folder', message)
  }
  const base = embeddedSettings(options)
  const open = async (): Promise<Lease> => {
    const session = new Session(path)
    await session.queryAsync(`SET ${assignments(Object.entries(base))}`)
    // 2 and not 1: a reading session must still be able to set its parameters.
    if (options.readonly) await session.queryAsync('SET readonly = 2')
    return { session, held: new Map() }
  }
  const idle: Lease[] = [await open()]
  const waiting: ((lease: Lease) => void)[] = []
  const all = new Set(idle)
  openFolders.set(path, (openFolders.get(path) ?? 0) + 1)

  const take = async (): Promise<Lease> => {
    const lease = idle.pop()
    if (lease !== undefined) return lease
    if (all.size >= maxSessions) return new Promise(resolve => waiting.push(resolve))
    const fresh = await open()
    all.add(fresh)
    return fresh
  }
  const give = (lease: Lease): void => {
    const next = waiting.shift()
    if (next === undefined) idle.push(lease)
    else next(lease)
  }
  const withSession = async <T>(
    statement: Omit<Statement, 'sql'>,
    work: (s: Session) => Promise<T>,
  ): Promise<T> => {
    const lease = await take()
    try {
      await prepare(lease, statement, base)
      return await work(lease.session)
    } finally {
      give(lease)
    }
  }
  const execute = async (statement: Statement): Promise<void> => {
    await withSession(statement, session => session.queryAsync(statement.sql))
  }

  return {
    kind: 'embedded',
    cluster: undefined,
    execute,
    define: execute,
    async readAll(statement, format, signal) {
      const options = signal === undefined ? { format } : { format, signal }
      const result = await withSession(statement, session => session.queryAsync(statement.sql, options))
      return result.bytes()
    },
    async *readStream(statement, format, signal) {
      const lease = await take()
      let stream: ChdbQueryStream | undefined
      try {
        await prepare(lease, statement, base)
        stream = lease.session.queryStream(
          statement.sql,
          signal === undefined ? { format } : { format, signal },
        )
        for await (const chunk of stream) yield chunk.raw()
      } finally {
        stream?.cancel()
        give(lease)
      }
    },
    async insert(table, { body, format, columns }, name, settings) {
      const shape = columns === undefined ? { format } : { format, columns: [...columns] }
      await withSession({ name, params: {}, settings }, session =>
        session.insert({ table, values: body, ...shape }),
      )
    },
    async close() {
      if (all.size === 0) return
      for (const { session } of all) session.close()
      all.clear()
      // A session that still computes for an aborted caller closes later; the folder is free only then.
      await drainPending()
      const users = (openFolders.get(path) ?? 1) - 1
      if (users > 0) openFolders.set(path, users)
      else openFolders.delete(path)
    },
  }
}

/** Gives the session exactly this statement's settings and parameters, in one statement of its own. */
async function prepare(lease: Lease, statement: Omit<Statement, 'sql'>, base: Settings): Promise<void> {
  const wanted = new Map<string, string>([['log_comment', quoted(statement.name)]])
  for (const [name, value] of Object.entries(statement.settings)) wanted.set(name, literal(value))
  for (const [name, value] of Object.entries(statement.params)) wanted.set(`param_${name}`, parameter(value))
  const changes = [...wanted].filter(([name, value]) => lease.held.get(name) !== value)
  for (const name of lease.held.keys()) {
    // A parameter no longer wanted may stay: only a text that names it could read it, and that text sets it.
    if (wanted.has(name) || name.startsWith('param_')) continue
    const back = base[name]
    changes.push([name, back === undefined ? 'DEFAULT' : literal(back)])
  }
  if (changes.length > 0)
    await lease.session.queryAsync(`SET ${changes.map(c => `${c[0]} = ${c[1]}`).join(', ')}`)
  for (const name of lease.held.keys())
    if (name.startsWith('param_') && !wanted.has(name)) wanted.set(name, '')
  lease.held = wanted
}

const literal = (value: string | number): string =>
  typeof value === 'number' ? String(value) : quoted(value)
const parameter = (value: BoundValue): string => quoted(parameterText(value))
const assignments = (entries: readonly (readonly [string, string | number])[]): string =>
  entries.map(([name, value]) => `${name} = ${literal(value)}`).join(', ')

async function loadChdb(): Promise<typeof import('chdb')> {
  try {
    return await import('chdb')
  } catch (cause) {
    const message =
      'the embedded store needs the optional package chdb: npm install chdb, or give --clickhouse URL'
    throw new AppError('missing', 'store/no-chdb', message, { cause })
  }
}
