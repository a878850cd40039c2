/**
 * Where the window starts: React over the backend's operations. The renderer imports shared only; it reads no file,
 * opens no connection and holds no rule of its own.
 */
import './app/trustedTypes.ts';
import './app/theme/theme.ts';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { App } from './app/App.tsx';

// The content security policy allows no code made from text, which zod would otherwise try first.
z.config({ jitless: true });

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element to draw in');
createRoot(root).render(<App />);
