import { Command, Option } from 'commander'
import { gatherShared, sketchKeyName } from '../server/share-campaigns.ts'
import { stixBundle } from '../share/stix/bundle.ts'
import { type Tlp, tlpLevels } from '../share/stix/object.ts'
import { loadKey } from '../store/key.ts'
import type { CliCommand } from './command.ts'
import { type StoreOptions, withStore, withStoreOptions } from './options.ts'
import { writeFile } from './report-files.ts'

export interface ShareFlags extends StoreOptions {
  campaign?: string
  producer: string
  tlp: Tlp
}

/** Options of everything that shares: what, as whom, how far. */
export const withShareOptions = (command: Command): Command =>
  withStoreOptions(command)
    .option('--campaign <id>', 'only this campaign; all of the newest detection unless told')
    .option('--producer <name>', 'name of who shares it', 'Stillwatch deployment')
    .addOption(
      new Option('--tlp <level>', 'how far it may go (Traffic Light Protocol)')
        .choices(tlpLevels)
        .default('amber'),
    )

/** Writes a STIX 2.1 bundle of what may be shared. */
export const exportStixCommand: CliCommand = io =>
  withShareOptions(new Command('stix'))
    .summary('a STIX 2.1 bundle of what may be shared')
    .description(
      'Writes campaigns with the indicators that may leave the house: held by at least five accounts of the campaign and\n' +
        'by few others. No account, person, home address or text is in it, and groups that were left alone are not either.',
    )
    .requiredOption('--out <file>', 'where to write')
    .action(async (flags: ShareFlags & { out: string }) => {
      const name = sketchKeyName(await loadKey(flags.data, io.env.STILLWATCH_KEY))
      const parts = await withStore({ ...flags, readonly: true }, store =>
        gatherShared(store, flags, name, io.clock()),
      )
      const bundle = stixBundle(parts)
      writeFile(flags.out, Buffer.from(`${JSON.stringify(bundle, null, 2)}\n`))
      io.out(
        flags.json
          ? JSON.stringify({ out: flags.out, objects: bundle.objects.length, id: bundle.id })
          : `${bundle.objects.length} objects of ${parts.campaigns.length} campaigns written to ${flags.out}`,
      )
    })
