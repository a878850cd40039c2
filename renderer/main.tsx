/**
 * Where the window starts: React over the backend's operations. The renderer imports shared only; it reads no file,
 * opens no connection and holds no rule of its own.
 */
// First: it settles how schemas are made before any is.
import './app/trustedTypes.ts';
import './app/theme/theme.ts';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element to draw in');
createRoot(root).render(<App />);
