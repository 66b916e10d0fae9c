import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import type { Permission } from '../calls/answers.ts';
import { type ConsolePage, pages } from './pages.ts';

declare module 'vue-router' {
	interface RouteMeta {
		/** Name of the page in the tab. */
		title: string;
		/** Without it the page says so instead of showing anything. */
		permission?: Permission;
		/** Path of the menu entry that the page belongs to, where its own does not begin with that. */
		section?: string;
	}
}

const routeOf = ({ path, component, title, permission, given, section }: ConsolePage): RouteRecordRaw => ({
	path,
	component,
	props: ({ params }) => ({ ...params, ...given }),
	meta: { title, ...(permission !== undefined && { permission }), ...(section !== undefined && { section }) },
});

/** Leads from addresses to pages; the first address only sends people on to where they work. */
export const router = createRouter({
	history: createWebHistory(import.meta.env.BASE_URL),
	scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
	routes: [
		{ path: '/', component: () => import('./Home.vue'), meta: { title: '办理平台' } },
		...pages.map(routeOf),
		{ path: '/:missing(.*)*', component: () => import('./NotFound.vue'), meta: { title: '没有这个页面' } },
	],
});
