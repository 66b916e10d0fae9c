import { content } from '../../build/content.ts';
import { changes } from '../../data/changes.ts';
import { feed } from '../../feeds/feed.ts';

export const GET = () =>
	feed(
		`开放数据变更 - ${content().site.title}`,
		'开放数据的格式变化、新增、更新和撤回。',
		changes().map(({ day, kind, file, text, path }) => ({
			title: `${changeNames[kind]}：${text}`,
			day,
			path,
			summary: `数据文件 ${file}`,
		})),
	);

const changeNames = { format: '格式', added: '新增', changed: '更新', withdrawn: '撤回' };
