import { mount } from 'svelte';
import Report from './Report.svelte';

const text = document.getElementById('data')?.textContent ?? '';
mount(Report, { target: document.getElementById('page')!, props: { report: JSON.parse(text) } });
