/** Where honest people live: clock, language, how many. Country is context for detection, never evidence. */
import type { Rng } from '../rng.ts'
import { weighted } from './draw.ts'
import type { Language } from './text/languages.ts'

export interface Place {
  readonly country: string
  readonly timezone: string
  /** Hours ahead of UTC; summer time is left out on purpose, it adds nothing. */
  readonly offsetHours: number
  readonly locale: string
  readonly languages: readonly (readonly [Language, number])[]
}

const place = (
  country: string,
  timezone: string,
  offsetHours: number,
  locale: string,
  own: Language,
  english: number,
) =>
  ({
    country,
    timezone,
    offsetHours,
    locale,
    languages:
      own === 'en'
        ? [['en', 1]]
        : [
            [own, 1 - english],
            ['en', english],
          ],
  }) satisfies Place

export const places: readonly (readonly [Place, number])[] = [
  [place('US', 'America/New_York', -4, 'en-US', 'en', 1), 14],
  [place('US', 'America/Chicago', -5, 'en-US', 'en', 1), 8],
  [place('US', 'America/Los_Angeles', -7, 'en-US', 'en', 1), 11],
  [place('US', 'America/Denver', -6, 'es-US', 'es', 0.6), 2],
  [place('CA', 'America/Toronto', -4, 'en-CA', 'en', 1), 3],
  [place('GB', 'Europe/London', 1, 'en-GB', 'en', 1), 6],
  [place('DE', 'Europe/Berlin', 2, 'de-DE', 'en', 1), 4],
  [place('FR', 'Europe/Paris', 2, 'fr-FR', 'en', 1), 3],
  [place('NL', 'Europe/Amsterdam', 2, 'nl-NL', 'en', 1), 2],
  [place('PL', 'Europe/Warsaw', 2, 'pl-PL', 'en', 1), 2],
  [place('SE', 'Europe/Stockholm', 2, 'sv-SE', 'en', 1), 1],
  [place('IT', 'Europe/Rome', 2, 'it-IT', 'en', 1), 2],
  [place('ES', 'Europe/Madrid', 2, 'es-ES', 'es', 0.3), 3],
  [place('MX', 'America/Mexico_City', -6, 'es-MX', 'es', 0.3), 3],
  [place('AR', 'America/Argentina/Buenos_Aires', -3, 'es-AR', 'es', 0.3), 2],
  [place('CO', 'America/Bogota', -5, 'es-CO', 'es', 0.3), 2],
  [place('BR', 'America/Sao_Paulo', -3, 'pt-BR', 'es', 0.6), 4],
  [place('IN', 'Asia/Kolkata', 5.5, 'en-IN', 'en', 1), 9],
  [place('CN', 'Asia/Shanghai', 8, 'zh-CN', 'zh', 0.25), 4],
  [place('TW', 'Asia/Taipei', 8, 'zh-TW', 'zh', 0.3), 2],
  [place('HK', 'Asia/Hong_Kong', 8, 'zh-HK', 'zh', 0.5), 2],
  [place('SG', 'Asia/Singapore', 8, 'en-SG', 'zh', 0.7), 2],
  [place('JP', 'Asia/Tokyo', 9, 'ja-JP', 'ja', 0.2), 4],
  [place('KR', 'Asia/Seoul', 9, 'ko-KR', 'en', 1), 2],
  [place('RU', 'Europe/Moscow', 3, 'ru-RU', 'ru', 0.25), 2],
  [place('EG', 'Africa/Cairo', 3, 'ar-EG', 'ar', 0.3), 1],
  [place('SA', 'Asia/Riyadh', 3, 'ar-SA', 'ar', 0.3), 1],
  [place('AE', 'Asia/Dubai', 4, 'ar-AE', 'ar', 0.6), 1],
  [place('TR', 'Europe/Istanbul', 3, 'tr-TR', 'en', 1), 1],
  [place('ID', 'Asia/Jakarta', 7, 'id-ID', 'en', 1), 2],
  [place('VN', 'Asia/Ho_Chi_Minh', 7, 'vi-VN', 'en', 1), 2],
  [place('PH', 'Asia/Manila', 8, 'en-PH', 'en', 1), 2],
  [place('AU', 'Australia/Sydney', 10, 'en-AU', 'en', 1), 2],
  [place('ZA', 'Africa/Johannesburg', 2, 'en-ZA', 'en', 1), 1],
  [place('NG', 'Africa/Lagos', 1, 'en-NG', 'en', 1), 1],
]

export const drawPlace = (rng: Rng): Place => weighted(rng, places)

/** A place in the given country. */
export function placeIn(country: string): Place {
  const found = places.find(([candidate]) => candidate.country === country)
  if (found === undefined) throw new RangeError(`the range knows no place in ${country}`)
  return found[0]
}
