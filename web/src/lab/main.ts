import '../lib/page.css';
import './lab.css';
import { mount } from 'svelte';
import Lab from './Lab.svelte';

mount(Lab, { target: document.getElementById('page')! });
