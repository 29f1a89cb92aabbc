import { offer } from './peer-page'

offer(new Worker(new URL('./exceljs-worker.ts', import.meta.url), { type: 'module' }), 'xlsx')
