import { createChannel, type Brought } from './channel.ts';

// The page that a CRM sends the window back to. It knows no key: the page that began has it.
const query = new URLSearchParams(location.search);
const brought: Brought = {
  state: query.get('state'),
  code: query.get('code'),
  error: query.get('error'),
};
// The code is in the address, and what is in the address is kept.
history.replaceState(null, '', location.pathname);
createChannel().postMessage(brought);
window.close();
