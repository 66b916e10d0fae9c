import { createApp } from 'vue';
import App from './App.vue';
import { router } from './router.ts';
import { resume } from './session.ts';
import './styles/main.css';

resume().finally(() => createApp(App).use(router).mount('#console'));
