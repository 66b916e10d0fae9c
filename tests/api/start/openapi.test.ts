import { createConfig, lintFromString } from '@redocly/openapi-core';
import spectralCore from '@stoplight/spectral-core';
import spectralRulesets from '@stoplight/spectral-rulesets';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPublicApp } from '../../../api/start/public-app.ts';
import { content, openTestPortal, type TestPortal } from '../portal.ts';
import { type Documented, readDocument } from './documented.ts';

let portal: TestPortal;
let documented: Documented;
beforeAll(async () => {
	portal = await openTestPortal({}, { accounts: false });
	documented = await readDocument(portal);
});
afterAll(() => portal.remove());

/** What the recommended rules of Spectral find. */
async function spectralFindings(document: unknown): Promise<string[]> {
	const spectral = new spectralCore.Spectral();
	spectral.setRuleset(new spectralCore.Ruleset({ extends: [[spectralRulesets.oas, 'recommended']] }));
	const findings = await spectral.run(JSON.stringify(document));
	return findings.map(({ code, path, message }) => `${code} ${path.join('.')}: ${message}`);
}

/** What the recommended rules of Redocly find. */
async function redoclyFindings(document: unknown): Promise<string[]> {
	const config = await createConfig({ extends: ['recommended'] });
	const findings = await lintFromString({ source: JSON.stringify(document), config });
	return findings.map(({ ruleId, location, message }) => `${ruleId} ${location[0]?.pointer}: ${message}`);
}

describe('the document of the public API', () => {
	test('has nothing that the recommended rules of Spectral and Redocly find wrong', async () => {
		expect(await spectralFindings(documented.json)).toEqual([]);
		expect(await redoclyFindings(documented.json)).toEqual([]);
	});

	test('would be found wrong without what they ask for', async () => {
		const { security: _, info: __, ...without } = documented.json;
		const damaged = { ...without, info: { title: 'x', version: '1' } };
		expect(await spectralFindings(damaged)).toContainEqual(expect.stringContaining('info-contact'));
		expect(await redoclyFindings(damaged)).toContainEqual(expect.stringContaining('info-license'));
	});

	test('describes every route of the public API, and no other', () => {
		const routes = createPublicApp(portal.intake).routes.filter(({ method }) => method !== 'ALL');
		// hono answers HEAD by the route of GET; an upload can be asked about, not fetched.
		const named = routes.map(({ method, path }) =>
			`${method} ${path.replace(/:(\w+)/g, '{$1}')}`.replace('GET /uploads/{id}', 'HEAD /uploads/{id}'),
		);
		const described = documented.operations.map(({ method, path }) => `${method} ${path}`);
		expect([...described].sort()).toEqual([...new Set(named)].sort());
		expect(new Set(documented.operations.map(({ operationId }) => operationId)).size).toBe(described.length);
	});

	test('names categories, counties and limits as the rules of this prefecture have them', () => {
		const { content: media } = documented.operation('submitReport').requestBody ?? {};
		const text = JSON.stringify([media, documented.json]);
		for (const { id, name } of content.categories) expect(text).toContain(`${id}：${name}`);
		for (const { adcode, name } of content.units.counties) expect(text).toContain(`${adcode}：${name}`);
		const { description } = documented.operation('createUpload');
		expect(description).toContain(
			`最多 ${content.evidence.maxFiles} 个文件，合计不超过 ${content.evidence.totalMb} MB`,
		);
	});

	test('says of every parameter what it is for, in Chinese, and names the codes of every refusal', () => {
		for (const { operationId, parameters, responses } of documented.operations) {
			for (const { name, description } of parameters) {
				expect({ operationId, name, description }).toMatchObject({
					description: expect.stringMatching(/\p{Script=Han}/u),
				});
			}
			expect(Object.keys(responses).filter((status) => Number(status) < 300).length).toBeGreaterThan(0);
		}
	});

	test('has examples of what is sent and answered, all of them right', () => {
		const examples = documented.examples();
		expect(examples.length).toBeGreaterThan(15);
		expect(examples.flatMap(({ wrong }) => wrong)).toEqual([]);
		expect(JSON.stringify(examples)).toContain('（示例）');
	});

	test('says that nobody signs in', () => {
		expect(documented.json).toMatchObject({ security: [] });
		expect(JSON.stringify(documented.json)).not.toContain('securitySchemes');
	});
});
