import { Command } from 'commander'
import { z } from 'zod'
import { AppError } from '../errors.ts'
import { publishCampaigns, sketchKeyName } from '../server/share-campaigns.ts'
import { loadKey } from '../store/key.ts'
import { byOf } from './acting.ts'
import type { CliCommand, CliIo } from './command.ts'
import { type ShareFlags, withShareOptions } from './export-stix.ts'
import { withStore } from './options.ts'

interface PublishFlags extends ShareFlags {
  service?: string
}

/** Gives out what may be shared. Nothing is published by itself: this command is the person's word. */
export const shareCommand: CliCommand = io =>
  new Command('share')
    .summary('publish what may be shared with other providers')
    .description('Shares campaigns without giving away a customer.')
    .addCommand(
      withShareOptions(new Command('publish'))
        .summary('publish campaigns on the TAXII 2.1 feed of `serve`')
        .description(
          'Publishes what `export stix` would write: `stillwatch serve` then gives it out under /taxii2/ to whoever may read.\n' +
            'Publishing the same again changes nothing; a campaign that has grown is published as a new version. A service\n' +
            'that runs on an embedded store has it for itself: name it with --service (a token with the role admin in\n' +
            'STILLWATCH_TOKEN).',
        )
        .option(
          '--service <url>',
          'a running `stillwatch serve` that publishes, instead of a store opened here',
        )
        .action(async (flags: PublishFlags) => {
          const published = await (flags.service === undefined
            ? publishHere(flags, io)
            : publishThere(flags.service, flags, io))
          io.out(flags.json ? JSON.stringify({ published }) : `${published} new objects published`)
        }),
    )

async function publishHere(flags: PublishFlags, io: CliIo): Promise<number> {
  const name = sketchKeyName(await loadKey(flags.data, io.env.STILLWATCH_KEY))
  return withStore(flags, store => publishCampaigns(store, flags, name, byOf(io, {})))
}

const publishedSchema = z.object({ published: z.number() })
const refusedSchema = z.object({ code: z.string(), message: z.string() })
const answerMs = 60_000

async function publishThere(service: string, flags: PublishFlags, io: CliIo): Promise<number> {
  if (!/^https?:/.test(service) || !URL.canParse(service))
    throw new AppError('input', 'share/service', '--service must be an http or https address')
  const { campaign, producer, tlp } = flags
  const token = io.env.STILLWATCH_TOKEN
  const answer = await fetch(`${service.replace(/\/$/, '')}/v1/share/publish`, {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.timeout(answerMs),
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ producer, tlp, ...(campaign !== undefined && { campaign }) }),
  }).catch((cause: unknown) => {
    throw new AppError('upstream', 'share/unreachable', 'the service named by --service cannot be reached', {
      cause,
    })
  })
  const body: unknown = await answer.json().catch(() => undefined)
  if (answer.ok) return publishedSchema.parse(body).published
  const refused = refusedSchema.safeParse(body)
  const why = refused.success
    ? `${refused.data.message} (${refused.data.code})`
    : `it answered ${answer.status}`
  throw new AppError('denied', 'share/refused', `the service does not publish: ${why}`)
}
