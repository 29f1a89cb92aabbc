import { Dialog } from '../ui/dialog'

/** How one's own organisation takes the place of the demonstration. */
export function ConnectDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onOpenChange={onClose} title="Connect your organisation">
      <p className="text-fg-2">
        Create an integration token in Linq, give it to the server in its environment, and start the server
        again. The token stays in the server and never reaches a browser.
      </p>
      <pre
        tabIndex={0}
        className="overflow-auto rounded bg-active px-3 py-2.5 font-mono text-caption leading-[18px] text-fg-2"
      >
        LINQ_INTEGRATION_TOKEN=… npm start
      </pre>
      <p className="text-fg-2">
        LINQ_INTEGRATION_TOKEN_FILE names a file that holds the token instead. The token can read and change
        everything in the organisation: keep it as you keep a password.
      </p>
    </Dialog>
  )
}
