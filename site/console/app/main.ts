import { VueQueryPlugin } from '@tanstack/vue-query';
import { createApp } from 'vue';
import { queryClient } from '../calls/query-client.ts';
import { restoreSession } from '../calls/session.ts';
import App from './App.vue';
import { router } from './router.ts';
import './main.css';

void restoreSession().finally(() => createApp(App).use(router).use(VueQueryPlugin, { queryClient }).mount('#console'));
