import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ContentError } from '../../content/content-error.ts';
import { loadContent } from '../../content/load.ts';
import { copyOfContent, edit } from './copy-content.ts';

interface Mistake {
	title: string;
	breaks: (folder: string) => void;
	file: string;
	key: string;
	says: string;
}

const duty = 'rules/duty.yaml';

const mistakes: Mistake[] = [
	{
		title: 'a missing file',
		breaks: (folder) => rmSync(join(folder, 'rules/routing.yaml')),
		file: 'rules/routing.yaml',
		key: '',
		says: '文件不存在',
	},
	{
		title: 'a file that is no YAML',
		breaks: (folder) => writeFileSync(join(folder, 'site.yaml'), '# 网站\n\ntitle: 甲\ntitle: 乙\n'),
		file: 'site.yaml',
		key: '',
		says: '写法不对，无法读取（第 4 行）',
	},
	{
		title: 'a notice whose head is no YAML',
		breaks: (folder) => writeFileSync(join(folder, 'notices/bad-head.md'), '---\ntitle: 甲\ntitle: 乙\n---\n正文。\n'),
		file: 'notices/bad-head.md',
		key: '',
		says: '写法不对，无法读取（第 3 行）',
	},
	{
		title: 'an area file that is no JSON',
		breaks: (folder) =>
			writeFileSync(join(folder, 'areas/towns.json'), '[\n\t{ "name": "甲" }\n\t{ "name": "乙" }\n]\n'),
		file: 'areas/towns.json',
		key: '',
		says: '写法不对，无法读取（第 3 行）',
	},
	{
		title: 'a notice without its head',
		breaks: (folder) => writeFileSync(join(folder, 'notices/no-head.md'), '正文。\n'),
		file: 'notices/no-head.md',
		key: '',
		says: '说明部分',
	},
	{
		title: 'an attachment that is not there',
		breaks: (folder) => rmSync(join(folder, 'notices/files/demo-2026-ponds-persons.csv')),
		file: 'notices/demo-2026-ponds.md',
		key: 'attachments',
		says: '没有附件',
	},
	{
		title: 'a batch of two that says by which channels they came',
		breaks: (folder) => edit(folder, 'results/demo-2026-003.yaml', 'batch: 1', 'batch: 2'),
		file: 'batches/1.yaml',
		key: 'channels',
		says: '不公布来源渠道',
	},
	{
		title: 'a word where a number belongs',
		breaks: (folder) => edit(folder, 'rules/routing.yaml', 'borderBandM: 500', 'borderBandM: 五百'),
		file: 'rules/routing.yaml',
		key: 'borderBandM',
		says: '数字',
	},
	{
		title: 'a key that does not exist',
		breaks: (folder) => edit(folder, 'site.yaml', 'shortTitle:', 'phoneNumber: "1"\nshortTitle:'),
		file: 'site.yaml',
		key: '',
		says: 'phoneNumber',
	},
	{
		title: 'a day that does not exist',
		breaks: (folder) => edit(folder, 'ponds/demo-01.yaml', 'planUpdated: 2026-03-15', 'planUpdated: 2026-02-30'),
		file: 'ponds/demo-01.yaml',
		key: 'planUpdated',
		says: '日期应写成',
	},
	{
		title: 'an id that is not the file name',
		breaks: (folder) => edit(folder, 'ponds/demo-01.yaml', 'id: demo-01', 'id: demo-99'),
		file: 'ponds/demo-01.yaml',
		key: 'id',
		says: 'demo-01',
	},
	{
		title: 'a file name that cannot be an id',
		breaks: (folder) => copyFileSync(join(folder, 'ponds/demo-01.yaml'), join(folder, 'ponds/Demo_01.yaml')),
		file: 'ponds/Demo_01.yaml',
		key: '',
		says: '文件名',
	},
	{
		title: 'a category whose department nobody registered',
		breaks: (folder) => edit(folder, 'rules/categories.yaml', 'department: water', 'department: forestry'),
		file: 'rules/categories.yaml',
		key: 'river-sand.department',
		says: 'forestry',
	},
	{
		title: 'a pond in a county that is not of this city',
		breaks: (folder) => edit(folder, 'ponds/demo-01.yaml', 'adcode: 211381', 'adcode: 211421'),
		file: 'ponds/demo-01.yaml',
		key: 'adcode',
		says: '211421',
	},
	{
		title: 'a mine in a county that is not of this city',
		breaks: (folder) => edit(folder, 'mines/shuangfeng.yaml', 'adcode: 211322', 'adcode: 211421'),
		file: 'mines/shuangfeng.yaml',
		key: 'adcode',
		says: '211421',
	},
	{
		title: 'a result about a pond that is not registered',
		breaks: (folder) => edit(folder, 'results/demo-2026-002.yaml', 'pondId: demo-05', 'pondId: demo-55'),
		file: 'results/demo-2026-002.yaml',
		key: 'pondId',
		says: 'demo-55',
	},
	{
		title: 'a mobile number in a result',
		breaks: (folder) =>
			edit(
				folder,
				'results/demo-2026-001.yaml',
				'已责令停止越界开采',
				'已通知负责人（1 3 8 0 4 2 1 7 7 8 8）停止越界开采',
			),
		file: 'results/demo-2026-001.yaml',
		key: 'measures.corrected',
		says: '含有手机号码，不能公开，请删去',
	},
	{
		title: 'an ID number in the text of a notice',
		breaks: (folder) =>
			edit(folder, 'notices/demo-2026-ponds.md', '## 二、责任要求', '身份证号21130219850312001X。\n\n## 二、责任要求'),
		file: 'notices/demo-2026-ponds.md',
		key: 'body',
		says: '含有身份证号码',
	},
	{
		title: 'a name on a chat program in a result',
		breaks: (folder) =>
			edit(folder, 'results/demo-2026-001.yaml', '已责令停止越界开采', '已责令停止越界开采，加微：zhang8888'),
		file: 'results/demo-2026-001.yaml',
		key: 'measures.corrected',
		says: '含有微信号或者QQ号',
	},
	{
		title: 'a mobile number in the reason of a withdrawal',
		breaks: (folder) =>
			writeFileSync(
				join(folder, 'results/demo-2026-001.yaml'),
				'id: demo-2026-001\nbatch: 1\ndemo: true\nwithdrawn: { day: 2026-10-01, reason: 应13804217788要求撤回。 }\n',
			),
		file: 'results/demo-2026-001.yaml',
		key: 'withdrawn.reason',
		says: '含有手机号码，不能公开，请删去',
	},
	{
		title: 'a point in the later news of a result',
		breaks: (folder) =>
			edit(folder, 'results/demo-2026-001.yaml', '采坑回填已经验收', '采坑（东经120.4512，北纬41.5734）回填已经验收'),
		file: 'results/demo-2026-001.yaml',
		key: 'updates.0.text',
		says: '含有坐标',
	},
	{
		title: 'the name of whoever told it in the campaign',
		breaks: (folder) => edit(folder, 'campaign/campaign.yaml', 'summary: ', 'summary: 由欧阳建国举报。'),
		file: 'campaign/campaign.yaml',
		key: 'summary',
		says: '含有反映情况的人的姓名',
	},
	{
		title: 'one id used twice',
		breaks: (folder) => edit(folder, 'rules/categories.yaml', 'id: illegal-transfer', 'id: no-licence'),
		file: 'rules/categories.yaml',
		key: 'id',
		says: '出现了两次',
	},
	{
		title: 'a county without an office for a category',
		breaks: (folder) =>
			edit(folder, 'rules/units.yaml', 'adcode: 211381, department: water', 'adcode: 211381, department: industry'),
		file: 'rules/units.yaml',
		key: 'units',
		says: '北票市没有单位承办',
	},
	{
		title: 'a county with two offices for a category',
		breaks: (folder) =>
			edit(folder, 'rules/units.yaml', 'adcode: 211381, department: water', 'adcode: 211381, department: ecology'),
		file: 'rules/units.yaml',
		key: 'units',
		says: '北票市',
	},
	{
		title: 'a county without a boundary',
		breaks: (folder) => edit(folder, 'areas/counties.geojson', '"adcode":211302', '"adcode":211399'),
		file: 'areas/counties.geojson',
		key: 'features',
		says: '双塔区',
	},
	{
		title: 'a county drawn twice',
		breaks: (folder) => redraw(folder, (counties) => counties.push(...counties.slice(0, 1))),
		file: 'areas/counties.geojson',
		key: 'features',
		says: '画了两次',
	},
	{
		title: 'two counties with the same boundary',
		breaks: (folder) => redraw(folder, (counties) => of(counties, 211302).replace(of(counties, 211303).border)),
		file: 'areas/counties.geojson',
		key: 'features',
		says: '双塔区和龙城区的边界在东经',
	},
	{
		title: 'a county whose border reaches into another beyond the band',
		breaks: (folder) => redraw(folder, (counties) => of(counties, 211302).reachTo([120.25383, 41.5248])),
		file: 'areas/counties.geojson',
		key: 'features',
		says: '重叠，深入超过 500 米',
	},
	{
		title: 'a map key without an approval number',
		breaks: (folder) => edit(folder, 'site.yaml', 'hotlines:', 'map: { tiandituKey: abc }\nhotlines:'),
		file: 'site.yaml',
		key: 'map.approvalNumber',
		says: '审图号',
	},
	{
		title: 'a roster with nobody to reach',
		breaks: (folder) => edit(folder, duty, '值班员, sms: 0000-0000003, phone: 0000-0000003 }', '值班员 }'),
		file: duty,
		key: '0.shifts.1.call.0',
		says: '至少填写 sms、phone、hook 中的一项',
	},
	{
		title: 'a duty room that would be told over an open line',
		breaks: (folder) => edit(folder, duty, 'sms: 0000-0000003', 'hook: http://duty.example.gov.cn/'),
		file: duty,
		key: '0.shifts.1.call.0.hook',
		says: '地址必须以 https 开头',
	},
	{
		title: 'a shift that ends when it begins',
		breaks: (folder) => edit(folder, duty, '08:30-17:30', '08:30-08:30'),
		file: duty,
		key: '0.shifts.1.hours',
		says: '起止时刻不能相同',
	},
	{
		title: 'a holiday that ends before it begins',
		breaks: (folder) => edit(folder, duty, 'to: 2027-02-12', 'to: 2027-02-01'),
		file: duty,
		key: '0.shifts.0.to',
		says: '最后一天不能早于第一天',
	},
	{
		title: 'two rosters of one county',
		breaks: (folder) => edit(folder, duty, 'adcode: 211382', 'adcode: 211381'),
		file: duty,
		key: '2.adcode',
		says: '北票市（211381）的值班安排写了两次',
	},
	{
		title: 'a roster of a county that is not of this city',
		breaks: (folder) => edit(folder, duty, 'adcode: 211382', 'adcode: 110101'),
		file: duty,
		key: '2.adcode',
		says: '没有登记',
	},
	{
		title: 'somebody on duty who is of another county',
		breaks: (folder) => edit(folder, duty, 'unit: 211381-emergency', 'unit: 211382-emergency'),
		file: duty,
		key: '211381.全年值班',
		says: '“211382-emergency”不是北票市的单位',
	},
	{
		title: 'an alarm that waits for no time at all',
		breaks: (folder) => edit(folder, 'rules/alarms.yaml', 'answerMinutes: 10', 'answerMinutes: 0'),
		file: 'rules/alarms.yaml',
		key: 'answerMinutes',
		says: '',
	},
	{
		title: 'a pond height of zero',
		breaks: (folder) => edit(folder, 'ponds/demo-01.yaml', '\nheight: 40', '\nheight: 0'),
		file: 'ponds/demo-01.yaml',
		key: 'height',
		says: '高度应大于 0',
	},
];

test.each([
	['a line break of Word', '\\v', 'U+000B'],
	['a zero-width space', '\u200b', 'U+200B'],
	['a soft hyphen', '\u00ad', 'U+00AD'],
	['a turned direction', '\u202e', 'U+202E'],
	['a line separator', '\\u2028', 'U+2028'],
	['a private character', '\ue000', 'U+E000'],
	['half of a character', '\\ud800', 'U+D800'],
])('%s in a text stops the start, which says which character it is', (_, character, code) => {
	const folder = copyOfContent();
	edit(folder, 'results/demo-2026-001.yaml', /^problem: .*$/m, `problem: "反映${character}越界开采。"`);
	const error = errorOf(() => loadContent(folder));
	expect(error).toMatchObject({ file: 'results/demo-2026-001.yaml', key: 'problem' });
	expect((error as ContentError).message).toContain(`看不见的字符（${code}）`);
});

test('an invisible character is found below other keys, and in the body of a page', () => {
	const folder = copyOfContent();
	edit(folder, 'results/demo-2026-001.yaml', '采坑回填已经验收', '采坑\u200b回填已经验收');
	expect(errorOf(() => loadContent(folder))).toMatchObject({ key: 'updates.0.text' });
	const other = copyOfContent();
	edit(other, 'guidance/about.md', /\n---\n\n?/, '\n---\n\n\u00ad');
	expect(errorOf(() => loadContent(other))).toMatchObject({ file: 'guidance/about.md', key: '正文' });
});

interface Drawn {
	properties: { adcode: number };
	geometry: { coordinates: number[][][] };
}

function redraw(folder: string, change: (counties: Drawn[]) => void): void {
	const path = join(folder, 'areas/counties.geojson');
	const areas = JSON.parse(readFileSync(path, 'utf8'));
	change(areas.features);
	writeFileSync(path, JSON.stringify(areas));
}

/** A county of the file, all drawn as one ring. */
function of(counties: Drawn[], adcode: number) {
	const { geometry } = counties.find(({ properties }) => properties.adcode === adcode) as Drawn;
	const [border = []] = geometry.coordinates;
	return {
		border,
		replace: (ring: number[][]) => {
			geometry.coordinates = [ring];
		},
		/** Draws the second corner at another point. */
		reachTo: (point: number[]) => border.splice(1, 1, point),
	};
}

test('borders of two sources that differ within the band are no mistake: there the city decides anyway', () => {
	const folder = copyOfContent();
	redraw(folder, (counties) => {
		const { border, replace } = of(counties, 211302);
		// About 200 m to the south-east.
		replace(border.map(([lon = 0, lat = 0]) => [lon + 0.0017, lat - 0.0013]));
	});
	expect(() => loadContent(folder)).not.toThrow();
});

test.each(mistakes)('$title stops the start with file, key and sentence', ({ breaks, file, key, says }) => {
	const folder = copyOfContent();
	breaks(folder);
	const error = errorOf(() => loadContent(folder));
	expect(error).toBeInstanceOf(ContentError);
	expect(error).toMatchObject({ file, key });
	expect((error as ContentError).message).toContain(file);
	expect((error as ContentError).message).toContain(says);
	expect((error as ContentError).message).toMatch(/^内容文件有误/);
});

function errorOf(run: () => unknown): unknown {
	try {
		run();
	} catch (error) {
		return error;
	}
	return undefined;
}
