import { openTemporary } from '../../test/support/temporary-store.ts'
import { storeContract } from './store.contract.ts'

storeContract('embedded', () => openTemporary())
