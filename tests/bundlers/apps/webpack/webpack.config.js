export default { mode: 'production', entry: { app: './app.js' } }
