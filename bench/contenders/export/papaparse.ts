import { offer } from './peer-page'

offer(new Worker(new URL('./papaparse-worker.ts', import.meta.url), { type: 'module' }), 'csv')
