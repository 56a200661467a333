/**
 * Real ClickHouse servers for tests, from the library inside the npm package chdb: no Docker, no download.
 * Several of them make a cluster of single-replica shards, with no Keeper (the library has none).
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface TestCluster {
  /** For `--clickhouse`; names the cluster and its nodes when there is more than one. */
  readonly url: string
  /** HTTP addresses of the nodes, `host:port`. */
  readonly nodes: readonly string[]
  stop(): Promise<void>
}

/** Why no server can be started here, to be printed with the skip; undefined when one can. */
export const whyNoServer: string | undefined = (() => {
  const names = ['chdb', 'ffi-rs'].filter(name => !existsSync(join('node_modules', name)))
  if (names.length > 0) return `no ClickHouse server here: ${names.join(' and ')} not installed`
  return libraryPath() === undefined ? `no libchdb for ${process.platform} ${process.arch}` : undefined
})()

/**
 * @example const cluster = await startCluster({ nodes: 2 }); await openStore({ data, clickhouse: cluster.url })
 */
export async function startCluster(options: { nodes: number }): Promise<TestCluster> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await tryStart(options.nodes)
    } catch (error) {
      // A free port can be taken between looking and listening; anything else fails three times over.
      if (attempt === 3) throw error
    }
  }
}

interface Node {
  readonly http: string
  readonly tcpPort: number
  readonly process: ChildProcess
  readonly log: string
}

async function tryStart(count: number): Promise<TestCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-clickhouse-'))
  const ports = await freePorts(count * 2)
  const tcpPorts = ports.slice(count)
  const nodes = ports.slice(0, count).map((port, i) => startNode(folder, i, port, tcpPorts))
  const stop = async (): Promise<void> => {
    await Promise.all(nodes.map(node => kill(node.process)))
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    for (const node of nodes) await untilReady(node)
  } catch (error) {
    await stop()
    throw error
  }
  const hosts = nodes.map(node => node.http)
  const query = count > 1 ? `?cluster=${clusterName}&nodes=${hosts.join(',')}` : ''
  return { url: `http://${hosts[0]}/stillwatch${query}`, nodes: hosts, stop }
}

const clusterName = 'shards'
/** Should a server outlive everything, its query still ends and the server with it. */
const longestLifeSeconds = 1800

function startNode(folder: string, index: number, httpPort: number, tcpPorts: readonly number[]): Node {
  const library = libraryPath()
  if (library === undefined) throw new Error('libchdb is not installed')
  const config = join(folder, `node-${index}.xml`)
  writeFileSync(config, configuration(folder, index, tcpPorts))
  const listen = `SYSTEM START LISTEN HTTP; SYSTEM START LISTEN TCP;`
  const wait =
    `SELECT sleepEachRow(1) FROM numbers(${longestLifeSeconds}) ` +
    'SETTINGS function_sleep_max_microseconds_per_block = 0, max_block_size = 1 FORMAT Null'
  const child = fileURLToPath(new URL('./clickhouse-child.mjs', import.meta.url))
  const log = join(folder, `node-${index}.log`)
  const args = [
    '--multiquery',
    '--listen_host=127.0.0.1',
    `--http_port=${httpPort}`,
    `--tcp_port=${tcpPorts[index]}`,
    `--path=${join(folder, `node-${index}`)}`,
    `--config-file=${config}`,
    `--query=${listen} ${wait}`,
  ]
  const process_ = spawn(process.execPath, [child, library, ...args], { stdio: ['ignore', 'ignore', 'pipe'] })
  process_.stderr?.on('data', chunk => writeFileSync(log, chunk, { flag: 'a' }))
  return { http: `127.0.0.1:${httpPort}`, tcpPort: tcpPorts[index] ?? 0, process: process_, log }
}

function configuration(folder: string, index: number, tcpPorts: readonly number[]): string {
  const shard = (port: number): string =>
    `<shard><replica><host>127.0.0.1</host><port>${port}</port></replica></shard>`
  return `<clickhouse>
  <logger><level>warning</level></logger>
  <user_files_path>${folder}/files-${index}</user_files_path>
  <query_log><database>system</database><table>query_log</table>
    <flush_interval_milliseconds>500</flush_interval_milliseconds></query_log>
  <remote_servers><${clusterName}>${tcpPorts.map(shard).join('')}</${clusterName}></remote_servers>
</clickhouse>`
}

async function untilReady(node: Node): Promise<void> {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    if (node.process.exitCode !== null || node.process.signalCode !== null) break
    const answered = await fetch(`http://${node.http}/ping`).then(
      response => response.ok,
      () => false,
    )
    if (answered && (await listens(node.tcpPort))) return
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  const log = existsSync(node.log) ? readFileSync(node.log, 'utf8').slice(-2000) : 'no output'
  throw new Error(`the ClickHouse server at ${node.http} did not start: ${log}`)
}

async function listens(port: number): Promise<boolean> {
  const { connect } = await import('node:net')
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise(resolve => child.once('exit', resolve))
  // SIGKILL at once: the process is deep in C code, and what it holds is thrown away with its folder.
  child.kill('SIGKILL')
  await gone
}

/** Held open together before any is freed, so that they differ. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer()
      await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
      return server
    }),
  )
  const ports = servers.map(server => {
    const address = server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  })
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))))
  return ports
}

function libraryPath(): string | undefined {
  const names = [`lib-${process.platform}-${process.arch}-gnu`, `lib-${process.platform}-${process.arch}`]
  for (const name of names) {
    try {
      const folder = dirname(createRequire(import.meta.url).resolve(`@chdb/${name}/package.json`))
      const file = ['libchdb.so', 'libchdb.dylib'].map(each => join(folder, each)).find(existsSync)
      if (file !== undefined) return file
    } catch {
      // Not this platform's package; the next name may be.
    }
  }
  return undefined
}
