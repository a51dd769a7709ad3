import { describeObjectStore } from '../../storage/testing/compliance'
import { MemoryStore } from './memory-store'

describeObjectStore('memory, for tests', async () => new MemoryStore())
