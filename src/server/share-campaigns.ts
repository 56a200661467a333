/** What leaves the house, put together and published on a person's word: for the command and the route alike. */
import { createHash } from 'node:crypto'
import { appendAudit } from '../audit/append.ts'
import { withStates } from '../contain/life.ts'
import type { By } from '../contain/request.ts'
import { AppError } from '../errors.ts'
import { listFindings, newestRun } from '../findings/read.ts'
import { sharedValues } from '../share/shareable.ts'
import { type ShareParts, stixObjects } from '../share/stix/bundle.ts'
import type { Tlp } from '../share/stix/object.ts'
import { publish } from '../share/taxii/published.ts'
import type { Store } from '../store/store.ts'

export interface ShareAsked {
  /** All of the newest detection unless told. */
  readonly campaign?: string
  /** Name of who shares it. */
  readonly producer: string
  readonly tlp: Tlp
}

/** Names a sketch key without giving it away: 128 random bits have no guessable hash, and two holders recognise each other. */
export const sketchKeyName = (key: { readonly k0: string; readonly k1: string }): string =>
  createHash('sha256').update(`stillwatch sketch ${key.k0} ${key.k1}`).digest('hex').slice(0, 16)

/**
 * Everything a bundle says, read from the newest run. What people dismissed or released is not shared.
 * @throws missing `campaign/no-run`, `campaign/unknown`
 */
export async function gatherShared(
  store: Store,
  { campaign, producer, tlp }: ShareAsked,
  sketchKey: string,
  at: number,
): Promise<ShareParts> {
  const run = await newestRun(store)
  if (run === undefined)
    throw new AppError(
      'missing',
      'campaign/no-run',
      'nothing has been looked at yet: run `stillwatch detect` first',
    )
  const held = (await withStates(store, await listFindings(store, 'campaign'), at)).filter(
    one => one.state !== 'dismissed' && one.state !== 'released',
  )
  const chosen = held.filter(one => campaign === undefined || one.id === campaign)
  if (campaign !== undefined && chosen.length === 0)
    throw new AppError('missing', 'campaign/unknown', 'no such campaign stands in the newest detection')
  const campaigns = []
  for (const finding of chosen) campaigns.push({ finding, shared: await sharedValues(store, run, finding) })
  return { run, campaigns, producer, tlp, sketchKey }
}

/**
 * Puts the campaigns on the feed; publishing the same again adds nothing. Logged also when nothing was new: somebody gave
 * their word.
 * @returns how many objects are new
 */
export async function publishCampaigns(
  store: Store,
  asked: ShareAsked,
  sketchKey: string,
  by: By,
): Promise<number> {
  const parts = await gatherShared(store, asked, sketchKey, by.at)
  const fresh = await publish(store, stixObjects(parts), new Date(by.at).toISOString())
  const { producer, tlp, campaign } = asked
  const campaigns = parts.campaigns.map(one => one.finding.id)
  await appendAudit(store, {
    ...by,
    act: 'share/publish',
    subject: campaign ?? 'campaigns',
    detail: { campaigns, objects: fresh, producer, tlp },
  })
  return fresh
}
