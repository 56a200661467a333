/** Three days of a small world with one campaign, in memory, and what its operator does after it was shut out. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Account } from '../../../src/model/account.ts'
import type { Exchange } from '../../../src/model/exchange.ts'
import { makeWorld } from '../../../src/range/make.ts'

export interface StoryWorld {
  readonly start: number
  readonly exchanges: readonly Exchange[]
  readonly accounts: readonly Account[]
  readonly members: ReadonlySet<string>
}

export async function storyWorld(): Promise<StoryWorld> {
  const out = mkdtempSync(join(tmpdir(), 'stillwatch-story-'))
  try {
    const start = Date.UTC(2026, 2, 2)
    const scenarios = ['honest', 'class', 'company', 'campaign-range']
    await makeWorld({ out, seed: 4, start, world: 'demo', scenarios, accounts: 360, days: 3, scale: 0.35 })
    const lines = <T>(file: string): T[] =>
      readFileSync(join(out, file), 'utf8')
        .trim()
        .split('\n')
        .map(line => JSON.parse(line))
    const labels = lines<{ account: string; campaign?: string }>('labels.jsonl')
    return {
      start,
      exchanges: lines<Exchange>('exchanges.jsonl'),
      accounts: lines<Account>('accounts.jsonl'),
      members: new Set(labels.filter(({ campaign }) => campaign).map(({ account }) => account)),
    }
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

export const timeOf = (exchange: Exchange): number => new Date(exchange.time).getTime()

/** New names, new addresses of mail, new devices, new cards of the same range; the work goes on as before. */
export function returned(world: StoryWorld, from: readonly string[], at: number) {
  const facts = new Map(world.accounts.map(account => [account.account, account]))
  return from.map((member, i) => {
    const account = `acct_again_${i}`
    const { signup_device: _, email, payment, phone_hash: __, ...rest } = facts.get(member) ?? { account }
    const record: Account = {
      ...rest,
      account,
      created: at - 3_600_000,
      email: `fresh.start${i}@${String(email).split('@')[1]}`,
      payment: { ...payment, instrument: `pm_again_${i}` },
    }
    const exchanges = world.exchanges
      .filter(exchange => exchange.account === member)
      .map(
        (exchange, n): Exchange => ({
          ...exchange,
          id: `${exchange.id}-again`,
          time: at + n * 60_000,
          account,
          conversation: `${exchange.conversation}-again`,
        }),
      )
    return { account, record, exchanges }
  })
}
