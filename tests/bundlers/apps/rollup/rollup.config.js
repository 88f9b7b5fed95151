import { nodeResolve } from '@rollup/plugin-node-resolve'

export default { input: { app: 'app.js' }, output: { dir: 'dist' }, plugins: [nodeResolve({ browser: true })] }
