import type { AccountView } from '../../src/model/api.ts'
import { t } from '../words.ts'
import { Pools } from './pools.tsx'

interface AccountDaysProps {
  account: string
  kind: 'campaign' | 'group'
  days: AccountView['days']
}

/** An account's days are a timeline with one pool and one member: the same drawing, with tokens as the second strip. */
export function AccountDays({ account, kind, days }: AccountDaysProps) {
  const first = days[0]?.day ?? ''
  return (
    <Pools
      id={account}
      kind={kind}
      second={{ title: t.account.tokensPerDay, of: t.figures.tokens }}
      timeline={{
        pools: [{ pool: 1, first, last: first, accounts: 1 }],
        days: days.map(one => ({
          day: one.day,
          pool: 1,
          exchanges: one.exchanges,
          accounts: one.output_tokens,
        })),
        stopped: [],
        told: [],
        marks: [],
      }}
    />
  )
}
