/** A ClickHouse server or cluster, over HTTP with the official client. */
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { createClient } from '@clickhouse/client'
import { AppError } from '../errors.ts'
import { type BoundValue, parameterText, quoted } from './bind.ts'
import { withoutException } from './broken-answer.ts'
import { classify, engineCode } from './classify.ts'
import { type Engine, type Format, type Settings, type Statement, sharedSettings } from './engine.ts'
import { hideSecrets } from './secret-parameters.ts'

/**
 * Memory and time are the server's own business (its profiles), so nothing here bounds them.
 * - `distributed_product_mode=global`: the same joins and IN-lists run on shards as on one node;
 * - `distributed_foreground_insert`: an insert is acknowledged when the shards have it, not when it is queued;
 * - `parallel_distributed_insert_select=0`: INSERT SELECT goes through the sharding key, never around it;
 * - `insert_distributed_one_random_shard=0` keeps an account on its shard.
 */
const serverSettings: Settings = {
  ...sharedSettings,
  distributed_product_mode: 'global',
  distributed_foreground_insert: 1,
  parallel_distributed_insert_select: 0,
  insert_distributed_one_random_shard: 0,
  // A reader who has gone away must not leave the server computing.
  cancel_http_readonly_queries_on_client_close: 1,
  // The longest honest query is a detection step over months of traffic; proxies must see signs of life.
  send_progress_in_http_headers: 1,
  http_headers_progress_interval_ms: '30000',
}

/** Parameters travel in the URL, of which a server takes 128 KiB each and 1 MiB in all; longer ones go in a session. */
const longestUrlParameter = 8 * 1024
const longestStatement = 256 * 1024 * 1024

function byLength(params: Statement['params']): [Record<string, BoundValue>, Record<string, BoundValue>] {
  const isLong = ([, value]: [string, BoundValue]): boolean =>
    parameterText(value).length > longestUrlParameter
  const entries = Object.entries(params)
  return [
    Object.fromEntries(entries.filter(isLong)),
    Object.fromEntries(entries.filter(each => !isLong(each))),
  ]
}

const requestTimeoutMs = 3_600_000

/**
 * `url` is `http(s)://user:password@host:port/database`, with these optional query parameters:
 * `cluster=NAME` shards the tables over that cluster of the server's configuration; `nodes=host:port,host:port`
 * names the HTTP addresses of all its nodes, for a cluster without Keeper, where ON CLUSTER cannot work.
 */
export async function openServer(url: string, options: { readonly: boolean }): Promise<Engine> {
  const { address, cluster, nodes } = readUrl(url)
  const base = options.readonly ? { ...serverSettings, readonly: 2 } : serverSettings
  const client = connect(address)
  const others = nodes.map(node => connect(withHost(address, node)))
  if (!options.readonly) await makeDatabase(address, cluster, nodes)

  const request = async (statement: Statement) => {
    const { sql, params, settings, name } = hideSecrets(statement)
    const [long, short] = byLength(params)
    const session = Object.keys(long).length === 0 ? {} : { session_id: randomUUID() }
    const own = { ...base, ...settings, log_comment: name } as Record<string, string>
    if (session.session_id !== undefined) {
      const assignments = Object.entries(long).map(
        ([key, value]) => `param_${key} = ${quoted(parameterText(value))}`,
      )
      const settings = { max_query_size: String(longestStatement) }
      await client.command({
        query: `SET ${assignments.join(', ')}`,
        clickhouse_settings: settings,
        ...session,
      })
    }
    return { query: sql, query_params: short, clickhouse_settings: own, ...session }
  }

  async function* readStream(statement: Statement, format: Format, signal?: AbortSignal) {
    const { stream, response_headers } = await client.exec({
      ...(await request({ ...statement, settings: { ...statement.settings, default_format: format } })),
      ...(signal === undefined ? {} : { abort_signal: signal }),
    })
    const tag = response_headers['x-clickhouse-exception-tag']
    yield* withoutException(stream, typeof tag === 'string' ? tag : undefined)
  }

  return {
    kind: 'server',
    cluster: cluster === undefined ? undefined : { name: cluster, onCluster: nodes.length === 0 },
    async readAll(statement, format, signal) {
      const chunks: Uint8Array[] = []
      // The server holds its answer back until the query has ended well, so an error is never cut into the rows.
      const settings = { ...statement.settings, wait_end_of_query: 1 }
      for await (const chunk of readStream({ ...statement, settings }, format, signal)) chunks.push(chunk)
      return Buffer.concat(chunks)
    },
    readStream,
    async execute(statement) {
      await client.command(await request(statement))
    },
    async define(statement) {
      for (const node of others.length > 0 ? others : [client]) await node.command(await request(statement))
    },
    async insert(table, { format, columns, body }, name, settings) {
      const into = columns === undefined ? table : `${table} (${columns.join(', ')})`
      const query = `INSERT INTO ${into} FORMAT ${format}`
      const values = Readable.from([body], { objectMode: false })
      const asked = await request({ sql: query, name, params: {}, settings })
      const { stream, response_headers } = await client.exec({ ...asked, values })
      const tag = response_headers['x-clickhouse-exception-tag']
      // It says nothing unless it failed after its first sign of life; unread, it would hold its connection.
      for await (const _ of withoutException(stream, typeof tag === 'string' ? tag : undefined));
    },
    async close() {
      await Promise.all([client, ...others].map(each => each.close()))
    },
  }
}

const connect = (url: URL) =>
  createClient({
    url,
    application: 'stillwatch',
    request_timeout: requestTimeoutMs,
    max_open_connections: 8,
    // Errors reach the caller as AppErrors; the client's own log would print SQL.
    log: { level: 127 },
  })

/** Makes the database of the URL where the user may; where not, the first statement says that it is missing. */
async function makeDatabase(
  address: URL,
  cluster: string | undefined,
  nodes: readonly string[],
): Promise<void> {
  const database = decodeURIComponent(address.pathname.slice(1))
  if (database === '' || database === 'default') return
  const on = cluster !== undefined && nodes.length === 0 ? ` ON CLUSTER ${cluster}` : ''
  for (const node of nodes.length > 0 ? nodes : [address.host]) {
    const outside = withHost(address, node)
    outside.pathname = '/default'
    const client = connect(outside)
    try {
      const query = `CREATE DATABASE IF NOT EXISTS {database:Identifier}${on}`
      await client.command({ query, query_params: { database } })
    } catch (error) {
      if (engineCode(error) !== accessDenied) throw classify(error, 'store/open')
    } finally {
      await client.close()
    }
  }
}

const accessDenied = 497

function withHost(address: URL, host: string): URL {
  const node = new URL(address)
  node.host = host
  return node
}

function readUrl(text: string): { address: URL; cluster: string | undefined; nodes: string[] } {
  const shape = 'http(s)://user:password@host:8123/database?cluster=NAME'
  if (!URL.canParse(text))
    throw new AppError('input', 'store/url', `not a ClickHouse URL; it looks like ${shape}`)
  const address = new URL(text)
  if (address.protocol !== 'http:' && address.protocol !== 'https:') {
    throw new AppError(
      'input',
      'store/url',
      `a ClickHouse URL starts with http: or https:, not ${address.protocol}`,
    )
  }
  const cluster = address.searchParams.get('cluster') ?? undefined
  if (cluster !== undefined && !/^[A-Za-z_][\w-]*$/.test(cluster)) {
    throw new AppError('input', 'store/url', 'the cluster of a ClickHouse URL is one plain name')
  }
  const nodes = (address.searchParams.get('nodes') ?? '').split(',').filter(node => node !== '')
  address.searchParams.delete('cluster')
  address.searchParams.delete('nodes')
  return { address, cluster, nodes }
}
