import { useRoute } from 'vue-router';

/** Tells whether the page that asks is the one in front: the address of another carries other queries. */
export function useOwnAddress(): () => boolean {
	const route = useRoute();
	const { path } = route;
	return () => route.path === path;
}
