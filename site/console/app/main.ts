import { createApp } from 'vue';
import { resume } from '../calls/session.ts';
import App from './App.vue';
import { router } from './router.ts';
import './main.css';

void resume().finally(() => createApp(App).use(router).mount('#console'));
