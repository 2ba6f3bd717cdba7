import '../lib/page.css';
import { mount } from 'svelte';
import type { AnyReport } from '../lib/model';
import Report from './Report.svelte';

const report = JSON.parse(document.getElementById('data')!.textContent!) as AnyReport;
mount(Report, { target: document.getElementById('page')!, props: { report } });
