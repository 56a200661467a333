import { resolve } from 'node:path'
import { Command } from 'commander'
import { AppError } from '../errors.ts'
import { isCurrent, mint, type Token } from '../server/auth/token.ts'
import { changeTokens, readTokens } from '../server/auth/token-file.ts'
import { type Role, roles } from '../server/principal.ts'
import { makeFolder } from '../store/folder.ts'
import type { CliCommand, CliIo } from './command.ts'
import { durationMs } from './duration.ts'
import { textTable } from './text-table.ts'

interface TokenFlags {
  data: string
  json?: boolean
}

/** Tokens by which programs prove who they are to `serve`. */
export const tokenCommand: CliCommand = io =>
  new Command('token')
    .summary('make, list and take back tokens of the HTTP service')
    .description(
      'Tokens by which programs prove who they are to `stillwatch serve`. DATA/tokens.json keeps hashes alone; the\n' +
        'secret is shown once. A running service follows every change within a second, without a restart, and writes\n' +
        `it to the audit log. From the first token on, it answers nobody without one. Roles: ${roles.join(', ')}.`,
    )
    .addCommand(add(io))
    .addCommand(list(io))
    .addCommand(revoke(io))
    .addCommand(rotate(io))

const withData = (command: Command): Command =>
  command
    .option('--data <dir>', 'folder of the service', '.stillwatch')
    .option('--json', 'machine-readable output')

function add(io: CliIo): Command {
  return withData(new Command('add'))
    .summary('make a token and show its secret')
    .argument('<name>', 'what it is for, such as gateway-eu')
    .requiredOption('--role <role>', `one of ${roles.join(', ')}; several with commas`)
    .option('--expires <time>', 'refused after this time: 12h, 90d')
    .action((name: string, flags: TokenFlags & { role: string; expires?: string }) => {
      const now = io.clock()
      const expires = flags.expires === undefined ? {} : { expires: after(now, flags.expires, '--expires') }
      const given = { name: nameOf(name), roles: rolesOf(flags.role), ...expires }
      makeFolder(resolve(flags.data))
      const made = changeTokens(flags.data, tokens => {
        if (tokens.some(each => each.name === name && isCurrent(each, now)))
          throw new AppError(
            'conflict',
            'token/name-taken',
            `there is a token ${name} already: rotate it, or revoke it`,
          )
        const minted = mint(given, now)
        return { tokens: [...tokens, minted.token], result: minted }
      })
      show(io, flags, made.token, made.secret)
    })
}

function list(io: CliIo): Command {
  return withData(new Command('list'))
    .summary('list tokens, without their secrets')
    .action((flags: TokenFlags) => {
      const tokens = readTokens(flags.data)
      const now = io.clock()
      const rows = tokens.map(token => [
        token.id,
        token.name,
        token.roles.join(','),
        token.created,
        token.expires === undefined
          ? 'never'
          : `${token.expires}${isCurrent(token, now) ? '' : ' (expired)'}`,
      ])
      if (flags.json) io.out(JSON.stringify(tokens.map(({ hash: _, ...rest }) => rest)))
      else if (rows.length === 0)
        io.out('no tokens: the service answers this machine alone, and everybody on it')
      else for (const line of textTable(columns, rows)) io.out(line)
    })
}

const columns = ['id', 'name', 'roles', 'created', 'expires'].map(title => ({ title }))

function revoke(io: CliIo): Command {
  return withData(new Command('revoke'))
    .summary('take a token back; it is refused within a second')
    .argument('<token>', 'its name or id')
    .action((asked: string, flags: TokenFlags) => {
      const gone = changeTokens(flags.data, tokens => {
        const found = named(tokens, asked)
        return { tokens: tokens.filter(each => !found.includes(each)), result: found }
      })
      const ids = gone.map(each => each.id)
      io.out(flags.json ? JSON.stringify({ revoked: ids }) : `revoked ${ids.join(', ')}`)
    })
}

function rotate(io: CliIo): Command {
  return withData(new Command('rotate'))
    .summary('give a token a new secret')
    .argument('<token>', 'its name or id')
    .option('--overlap <time>', 'how long the old secret still works: 10m, 24h', '1h')
    .action((asked: string, flags: TokenFlags & { overlap: string }) => {
      const now = io.clock()
      const until = after(now, flags.overlap, '--overlap')
      const made = changeTokens(flags.data, tokens => {
        const old = named(tokens, asked).filter(each => isCurrent(each, now))
        const [newest] = old.toSorted((a, b) => b.created.localeCompare(a.created))
        if (newest === undefined)
          throw new AppError('missing', 'token/unknown', `the token ${asked} has expired: add a new one`)
        const { name, roles } = newest
        const minted = mint({ name, roles }, now)
        const rest = tokens.map(each =>
          old.includes(each) ? { ...each, expires: earlier(each, until) } : each,
        )
        return { tokens: [...rest, minted.token], result: minted }
      })
      show(io, flags, made.token, made.secret)
    })
}

const earlier = ({ expires }: Token, until: string): string =>
  expires !== undefined && expires < until ? expires : until

const after = (now: number, time: string, option: string): string =>
  new Date(now + durationMs(time, option)).toISOString()

function named(tokens: readonly Token[], asked: string): Token[] {
  const found = tokens.filter(each => each.id === asked || each.name === asked)
  if (found.length === 0) throw new AppError('missing', 'token/unknown', 'there is no such token')
  return found
}

function nameOf(name: string): string {
  if (/^[\w.@-]{1,100}$/.test(name)) return name
  throw new AppError('input', 'token/name', 'a name has letters, digits and . _ @ - alone, at most 100')
}

function rolesOf(text: string): Role[] {
  const asked = text.split(',').map(each => each.trim())
  const found = roles.filter(role => asked.includes(role))
  if (found.length === new Set(asked).size) return found
  throw new AppError('input', 'token/role', `--role is one of ${roles.join(', ')}, or several with commas`)
}

function show(io: CliIo, flags: TokenFlags, { hash: _, ...token }: Token, secret: string): void {
  if (flags.json) io.out(JSON.stringify({ ...token, secret }))
  else {
    io.err(`token ${token.id} (${token.name}: ${token.roles.join(', ')}); the secret is not shown again`)
    io.out(secret)
  }
}
