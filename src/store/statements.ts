/** Reads a schema file: fills its placeholders and cuts it into statements. */
import { AppError } from '../errors.ts'
import type { Cluster } from './engine.ts'

/**
 * One text serves one node and a cluster. On a cluster a table `x` is `x_local` on every node and `x` in front of
 * them, a Distributed table; every reader and writer names `x`. Creation is repeatable, so a migration that was
 * cut off half way is simply run again.
 *
 * | placeholder | one node | cluster `c` |
 * |---|---|---|
 * | `{{table x}}` | `IF NOT EXISTS x` | `IF NOT EXISTS x_local ON CLUSTER c` |
 * | `{{view x}}` | `IF NOT EXISTS x` | `IF NOT EXISTS x ON CLUSTER c` |
 * | `{{from x}}` | `x` | `x` |
 * | `{{local x}}` | `x` | `x_local`: for materialised views, which see their own node's rows |
 * | `{{engine E}}` | `ENGINE = E` | `ENGINE = E` |
 * | `{{dedup}}` | the deduplication window | the same |
 * | `{{distribute x by expr}}` | nothing | the Distributed table |
 * | `{{column x: name type}}` | adds the column, last | the same, to `x_local` and then to `x` |
 */
export function renderSchema(sql: string, cluster: Cluster | undefined): string {
  const on = cluster?.onCluster ? ` ON CLUSTER ${cluster.name}` : ''
  const local = (name: string): string => (cluster === undefined ? name : `${name}_local`)
  return sql.replace(/\{\{(\w+)(?: +([^{}]*?))? *\}\}/g, (whole, word: string, rest = '') => {
    if (word === 'table') return `IF NOT EXISTS ${local(rest)}${on}`
    if (word === 'view') return `IF NOT EXISTS ${rest}${on}`
    if (word === 'from') return rest
    if (word === 'local') return local(rest)
    if (word === 'engine') return `ENGINE = ${rest}`
    if (word === 'dedup') return `SETTINGS non_replicated_deduplication_window = ${deduplicationWindow}`
    if (word === 'distribute') return distribute(rest, cluster, on, whole)
    if (word === 'column') return addColumn(rest, cluster, on, whole)
    throw new AppError('bug', 'store/schema', `unknown placeholder ${whole}`)
  })
}

/** Batches a table remembers: a crash repeats the last few, a re-run of an ingest at most its open files. */
const deduplicationWindow = 10_000

function distribute(rest: string, cluster: Cluster | undefined, on: string, whole: string): string {
  const [, name, key] = /^(\w+) by (.+)$/.exec(rest) ?? []
  if (name === undefined || key === undefined)
    throw new AppError('bug', 'store/schema', `cannot read ${whole}`)
  if (cluster === undefined) return ''
  const engine = `Distributed('${cluster.name}', currentDatabase(), '${name}_local', ${key})`
  return `CREATE TABLE IF NOT EXISTS ${name}${on} AS ${name}_local ENGINE = ${engine};`
}

function addColumn(rest: string, cluster: Cluster | undefined, on: string, whole: string): string {
  const [, name, column] = /^(\w+): ([\s\S]+)$/.exec(rest) ?? []
  if (name === undefined || column === undefined)
    throw new AppError('bug', 'store/schema', `cannot read ${whole}`)
  const tables = cluster === undefined ? [name] : [`${name}_local`, name]
  return tables.map(table => `ALTER TABLE ${table}${on} ADD COLUMN IF NOT EXISTS ${column};`).join('\n')
}

/**
 * Cuts at semicolons outside comments, strings and quoted names; drops what holds no SQL.
 * @example splitStatements("SELECT ';' -- a;b\n; SELECT 2") // 2 statements
 */
export function splitStatements(sql: string): string[] {
  const statements: string[] = []
  let from = 0
  let hasCode = false
  for (const token of sql.matchAll(tokens)) {
    const [text] = token
    if (text === ';') {
      if (hasCode) statements.push(sql.slice(from, token.index).trim())
      from = token.index + 1
      hasCode = false
    } else if (!text.startsWith('--') && !text.startsWith('/*') && text.trim() !== '') {
      hasCode = true
    }
  }
  if (hasCode) statements.push(sql.slice(from).trim())
  return statements
}

const tokens =
  /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S])*"|`(?:[^`\\]|\\[\s\S])*`|;|[^-/'"`;]+|[\s\S]/g
