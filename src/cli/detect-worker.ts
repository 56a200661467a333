/** Detection in a thread of its own: minutes of arithmetic that would hold up every request. */
import { readFalseCampaigns } from '../contain/calibration.ts'
import { detect } from '../discover/detect.ts'
import { asThread } from './in-thread.ts'

await asThread(async store => {
  const falseCampaigns = await readFalseCampaigns(store)
  return { run: await detect(store, falseCampaigns === undefined ? {} : { falseCampaigns }) }
})
