import { isIP, isIPv4, isIPv6 } from 'node:net';

/**
 * The network of an address as a proxy writes it: /24 of IPv4, /48 of IPv6 (what one subscriber or one attacker gets
 * whole). With or without port, brackets, quotes and zone; IPv4 within IPv6 counts as IPv4. Null for everything else.
 */
export function networkOfAddress(written: string): string | null {
	const address = bare(written);
	if (isIPv4(address)) return address.split('.').slice(0, 3).join('.');
	if (!isIPv6(address)) return null;
	const groups = groupsOf(address);
	const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
	if (mapped) return [groups[6] ?? 0, groups[7] ?? 0].flatMap(bytesOf).slice(0, 3).join('.');
	return groups
		.slice(0, 3)
		.map((group) => group.toString(16))
		.join(':');
}

/**
 * The /32 around a network of IPv6 as networkOfAddress writes it: who rents a whole one has 65,536 networks to count from
 * anew. Null for IPv4.
 */
export function widerNetwork(network: string): string | null {
	const groups = network.split(':');
	return groups.length === 3 ? `${groups[0]}:${groups[1]}::/32` : null;
}

/**
 * Who a proxy says is behind it: the address it added last to the header it writes, in the form of that header's name:
 * Forwarded (RFC 7239), or a list as X-Forwarded-For and X-Real-IP hold. Undefined where it says nothing.
 */
export function lastHop(header: string, value: string | undefined): string | undefined {
	const hop = lastOf(value);
	if (header.toLowerCase() !== 'forwarded') return hop;
	return /(?:^|;)\s*for=("[^"]*"|[^;]*)/i.exec(hop ?? '')?.[1];
}

function lastOf(list: string | undefined): string | undefined {
	return list
		?.split(',')
		.map((hop) => hop.trim())
		.findLast((hop) => hop !== '');
}

/** Without what proxies write around an address. */
function bare(written: string): string {
	const unquoted = written.trim().replace(/^"(.*)"$/, '$1');
	const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(unquoted)?.[1] ?? unquoted;
	const withoutZone = bracketed.replace(/%.*$/, '');
	return isIP(withoutZone) ? withoutZone : withoutZone.replace(/:\d+$/, '');
}

/** The eight groups of an IPv6 address that is known to be one. */
function groupsOf(address: string): number[] {
	const hex = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...bytes: string[]) => {
		const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(0, 4).map(Number);
		return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
	});
	const [head = '', tail] = hex.split('::');
	const read = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)));
	const [first, last] = [read(head), read(tail ?? '')];
	return [...first, ...new Array<number>(8 - first.length - last.length).fill(0), ...last];
}

const bytesOf = (group: number) => [group >> 8, group & 0xff];
