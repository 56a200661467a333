import { Command, Option } from 'commander'
import { approve, lift, type Proposal, refuse } from '../contain/containment.ts'
import { review, type Word } from '../contain/review.ts'
import { AppError } from '../errors.ts'
import { ladder, modes } from '../model/containment.ts'
import type { Measure } from '../model/decision.ts'
import { count } from '../report/words.ts'
import { type ActingOptions, byOf, reasonOf, withActing } from './acting.ts'
import type { CliCommand, CliIo } from './command.ts'
import { type StoreOptions, withStore, withStoreOptions } from './options.ts'

interface ReviewFlags extends StoreOptions, ActingOptions {
  measure?: Exclude<Measure, 'none'>
  mode?: 'shadow' | 'enforce'
  hours?: string
  to?: string
}

const words = [
  'confirm',
  'dismiss',
  'contain',
  'release',
  'comment',
  'assign',
  'approve',
  'refuse',
  'lift',
] as const
type WordName = (typeof words)[number]

const onContainments = { approve, refuse, lift } as const
const isAct = (word: WordName): word is keyof typeof onContainments => word in onContainments

/** An analyst's word on a campaign, or on a containment of one. */
export const reviewCommand: CliCommand = io =>
  withActing(withStoreOptions(new Command('review').argument('<id>', 'a campaign, or a containment (k-…)')))
    .summary('say your word on a campaign: confirm, dismiss, contain, release')
    .argument('<word>', words.join(', '))
    .description(
      'Takes a person’s word into the audit log: confirm, dismiss, contain, release, comment or assign a campaign;\n' +
        'approve, refuse or lift (undo) a containment. `contain` proposes and approves; who else must approve is said.\n' +
        'A running `serve` holds the embedded store: use its page or its API then.',
    )
    .addOption(
      new Option('--measure <name>', 'for contain: how far it goes; default limit').choices(ladder.options),
    )
    .addOption(
      new Option('--mode <name>', 'for contain: only count what it would do, or do it').choices([...modes]),
    )
    .option('--hours <number>', 'for contain: how long it holds')
    .option('--to <name>', 'for assign: to whom; nobody unless given')
    .action(async (id: string, word: string, flags: ReviewFlags) => {
      const name = words.find(one => one === word)
      if (name === undefined)
        throw new AppError('input', 'review/word', `the word must be one of ${words.join(', ')}`)
      const by = byOf(io, flags)
      const asked = isAct(name) ? undefined : wordOf(name, flags)
      await withStore(flags, async store => {
        if (isAct(name)) {
          const proposal = await onContainments[name](store, id, reasonOf(flags), by)
          if (flags.json) io.out(JSON.stringify(proposal))
          else printProposal(io, proposal)
        }
        if (asked === undefined) return
        const reviewed = await review(store, id, asked, by)
        if (flags.json) io.out(JSON.stringify(reviewed))
        else if (reviewed.proposal !== undefined) printProposal(io, reviewed.proposal)
        else io.out(`${reviewed.campaign.id} is ${reviewed.campaign.state}`)
      })
    })

function wordOf(name: Exclude<WordName, keyof typeof onContainments>, flags: ReviewFlags): Word {
  if (name === 'assign') return { verdict: 'assign', to: flags.to ?? '' }
  const reason = reasonOf(flags)
  if (name !== 'contain') return { verdict: name, reason }
  const { measure, mode } = flags
  return { verdict: name, reason, terms: { measure, mode, hours: hoursOf(flags.hours) } }
}

function hoursOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const hours = Number(text)
  if (Number.isFinite(hours) && hours > 0) return hours
  throw new AppError('input', 'review/hours', '--hours must be a number above zero')
}

function printProposal(io: CliIo, { containment, needed }: Proposal): void {
  const { id, terms, estimate, status, until, approvals } = containment
  io.out(
    `${id}  ${terms.measure} ${containment.campaign}${terms.mode === 'shadow' ? ' in shadow' : ''}: ${status}`,
  )
  io.out(
    `  by the log it touches ${count(estimate.exchanges)} exchanges of ${count(estimate.active)} of ${count(estimate.accounts)} accounts` +
      ` (${(estimate.share * 100).toFixed(2)} % of all traffic); ${estimate.honest.toFixed(1)} of them may be honest`,
  )
  if (estimate.revenue !== undefined) {
    const { touched, honest, currency } = estimate.revenue
    io.out(`  at list prices ${touched.toFixed(2)} ${currency}, ${honest.toFixed(2)} of it perhaps honest`)
  }
  if (status === 'in-force')
    io.out(`  until ${new Date(until).toISOString()}; undo: stillwatch review ${id} lift`)
  const left = needed.persons - approvals.length
  if (status === 'proposed')
    io.out(
      `  ${left} more ${left === 1 ? 'person' : 'persons'} must approve${needed.because === '' ? '' : `: ${needed.because}`}`,
    )
}
