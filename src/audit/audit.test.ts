import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCluster, whyNoServer } from '../../test/support/clickhouse-server.ts'
import { openTemporary } from '../../test/support/temporary-store.ts'
import { openStore } from '../store/open.ts'
import { auditContract } from './audit.contract.ts'

auditContract('embedded', async () => {
  const { store, end } = await openTemporary()
  return { store, other: store, end }
})

auditContract(
  'two shards',
  async () => {
    const cluster = await startCluster({ nodes: 2 })
    const { store, end } = await openTemporary(cluster)
    const data = mkdtempSync(join(tmpdir(), 'stillwatch-other-'))
    const other = await openStore({ data, clickhouse: cluster.url })
    return {
      store,
      other,
      end: async () => {
        await other.close()
        await end()
        rmSync(data, { recursive: true, force: true })
      },
    }
  },
  whyNoServer,
)
