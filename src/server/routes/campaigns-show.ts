import { withStates } from '../../contain/life.ts'
import { AppError } from '../../errors.ts'
import { finding, newestRun } from '../../findings/read.ts'
import { findingViewSchema } from '../../model/api.ts'
import type { Finding } from '../../model/finding.ts'
import { tell } from '../../report/story.ts'
import { defineRoute, idParams, type ServerParts } from '../route.ts'

async function show({ store, glossary, clock }: ServerParts, kind: Finding['kind'], id: string) {
  const run = await newestRun(store)
  const found = await finding(store, id)
  if (run === undefined || found === undefined || found.kind !== kind) {
    throw new AppError('missing', `${kind}/unknown`, `no such ${kind} in the newest run`)
  }
  const [known = found] = await withStates(store, [found], clock())
  return { finding: known, story: tell(known, run, glossary), as_of: run.as_of }
}

/** One campaign with its evidence, in numbers and in words. */
export const campaignsShow = defineRoute({
  path: '/v1/campaigns/{id}',
  operation: 'showCampaign',
  summary: 'One campaign with evidence, confidence and the innocent explanations held against it.',
  params: idParams,
  answer: findingViewSchema,
  handle: (parts, { params }) => show(parts, 'campaign', params.id),
})

/** One honest group, and why it is left alone. */
export const groupsShow = defineRoute({
  path: '/v1/groups/{id}',
  operation: 'showGroup',
  summary: 'One coordinated group and why it is not called a campaign.',
  params: idParams,
  answer: findingViewSchema,
  handle: (parts, { params }) => show(parts, 'group', params.id),
})
