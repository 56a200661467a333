import { cloudAddresses, fixedBook } from '../addresses.ts'
import { drawTools } from '../campaign/framing.ts'
import { sdkClient } from '../clients.ts'
import { randomExponential } from '../draw.ts'
import { agentDialogue } from '../people/agents.ts'
import { makeSetup, type Speaker } from '../speaker.ts'
import { makeRepository, sayCode } from '../text/code.ts'
import { companyDomain, corporateCard, crowd, crowdSize } from './crowd.ts'
import type { Scenario } from './scenario.ts'

export const productionAgents: Scenario = {
  what: 'a company whose own agents work around the clock',
  cast(world, label) {
    const rng = world.rng(label)
    const domain = companyDomain(rng)
    const tools = drawTools(rng)
    const setup = makeSetup({
      system: `You operate the back office of ${domain}. Use tools, one at a time, and log what you do.`,
      tools,
      params: { max_tokens: 4096, temperature: 0.2 },
    })
    const harness = { product: domain, setup, tools: tools.map(tool => tool.name) }
    const repository = makeRepository(rng)
    const speaker: Speaker = {
      meanTurns: 6,
      open: draw =>
        agentDialogue(
          draw,
          harness,
          1 + Math.round(randomExponential(draw, 5)),
          sayCode('task', draw, repository),
          repository,
        ),
    }
    const client = sdkClient(rng)
    const payment = corporateCard(rng)
    const addresses = fixedBook(cloudAddresses(rng, 6))
    return {
      sources: crowd(world, label, crowdSize(rng, world, 6, 16), (own, index) => ({
        kind: 'pipeline',
        speaker,
        client,
        addresses,
        perDay: 40 + own() * 160,
        identity: { payment, email: `agent-${index}@${domain}`, organization: domain },
        rhythmOptions: { shape: 'flat', daysActive: 1, weekend: 1, spread: 0.15 },
      })),
    }
  },
}
