/**
 * Glasswally, the one open system with our purpose: a daemon that follows a log and writes what it would enforce. It is
 * given the world's last day in its own form, times moved so that it ends now, since its windows are a day long and end now;
 * whoever it acts on in any way counts as accused. It never ends and slows down with every account that shares a fingerprint, so
 * it is stopped after `limit` and judged by what it had said until then.
 */
import { spawn } from 'node:child_process'
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { defineQuery } from '../../src/query.ts'
import { readLines } from '../../src/range/files.ts'
import type { Group, Peer } from './peer.ts'
import type { PeerWorld } from './world.ts'

const program = join(process.env.PEERS ?? '', 'Glasswally/target/release/glasswally')
const limitMs = 120_000

const networksQuery = defineQuery(new URL('./networks.sql', import.meta.url), {
  params: z.object({}),
  row: z.object({ ip: z.string(), asn: z.number(), name: z.string() }),
})
const exchangeLine = z.object({
  id: z.string(),
  time: z.string(),
  account: z.string(),
  model: z.string(),
  client: z
    .object({ ip: z.string(), user_agent: z.string(), header_order: z.string(), ja4: z.string() })
    .partial()
    .default({}),
  usage: z
    .object({ input_tokens: z.number().default(0), output_tokens: z.number().default(0) })
    .partial()
    .default({}),
  params: z.object({ max_tokens: z.number() }).partial().default({}),
  request: z
    .object({
      system: z.string().optional(),
      messages: z.array(z.object({ content: z.unknown() })).default([]),
    })
    .default({ messages: [] }),
})
const accountLine = z.object({
  account: z.string(),
  country: z.string().optional(),
  organization: z.string().optional(),
  payment: z.object({ instrument: z.string() }).partial().optional(),
})
const actionLine = z.object({ affected_accounts: z.array(z.string()) })

/** The world in its own form, oldest first. */
async function events(world: PeerWorld): Promise<string[]> {
  const networks = new Map((await world.store.rows(networksQuery, {})).map(row => [row.ip, row]))
  const accounts = new Map<string, z.infer<typeof accountLine>>()
  const exchanges: z.infer<typeof exchangeLine>[] = []
  for (const file of world.files)
    for await (const line of readLines(file)) {
      const record: unknown = JSON.parse(line)
      const exchange = exchangeLine.safeParse(record)
      if (exchange.success) exchanges.push(exchange.data)
      else {
        const account = accountLine.parse(record)
        accounts.set(account.account, { ...accounts.get(account.account), ...account })
      }
    }
  const last = exchanges.reduce((latest, one) => Math.max(latest, Date.parse(one.time)), 0)
  const shift = Date.now() - last
  const lastDay = exchanges.filter(one => Date.parse(one.time) > last - 86_400_000)
  return lastDay.map(({ id, time, account, model, client, usage, params, request }) => {
    const known = accounts.get(account)
    const network = networks.get(client.ip ?? '')
    const content = request.messages.at(-1)?.content
    return JSON.stringify({
      request_id: id,
      account_id: account,
      timestamp: new Date(Date.parse(time) + shift).toISOString(),
      ip_address: client.ip ?? '0.0.0.0',
      user_agent: client.user_agent ?? '',
      model,
      prompt: [
        request.system ?? '',
        typeof content === 'string' ? content : JSON.stringify(content ?? ''),
      ].join('\n'),
      token_count: (usage.input_tokens ?? 0) + (usage.output_tokens ?? 0),
      payment_method_hash: known?.payment?.instrument ?? null,
      org_id: known?.organization ?? null,
      country_code: known?.country ?? '',
      header_order: client.header_order === undefined ? [] : [client.header_order],
      ja3_hash: client.ja4 ?? null,
      asn_number: network?.asn ?? null,
      asn_org: network?.name ?? null,
      max_tokens: params.max_tokens ?? null,
    })
  })
}

async function follow(world: PeerWorld, folder: string): Promise<Group[]> {
  const log = join(folder, 'access.jsonl')
  const audit = join(folder, 'audit_log.jsonl')
  writeFileSync(log, '')
  const lines = await events(world)
  const daemon = spawn(program, ['--mode', 'tail', '--path', log, '--output', folder], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let seen = 0
  daemon.stdout.setEncoding('utf8').on('data', (text: string) => {
    for (const found of text.matchAll(/events=(\d+)/g)) seen = Number(found[1])
  })
  const end = performance.now() + limitMs
  try {
    // It skips what is there when it starts.
    await wait(1000)
    for (let at = 0; at < lines.length; at += 5000)
      appendFileSync(log, `${lines.slice(at, at + 5000).join('\n')}\n`)
    while (seen < lines.length && performance.now() < end) await wait(1000)
  } finally {
    daemon.kill('SIGKILL')
  }
  if (seen < lines.length)
    console.error(`Glasswally had read ${seen} of ${lines.length} events when it was stopped`)
  const position = new Map(world.accounts.map((account, i) => [account, i]))
  const actions = existsSync(audit) ? readFileSync(audit, 'utf8').trimEnd().split('\n') : []
  const accused = actions.flatMap(line => actionLine.parse(JSON.parse(line)).affected_accounts)
  return [...new Set(accused)].flatMap(account => {
    const own = position.get(account)
    return own === undefined ? [] : [[own]]
  })
}

export const glasswally: Peer = {
  name: `Glasswally (the last day, stopped after ${limitMs / 60_000} minutes)`,
  source: 'm0rs3c0d3/Glasswally, MIT, without its kernel probes',
  missing: () =>
    existsSync(program) ? undefined : 'no Glasswally/target/release/glasswally in the folder of peers',
  find: async world => {
    const folder = mkdtempSync(join(tmpdir(), 'stillwatch-peer-'))
    try {
      return await follow(world, folder)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
