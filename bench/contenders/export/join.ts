import { offer } from './peer-page'

offer(new Worker(new URL('./join-worker.ts', import.meta.url), { type: 'module' }), 'csv')
