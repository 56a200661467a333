import { createHash } from 'node:crypto'
import { Command, Option } from 'commander'
import { listFindings, newestRun } from '../findings/read.ts'
import { sharedValues } from '../share/shareable.ts'
import type { ShareParts } from '../share/stix/bundle.ts'
import { stixBundle } from '../share/stix/bundle.ts'
import { type Tlp, tlpLevels } from '../share/stix/object.ts'
import { loadKey } from '../store/key.ts'
import type { Store } from '../store/store.ts'
import { nothingYet, unknownFinding } from './campaigns.ts'
import type { CliCommand, CliIo } from './command.ts'
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
      const parts = await withStore({ ...flags, readonly: true }, store => gather(store, flags, io))
      const bundle = stixBundle(parts)
      writeFile(flags.out, Buffer.from(`${JSON.stringify(bundle, null, 2)}\n`))
      io.out(
        flags.json
          ? JSON.stringify({ out: flags.out, objects: bundle.objects.length, id: bundle.id })
          : `${bundle.objects.length} objects of ${parts.campaigns.length} campaigns written to ${flags.out}`,
      )
    })

/** Everything a bundle says, read from the newest run. Dismissed campaigns are not shared. */
export async function gather(store: Store, flags: ShareFlags, io: CliIo): Promise<ShareParts> {
  const run = await newestRun(store)
  if (run === undefined) throw nothingYet()
  const held = (await listFindings(store, 'campaign')).filter(one => one.state !== 'dismissed')
  const chosen = held.filter(one => flags.campaign === undefined || one.id === flags.campaign)
  if (flags.campaign !== undefined && chosen.length === 0) throw unknownFinding()
  const campaigns = []
  for (const finding of chosen) campaigns.push({ finding, shared: await sharedValues(store, run, finding) })
  const key = await loadKey(flags.data, io.env.STILLWATCH_KEY)
  // The key is 128 random bits: its hash gives nothing away, and two holders of it recognise each other.
  const sketchKey = createHash('sha256')
    .update(`stillwatch sketch ${key.k0} ${key.k1}`)
    .digest('hex')
    .slice(0, 16)
  return { run, campaigns, producer: flags.producer, tlp: flags.tlp, sketchKey }
}
