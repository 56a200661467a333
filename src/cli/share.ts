import { Command } from 'commander'
import { appendAudit } from '../audit/append.ts'
import { stixObjects } from '../share/stix/bundle.ts'
import { publish } from '../share/taxii/published.ts'
import { byOf } from './acting.ts'
import type { CliCommand } from './command.ts'
import { gather, type ShareFlags, withShareOptions } from './export-stix.ts'
import { withStore } from './options.ts'

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
            'Publishing the same again changes nothing; a campaign that has grown is published as a new version.',
        )
        .action(async (flags: ShareFlags) => {
          const published = await withStore(flags, async store => {
            const at = io.clock()
            const parts = await gather(store, flags, io)
            const fresh = await publish(store, stixObjects(parts), new Date(at).toISOString())
            const campaigns = parts.campaigns.map(one => one.finding.id)
            // Logged also when nothing was new: somebody gave their word.
            await appendAudit(store, {
              actor: byOf(io, {}).actor,
              act: 'share/publish',
              subject: flags.campaign ?? 'campaigns',
              detail: { campaigns, objects: fresh, producer: flags.producer, tlp: flags.tlp },
              at,
            })
            return fresh
          })
          io.out(flags.json ? JSON.stringify({ published }) : `${published} new objects published`)
        }),
    )
