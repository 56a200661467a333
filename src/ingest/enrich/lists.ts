/** Where the address lists come from: the installed npm packages, or newer files a user has put in a folder. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../errors.ts'
import { overlay, type Piece, parseRanges, type RangeList } from './ranges.ts'

const require = createRequire(import.meta.url)
const packageSchema = z.object({ version: z.string() })
const asnFiles = { 4: 'asn-ipv4-num.csv', 6: 'asn-ipv6-num.csv' } as const
const countryFiles = { 4: 'asn-country-ipv4-num.csv', 6: 'asn-country-ipv6-num.csv' } as const

export interface AddressLists {
  readonly version: string
  /** Ranges with `asn,"name"` first and the country second. */
  pieces(): Generator<Piece>
}

/** The lists of the packages, or of a folder that holds all four files under the packages' names. */
export function addressLists(folder?: string): AddressLists {
  if (folder === undefined) {
    const asn = packageOf('@ip-location-db/asn')
    const country = packageOf('@ip-location-db/asn-country')
    return {
      version: `asn ${asn.version}, country ${country.version}`,
      pieces: () => read(asn.folder, country.folder),
    }
  }
  const hash = createHash('sha256')
  for (const file of [...Object.values(asnFiles), ...Object.values(countryFiles)])
    hash.update(file).update(text(folder, file))
  return { version: `files ${hash.digest('hex').slice(0, 16)}`, pieces: () => read(folder, folder) }
}

/** The version of an installed package and the folder it lies in. */
export function packageOf(name: string): { version: string; folder: string } {
  const path = require.resolve(`${name}/package.json`)
  return {
    version: packageSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).version,
    folder: dirname(path),
  }
}

function* read(asnFolder: string, countryFolder: string): Generator<Piece> {
  for (const family of [6, 4] as const)
    yield* overlay(
      ranges(asnFolder, asnFiles[family], family),
      ranges(countryFolder, countryFiles[family], family),
    )
}

const ranges = (folder: string, file: string, family: 4 | 6): RangeList =>
  parseRanges(text(folder, file), family, file)

function text(folder: string, file: string): string {
  try {
    return readFileSync(join(folder, file), 'utf8')
  } catch (cause) {
    throw new AppError('input', 'enrich/no-list', `the address list ${file} cannot be read`, {
      detail: folder,
      cause,
    })
  }
}
